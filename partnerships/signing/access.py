"""Who may open a round and its rows; each door goes through the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import access_to, fetch
from partnerships.signing.models import Acceptance, SignedScan, SigningRound

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_round(person: Person, pk: int, need: str) -> SigningRound:
    """A signing round with its version; what was proposed is for everybody in the partnership."""
    rows = SigningRound.objects.select_related(
        "agreement", "version__document", "version__file", "follows__version", "proposed_by", "in_force_by"
    ).defer("version__html", "version__data", "follows__version__html", "follows__version__data")
    return fetch(rows, person, need, pk=pk)


def get_acceptance(person: Person, pk: int, need: str) -> Acceptance:
    """One partner's row of a round."""
    rows = Acceptance.objects.select_related(
        "round__version__document",
        "partner__organisation",
        "recorded_by",
        "confirmed_by",
        "carried_from__round__version",
    )
    versions = ("round__version", "carried_from__round__version")
    rows = rows.defer(*(f"{version}__{column}" for version in versions for column in ("html", "data")))
    return fetch(rows, person, need, pk=pk)


def get_signed_scan(person: Person, pk: int, need: str) -> SignedScan:
    """A scan of what was signed."""
    return fetch(SignedScan.objects.select_related("round__version", "upload__file"), person, need, pk=pk)


def may_keep(person: Person, round: SigningRound) -> bool:
    """Whether the person adds and removes scans of this round: who coordinates, while something is signed."""
    return round.is_going and access_to(person, round.partnership).coordinate
