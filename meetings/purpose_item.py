"""Once a year the purpose stands on an agenda: one press puts it there, and afterwards somebody notes that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.time import dates
from meetings import agendas, schedule
from meetings.models import AgendaItem, Meeting
from partnerships import purposes
from partnerships.access import coordinated_by

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

PURPOSE = Kind("purpose", gettext_lazy("Purpose"))
MINUTES = 15


def for_coordinators(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Purposes that were neither worded nor reaffirmed for a year and stand on no agenda to come."""
    where = coordinated_by(person, partnership)
    due = purposes.to_reaffirm(where) if where else {}
    asked = _last_asked(list(due)) if due else []
    for one in where if due else ():
        if one.pk in due:
            items = [item for item in asked if item.partnership_id == one.pk]
            yield from _needs_of(one, due[one.pk], items, partnership is None)


def _needs_of(partnership, since, items, many):
    coming = [item for item in items if item.meeting.state in (Meeting.State.PLANNED, Meeting.State.RUNNING)]
    held = [item for item in items if item not in coming and item.meeting.day >= since]
    if coming:
        return
    words = {"day": dates.long(held[-1].meeting.day if held else since)}
    title, word, action = _("Is the purpose still ours?"), _("Once a year"), _plan_or_put(partnership)
    if held:
        title, word = _("The purpose was on the agenda of %(day)s") % words, _("To note")
        action = {
            "action": _("Note what was said"),
            "action_url": reverse("purpose_history", args=[partnership.slug]),
        }
    yield Need(
        kind=PURPOSE,
        state="open",
        word=word,
        title=title,
        url=reverse("purpose_history", args=[partnership.slug]),
        detail=" · ".join(filter(None, (many and str(partnership), partnership.purpose[:120]))),
        due=since,
        **action,
    )


def _plan_or_put(partnership):
    meeting = _next(partnership)
    if meeting is None:
        return {"action": _("Plan a meeting"), "action_url": reverse("meeting_new", args=[partnership.slug])}
    return {
        "action": _("Put it on the agenda of “%(meeting)s”") % {"meeting": meeting},
        "action_url": reverse("purpose_item", args=[partnership.slug]),
        "is_post": True,
    }


def _next(partnership):
    return next(iter(schedule.coming([partnership])), None)


@prepared
def _last_asked(partnerships: list[int]) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.filter(partnership__in=partnerships, is_purpose=True)
    rows = rows.exclude(meeting__state=Meeting.State.CANCELLED)
    return rows.select_related("meeting").order_by("meeting__starts_at", "pk")


@transaction.atomic
def put(partnership: Partnership) -> AgendaItem | None:
    """Put the question on the agenda of the next meeting, once; None while none is planned."""
    meeting = _next(partnership)
    if meeting is None:
        return None
    meeting = Meeting.objects.select_related("partnership").locked(meeting.pk)
    if known := meeting.items.filter(is_purpose=True).first():
        return known
    with override(partnership.language):
        title = _("Is the purpose still ours?")
    purpose = AgendaItem.Purpose.DECIDE
    item = AgendaItem(title=title, purpose=purpose, minutes=MINUTES, is_purpose=True)
    return agendas.add_before_closing(meeting, item)
