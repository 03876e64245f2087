"""The minutes clock: by which working day minutes should be out, and whom it is told when they are not."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.isolation import each, rested
from backbone.time.days import day_of
from backbone.time.working_days import working_day_after
from meetings.models import Meeting
from partnerships.correspondence.notices import tell
from partnerships.roles import coordinators_of
from partnerships.taking_part import goes_on

# The coordinator is told when the clock has run out, and again three working days later.
AGAIN_AFTER = 3


def due_on(meeting: Meeting) -> date:
    """The day by which the minutes should be out, as its group agreed or else the partnership."""
    partnership, body = meeting.partnership, meeting.body
    days = (body and body.minutes_working_days) or partnership.minutes_working_days
    return working_day_after(meeting.day, days, partnership.country)


def tellings(meeting: Meeting) -> list[date]:
    """The days on which the coordinator is told that the minutes are not out."""
    first = due_on(meeting)
    return [first, working_day_after(first, AGAIN_AFTER, meeting.partnership.country)]


def waiting(now: datetime | None = None) -> QuerySet[Meeting]:
    """Meetings that were held and whose minutes are not out, where the partnership goes on."""
    states = [Meeting.State.PLANNED, Meeting.State.RUNNING, Meeting.State.CLOSED]
    rows = Meeting.objects.filter(goes_on(), state__in=states, starts_at__lt=now or timezone.now())
    return rows.select_related("partnership", "body")


def watch(now: datetime | None = None) -> int:
    """Tell the coordinators of what is due and not told yet; returns how many meetings were told of."""
    now = now or timezone.now()
    awake = Q(clock_rests_until=None) | Q(clock_rests_until__lte=now)
    behind = waiting(now).filter(awake, clock_told__lt=2).values_list("pk", flat=True)
    return each(
        behind,
        lambda pk: _tell(pk, now),
        what="minutes clock of meeting",
        put_off=lambda pk: _put_off(pk, now),
    )


def _put_off(pk, now):
    """A meeting whose clock could not be read is looked at again tomorrow; nothing of it counts as told."""
    Meeting.objects.filter(pk=pk).update(clock_rests_until=rested(now))


@transaction.atomic
def _tell(pk, now):
    """Tell of one meeting once per step; several steps missed at once are one telling."""
    meeting = waiting(now).locked_if_free(pk)
    if meeting is None:
        return 0
    today = day_of(now, meeting.zone)
    steps = sum(1 for day in tellings(meeting) if today >= day)
    if steps <= meeting.clock_told:
        return 0
    people = {person.pk: person for person in coordinators_of(meeting.partnership)}
    reached = each(
        people,
        lambda key: _tell_person(people[key], meeting, steps, today),
        what=f"minutes clock of meeting {meeting.pk} for person",
    )
    if people and not reached:
        # Nobody was told: the step is left for the next day rather than counted.
        meeting.clock_rests_until = rested(now)
        meeting.save(update_fields=["clock_rests_until"])
        return 0
    meeting.clock_told, meeting.minutes_due_on = steps, due_on(meeting)
    meeting.save(update_fields=["clock_told", "minutes_due_on"])
    return 1


def _tell_person(person, meeting, step, today):
    with override(person.language):
        days = (today - meeting.day).days
        words = _("The minutes of “%(meeting)s” are still to be issued, %(days)s days after it.")
        text = words % {"meeting": meeting, "days": days}
    key = f"meeting:{meeting.pk}:clock:{step}:person:{person.pk}"
    tell(person, meeting.partnership, key=key, text=text, path=meeting.get_absolute_url())
    # Counted by `each`, which isolates one person's failure.
    return True
