"""The list of meetings and a meeting's page: agenda, attendance, and where its minutes are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.database.prepared import prepared
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import show_form, status_of
from backbone.typed_text import is_key
from meetings import agendas, attendance, confidential, papers, schedule, states
from meetings.access import get_meeting, may_correct, may_minute
from meetings.bodies import asks, hosts
from meetings.bodies.invited import without_seat
from meetings.bodies.turnout import turnout
from meetings.forms import MeetingForm, NewItemsForm
from meetings.invitations import answers, rounds
from meetings.minutes import contents, remarks, undoing, unissued, unissued_facts
from meetings.models import ActionPoint, AgendaItem, Attendance, Decision, Meeting
from partnerships.access import get_partnership
from partnerships.documents.access import is_hidden
from partnerships.named import say_who_left
from partnerships.removing import removed_from
from partnerships.setup_steps import and_next
from partnerships.views.removals import remove

PEOPLE_SHOWN = 50
PER_PAGE = 30
RESULTS = ("decisions", "action points")


@require_safe
def meeting_list(request: Any, slug: str) -> HttpResponse:
    """The meetings of a partnership: those to come, then those that were."""
    partnership = get_partnership(request.user, slug)
    rows = Meeting.objects.filter(partnership=partnership).select_related("body", "document")
    # One that was held early is over, whatever time was planned.
    is_over = Q(starts_at__lt=timezone.now()) | Q(state__in=schedule.HELD)
    is_running = Q(state=Meeting.State.RUNNING)
    past = rows.filter(is_over).exclude(is_running)
    past = past.annotate(**_counts()).order_by("-starts_at", "-pk")
    page = Paginator(past, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = _with_results(list(page.object_list))
    context = {
        "partnership": partnership,
        "coming": rows.filter(~is_over | is_running).order_by("starts_at"),
        "page_obj": page,
    }
    return render(request, "meetings/meeting_list.html", context)


def _counts():
    """Counted a meeting at a time: joined, their rows would be multiplied."""
    here = Attendance.objects.filter(state__in=attendance.HERE)
    return {
        "partners_here": _count(here, Count("partner", distinct=True)),
        "is_approved": Exists(Meeting.objects.over().filter(approved=OuterRef("pk"), approved__isnull=False)),
    }


def _count(rows, count):
    counted = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(n=count).values("n")
    return Coalesce(Subquery(counted), 0)


def _with_results(meetings):
    """The meetings of a page, with how many decisions and action points came of each."""
    found = {(pk, what): n for pk, what, n in _results([row.pk for row in meetings])} if meetings else {}
    for row in meetings:
        row.decision_count, row.action_count = (found.get((row.pk, what), 0) for what in RESULTS)
    return meetings


@prepared
def _results(meetings: list[int]) -> QuerySet:
    rows = (Decision.objects.exclude(number=None), ActionPoint.objects.all())
    first, second = (
        one.filter(meeting__in=meetings)
        .order_by()
        .values("meeting")
        .annotate(what=Value(what), n=Count("pk"))
        for what, one in zip(RESULTS, rows, strict=True)
    )
    return first.union(second, all=True).values_list("meeting", "what", "n")


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: Any, slug: str) -> HttpResponse:
    """Plan a meeting; its attendance list starts with the partners' people, nobody present."""
    partnership = get_partnership(request.user, slug, "coordinate")
    timezone.activate(partnership.timezone)
    meeting = Meeting(partnership=partnership, timezone=partnership.timezone)
    form = MeetingForm(
        request.POST or None,
        instance=meeting,
        partnership=partnership,
        initial=_usual(partnership, request.GET.get("body", "")),
    )
    if request.method == "POST" and form.is_valid():
        _create(form)
        messages.success(request, and_next(partnership, _("Meeting planned. Next, add its agenda.")))
        return redirect("meeting", meeting.pk)
    context = {"title": _("Plan a meeting"), "submit": _("Plan the meeting"), "back": _list_url(partnership)}
    return show_form(request, form, partnership, nav="meetings", **context)


@transaction.atomic
def _create(form):
    meeting = form.save_or_conflict()
    attendance.prefill(meeting)
    asks.put_waiting(meeting)
    unissued_facts.note_all(meeting)


def _usual(partnership, group):
    """What the last meeting had, of the group it is for, since most meetings are like the last one; who hosts next."""
    meetings = Meeting.objects.filter(partnership=partnership).select_related("body")
    body = partnership.bodies.filter(pk=group).first() if is_key(group) else None
    last = (meetings.filter(body=body) if body else meetings).first()
    body = body or (last and last.body)
    usual = {"place": last.place, "minutes_planned": last.minutes_planned} if last else {}
    return usual | ({"body": body.pk, **hosts.proposed(body)} if body else {})


def _list_url(partnership):
    return reverse("meetings", args=[partnership.slug])


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request: Any, pk: int) -> HttpResponse | None:
    """Title, time, place and the people who lead it."""
    meeting = get_meeting(request.user, pk, "coordinate")
    form = MeetingForm(request.POST or None, instance=meeting, partnership=meeting.partnership)
    if request.method == "POST" and form.is_valid() and _change(form):
        messages.success(request, _("Meeting saved."))
        return redirect("meeting", pk)
    context = {
        "title": _("Edit the meeting"),
        "submit": _("Save meeting"),
        "back": meeting.get_absolute_url(),
        "removal": "" if meeting.document_id else reverse("meeting_removal", args=[pk]),
    }
    return show_form(request, form, meeting.partnership, nav="meetings", **context)


@transaction.atomic
def _change(form):
    """A host or a chair that is chosen later is invited, too."""
    meeting = form.save_or_conflict()
    if meeting:
        if meeting.state == Meeting.State.PLANNED:
            _invite_chosen(meeting, form.changed_data)
        unissued_facts.note_all(meeting)
    return meeting


def _invite_chosen(meeting, changed):
    if "host" in changed:
        attendance.add_host(meeting)
    if "chair" in changed:
        attendance.add_chair(meeting)


@require_POST
def meeting_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a meeting to which nobody was invited and whose minutes were not issued."""
    meeting = get_meeting(request.user, pk, "coordinate")
    back = _list_url(meeting.partnership)
    response = remove(request, meeting, back=back, page=meeting.get_absolute_url())
    unissued_facts.note_all(meeting)
    return response


@require_safe
def meeting(request: Any, pk: int) -> HttpResponse:
    """A meeting's page."""
    return meeting_page(request, get_meeting(request.user, pk))


def _people(meeting, rows, query):
    # The page is shown again under the item's address when its form is refused.
    return first_rows(rows, query, "people", PEOPLE_SHOWN, at=meeting.get_absolute_url())


def _when(meeting, reader):
    """As the reader's other pages say it: on this one the clock is that of the meeting."""
    with timezone.override(reader.zone):
        return meeting.when


def meeting_page(request: Any, meeting: Meeting, item_form: Any = None) -> HttpResponse:
    """The meeting's page, with a form that came back with errors in its place."""
    if meeting.state == Meeting.State.PLANNED:
        say_who_left(meeting, "chair", "minute_taker")
    slots = agendas.timetable(meeting)
    if request.is_presenting:
        confidential.hide_confidential(slots)
    may_write = may_correct(request.user, meeting)
    rows = attendance.rows_of(meeting)
    context = {
        "partnership": meeting.partnership,
        "nav": "meetings",
        "meeting": meeting,
        "when": _when(meeting, request.user),
        "group_removed": removed_from(meeting, "body"),
        "slots": slots,
        "has_papers": papers.note_papers(meeting, slots),
        "over": agendas.minutes_over(meeting, slots),
        "people": _people(meeting, rows, request.GET),
        "turnout": turnout(meeting, rows),
        "may_write": may_write,
        "may_type": may_minute(request.user, meeting),
        "version": _version(meeting),
        "previous": agendas.previous_with_agenda(meeting) if may_write and not slots else None,
    }
    if meeting.is_issued and meeting.partnership.access.coordinate:
        context["open_remarks"] = remarks.open_at(meeting)
        context["waiting"] = unissued.of_meeting(meeting)
        context["changed_facts"] = unissued_facts.differing(meeting) if meeting.facts_unissued_since else []
        context |= undoing.time_left(meeting)
    if context["version"]:
        context["approvals"] = contents.approvals(meeting)
        context["is_hidden"] = is_hidden(request.user, context["version"])
    if rounds.can_be_sent(meeting):
        context |= _invitation(request.user, meeting, rows)
    if may_write:
        context["item_form"] = item_form or _empty_item_form(meeting)
    status = status_of(item_form) if item_form else 200
    return render(request, "meetings/meeting.html", context, status=status)


def _version(meeting):
    """The minutes as they hold now; what can still be undone only coordinators see."""
    if meeting.document is None:
        return None
    rows = meeting.document.versions.select_related("file")
    return (rows if meeting.partnership.access.coordinate else rows.public()).first()


def _invitation(person, meeting, rows):
    """Before a meeting: what each said, one's own answer, and for coordinators whom to tell what."""
    attendance.mark_who_left(meeting, rows)
    for row in rows:
        row.bead, row.words = answers.mark(row)
    own = next((row for row in rows if row.person_id == person.pk and row.asked_at), None)
    is_open = answers.is_open(meeting) and not meeting.partnership.access.is_closed
    context = {"expectation": answers.expectation(rows), "own": own if is_open else None}
    if meeting.partnership.access.coordinate:
        context["sending"] = rounds.sending(meeting, rows)
        context["without_seat"] = without_seat(meeting, rows)
        words = answers.words_of(meeting) if context["expectation"].asked else {}
        for row in rows:
            row.remark = words.get(row.person_id, "")
    return context


def _empty_item_form(meeting):
    return NewItemsForm(instance=AgendaItem(meeting=meeting), partnership=meeting.partnership)


@require_POST
def meeting_cancellation(request: Any, pk: int) -> HttpResponse:
    """Cancel a planned meeting, or plan it again."""
    meeting = get_meeting(request.user, pk, "coordinate")
    if "undo" in request.POST:
        if states.plan_again(meeting, by=request.user):
            messages.success(request, _("The meeting is planned again."))
    elif rounds.call_off(meeting, by=request.user):
        messages.success(request, _("Meeting cancelled. It stays in the list; no email says so yet."))
    unissued_facts.note_all(meeting)
    return redirect("meeting", pk)
