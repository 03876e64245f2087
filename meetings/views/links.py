"""Meetings by a mailed link: saying whether one comes, reading minutes, and what in them is not right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backbone.files.storing import download_response, upload_response
from backbone.typed_text import clean_text, is_key
from meetings import papers
from meetings.invitations import answers, assisting
from meetings.invitations.views.answering import record, record_for
from meetings.minutes import deliveries, remarks
from meetings.models import Meeting
from partnerships.correspondence.views.links import with_link
from partnerships.correspondence.views.typed_words import not_saved

if TYPE_CHECKING:
    from partnerships.correspondence.models import AccessLink

LONGEST_REMARK = 5000


@require_safe
def mailed_paper(request: HttpRequest, token: str) -> HttpResponse:
    """The paper that a mail links to, for whoever has its address, as long as it lies beside its agenda item."""
    paper = papers.opened(token)
    if paper is None:
        return render(request, "outbox/file_gone.html", status=410)
    return upload_response(paper.upload.file, request)


@with_link
@require_POST
def link_meeting_answer(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse | None:
    """Say whether one comes; until the meeting begins it can be changed."""
    meeting = get_object_or_404(
        Meeting.objects.select_related("partnership"), pk=pk, partnership=link.partnership
    )
    if "assisted" in request.POST:
        assisted = _assisted(link, meeting, request.POST["assisted"])
        record_for(request, meeting, assisted, by=link.person)
        return HttpResponseRedirect(f"/l/{token}/#meeting-{pk}-{assisted.pk}", status=303)
    if not answers.was_asked(meeting, link.person):
        raise Http404
    record(request, meeting, link.person, via="link")
    return HttpResponseRedirect(f"/l/{token}/#meeting-{pk}", status=303)


def _assisted(link, meeting, pk):
    """Whom the link's person assists and who was asked; 404 for everybody else."""
    people = assisting.assisted_by(link.person, link.partnership)
    person = people.filter(pk=pk).first() if is_key(pk) else None
    if not person or not answers.was_asked(meeting, person):
        raise Http404
    return person


@with_link
@require_safe
def link_minutes(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """The minutes that this person was sent: as PDF, or to read here while the PDF is not there."""
    version = _received(link, pk)
    if "page" not in request.GET and version.file and version.file.is_ready:
        return download_response(version.file, inline=True, request=request)
    context = {
        "link": link,
        "token": token,
        "partnership": link.partnership,
        "version": version,
        **deliveries.version_context(version),
    }
    return render(request, "meetings/link_minutes.html", context)


@with_link
@require_POST
def link_remark(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """Say that something in the minutes is not right; the coordinator decides on a correction."""
    version = _received(link, pk)
    words = clean_text(request.POST.get("words", "")).strip()[:LONGEST_REMARK]
    if not words:
        not_saved(request, _("Write what is not right, in your own words."), level=messages.ERROR)
        return HttpResponseRedirect(f"/l/{token}/#minutes", status=303)
    remarks.remark(version, link.person, words)
    messages.success(request, _("Thank you. The coordinator will read it and decide about a correction."))
    return HttpResponseRedirect(f"/l/{token}/#minutes", status=303)


def _received(link, pk):
    version = remarks.received_by(link.person, link.partnership).filter(pk=pk).first()
    if version is None:
        raise Http404
    return version
