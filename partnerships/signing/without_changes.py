"""A version whose rule is met while changes wait that it does not have: it enters into force by somebody's word alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from partnerships.agreements.waiting import Waiting, since
from partnerships.signing.models import SigningRound

if TYPE_CHECKING:
    from collections.abc import Iterable


def of_round(round: SigningRound) -> Waiting:
    """What its version does not have, while it is proposed, or in force and no other is."""
    waits = of_rounds([round]).get(round.pk, Waiting()) if round.is_going else Waiting()
    return Waiting() if waits and round.is_in_force and _is_amended(round) else waits


def _is_amended(round):
    rows = SigningRound.objects.filter(agreement=round.agreement_id, state=SigningRound.State.PROPOSED)
    return rows.exists()


def of_rounds(rounds: Iterable[SigningRound]) -> dict[int, Waiting]:
    """{round's key: what its version does not have}, of rounds that go on, one of an agreement."""
    rounds = list(rounds)
    found = since({round.agreement_id: round.version.issued_at for round in rounds})
    return {round.pk: found[round.agreement_id] for round in rounds if found.get(round.agreement_id)}


def left_waiting(round: SigningRound) -> str:
    """What waited when it entered into force as it was, in words; "" when nothing did."""
    left = Waiting(round.left_taken, round.left_undecided)
    if not left:
        return ""
    return _("It entered into force as it was, without what waited: %(changes)s.") % {"changes": left.words()}
