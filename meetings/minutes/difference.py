"""What a version of the minutes says otherwise than the one before: lines added, changed, struck out, and facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.time import dates
from meetings.confidential import in_public
from meetings.minutes.contents import thaw

if TYPE_CHECKING:
    from partnerships.documents.models import Version

ADDED, CHANGED, STRUCK_OUT = "added", "changed", "struck_out"
# Facts that change without anybody changing these minutes.
MOVES_ON = ("matters_arising", "approval")
GROUPS = ("present", "apologies", "absent", "observers", "unrecorded")


@dataclass(frozen=True)
class Row:
    """One thing that differs: `kind` is added, changed or struck_out; `where` is the agenda item or the fact."""

    kind: str
    where: str
    before: str = ""
    now: str = ""
    # Which fact it is, where it is none of the lines.
    fact: str = ""

    @property
    def word(self) -> str:
        """The kind, as it is read."""
        return {ADDED: _("Added"), CHANGED: _("Changed"), STRUCK_OUT: _("Struck out")}[self.kind]


def from_version_before(version: Version, *, on_a_wall: bool = False) -> list[Row]:
    """What this version says otherwise than the one before it, in the document's language; nothing for the first.

    on_a_wall: without what stands under confidential items
    """
    before = version.document.versions.filter(number=version.number - 1).first()
    if before is None:
        return []
    with override(version.document.language):
        pair = [one.data for one in (before, version)]
        if on_a_wall:
            pair = [in_public(data, version.document.meeting) for data in pair]
        return difference(*pair)


def difference(before: dict, now: dict) -> list[Row]:
    """What two contents of the same minutes say differently, facts first, then lines in their order.

    before, now: frozen or not; in the language that is active
    """
    before, now = _alike(before), _alike(now)
    return [*_facts(before, now), *_lines(before, now)]


def facts(before: dict, now: dict) -> list[Row]:
    """What two contents of the same minutes say differently beside their lines, but for what moves on by itself:

    what became of earlier action points, and that a later meeting approved these minutes.
    """
    rows = _facts(_alike(before), _alike(now))
    return [row for row in rows if row.fact not in MOVES_ON]


def _alike(data):
    """Through text: what is frozen has days as text, and lists where there were tuples."""
    return thaw(json.loads(json.dumps(data, cls=DjangoJSONEncoder)))


def _facts(before, now):
    old = _fact_words(before)
    for (fact, name), words in _fact_words(now).items():
        if old[fact, name] != words:
            yield Row(_kind(old[fact, name], words), name, old[fact, name], words, fact)


def _fact_words(data):
    """What the minutes say beside their lines, by the fact and its heading."""
    times = f"{data['began']}–{data['ended']}" if data["began"] else data["planned"]
    return {
        ("meeting", _("Meeting")): _listed(data["title"], data["body"], dates.long(data["held_on"])),
        ("goal", _("Goal")): data["goal"],
        ("times", _("Times")): times,
        ("place", _("Place")): data["place"],
        ("chair", _("Chair")): data["chair"],
        ("minute_taker", _("Minute-taker")): data["minute_taker"],
        **_attendance(data["attendance"]),
        ("interests", _("Declared interests")): data["interests"],
        ("previous", _("Minutes of the previous meeting")): _previous(data["previous"]),
        ("matters_arising", _("Matters arising")): "; ".join(
            f"{one['what']} ({one['state']})" for one in data["matters_arising"]
        ),
        ("agenda", _("Agenda")): "; ".join(item["title"] for item in data["items"] if item["title"]),
        ("next", _("Next meeting")): _next(data["next"]),
        ("approval", _("Approval")): "; ".join(
            _previous(one | {"title": one["meeting"]}) for one in data.get("approvals", ())
        ),
    }


def _attendance(groups):
    names = [_("Present"), _("Apologies"), _("Absent"), _("Observers"), _("Not recorded")]
    people = ["; ".join(_person(one) for one in groups[group]) for group in GROUPS]
    return dict(zip(zip(GROUPS, names, strict=True), people, strict=True))


def _previous(one):
    return _listed(one["title"], one["approval"], one["words"]) if one else ""


def _next(one):
    return _listed(one["title"], dates.long(one["held_on"]), one["time"], one["place"]) if one else ""


def _listed(*words):
    return ", ".join(filter(None, words))


def _person(one):
    partly = _("partly") if one["partly"] else ""
    return _listed(one["name"], one["organisation"], partly)


def _kind(old, new):
    return ADDED if not old else STRUCK_OUT if not new else CHANGED


def _lines(before, now) -> Iterator[Row]:
    """In the order of the newer minutes; what these do not have any more stands where it stood."""
    old, new = _by_key(_placed(before)), _by_key(_placed(now))
    old = {
        _key_in(new, line) if "line" not in line else key: (place, line) for key, (place, line) in old.items()
    }
    for key in _merged(list(old), list(new)):
        row = _row(old.get(key), new.get(key))
        if row:
            yield row


def _placed(data):
    """Each line with the agenda item that it stands under."""
    for item in data["items"]:
        place = f"{item['number']}. {item['title']}" if item["title"] else ""
        yield from ((place, line) for line in item["lines"])


def _by_key(placed):
    return {_key(line): (place, line) for place, line in placed}


def _key(line):
    """A line's UUID; versions from before lines carried it know a line by its kind and words."""
    return line.get("line") or (line["kind"], line["text"])


def _key_in(new, line):
    """The key in the newer minutes of a line that has no UUID yet: a decision's number, else the same words."""
    same = (key for key, (_place, other) in new.items() if _is_same(line, other))
    return next(same, _key(line))


def _is_same(one, other):
    if one["kind"] != other["kind"]:
        return False
    return one["number"] == other["number"] if one.get("number") else one["text"] == other["text"]


def _merged(old, new):
    """All keys, each that is only in the older list where it stood there: after the one before it, or first of all."""
    merged = list(new)
    for place, key in enumerate(old):
        if key not in merged:
            merged.insert(_place_in(merged, old, place), key)
    return merged


def _place_in(merged, old, place):
    if place:
        return merged.index(old[place - 1]) + 1
    return next((merged.index(key) for key in old if key in merged), 0)


def _row(old, new):
    before, now = words_of(old and old[1]), words_of(new and new[1])
    if before == now:
        return None
    return Row(_kind(before, now), (new or old)[0], before, now)


def words_of(line: dict | None) -> str:
    """A frozen line as a sentence that stands alone; nothing for none, or one that is struck out."""
    return "" if line is None or "struck_out" in line else _words(thaw(line))


def _words(line):
    return {"action": _action, "decision": _decision, "question": _question}.get(line["kind"], _note)(line)


def _action(line):
    owner = line["owner"] or _("owner still open")
    due = _("due %(day)s") % {"day": dates.long(line["due_on"])} if line["due_on"] else _("no date")
    return _("Action point: %(what)s. %(owner)s, %(due)s") % {
        "what": line["what"],
        "owner": _listed(owner, line["organisation"]),
        "due": due,
    }


def _decision(line):
    review = _("review on %(day)s") % {"day": dates.long(line["review_on"])} if line["review_on"] else ""
    how = _listed(line["rule"], line["result"], review)
    words = _("Decision: %(text)s") % {"text": line["text"]}
    return f"{words} ({how})" if how else words


def _question(line):
    return _("Open question: %(text)s") % {"text": line["text"]}


def _note(line):
    return line["text"]
