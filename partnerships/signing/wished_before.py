"""What partners wished for an earlier version, or why they refused it, shown beside the new one until they answer that."""

from __future__ import annotations

from collections.abc import Iterable

from partnerships.signing.models import Acceptance, SigningRound

State = Acceptance.State


def wishes(round: SigningRound, rows: Iterable[Acceptance]) -> dict[int, Acceptance]:
    """{a partner's key: the row of then} of those partners whose last word was a wish or a refusal."""
    waiting = [row.partner_id for row in rows if row.state == State.OPEN and row.partner_id]
    if not waiting or round.follows_id is None:
        return {}
    before = Acceptance.objects.filter(
        round__agreement=round.agreement_id,
        round__version__number__lt=round.version.number,
        partner__in=waiting,
    ).exclude(state=State.OPEN)
    last = before.order_by("partner_id", "-round__version__number").distinct("partner_id")
    last = last.select_related("round__version").defer("round__version__html", "round__version__data")
    return {row.partner_id: row for row in last if _is_still_to_meet(row)}


def _is_still_to_meet(row):
    return row.state == State.REFUSED or (row.state == State.WISHES_CHANGE and bool(row.wish))
