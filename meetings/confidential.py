"""What stands under a confidential agenda item: everybody who takes part reads it, and no page shows it on a wall."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import ActionPoint, AgendaItem, Line
from workplans.models import Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from meetings.agendas import Slot
    from meetings.models import Decision, Meeting
    from partnerships.documents.models import Version

ENGLISH = (
    r"confidential(?:ly|ity)?|in camera|in private|behind closed doors|closed (?:session|meeting|item|part)"
)
DUTCH = (
    r"vertrouwelijke?|vertrouwelijkheid|confidenti(?:eel|[eë]le)|besloten|in beslotenheid|niet[ -]openbaa?re?"
)
WORDS = rf"{ENGLISH}|{DUTCH}|achter gesloten deuren"
CONFIDENTIAL = re.compile(rf"\b(?:{WORDS})\b", re.I)
# The same for PostgreSQL, whose sign for a word's edge is another.
CONFIDENTIAL_IN_SQL = rf"\y({WORDS})\y"


def is_confidential(item: AgendaItem) -> bool:
    """Whether the item's title says that it is not for everybody's eyes, as in "Personnel (confidential)"."""
    return CONFIDENTIAL.search(item.title) is not None


def without_title(items: Iterable[AgendaItem]) -> None:
    """On a wall a confidential item has no title; nothing is saved."""
    for item in items:
        if is_confidential(item):
            item.title = _("A confidential item")


def hide_confidential(slots: list[Slot]) -> None:
    """The same for a timetable, whose slots know that they are hidden."""
    for slot in slots:
        slot.is_hidden = is_confidential(slot.item)
    without_title(slot.item for slot in slots)


def without_confidential(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """For a wall: the decisions that do not stand under a confidential item."""
    hidden = AgendaItem.objects.filter(title__iregex=CONFIDENTIAL_IN_SQL).values("pk")
    return decisions.exclude(line__item__in=hidden)


def confidential_tasks() -> QuerySet:
    """The keys of the tasks that are action points under confidential items."""
    at_first = Q(item__title__iregex=CONFIDENTIAL_IN_SQL)
    by_now = Q(line__item__title__iregex=CONFIDENTIAL_IN_SQL)
    return ActionPoint.objects.filter(at_first | by_now).values("task")


def is_hidden(version: Version) -> bool:
    """Whether a version of minutes says something that a wall does not show."""
    return in_public(version.data, version.document.meeting) != version.data


def in_public(content: dict, meeting: Meeting) -> dict:
    """The minutes of a meeting for a wall: without what stands under a confidential item, its title, and its matters arising."""
    hidden = _hidden_items(content, meeting)
    lines = {_known_by(line) for item in hidden for line in item["lines"]}
    items = [
        {**item, "title": str(_("A confidential item")), "lines": []} if item in hidden else item
        for item in content["items"]
    ]
    rest = {
        name: [one for one in content[name] if _known_by(one) not in lines]
        for name in ("action_points", "decisions")
    }
    return {**content, "items": items, **rest, "matters_arising": _open_matters(content, meeting)}


def _hidden_items(content, meeting):
    """Those that were called confidential then, and those that are by now."""
    rows = Line.objects.filter(meeting=meeting, item__title__iregex=CONFIDENTIAL_IN_SQL)
    by_now = {str(pk) for pk in rows.values_list("pk", flat=True)}
    return [
        item
        for item in content["items"]
        if CONFIDENTIAL.search(item["title"]) or by_now & {line.get("line") for line in item["lines"]}
    ]


def _known_by(line):
    """Versions from before lines carried their UUID know one by its words."""
    return line.get("line") or line.get("what") or line["text"]


def _open_matters(content, meeting):
    """Earlier action points but for the confidential ones; versions from before they had numbers know one by its words."""
    tasks = Task.objects.filter(partnership=meeting.partnership_id, pk__in=confidential_tasks())
    hidden = (
        {name for task in tasks for name in (task.spoken_number, task.title)}
        if content["matters_arising"]
        else ()
    )
    return [one for one in content["matters_arising"] if (one.get("number") or one["what"]) not in hidden]
