"""Papers of the agreement: what changed, one's own part, the pages to sign, the folder; each to read and as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.files.models import StoredFile
from backbone.files.storing import download_response, retry
from backbone.pages.htmx import render_page
from partnerships.access import get_partnership
from partnerships.agreement_papers import own_part, papers, which_version
from partnerships.agreement_papers.access import get_paper, get_part_of
from partnerships.agreement_papers.difference import chosen, difference
from partnerships.agreement_papers.forms import CounterpartForm, VersionsForm
from partnerships.documents.models import Document, Version

FORM = ["GET", "HEAD", "POST"]
# Of which two can be chosen.
MOST_VERSIONS = 100


def _versions(partnership):
    rows = Version.objects.public().filter(partnership=partnership, document__kind=Document.Kind.AGREEMENT)
    return rows.select_related("document").order_by("-number")


def to_paper(request: Any, file: StoredFile) -> HttpResponse:
    """To the page of a paper that was asked for just now."""
    is_pdf = file.media_type == papers.PDF
    messages.success(request, _("The PDF is being made.") if is_pdf else _("The file is being made."))
    return redirect("agreement_paper", file.pk)


@require_safe
def agreement_papers(request: Any, slug: str) -> HttpResponse:
    """All papers that there are for whoever looks."""
    partnership = get_partnership(request.user, slug)
    access = partnership.access
    versions = list(_versions(partnership).defer("html", "data")[:2])
    own = partnership.partners.filter(pk__in=access.partner_ids).select_related("organisation")
    holds, to_sign = which_version.both(partnership) if versions else (None, None)
    context = {
        "partnership": partnership,
        "version": holds,
        "has_difference": len(versions) > 1,
        "own": own,
        "form": CounterpartForm(version=to_sign) if to_sign and access.coordinate else None,
        "nav": "agreement",
    }
    return render(request, "agreement_papers/papers.html", context)


@require_http_methods(FORM)
def version_difference(request: Any, slug: str) -> HttpResponse:
    """What one version says otherwise than another, clause by clause; POST has it made as a PDF."""
    partnership = get_partnership(request.user, slug)
    versions = list(_versions(partnership).defer("html", "data")[:MOST_VERSIONS])
    asked = request.POST if request.method == "POST" else request.GET
    pair = chosen(versions, asked.get("before"), asked.get("after"))
    context = {"partnership": partnership, "nav": "agreement"}
    if pair is None:
        return render(request, "agreement_papers/difference.html", context)
    if request.method == "POST":
        keys = {"before": pair[0].pk, "after": pair[1].pk}
        file = papers.ask_for(papers.DIFFERENCE, partnership, by=request.user, **keys)
        return to_paper(request, file)
    form = VersionsForm(versions, pair)
    return render(
        request,
        "agreement_papers/difference.html",
        {**context, "difference": difference(*pair), "form": form},
    )


@require_http_methods(FORM)
def own_part_page(request: Any, pk: int) -> HttpResponse:
    """One page for one partner, for its own people and who coordinates; POST has it made as a PDF."""
    partner = get_part_of(request.user, pk)
    partnership = partner.partnership
    if request.method == "POST":
        file = papers.ask_for(papers.PART, partnership, by=request.user, partner=partner.pk)
        return to_paper(request, file)
    context = {
        "partnership": partnership,
        "partner": partner,
        "parts": own_part.parts(partner),
        "nav": "agreement",
    }
    return render(request, "agreement_papers/part.html", context)


@require_POST
def agreement_counterparts(request: Any, slug: str) -> HttpResponse:
    """Have the pages to sign made, of the version that partners sign: as PDF, or for Word."""
    partnership = get_partnership(request.user, slug, "coordinate")
    version = which_version.to_sign(partnership)
    if version is None:
        raise Http404
    form = CounterpartForm(request.POST, version=version)
    if not form.is_valid():
        messages.error(request, _("That partner is not named in this version."))
        return redirect("agreement_papers", slug)
    keys = {"version": version.pk, "only": form.cleaned_data["only"]}
    kind = papers.COUNTERPART_IN_WORD if request.POST.get("for") == "word" else papers.COUNTERPART
    file = papers.ask_for(kind, partnership, by=request.user, **keys)
    return to_paper(request, file)


@require_POST
def agreement_folder(request: Any, slug: str) -> HttpResponse:
    """Have the folder made for whoever runs the partnership."""
    partnership = get_partnership(request.user, slug, "coordinate")
    return to_paper(request, papers.ask_for(papers.FOLDER, partnership, by=request.user))


@require_http_methods(FORM)
def agreement_paper(request: Any, pk: int) -> HttpResponse:
    """How far a paper is; asks again by itself until it is there. POST makes one again that failed."""
    file, partnership = get_paper(request.user, pk)
    if request.method == "POST":
        retry(file)
        return redirect("agreement_paper", file.pk)
    asked_on, back = papers.asked_on(file, partnership)
    context = {
        "file": file,
        "title": papers.title_of(file.job_args["kind"]),
        "is_pdf": file.media_type == papers.PDF,
        "partnership": partnership,
        "asked_on": asked_on,
        "back": back,
        "nav": "agreement",
    }
    return render_page(request, "agreement_papers/paper.html", context, "status")


@require_safe
def agreement_paper_file(request: Any, pk: int) -> HttpResponse:
    """A paper, to read in the browser or to open in Word."""
    file, _partnership = get_paper(request.user, pk)
    if not file.is_ready:
        raise Http404
    return download_response(file, inline=True, request=request)
