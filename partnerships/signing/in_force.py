"""A version enters into force by its round's own rule, and an agreement ends; each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.time.days import today_of
from partnerships.signing import telling, without_changes
from partnerships.signing.counting import standing
from partnerships.signing.models import Acceptance, SignedScan, SigningRound
from partnerships.signing.models.rounds import EARLIER
from partnerships.signing.proposing import Refused, lock

if TYPE_CHECKING:
    from datetime import date

    from backbone.accounts.models import Person

State = SigningRound.State


def may_enter(round: SigningRound) -> bool:
    """Whether its own rule lets it enter into force."""
    return round.is_proposed and standing(round).may_enter


@transaction.atomic
def put_in_force(
    round: SigningRound, by: Person, reason: str, *, on: date | None = None, as_it_is: bool = False
) -> SigningRound:
    """The version binds from this day on and takes the place of the one before; raises `Refused`.

    as_it_is: by knows that changes wait which it does not have; they wait for an amendment then
    """
    locked = lock(round)
    if not locked.is_proposed:
        raise Refused(_("It is not proposed any more."))
    if not standing(locked).may_enter:
        raise Refused(_("Its own rule does not let it enter into force yet."))
    waits = without_changes.of_round(locked)
    if waits and not (as_it_is and reason.strip()):
        raise Refused(_waits_in_words(waits))
    on = on or today_of(locked.partnership)
    if on < locked.proposed_on - EARLIER:
        raise Refused(_("That day lies long before it was proposed."))
    with noted("in force", by):
        _replace_before(locked)
        locked.state, locked.in_force_on = State.IN_FORCE, on
        locked.in_force_by, locked.in_force_reason = by, reason
        locked.left_taken, locked.left_undecided = waits.taken, waits.undecided
        locked.revision += 1
        locked.save()
        locked.acceptances.filter(state=Acceptance.State.LEFT).update(stands_apart=True)
        _keep_scans(locked)
        telling.in_force(locked)
    return locked


def _waits_in_words(waits):
    return _(
        "Changes wait that this version does not have: %(changes)s. Issue the new version, or tick that this one enters "
        "into force as it is, and say why."
    ) % {"changes": waits.words()}


def _replace_before(round):
    for before in SigningRound.objects.select_for_update(of=("self",)).filter(
        agreement=round.agreement_id, state=State.IN_FORCE
    ):
        before.state, before.ended_on = State.REPLACED, today_of(round.partnership)
        before.ended_reason = _("Version %(n)s is in force") % {"n": round.version.number}
        before.revision += 1
        before.save()


def _keep_scans(round):
    """Those of the versions that were proposed before it, too: what was signed there may still hold for this one."""
    own, before = [round.pk], round.follows
    while before and before.in_force_on is None:
        own.append(before.pk)
        before = before.follows
    SignedScan.objects.filter(round__in=own).update(is_kept=True)


@transaction.atomic
def end(round: SigningRound, by: Person, reason: str, on: date) -> None:
    """The agreement ends on this day."""
    locked = lock(round)
    if not locked.is_in_force:
        raise Refused(_("It is not in force any more."))
    if on < locked.in_force_on:
        raise Refused(_("That day lies before it entered into force."))
    with noted("agreement ended", by):
        locked.state, locked.ended_on, locked.ended_reason = State.ENDED, on, reason
        locked.revision += 1
        locked.save()
    telling.ended(locked)
