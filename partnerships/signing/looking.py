"""Whether an agreement still fits: its purpose changed, or partners joined or left, since somebody looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import now

from backbone.database.history import noted
from partnerships.models import Partner
from partnerships.signing.models import Acceptance, SigningRound
from partnerships.signing.proposing import lock

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def no_longer_looked_at(rounds: QuerySet[SigningRound]) -> QuerySet[SigningRound]:
    """Those in force for which something changed since; each says by `new_purpose`, `has_joined`, `has_left` what."""
    present = Partner.objects.filter(partnership=OuterRef("partnership"), withdrawn_on=None)
    gone = Acceptance.objects.filter(
        round=OuterRef("pk"), state=Acceptance.State.LEFT, recorded_at__gt=OuterRef("looked_at")
    )
    rows = rows_in_force(rows=rounds).annotate(
        new_purpose=~Q(purpose_then=F("partnership__purpose")),
        has_joined=Exists(present.filter(created_at__gt=OuterRef("looked_at"))),
        has_left=Exists(gone),
    )
    return rows.filter(Q(new_purpose=True) | Q(has_joined=True) | Q(has_left=True))


def rows_in_force(rows: QuerySet[SigningRound]) -> QuerySet[SigningRound]:
    """Those whose version is in force."""
    return rows.filter(state=SigningRound.State.IN_FORCE)


@transaction.atomic
def still_fits(round: SigningRound, *, by: Person) -> None:
    """From now on a change is told again."""
    locked = lock(round)
    locked.looked_at, locked.purpose_then = now(), locked.partnership.purpose
    locked.revision += 1
    with noted("still fits", by):
        locked.save(update_fields=["looked_at", "purpose_then", "revision"])
