"""Inviting: who gets which mail and why not, before anything leaves; and the answers of those who sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backbone.outbox.models import SenderSettings
from backbone.outbox.views import mail_in_a_frame
from backbone.pages.bounded import first_rows
from backbone.pages.ticked_rows import TickedRows, keys_of
from meetings import attendance
from meetings.access import get_meeting
from meetings.bodies.invited import without_seat
from meetings.invitations import answers, mails, rounds
from meetings.invitations.views.answering import record
from partnerships.correspondence.reached import is_held
from partnerships.correspondence.sending import preview
from partnerships.setup_steps import and_next

if TYPE_CHECKING:
    from backbone.outbox.models import Message

CHANGED, NOTHING = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_invitation(request: Any, pk: int) -> HttpResponse:
    """Look at recipients and mail; then send what each does not know yet."""
    meeting = get_meeting(request.user, pk, "coordinate")
    if not rounds.can_be_sent(meeting):
        messages.info(request, _("This meeting has started or is over, so nobody can be invited any more."))
        return redirect("meeting", pk)
    is_sent = request.method == "POST" and "turn" not in request.POST
    return _send(request, meeting) if is_sent else _preview(request, meeting)


def _preview(request, meeting, problem="", status=200):
    listed = attendance.rows_of(meeting)
    rows = rounds.recipients_of(meeting, listed)
    sendable = _sendable(rows)
    shown = _shown(request, sendable)
    context = {
        "partnership": meeting.partnership,
        "nav": "meetings",
        "meeting": meeting,
        "seen": rounds.mark_of(meeting),
        "kind": _kind(sendable, meeting),
        "sendable": _picked(request, sendable).show(sendable),
        "without_address": first_rows([one for one in rows if not one.has_address], request.GET, "unreached"),
        "known": first_rows(_known(rows), request.GET, "known"),
        "without_seat": without_seat(meeting, listed),
        "problem": problem,
        "shown": shown,
        "mail": preview(mails.draft(shown, meeting)) if shown else None,
        "sender": SenderSettings.load(),
    }
    return render(request, "meetings/invitation.html", context, status=status)


def _sendable(rows):
    return [one for one in rows if one.may_be_sent or one.waits_for_room]


def _picked(request, sendable):
    proposed = {one.person.pk: bool(one.ticked or one.waits_for_room) for one in sendable}
    return TickedRows(proposed, request.POST if request.method == "POST" else None)


def _known(rows):
    return [one for one in rows if one.has_address and not one.kind and one.message]


def _kind(sendable, meeting):
    """What the page is called: most of what is sent, or the invitation that nobody lacks."""
    kinds = [one.kind for one in sendable if one.ticked] or [one.kind for one in sendable]
    return max(kinds, key=kinds.count, default="invitation")


def _shown(request, sendable):
    """The recipient whose mail is shown: the one asked for, or the first who is asked."""
    chosen = [one for one in sendable if str(one.person.pk) == request.GET.get("mail")]
    return (chosen or [one for one in sendable if one.ticked] or sendable or [None])[0]


def _send(request, meeting):
    to, is_outdated = _to(request, meeting)
    if is_outdated:
        words = _("Who can be emailed has changed since you opened this page. Look it over.")
        return _preview(request, meeting, words, CHANGED)
    try:
        count = rounds.send(meeting, seen=request.POST.get("seen", ""), to=to, by=request.user)
    except rounds.Outdated:
        words = _("The meeting was changed after you opened this page. Look at it again; nothing was sent.")
        return _preview(request, get_meeting(request.user, meeting.pk, "coordinate"), words, CHANGED)
    if not count and not to:
        return _preview(request, meeting, _("Tick at least one person."), NOTHING)
    messages.success(request, and_next(meeting.partnership, _said(count, rounds.waiting(meeting, to))))
    return redirect("meeting", meeting.pk)


def _to(request, meeting):
    """Whom the form has ticked, and whether they are others than it showed."""
    if "mark" not in request.POST:
        return keys_of(request.POST, "to"), False
    picked = _picked(request, _sendable(rounds.recipients_of(meeting)))
    return picked.ticked, picked.is_outdated


def _said(count, waiting):
    if waiting:
        return " ".join(filter(None, [count and _sent(count), _waits(waiting)]))
    if not count:
        return _("There is already an email about this for each of them; none was created twice.")
    return _sent(count)


def _waits(count):
    words = ngettext(
        "%(count)s person has reached this month’s limit of requests; the email is sent when there is room.",
        "%(count)s people have reached this month’s limit of requests; the emails are sent when there is room.",
        count,
    )
    return words % {"count": count}


def _sent(count):
    if is_held():
        return _held(count)
    words = ngettext(
        "The email to %(count)s person is on its way.",
        "The emails to %(count)s people are on their way.",
        count,
    )
    return words % {"count": count}


def _held(count):
    words = ngettext(
        "The email to %(count)s person waits until sending starts.",
        "The emails to %(count)s people wait until sending starts.",
        count,
    )
    return words % {"count": count}


@mail_in_a_frame
def meeting_invitation_preview(request: Any, pk: int, person_pk: int) -> Message | None:
    """The mail to one person."""
    meeting = get_meeting(request.user, pk, "coordinate")
    rows = rounds.recipients_of(meeting)
    one = next((one for one in rows if one.person.pk == person_pk), None)
    if one is None:
        raise Http404
    return preview(mails.draft(one, meeting))


@require_POST
def meeting_answer(request: Any, pk: int) -> HttpResponse | None:
    """Say whether one comes, signed in."""
    meeting = get_meeting(request.user, pk)
    if not answers.was_asked(meeting, request.user):
        raise Http404
    record(request, meeting, request.user, via="page")
    return redirect("my_work") if request.POST.get("from") == "my_work" else redirect("meeting", pk)
