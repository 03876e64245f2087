"""The agreement for Word, and the files that come back: read, looked at, answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.files.storing import upload_response
from backbone.files.uploads import checking
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import show_form
from partnerships.access import get_partnership
from partnerships.agreements import writing
from partnerships.agreements.stages import stage_of
from partnerships.attachments.attaching import NoRoom
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import with_link
from partnerships.documents.access import get_version
from partnerships.documents.models import Document
from partnerships.models import Representative
from partnerships.proposals import deciding, receiving, shown, standing, word
from partnerships.proposals.access import get_reading
from partnerships.proposals.base import Base, give_out, of_version
from partnerships.proposals.forms import ReadingForm
from partnerships.proposals.models import ClauseProposal, WordReading
from partnerships.views.removals import remove


@require_POST
def agreement_word(request: Any, slug: str) -> HttpResponse:
    """The draft for Word, for whoever sees the draft; what the records say is written first."""
    partnership = get_partnership(request.user, slug, "see")
    if not (partnership.access.work or partnership.access.report):
        raise PermissionDenied
    agreement = writing.agreement_of(partnership)
    if agreement is None:
        raise Http404
    agreement.partnership = partnership
    return _file(give_out(agreement))


@with_link
@require_POST
def link_agreement_word(request: Any, link: AccessLink, token: str) -> HttpResponse:
    """The draft for Word from the link of a mail, for whoever represents a partner."""
    seats = Representative.objects.current().filter(person=link.person, partnership=link.partnership)
    agreement = writing.agreement_of(link.partnership)
    if agreement is None or not seats.filter(partner__withdrawn_on=None).exists():
        raise Http404
    agreement.partnership = link.partnership
    return _file(give_out(agreement))


@require_safe
def version_word(request: Any, pk: int) -> HttpResponse:
    """An issued version of the agreement, for Word."""
    version = get_version(request.user, pk, "see")
    if version.document.kind != Document.Kind.AGREEMENT:
        raise Http404
    agreement = version.document.agreement
    agreement.partnership = version.partnership
    return _file(of_version(agreement, version))


def _file(base: Base) -> HttpResponse:
    response = HttpResponse(word.write(base), content_type=receiving.DOCX)
    response["Content-Disposition"] = content_disposition_header(True, word.file_name(base))
    return response


@require_safe
def word_readings(request: Any, slug: str) -> HttpResponse:
    """The files that came back, the newest first."""
    partnership = get_partnership(request.user, slug, "look_back")
    rows = WordReading.objects.filter(partnership=partnership).order_by("-at", "-pk")
    readings = first_rows(rows.prefetch_related("partner__organisation", "file"), request.GET, "page")
    standing.count(readings)
    context = {
        "partnership": partnership,
        "readings": readings,
        "agreement": writing.agreement_of(partnership),
        "nav": "agreement",
    }
    return render(request, "proposals/readings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def word_reading_new(request: Any, slug: str) -> HttpResponse:
    """Take in a file, and say for which partner it speaks."""
    partnership = get_partnership(request.user, slug, "coordinate")
    agreement = writing.agreement_of(partnership)
    if agreement is None:
        return redirect("agreement", slug)
    agreement.partnership = partnership
    row = WordReading(partnership=partnership, agreement=agreement)
    is_sent = request.method == "POST"
    form = ReadingForm(
        request.POST if is_sent else None,
        files=request.FILES if is_sent else None,
        instance=row,
        partnership=partnership,
    )
    if is_sent and form.is_valid() and _receive(request, form):
        return redirect(form.instance)
    return show_form(
        request,
        form,
        partnership,
        title=_("A Word file of the agreement that came back"),
        lead=_(
            "What it says otherwise becomes proposals of that partner, clause by clause. You take or refuse each."
        ),
        submit=_("Read the file"),
        back=reverse("word_readings", args=[slug]),
        nav="agreement",
    )


def _receive(request, form):
    try:
        row = receiving.receive(form.instance, form.cleaned_data["file"], by=request.user)
    except (receiving.NotTaken, checking.Refused, NoRoom) as why:
        form.add_error("file", str(why))
        return False
    count = row.proposals.count()
    words = ngettext("%(n)s proposal was found.", "%(n)s proposals were found.", count) % {"n": count}
    messages.success(request, words if count else _("The file is read. It proposes nothing."))
    return True


@require_safe
def word_reading(request: Any, pk: int) -> HttpResponse:
    """One file: what it proposes, clause by clause, and what became of it."""
    row = get_reading(request.user, pk, "see")
    rows = row.proposals.select_related("clause", "decided_by")
    page = first_rows(rows, request.GET, "page")
    stage = stage_of(row.agreement)
    deciding.with_clauses_now(page, row.agreement)
    for proposal in page:
        shown.prepare(proposal, stage)
    context = {
        "partnership": row.partnership,
        "reading": row,
        "proposals": page,
        "open_count": row.proposals.filter(state=ClauseProposal.State.OPEN).count(),
        "base": shown.base_of(row),
        "stage": stage,
        "not_proposed": deciding.not_proposed_yet(row, stage),
        "nav": "agreement",
    }
    return render(request, "proposals/reading.html", context)


@require_safe
def word_reading_file(request: Any, pk: int) -> HttpResponse:
    """The file as it came, to keep."""
    row = get_reading(request.user, pk, "see")
    return upload_response(row.file.upload.file, request)


@require_POST
def word_reading_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a file that was read by mistake, with what it proposes; clauses stay as they are."""
    row = get_reading(request.user, pk, "coordinate")
    back = reverse("word_readings", args=[row.partnership.slug])
    return remove(request, row, back=back, page=row.get_absolute_url())
