"""Proposals as pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from backbone.time import dates
from backbone.time.days import day_of
from partnerships.agreements.stages import stage_of
from partnerships.documents import acceptance
from partnerships.proposals import deciding, standing
from partnerships.proposals.difference import as_read, beginning, difference
from partnerships.proposals.models import ClauseProposal, WordReading

if TYPE_CHECKING:
    from partnerships.agreements.stages import Stage
    from partnerships.models import Partner, Partnership

MOST_SHOWN = 5
Kind = ClauseProposal.Kind


def prepare(row: ClauseProposal, stage: Stage, *, whole: bool = False) -> ClauseProposal:
    """Set on it what its template shows: the difference, and whether the clause says something else by now."""
    before, after = as_read(row.before), as_read(row.after)
    stretches = difference(before, after) if row.kind in (Kind.TEXT, Kind.HEADING) else []
    if row.kind == Kind.REMOVED:
        stretches = difference(before, "")
    elif row.kind == Kind.NEW:
        stretches = difference("", after)
    row.stretches, row.is_cut = (stretches, False) if whole else beginning(stretches)
    row.is_overtaken = deciding.is_overtaken(row)
    row.clause_now = as_read(row.clause.text) if row.is_overtaken else ""
    row.changes_clause = row.is_open and deciding.fits(row)
    row.is_in_version = deciding.is_in_version(row, stage)
    return row


def what_follows(row: ClauseProposal) -> str:
    """What is to be done about a version that does not have what was taken; "" of a draft and of a comment."""
    stage = stage_of(row.reading.agreement)
    if row.kind == Kind.COMMENT:
        return ""
    if stage.is_proposed:
        return _(
            "It is not in version %(n)s, which is proposed. When you have taken what you want, propose the changed draft."
        ) % {"n": stage.number}
    if stage.is_in_force:
        return _(
            "It stands in the draft of an amendment; version %(n)s stays in force until partners accept that."
        ) % {"n": stage.number}
    return ""


def base_of(row: WordReading) -> str:
    """What the file was made from: `Version 2`, or `the draft of 28 November 2026`; "" for one without our marks."""
    if row.version:
        return _("version %(n)s") % {"n": row.version}
    if row.drafted_at:
        return _("the draft of %(day)s") % {"day": dates.long(day_of(row.drafted_at, row.partnership.zone))}
    return ""


def on_agreement_page(agreement: Any, partnership: Partnership, **page: Any) -> dict | None:
    """The way to Word and back."""
    access = partnership.access
    sees_draft = access.work or access.report
    version = acceptance.to_accept(agreement.document)
    if not sees_draft and version is None:
        return None
    return {"partnership": partnership, "sees_draft": sees_draft, "latest": version}


def on_partner_page(partner: Partner, **page: Any) -> dict | None:
    """The files that speak for a partner, for it and its coordinators."""
    if not partner.partnership.access.is_between(partner.pk):
        return None
    rows = list(partner.word_readings.order_by("-at", "-pk")[:MOST_SHOWN])
    standing.count(rows)
    return {"readings": rows} if rows else None
