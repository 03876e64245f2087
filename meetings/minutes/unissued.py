"""What differs from the minutes that were issued last: lines added, changed or to be struck out since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from meetings.models import Line, Meeting

if TYPE_CHECKING:
    from partnerships.documents.models import Version

Frozen = dict


def last_version(meeting: Meeting) -> Version | None:
    """The version of the minutes that was issued last, with what it froze."""
    return meeting.document.versions.first() if meeting.document_id else None


def lines_in(data: dict) -> dict[str, Frozen]:
    """The lines that a version froze, by the line's UUID; those of versions from before they carried it are left out."""
    rows = [line for item in data["items"] for line in item["lines"]]
    return {line["line"]: line for line in rows if "line" in line}


def issued_lines(meeting: Meeting) -> dict[str, Frozen]:
    """The lines as the last version froze them, by their UUIDs; none while nothing was issued."""
    version = last_version(meeting)
    return lines_in(version.data) if version else {}


def mark(line: Line, by: int | None, issued: dict[str, Frozen] | None = None) -> None:
    """Note on a line of issued minutes whether it differs from them, since when and by whom; nothing is saved.

    by: the key of the person who changed it last
    issued: what `issued_lines` says, where somebody knows it already
    """
    if not line.meeting.is_issued:
        line.unissued_since = line.unissued_by_id = None
        return
    issued = issued_lines(line.meeting) if issued is None else issued
    is_different = differs(line, issued.get(str(line.pk)))
    line.unissued_since = (line.unissued_since or timezone.now()) if is_different else None
    line.unissued_by_id = by if is_different else None


def issued_line(line: Line) -> Frozen | None:
    """The line as the last version froze it, or None when it was never issued."""
    return issued_lines(line.meeting).get(str(line.pk))


def restore(line: Line, issued: Frozen) -> None:
    """Give the line what was issued; nothing is saved."""
    line.removed_at = (line.removed_at or timezone.now()) if "struck_out" in issued else None
    line.kind, line.text = issued["kind"], issued["text"]
    line.title = issued.get("what", "")
    line.owner_id, line.partner_id = issued.get("owner_id"), issued.get("partner_id")
    line.rule, line.result = issued.get("rule_key", ""), issued.get("result", "")
    line.due_on, line.review_on = _as_day(issued.get("due_on")), _as_day(issued.get("review_on"))


def _as_day(text):
    return date.fromisoformat(text) if text else None


def differs(line: Line, issued: Frozen | None) -> bool:
    """Whether the line says something else than its frozen form; None is one that was never issued."""
    if issued is None:
        return line.removed_at is None
    if line.removed_at is not None or "struck_out" in issued:
        return (line.removed_at is not None) != ("struck_out" in issued)
    now = compared(line)
    return any(issued[name] != now[name] for name in now if name in issued)


def compared(line: Line) -> dict:
    """What a line says, in the words of its frozen form."""
    found = {"kind": line.kind, "text": line.text}
    if line.kind == Line.Kind.ACTION:
        return found | {
            "what": what(line),
            "owner_id": line.owner_id,
            "partner_id": line.partner_id,
            "due_on": _day(line.due_on),
        }
    if line.kind == Line.Kind.DECISION:
        return found | {
            "rule_key": line.rule,
            "result": line.result,
            "review_on": _day(line.review_on),
        }
    return found


def what(line: Line) -> str:
    """What is to be done, of an action point."""
    return line.title or line.text[:300]


def _day(day):
    return day.isoformat() if day else None


def of_meeting(meeting: Meeting) -> list[Line]:
    """The lines of issued minutes that wait for a new version, in the order in which they came.

    Each has `was_issued`: whether the last version has it, in other words or not struck out.
    """
    rows = Line.objects.unissued().filter(meeting=meeting).select_related("by", "unissued_by", "item")
    found = list(rows.order_by("unissued_since", "at"))
    issued = issued_lines(meeting) if found else {}
    for line in found:
        line.was_issued = str(line.pk) in issued
    return found
