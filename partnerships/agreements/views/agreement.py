"""The partnering agreement as a whole: what it says, its preview, its versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page
from backbone.pages.htmx import render_page
from backbone.panels import registry, shown
from partnerships.access import get_partnership
from partnerships.agreements import templates, writing
from partnerships.agreements.forms import AgreementForm
from partnerships.agreements.kinds import TEMPLATES, template_of
from partnerships.agreements.missing import missing
from partnerships.agreements.models import Agreement
from partnerships.agreements.records import Records
from partnerships.agreements.views.shown_clauses import in_groups
from partnerships.documents import acceptance

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def agreement(request: Any, slug: str) -> HttpResponse | None:
    """The agreement as it is being written, and its issued versions; POST writes it from what is known."""
    partnership = get_partnership(request.user, slug, "coordinate" if request.method == "POST" else "see")
    if request.method == "POST":
        asked = request.POST.get("kind")
        writing.write(partnership, asked if asked in TEMPLATES else Agreement.Kind.PARTNERING)
        messages.success(request, _("The agreement has been drafted from what is recorded. Read it through."))
        return redirect("agreement", slug)
    return render_page(request, "agreements/agreement.html", _page(request, partnership), "versions")


def _page(request, partnership):
    """What the page shows: observers see issued versions only, the draft is for those who work on it."""
    own = writing.agreement_of(partnership)
    if own is None:
        return {"partnership": partnership, "templates": TEMPLATES.values()}
    own.partnership = partnership
    rows = own.document.versions.select_related("file", "issued_by").defer("html", "data")
    versions = _with_states(first_rows(rows, request.GET, "versions"))
    clauses = list(own.clauses.all()) if _sees_draft(partnership.access) else []
    records = Records(own) if clauses or partnership.access.coordinate else None
    if clauses:
        writing.in_step(own, clauses, records)
    hints = templates.hints_of(own) if partnership.access.coordinate else {}
    page = {"agreement": own, "partnership": partnership, "person": request.user}
    return {
        "partnership": partnership,
        "agreement": own,
        "title": template_of(own).title,
        "groups": in_groups(partnership, clauses, hints),
        "out": [clause for clause in clauses if clause.left_out],
        "missing": list(missing(records)) if partnership.access.coordinate else [],
        "versions": versions,
        "acceptance": _acceptance(own, versions),
        "panels": shown(registry.sorted("agreement_page"), clauses=clauses, **page),
        "ways": shown(registry.sorted("agreement_ways"), **page),
        "is_being_made": any(version.file and version.file.is_pending for version in versions),
    }


def _acceptance(own, versions):
    if versions.number > 1 or not versions:
        return ""
    latest = versions[0]
    latest.document = own.document
    return acceptance.words(latest)


def _with_states(versions):
    """Each version with what became of it; the latest says more of itself."""
    found = {}
    for source in registry.version_states if len(versions) > 1 else ():
        found |= source(list(versions))
    for version in versions:
        version.became = found.get(version.pk, "")
    return versions


def _sees_draft(access):
    return access.work or access.report


@require_http_methods(FORM)
def agreement_edit(request: Any, slug: str) -> HttpResponse:
    """Binding or not, and when it is looked at again; the clauses that say so follow."""
    partnership = get_partnership(request.user, slug, "coordinate")
    own = _written_or_none(partnership)
    if own is None:
        return redirect("agreement", slug)
    form = AgreementForm(request.POST or None, instance=own, partnership=partnership)
    response = form_page(
        request,
        form,
        partnership,
        title=_("Binding, review and end"),
        submit=_("Save"),
        done=_("Saved. The clauses that mention this have been updated."),
        back=reverse("agreement", args=[slug]),
        nav="agreement",
    )
    if response.status_code == 302:
        writing.bring_up_to_date(own, only={"status", "review", "start_and_end", "memorandum_period"})
    return response


def _written_or_none(partnership):
    own = writing.agreement_of(partnership)
    if own:
        own.partnership = partnership
    return own


@require_safe
def agreement_preview(request: Any, slug: str) -> HttpResponse:
    """The agreement as it would be issued now, in the partnership's language."""
    partnership = get_partnership(request.user, slug)
    own = _written_or_none(partnership)
    if own is None or not _sees_draft(partnership.access):
        return redirect("agreement", slug)
    context = {
        "partnership": partnership,
        "agreement": own,
        "groups": writing.groups(writing.drafted(own)),
        "signatories": writing.signatories(partnership),
        "nav": "agreement",
    }
    return render(request, "agreements/agreement_preview.html", context)
