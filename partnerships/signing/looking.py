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
    """Those proposed or in force for which something changed since; each says by `new_purpose`, `has_joined`, `has_left` what."""
    present = Partner.objects.filter(partnership=OuterRef("partnership"), withdrawn_on=None)
    gone = Acceptance.objects.filter(
        round=OuterRef("pk"), state=Acceptance.State.LEFT, recorded_at__gt=OuterRef("looked_at")
    )
    rows = rounds.filter(state__in=SigningRound.GOING).annotate(
        new_purpose=~Q(purpose_then=F("partnership__purpose")),
        has_joined=Exists(present.filter(created_at__gt=OuterRef("looked_at"))),
        has_left=Exists(gone),
    )
    return rows.filter(Q(new_purpose=True) | Q(has_joined=True) | Q(has_left=True))


def beside(round: SigningRound) -> list[SigningRound]:
    """The rounds of the version before and the one after, where there are such; the one before first."""
    rounds = SigningRound.objects.filter(agreement=round.agreement_id)
    number = round.version.number
    before = rounds.filter(version__number__lt=number).order_by("-version__number")
    after = rounds.filter(version__number__gt=number).order_by("version__number")
    rows = rounds.filter(Q(pk__in=before.values("pk")[:1]) | Q(pk__in=after.values("pk")[:1]))
    rows = rows.select_related("version").defer("version__html", "version__data")
    return list(rows.order_by("version__number"))


@transaction.atomic
def still_fits(round: SigningRound, *, by: Person) -> None:
    """From now on a change is told again."""
    locked = lock(round)
    locked.looked_at, locked.purpose_then = now(), locked.partnership.purpose
    locked.revision += 1
    with noted("still fits", by):
        locked.save(update_fields=["looked_at", "purpose_then", "revision"])
