"""Recording what partners say: one by one, several at once, confirmed by another, and their scans."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import form_page, show_form
from backbone.panels import Panel
from backbone.time.days import today_of
from partnerships.signing import recording, scanning
from partnerships.signing.access import get_acceptance, get_round, get_signed_scan
from partnerships.signing.forms import AcceptanceForm, LeftForm, ScanForm
from partnerships.signing.models import Acceptance
from partnerships.signing.proposing import Refused
from partnerships.signing.signer_forms import AdditionForm, CeremonyForm, StillForm

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def acceptance_edit(request: Any, pk: int) -> HttpResponse:
    """What one partner got, and what it says; or, of one that left, what follows from it."""
    row = get_acceptance(request.user, pk, "coordinate")
    if row.state == Acceptance.State.LEFT:
        return _left(request, row)
    if recording.may_add(row):
        return _addition(request, row)
    if why := recording.why_settled(row):
        messages.info(request, why)
        return redirect(row)
    files = request.FILES if request.method == "POST" else None
    form = AcceptanceForm(request.POST or None, files=files, instance=row, partnership=row.partnership)
    if request.method == "POST" and form.is_valid() and _record(request, row, form):
        messages.success(request, _("Recorded: %(partner)s.") % {"partner": row.name})
        return redirect(row)
    return show_form(
        request,
        form,
        row.partnership,
        title=row.name,
        lead=_("What it was sent and what it says. Only what is known has to be filled in."),
        submit=_("Record"),
        back=row.get_absolute_url(),
        nav="agreement",
        history=f"acceptance-{pk}",
    )


def _record(request, row, form):
    """Save it, with its scan; one that cannot be kept keeps out the rest, so that nothing is half there."""
    by, scan = request.user, form.cleaned_data.pop("scan", None)
    try:
        with transaction.atomic():
            locked = recording.locked(row)
            saved = form.save_or_conflict(**recording.also(locked, form.cleaned_data["state"], by))
            if saved:
                recording.keep_version(saved)
                scanning.keep(row.round, [saved], scan, by=by)
    except Refused as why:
        form.add_error(None, str(why))
        return None
    return saved


def _addition(request, row):
    files = request.FILES if request.method == "POST" else None
    form = AdditionForm(request.POST or None, files=files, instance=row, partnership=row.partnership)
    if request.method == "POST" and form.is_valid() and _add(request, row, form):
        messages.success(request, _("Saved."))
        return redirect(row)
    return show_form(
        request,
        form,
        row.partnership,
        title=row.name,
        lead=_("%(why)s What is not known yet can be added.") % {"why": recording.why_settled(row)},
        submit=_("Add"),
        back=row.get_absolute_url(),
        nav="agreement",
        history=f"acceptance-{row.pk}",
    )


def _add(request, row, form):
    """What was typed, and the scan; both or none."""
    try:
        with transaction.atomic():
            added = recording.add(row, form.details(), request.user)
            scanning.keep(row.round, [added], form.cleaned_data["scan"], by=request.user)
    except Refused as why:
        form.add_error(None, str(why))
        return False
    return True


def _left(request, row):
    return form_page(
        request,
        LeftForm(request.POST or None, instance=row, partnership=row.partnership),
        row.partnership,
        title=_("%(partner)s has left") % {"partner": row.name},
        submit=_("Save"),
        done=_("Saved."),
        back=row.get_absolute_url(),
        nav="agreement",
    )


@require_POST
def acceptance_confirmation(request: Any, pk: int) -> HttpResponse:
    """Another coordinator confirms what one of the partner's own recorded."""
    row = get_acceptance(request.user, pk, "coordinate")
    try:
        recording.confirm(row, request.user)
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Confirmed: %(partner)s.") % {"partner": row.name})
    return redirect(row)


@require_http_methods(FORM)
def acceptance_still(request: Any, pk: int) -> HttpResponse:
    """Note for a partner whether what it accepted before still holds."""
    row = get_acceptance(request.user, pk, "coordinate")
    initial = {"answered_on": today_of(row.partnership)}
    said = {"round": row.round, "before": row.carried_from}
    form = StillForm(request.POST or None, request.FILES or None, initial=initial, **said)
    if request.method == "POST" and form.is_valid() and _record_still(request, row, form):
        messages.success(request, _("Recorded: %(partner)s.") % {"partner": row.name})
        return redirect(row)
    words = {"title": row.name, "lead": _lead_of_still(row), "submit": _("Record")}
    words["above"] = [(panel, found) for panel in ABOVE_STILL if (found := panel.context(row))]
    return show_form(request, form, row.partnership, back=row.get_absolute_url(), nav="agreement", **words)


def _record_still(request, row, form):
    data, by = form.cleaned_data, request.user
    said = {"holds": data["holds"] == "yes", "way": data["way"], "details": form.details()}
    said["lifted"] = data.get("lifted", False)
    try:
        with transaction.atomic():
            saved = recording.still_holds(row, by, data["answered_on"], **said)
            scanning.keep(row.round, [saved], data["scan"], by=by)
    except Refused as why:
        form.add_error(None, str(why))
        return False
    return True


def _what_changed(row):
    """The way to the difference from the version that it accepted."""
    if row.carried_from is None:
        return None
    before = row.carried_from.round.version.number
    return {"slug": row.partnership.slug, "before": before, "now": row.round.version.number}


def _remark_before(row):
    before = row.carried_from
    return {"before": before} if before is not None and before.remark else None


ABOVE_STILL = (
    Panel("difference", "agreement_papers/way_to_difference.html", _what_changed, 10),
    Panel("remark_before", "signing/remark_before.html", _remark_before, 20),
)


def _lead_of_still(row):
    before = row.carried_from
    if before is not None and before.state == Acceptance.State.NO_OBJECTION:
        said = _("It takes part in the version before by letter of no objection.")
    else:
        said = _("It accepted the version before.")
    reason = row.round.version.reason
    changed = _("What changed: %(reason)s") % {"reason": reason} if reason else ""
    return f"{said} {changed}".rstrip()


@require_http_methods(FORM)
def signing_round_ceremony(request: Any, pk: int) -> HttpResponse:
    """Several partners signed on one day; one scan has all of their signatures."""
    round = get_round(request.user, pk, "coordinate")
    rows = {row.pk: row for row in round.acceptances.to_answer().in_own_order()}
    form = CeremonyForm(
        request.POST or None,
        request.FILES or None,
        round=round,
        partners=[(row.pk, row.name) for row in rows.values()],
        initial={"answered_on": today_of(round.partnership)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = [rows[pk] for pk in data["partners"]]
        try:
            said = {"by": request.user, "details": form.details()}
            scanning.sign_together(round, chosen, data["answered_on"], data["scan"], **said)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Recorded: %(n)s partners signed.") % {"n": len(chosen)})
            return redirect(round)
    return show_form(
        request,
        form,
        round.partnership,
        title=_("Several partners signed"),
        lead=_("On one day, on paper. Who signed for each can also be added afterwards."),
        submit=_("Record"),
        back=round.get_absolute_url(),
        nav="agreement",
    )


@require_http_methods(FORM)
def signed_scan_partners(request: Any, pk: int) -> HttpResponse:
    """Say whose signatures stand on a scan; one that was put beside the wrong partner is moved so."""
    scan = get_signed_scan(request.user, pk, "coordinate")
    round = scan.round
    if why := scanning.why_it_stays(scan):
        messages.info(request, why)
        return redirect(round)
    rows = {row.pk: row for row in round.acceptances.in_own_order()}
    form = ScanForm(
        request.POST if request.method == "POST" else None,
        partners=[(row.pk, row.name) for row in rows.values()],
        initial={"partners": list(scan.covers.values_list("acceptance_id", flat=True))},
    )
    if request.method == "POST" and form.is_valid():
        try:
            scanning.move(scan, [rows[pk] for pk in form.cleaned_data["partners"]], by=request.user)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(round)
    words = {"title": scan.name, "submit": _("Save")}
    return show_form(request, form, scan.partnership, back=round.get_absolute_url(), nav="agreement", **words)
