"""Issuing: who gets the minutes and how the mail looks, before; who got it and what failed, after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone import deadlines
from backbone.outbox import corrections
from backbone.outbox.models import SenderSettings
from backbone.outbox.views import mail_in_a_frame
from backbone.pages.bounded import first_rows
from backbone.pages.htmx import render_page
from backbone.pages.ticked_rows import TickedRows, keys_of
from backbone.typed_text import clean_text
from meetings.access import get_meeting, get_remark, get_version
from meetings.minutes import contents, deliveries, issuing, mails, remarks, undoing
from meetings.minutes.difference import difference
from meetings.minutes.recipients import recipients
from meetings.minutes.record import record_of
from meetings.models import Line, Meeting
from partnerships.correspondence.budget import asks_left
from partnerships.correspondence.reached import is_held
from partnerships.correspondence.sending import preview
from partnerships.documents.access import is_hidden

if TYPE_CHECKING:
    from backbone.outbox.models import Message

LONGEST_REASON = 300
DELIVERIES_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_issue(request: Any, pk: int) -> HttpResponse:
    """Look at recipients, mail and document; then issue."""
    meeting = get_meeting(request.user, pk, "coordinate")
    if meeting.state == Meeting.State.CANCELLED:
        messages.error(request, _("This meeting was cancelled; plan it again before you issue minutes."))
        return redirect("meeting", pk)
    if request.method == "POST" and "turn" not in request.POST:
        return _issue(request, meeting)
    return _preview(request, meeting)


def _preview(request, meeting, problem="", status=200):
    record = record_of(meeting)
    changed = request.POST.get("changed", "")
    content = contents.contents(record, changed)
    rows = recipients(record, content)
    mailed = [one for one in rows if one.can_be_mailed]
    shown = _shown(request, mailed)
    context = {
        "partnership": meeting.partnership,
        "nav": "meetings",
        "meeting": meeting,
        "m": content,
        "unclear": contents.unclear(content),
        "without_place": Line.objects.without_place().filter(meeting=meeting, removed_at=None).count(),
        "mailed": _picked(request, mailed, record).show(mailed),
        "printed": [one for one in rows if not one.can_be_mailed],
        "number": record.number,
        "problem": problem,
        "changed": changed,
        "difference": difference(record.issued.data, content) if record.issued else None,
        "shown": shown,
        "mail": _mail(shown.person, record, content) if shown else None,
        "body": deliveries.draft(meeting, content),
        "sender": SenderSettings.load(),
    }
    return render(request, "meetings/issue.html", context, status=status)


def _picked(request, mailed, record):
    proposed = {one.person.pk: _is_proposed(one, record.number) for one in mailed}
    return TickedRows(proposed, request.POST if request.method == "POST" else None)


def _is_proposed(recipient, number):
    """Whom the page ticks by itself: everybody who wants it, and of a correction whom it has news for."""
    return recipient.wants_it if number == 1 else recipient.has_news


def _mail(person, record, content):
    """The mail as this person would see it, with what would be held back of it left out."""
    meeting = record.meeting
    own = mails.own_points(person, record, content, asks_left(person, meeting.partnership))
    return preview(mails.draft(person, meeting, content, own))


def _shown(request, mailed):
    """The recipient whose mail is shown: the one asked for, or the one with most to do."""
    asked = [one for one in mailed if str(one.person.pk) == request.GET.get("mail")]
    return (asked or sorted(mailed, key=lambda one: -one.points) or [None])[0]


def _issue(request, meeting):
    changed = clean_text(request.POST.get("changed", "")).strip()
    number = _number(request.POST.get("number"))
    if number is None:
        return _preview(request, meeting, _("This page is out of date. Look it over and issue again."), 422)
    if number > 1 and not changed:
        return _preview(
            request, meeting, _("Say in a sentence what changed: it is printed on the new version."), 422
        )
    to, is_outdated = _to(request, meeting)
    if is_outdated:
        return _preview(
            request,
            meeting,
            _("Who can be emailed has changed since you opened this page. Look it over."),
            409,
        )
    version, count = issuing.issue(
        meeting,
        number=number,
        to=to,
        by=request.user,
        changed=changed[:LONGEST_REASON],
        undo_seconds=deadlines.UNDO_ISSUE,
    )
    messages.success(request, _said(version, count))
    return redirect("meeting_issued", meeting.pk)


def _to(request, meeting):
    """Whom the form has ticked, and whether they are others than it showed."""
    if "mark" not in request.POST:
        return keys_of(request.POST, "to"), False
    record = record_of(meeting)
    rows = recipients(record, contents.contents(record))
    picked = _picked(request, [one for one in rows if one.can_be_mailed], record)
    return picked.ticked, picked.is_outdated


def _said(version, count):
    if count is None:
        return _("These minutes were issued already; nothing was sent twice.")
    if not count:
        return _("Version %(number)s is issued; nobody gets an email.") % {"number": version.number}
    return (_held(count) if is_held() else _on_its_way(count)) % {"number": version.number, "count": count}


def _on_its_way(count):
    return ngettext(
        "Version %(number)s is issued; the email to %(count)s person is sent in a minute. Until then you can undo it.",
        "Version %(number)s is issued; the emails to %(count)s people are sent in a minute. Until then you can undo it.",
        count,
    )


def _held(count):
    return ngettext(
        "Version %(number)s is issued; the email to %(count)s person waits until sending starts.",
        "Version %(number)s is issued; the emails to %(count)s people wait until sending starts.",
        count,
    )


@require_POST
def meeting_issue_undo(request: Any, pk: int) -> HttpResponse:
    """Undo the last issuing, as long as its mails have not left."""
    meeting = get_meeting(request.user, pk, "coordinate")
    try:
        undoing.undo(meeting, by=request.user)
        messages.success(request, _("Undone: nothing was issued, and nobody was emailed."))
    except undoing.NotUndone as problem:
        messages.error(request, str(problem))
    return redirect("meeting", pk)


def _number(text):
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


@mail_in_a_frame
def meeting_mail_preview(request: Any, pk: int, person_pk: int) -> Message | None:
    """The mail to one person."""
    meeting = get_meeting(request.user, pk, "coordinate")
    record = record_of(meeting)
    content = contents.contents(record)
    rows = recipients(record, content)
    person = next((one.person for one in rows if one.person.pk == person_pk), None)
    if person is None:
        raise Http404
    return _mail(person, record, content)


@require_safe
def meeting_issued(request: Any, pk: int) -> HttpResponse:
    """Who got the minutes, what is on its way and what failed."""
    meeting = get_meeting(request.user, pk, "coordinate")
    if meeting.document is None:
        return redirect("meeting_issue", pk)
    context = {"partnership": meeting.partnership, "nav": "meetings", "meeting": meeting}
    context |= deliveries.deliveries_of(meeting) | {"sender": SenderSettings.load()}
    for version in context["versions"]:
        version.page = first_rows(version.rows, request.GET, f"v{version.number}", DELIVERIES_SHOWN)
    context |= undoing.time_left(meeting)
    return render_page(request, "meetings/issued.html", context, partial="deliveries")


@require_POST
def meeting_delivery(request: HttpRequest, pk: int, message_pk: int) -> HttpResponse:
    """Send a mail again that was given up, or one whose PDF could not be made without it."""
    meeting = get_meeting(request.user, pk, "coordinate")
    message, version = deliveries.one(meeting, message_pk)
    if "without" in request.POST:
        done = version.file is not None and corrections.without_attachment(message, version.file)
    else:
        done = corrections.try_again(message)
    if done:
        messages.success(request, _("It is sent when sending starts.") if is_held() else _("On its way."))
    else:
        messages.info(request, _("Nothing was changed: this email is on its way or gone."))
    return redirect("meeting_issued", pk)


@require_POST
def meeting_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a PDF again that failed."""
    meeting = get_meeting(request.user, pk, "coordinate")
    version = meeting.document.versions.select_related("file").first() if meeting.document else None
    if version and deliveries.make_again(version):
        messages.success(request, _("The PDF is being created again."))
    return redirect("meeting_issued", pk)


@require_POST
def remark_settlement(request: HttpRequest, pk: int) -> HttpResponse:
    """A remark on the minutes has been dealt with."""
    remark = get_remark(request.user, pk)
    remarks.settle(remark.meeting.remarks.filter(pk=pk), request.user)
    messages.success(request, _("Marked as dealt with."))
    return redirect("meeting", remark.meeting_id)


@require_safe
def minutes_version(request: Any, pk: int) -> HttpResponse:
    """A version of the minutes to read on the page."""
    version = get_version(request.user, pk)
    context = {
        "partnership": version.partnership,
        "nav": "meetings",
        "version": version,
        "meeting": version.document.meeting,
        "is_hidden": is_hidden(request.user, version),
        **deliveries.version_context(version, on_a_wall=request.is_presenting),
    }
    return render(request, "meetings/version.html", context)
