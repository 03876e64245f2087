"""The page of a signing round, which everybody in the partnership sees."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.panels import registry, shown
from partnerships.agreement_papers.views import to_paper
from partnerships.signing import (
    accepted_paper,
    amending,
    coming_and_going,
    looking,
    recording,
    wished_before,
    without_changes,
)
from partnerships.signing.access import get_round, may_keep
from partnerships.signing.by_mail import mailed
from partnerships.signing.counting import standing
from partnerships.signing.models import Acceptance, ScanCover, SigningRound

PER_PAGE = 50


@require_safe
def signing_round(request: Any, pk: int) -> HttpResponse:
    """Who has accepted the version, in the partnership's own order."""
    round = get_round(request.user, pk, "see")
    access = round.partnership.access
    rows = first_rows(round.acceptances.keys_in_own_order(), request.GET, "page", per_page=PER_PAGE)
    rows.object_list = _rows(round, access, rows.object_list)
    _look_at(round, rows, access)
    for row in rows:
        _prepare(row, round, request.user)
    context = {
        "partnership": round.partnership,
        "round": round,
        "beside": looking.beside(round),
        "rows": rows,
        "standing": standing(round),
        "shows_needed": round.names_some or round.rule == SigningRound.Rule.NAMED,
        "panels": shown(registry.round_page, round=round, person=request.user),
        "nav": "agreement",
    }
    if access.coordinate:
        context |= _for_coordinators(request, round)
    return render(request, "signing/round.html", context)


def _rows(round, access, keys):
    rows = round.acceptances.select_related(
        "recorded_by", "confirmed_by", "not_me_by", "carried_from__round__version", "evidence"
    )
    rows = rows.defer("carried_from__round__version__html", "carried_from__round__version__data")
    rows = rows.prefetch_related("partner")
    if access.look_back:
        covers = ScanCover.objects.select_related("scan").order_by("pk")
        rows = rows.prefetch_related(Prefetch("covers", covers))
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _look_at(round, rows, access):
    """What other rows know of these: whom an amendment concerns, what was wished before, when it really was sent."""
    amending.look_at(round, rows)
    if access.look_back:
        mailed.look_at(round, rows)
    wished = wished_before.wishes(round, rows)
    for row in rows:
        row.wished = wished.get(row.partner_id)


def _prepare(row, round, person):
    """What the template asks of a row: whether it is the viewer's to see whole, and what can be done with it."""
    access = round.partnership.access
    row.round = round
    row.is_between = access.is_between(row.partner_id)
    row.can_record = access.coordinate and not recording.why_settled(row)
    row.can_add = access.coordinate and recording.may_add(row)
    row.is_left = row.state == Acceptance.State.LEFT
    row.waits_for_second = _waits(row, access)
    row.can_confirm = (
        round.is_going and row.waits_for_second and access.coordinate and recording.may_confirm(person, row)
    )


def _waits(row, access):
    if not (row.is_given and row.needs_second and row.confirmed_at is None):
        return False
    return not (row.covers.all() if access.look_back else row.covers.exists())


def _for_coordinators(request, round):
    scans = round.files.select_related("upload__file").prefetch_related("covers__acceptance")
    return {
        "joined": coming_and_going.without_row(round).exists() if round.is_going else False,
        "unlooked": looking.no_longer_looked_at(SigningRound.objects.filter(pk=round.pk)).first(),
        "scans": first_rows(scans, request.GET, "scans"),
        "may_keep": may_keep(request.user, round),
        "waits": without_changes.of_round(round),
        "left_waiting": without_changes.left_waiting(round),
    }


@require_POST
def signing_round_paper(request: Any, pk: int) -> HttpResponse:
    """Have the agreement made as a PDF with who has accepted it until now."""
    round = get_round(request.user, pk, "see")
    return to_paper(request, accepted_paper.ask_for(round, by=request.user))
