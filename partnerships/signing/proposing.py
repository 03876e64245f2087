"""Proposing the agreement: a frozen version and its signing round, one at a time; and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.time.days import today_of
from partnerships.agreements import writing
from partnerships.agreements.models import Agreement
from partnerships.signing import telling
from partnerships.signing.models import Acceptance, SigningRound

if TYPE_CHECKING:
    from collections.abc import Collection

    from backbone.accounts.models import Person
    from partnerships.documents.models import Version

Rule, State = SigningRound.Rule, SigningRound.State


class Refused(Exception):
    """Nothing was changed; its words say why."""


@transaction.atomic
def propose(
    agreement: Agreement,
    by: Person,
    rule: str,
    *,
    count: int | None = None,
    needed: Collection[int] = (),
    no_objection_counts: bool = True,
    reason: str = "",
    instead_of: int | None = None,
) -> SigningRound:
    """Freeze the agreement as its next version and open its round; raises `Refused`, or `writing.NothingToIssue`.

    needed: keys of the partners that the rule is about, where it is not about all
    instead_of: the key of the round that is proposed now and that this one takes the place of
    """
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    before = _proposed(agreement)
    if before and before.pk != instead_of:
        raise Refused(
            _("Version %(n)s was proposed a moment ago. Look at it first.") % {"n": before.version.number}
        )
    version = writing.issue(agreement, by=by, reason=reason)
    with noted("proposed", by):
        if before:
            _close(before, State.REPLACED, _("Version %(n)s was proposed instead") % {"n": version.number})
        return open_round(
            agreement,
            version,
            by,
            rule,
            count=count,
            needed=needed,
            no_objection_counts=no_objection_counts,
            before=before or _in_force(agreement),
        )


def _proposed(agreement):
    return agreement.rounds.select_related("version").filter(state=State.PROPOSED).first()


def _in_force(agreement):
    return agreement.rounds.filter(state=State.IN_FORCE).first()


def _close(round, state, reason):
    round.state, round.ended_on, round.ended_reason = state, today_of(round.partnership), reason[:300]
    round.revision += 1
    round.save(update_fields=["state", "ended_on", "ended_reason", "revision"])


def open_round(
    agreement: Agreement,
    version: Version,
    by: Person | None,
    rule: str,
    *,
    count: int | None = None,
    needed: Collection[int] = (),
    no_objection_counts: bool = True,
    before: SigningRound | None = None,
) -> SigningRound:
    """The round of a version that is frozen, with a row for each partner that is there now."""
    partners = list(agreement.partnership.partners.present().select_related("organisation").in_own_order())
    named = set(needed) if rule != Rule.ALL else set()
    round = SigningRound.objects.create(
        partnership=agreement.partnership,
        agreement=agreement,
        version=version,
        rule=rule,
        count=count if rule == Rule.COUNT else None,
        names_some=bool(named) and any(partner.pk not in named for partner in partners),
        no_objection_counts=no_objection_counts,
        proposed_on=today_of(agreement.partnership),
        proposed_by=by,
        purpose_then=agreement.partnership.purpose,
        follows=before,
    )
    said, days = _said_before(before), _days_before(before)
    Acceptance.objects.bulk_create(
        Acceptance(
            partnership_id=round.partnership_id,
            round=round,
            partner=partner,
            name=str(partner),
            is_needed=not named or partner.pk in named,
            carried_from=said.get(partner.pk),
            **days.get(partner.pk, {}),
        )
        for partner in partners
    )
    return round


def _said_before(before):
    """{partner's key: what it accepted} of a round that was only proposed; what it has to say again is passed on."""
    if before is None or before.state != State.REPLACED:
        return {}
    rows = before.acceptances.exclude(partner=None).select_related("carried_from")
    found = {}
    for row in rows:
        if row.is_given:
            found[row.partner_id] = row
        elif row.state == Acceptance.State.OPEN and row.carried_from:
            found[row.partner_id] = row.carried_from
    return found


def _days_before(before):
    """{partner's key: since when it has it, and since when legal does} of those that had not accepted the version before."""
    if before is None or before.state != State.REPLACED:
        return {}
    rows = before.acceptances.exclude(partner=None).exclude(state__in=Acceptance.GIVEN)
    columns = ("received_on", "legal_since")
    return {row.partner_id: {name: getattr(row, name) for name in columns} for row in rows}


def rule_before(agreement: Agreement) -> dict[str, Any]:
    """By which rule the version that is proposed now enters into force, or else the one in force did; {} at first."""
    before = _proposed(agreement) or _in_force(agreement)
    if before is None:
        return {}
    needed = before.acceptances.filter(is_needed=True).exclude(partner=None)
    return {
        "rule": before.rule,
        "count": before.count,
        "no_objection_counts": before.no_objection_counts,
        "needed": list(needed.values_list("partner", flat=True))
        if before.names_some or before.rule == Rule.NAMED
        else [],
    }


@transaction.atomic
def take_back(round: SigningRound, by: Person, reason: str) -> None:
    """The version is proposed no more and the agreement is a draft again; what was said stays with the round."""
    locked = lock(round)
    if not locked.is_proposed:
        raise Refused(_("It is not proposed any more."))
    with noted("proposal taken back", by):
        _close(locked, State.TAKEN_BACK, reason)
    telling.taken_back(locked)


def lock(round: SigningRound) -> SigningRound:
    """The round as the database has it, locked; its agreement is locked before it."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=round.agreement_id)
    rows = SigningRound.objects.select_for_update(of=("self",)).select_related("partnership", "version")
    return rows.get(pk=round.pk)
