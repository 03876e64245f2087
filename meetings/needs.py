"""What of the meetings needs a coordinator: minutes to issue, action points without an owner, remarks, calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from backbone.database.prepared import prepared
from backbone.needs import Brief, Kind, Need
from backbone.time import dates
from backbone.time.days import today_of
from meetings import attendance_history, clock, schedule
from meetings.minutes import remarks
from meetings.models import ActionPoint, Line, Meeting, Remark
from partnerships.access import coordinated_by
from workplans.need_words import to_name_owner

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

# How long after a meeting somebody who stayed away is worth a call.
CALL_WITHIN = timedelta(days=45)
# What is said of action points and remarks, and no more of the wide rows around them.
MEETING = ("partnership", "title", "starts_at", "started_at", "timezone")
OF_MEETING = tuple(f"meeting__{name}" for name in MEETING)
POINT = ("task__number_year", "task__number", "task__title", "task__due_on", *OF_MEETING)
REMARK = ("confirmation__person__name", "confirmation__person__email", *OF_MEETING)

# How long before an agenda has to be ready it is worth a row.
AGENDA_SOON = timedelta(days=3)

AGENDAS = Kind("agendas", gettext_lazy("Agendas"))
MINUTES = Kind("minutes", gettext_lazy("Minutes"))
ACTION_POINTS = Kind("action-points", gettext_lazy("Action points"))
REMARKS = Kind("remarks", gettext_lazy("Remarks"))
CALLS = Kind("calls", gettext_lazy("Calls"))


def for_coordinators(person: Person, partnership: Partnership | None = None) -> Iterator[Any]:
    """Everything about meetings that waits for a coordinator."""
    where = coordinated_by(person, partnership)
    if not where:
        return
    many = partnership is None
    yield from _without_agenda(where, many)
    yield from _minutes(where, many)
    yield from _unissued(where, many)
    yield from _without_owner(where, many)
    yield from _remarks(where, many)
    yield from _without_place(where, many)
    yield from _calls(where, many)


def _without_agenda(where, many):
    """Meetings to come whose group wants its agenda by now, and that have none."""
    for meeting in schedule.coming(where):
        days = meeting.body.agenda_days if meeting.body else None
        if days is None or meeting.item_count:
            continue
        today, due = today_of(meeting.partnership), meeting.day - timedelta(days=days)
        if today < due - AGENDA_SOON:
            continue
        yield Need(
            kind=AGENDAS,
            state="late" if today > due else "open",
            word=_("Late") if today > due else _("Agenda"),
            title=_("Make the agenda of “%(meeting)s”") % {"meeting": meeting},
            url=meeting.get_absolute_url(),
            detail=_detail(_("on %(day)s, agenda due by %(due)s"), meeting, many, due),
            action=_("Add items"),
            action_url=f"{meeting.get_absolute_url()}#agenda",
            due=due,
        )


def _minutes(where, many):
    for meeting in schedule.behind(where):
        due = clock.due_on(meeting)
        today = today_of(meeting)
        late = today > due
        yield Need(
            kind=MINUTES,
            state="late" if late else "risk" if today == due else "open",
            word=_("Late") if late else _("Due today") if today == due else _("To issue"),
            title=_("Issue the minutes of “%(meeting)s”") % {"meeting": meeting},
            url=meeting.get_absolute_url(),
            detail=_detail(_("held on %(day)s, due out by %(due)s"), meeting, many, due),
            action=_action_word(meeting),
            action_url=reverse(
                "meeting_issue" if meeting.state == Meeting.State.CLOSED else "minutes", args=[meeting.pk]
            ),
            due=due,
        )


def _action_word(meeting):
    return _("Look over and issue") if meeting.state == Meeting.State.CLOSED else _("Finish the minutes")


def _detail(words, meeting, many, due=None):
    text = words % {"day": dates.short(meeting.day), "due": dates.short(due) if due else ""}
    return f"{text} · {meeting.partnership}" if many else text


def _unissued(where, many):
    """Meetings whose minutes were issued with other lines or facts than they have now."""
    counts = _unissued_counts(where)
    meetings = (
        Meeting.objects.filter(pk__in=counts).only(*MEETING).order_by("starts_at", "pk") if counts else ()
    )
    for meeting in meetings:
        meeting.partnership = next(one for one in where if one.pk == meeting.partnership_id)
        count = counts[meeting.pk]
        yield Need(
            kind=MINUTES,
            state="open",
            word=_("Not issued"),
            title=_unissued_words(count) % {"n": count, "meeting": meeting},
            url=f"{meeting.get_absolute_url()}#{'waiting' if count else 'waiting-facts'}",
            detail=_detail(_unissued_way_out(count), meeting, many),
            action=_("Issue or drop") if count else _("Look at it"),
        )


def _unissued_counts(where):
    """{meeting's key: how many of its lines differ}, 0 where only facts beside them do; in one query."""
    counts: dict[int, int] = {}
    for pk, n in _unissued_lines_and_facts(_keys(where)):
        counts[pk] = counts.get(pk, 0) + n
    return counts


@prepared
def _unissued_lines_and_facts(partnerships: list[int]) -> QuerySet:
    rows = Line.objects.unissued().filter(partnership__in=partnerships, meeting__state=Meeting.State.ISSUED)
    lines = rows.order_by().values("meeting").annotate(n=Count("pk")).values_list("meeting", "n")
    facts = Meeting.objects.filter(
        partnership__in=partnerships, state=Meeting.State.ISSUED, facts_unissued_since__isnull=False
    )
    facts = facts.order_by().annotate(n=Value(0)).values_list("pk", "n")
    return lines.union(facts, all=True)


def _unissued_words(count):
    if not count:
        return _("What was changed at “%(meeting)s” is not yet issued")
    return ngettext(
        "%(n)s line of “%(meeting)s” is not yet issued",
        "%(n)s lines of “%(meeting)s” are not yet issued",
        count,
    )


def _unissued_way_out(count):
    if not count:
        return _("held on %(day)s; issue a correction, or change it back")
    return _("held on %(day)s; issue a correction, or drop them")


def _without_owner(where, many):
    for point in _at_meetings(_points_without_owner(_keys(where)), where):
        point.task.partnership = point.meeting.partnership
        yield Need(
            kind=ACTION_POINTS,
            state="risk",
            word=_("No owner"),
            title=point.task.title,
            url=point.task.get_absolute_url(),
            detail=f"{point.task.spoken_number} · "
            + _detail(_("agreed on %(day)s, and nobody owns it"), point.meeting, many),
            action=_("Name an owner"),
            action_url=to_name_owner(point.task),
            is_on_the_spot=True,
            due=point.task.due_on,
        )


@prepared
def _points_without_owner(partnerships: list[int]) -> QuerySet[ActionPoint]:
    rows = ActionPoint.objects.filter(partnership__in=partnerships, task__owner=None)
    rows = rows.filter(task__state__in=("proposed", "open"))
    return rows.select_related("task", "meeting").only(*POINT).order_by("pk")


def _remarks(where, many):
    for remark in _at_meetings(_waiting_remarks(_keys(where)), where):
        words = _("%(name)s thinks something in the minutes is not right") % {
            "name": remark.confirmation.person
        }
        yield Need(
            kind=REMARKS,
            state="open",
            word=_("Remark"),
            title=words,
            url=f"{remark.meeting.get_absolute_url()}#remarks",
            detail=_detail(remark.meeting.title.replace("%", "%%"), remark.meeting, many),
            action=_("Read it"),
        )


@prepared
def _waiting_remarks(partnerships: list[int]) -> QuerySet[Remark]:
    return remarks.waiting(partnerships).only(*REMARK)


def _without_place(where, many):
    """One for each meeting with lines that came when their agenda item was gone."""
    lines = _at_meetings(_lines_without_place(_keys(where)), where)
    by_meeting = {line.meeting_id: line.meeting for line in lines}
    for meeting in by_meeting.values():
        yield Need(
            kind=MINUTES,
            state="risk",
            word=_("Place"),
            title=_("Say where late lines of “%(meeting)s” belong") % {"meeting": meeting},
            url=f"{reverse('minutes', args=[meeting.pk])}#without-place",
            detail=_detail(_("held on %(day)s; their agenda item is gone"), meeting, many),
            action=_("Look at them"),
        )


@prepared
def _lines_without_place(partnerships: list[int]) -> QuerySet[Line]:
    rows = Line.objects.without_place().filter(partnership__in=partnerships, removed_at=None)
    return rows.select_related("meeting").only(*OF_MEETING)


def _keys(partnerships):
    return [partnership.pk for partnership in partnerships]


def _at_meetings(rows, partnerships):
    """The rows, each with its meeting's partnership, which is known already."""
    known = {partnership.pk: partnership for partnership in partnerships}
    for row in rows:
        row.meeting.partnership = known[row.meeting.partnership_id]
        yield row


def _calls(where, many):
    """Partners who were absent without a word, or missed two meetings running, until a call is noted."""
    missed = {partner.pk: (partner, meeting) for partner, meeting in _to_call(where)}
    in_full = partial(_calls_in_full, missed=missed, many=many)
    for pk in missed:
        yield Brief("open", partial(reverse, "partner", args=[pk]), pk, in_full, kind=CALLS)


def _to_call(where):
    return attendance_history.to_call(where, timezone.now() - CALL_WITHIN)


def _calls_in_full(keys, missed, many):
    return {key: _call(*missed[key], many) for key in keys}


def _call(partner, meeting, many):
    return Need(
        kind=CALLS,
        state="open",
        word=pgettext("verb", "Call"),
        title=_("Call %(partner)s") % {"partner": partner},
        url=reverse("partner", args=[partner.pk]),
        detail=_detail(
            _("nobody came on %(day)s; ask how it is going, not why they stayed away"), meeting, many
        ),
        action=_("Note the call"),
        action_url=f"{reverse('partner_notes', args=[partner.pk])}?about=call",
        is_on_the_spot=True,
    )
