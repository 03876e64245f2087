"""Partners that join or leave while a version is proposed or in force, and two that turn out to be one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.database.history import noted
from partnerships.merges.merging import CannotMerge
from partnerships.models import Partner
from partnerships.signing.models import Acceptance, SigningRound

if TYPE_CHECKING:
    from datetime import date

    from partnerships.models import Partnership

State, Round = Acceptance.State, SigningRound.State
GOING = SigningRound.GOING
# Of those who left, on the page of the agreement; the page of the round has all.
MOST_SHOWN = 10


def without_row(round: SigningRound) -> QuerySet[Partner]:
    """Partners that are there now and that the round does not know."""
    known = round.acceptances.exclude(partner=None).values("partner")
    return round.partnership.partners.present().exclude(pk__in=known)


def let_accept(partnership: Partnership) -> str:
    """Who joined accepts the version that is proposed or in force, too; says so, or ""."""
    rounds = SigningRound.objects.filter(partnership=partnership, state__in=GOING).select_related(
        "partnership"
    )
    made = sum(add_rows(round) for round in rounds)
    if not made:
        return ""
    return ngettext(
        "It can accept the agreement now: send it the version from the agreement’s page.",
        "It can accept the agreement now: send it the %(n)s versions from the agreement’s page.",
        made,
    ) % {"n": made}


def add_rows(round: SigningRound) -> int:
    """A row for each partner that the round does not know.

    Where a number of partners is enough they are counted with the others; another rule was made without them.
    """
    counts_all = round.is_proposed and round.rule == SigningRound.Rule.COUNT and not round.names_some
    joined = list(without_row(round).select_related("organisation"))
    with noted("joined a round"):
        Acceptance.objects.bulk_create(
            Acceptance(
                partnership_id=round.partnership_id,
                round=round,
                partner=partner,
                name=str(partner),
                is_needed=counts_all,
                stands_apart=round.is_in_force,
            )
            for partner in joined
        )
    return len(joined)


def note_left(partner: Partner, day: date) -> None:
    """Who leaves holds up nobody; what it had accepted is kept with the words that say so."""
    rows = Acceptance.objects.filter(partner=partner, round__state__in=GOING).exclude(state=State.LEFT)
    for row in rows.select_for_update(of=("self",)):
        row.left_reason = row.left_reason or _before_in_words(row)
        row.state, row.left_on, row.recorded_at = State.LEFT, day, now()
        row.revision += 1
        with noted("left a round"):
            row.save(update_fields=["state", "left_on", "left_reason", "recorded_at", "revision"])


def _before_in_words(row):
    if row.is_given:
        return _("It had accepted; what the agreement says of leaving holds for it.")
    return _("It had not accepted.")


def who_left(round: SigningRound) -> list[Acceptance]:
    """Rows of partners that left, those who left last first."""
    rows = round.acceptances.filter(state=State.LEFT).order_by("-left_on", "pk")
    return list(rows[:MOST_SHOWN])


def note_back(partner: Partner) -> None:
    """A partner that stays after all stands where it stood before."""
    for row in Acceptance.objects.filter(partner=partner, state=State.LEFT, round__state__in=GOING):
        before = row.events.exclude(state=State.LEFT).order_by("-pgh_id").first()
        row.state = before.state if before else State.OPEN
        row.recorded_at = before.recorded_at if before else None
        row.left_on, row.left_reason = None, ""
        row.revision += 1
        with noted("back in a round"):
            row.save(update_fields=["state", "left_on", "left_reason", "recorded_at", "revision"])


SAID = (
    "state", "answered_on", "signer_name", "signer_office", "way", "decision_number", "decided_on", "remark",
    "remark_counts", "wish", "recorded_by", "recorded_at", "needs_second", "confirmed_by", "confirmed_at",
    "still_holds", "first_on", "first_by", "first_way",
)  # fmt: skip
# What is said together comes from one of the two.
TOGETHER = (
    ("sent_on", "sent_how"),
    ("legal_since", "legal_with"),
    ("not_me_on", "not_me_by", "not_me_address", "not_me_readers"),
    ("to_sign_name", "to_sign_office", "signer_address"),
)


def changes(gone: Any, stays: Any) -> Iterator[tuple[Any, dict]]:
    """Of two rows that become one, what was accepted goes before what was not; it is needed when one was."""
    if not isinstance(gone, Acceptance):
        return
    if hasattr(gone, "evidence") and hasattr(stays, "evidence"):
        raise CannotMerge(
            _("Both accepted a version of the agreement from their emails; that is kept as it is.")
        )
    values: dict[str, Any] = {
        "is_needed": stays.is_needed or gone.is_needed,
        "stands_apart": stays.stands_apart and gone.stands_apart,
    }
    for name in ("received_on", "told_on"):
        values[name] = getattr(stays, name) or getattr(gone, name)
    for group in TOGETHER:
        said = stays if any(getattr(stays, name) for name in group) else gone
        values |= {name: getattr(said, name) for name in group}
    if _weight(gone) > _weight(stays):
        values |= {name: getattr(gone, name) for name in SAID}
    yield stays, values


def _weight(row):
    order = (State.LEFT, State.OPEN, State.WISHES_CHANGE, State.REFUSED, State.NO_OBJECTION, State.ACCEPTED)
    return hasattr(row, "evidence"), order.index(row.state)
