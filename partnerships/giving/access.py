"""The ledger is for coordinators, and of their own for partners; matches and quarters are for coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import fetch
from partnerships.giving.models import Match, QuarterLine, Renegotiation

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_match(person: Person, pk: int) -> Match:
    """What a funder requires, checked through its partnership."""
    return fetch(Match.objects.all(), person, "coordinate", pk=pk)


def get_quarter_line(person: Person, pk: int) -> QuarterLine:
    """A partner's quarter, checked through its partnership."""
    rows = QuarterLine.objects.select_related("partner__organisation")
    return fetch(rows, person, "coordinate", pk=pk)


def get_renegotiation(person: Person, pk: int) -> Renegotiation:
    """What a partner wants to talk about, checked through its partnership."""
    rows = Renegotiation.objects.select_related("partner__organisation")
    return fetch(rows, person, "coordinate", pk=pk)
