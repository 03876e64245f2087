"""The mail with the minutes: the reader's own action points first, the decisions, the minutes as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerships.correspondence.drafts import Draft

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from meetings.models import Meeting
    from partnerships.documents.models import Version

CAUSE = "minutes"


@dataclass(frozen=True)
class Own:
    """The action points of one person: what their mail says and asks, and the proposals that wait for room."""

    asked: list
    waiting: list


def own_points(person: Person, content: dict, left: int) -> Own:
    """What of the minutes is the person's, when they may be asked `left` more things this month.

    What was agreed in the room is always said; what is only proposed to them is a question.
    """
    points = [one for one in content["action_points"] if one["owner_id"] == person.pk]
    waiting = [one for one in points if not one["agreed"]][left:]
    return Own([one for one in points if not any(one is other for other in waiting)], waiting)


def draft(
    person: Person,
    meeting: Meeting,
    content: dict,
    own: Own,
    *,
    version: Version = None,
    changed: str = "",
    in_reply_to: str = "",
) -> Draft:
    """The mail for one person; without an issued version, only to be looked at."""
    number = version.number if version else 0
    return Draft(
        kind="minutes",
        key=f"meeting:{meeting.pk}:minutes:v{number}:person:{person.pk}",
        person=person,
        partnership=meeting.partnership,
        context=lambda link: _context(person, meeting, content, own, link, changed),
        cause=CAUSE,
        cause_id=version and version.pk,
        asks=len(own.asked),
        attachments=[version.file] if version else [],
        in_reply_to=in_reply_to,
    )


def _context(person, meeting, content, own, link, changed):
    return {
        "meeting": meeting,
        "content": content,
        "own": [{**one, "url": f"{link}#task-{one['task_id'] or ''}"} for one in own.asked],
        "later": len(own.waiting),
        "others": sum(1 for one in content["action_points"] if one["owner_id"] != person.pk),
        "link": link,
        "changed": changed,
    }
