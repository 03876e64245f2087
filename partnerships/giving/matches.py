"""How much of the match that a funder requires is there: so much of so much, and nothing without a value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from partnerships.giving.parts import days_of, part_within
from partnerships.models import Contribution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerships.giving.models import Match
    from partnerships.models import Partnership

# So many at most stand on the page.
SHOWN = 10


@dataclass
class Progress:
    """A match with what came in its currency and time.

    signed_off, not_yet: values of what was signed off, and of what came and was not
    unvalued, undated: how many came of which nobody knows the value, or when
    """

    match: Match
    signed_off: Decimal = Decimal(0)
    not_yet: Decimal = Decimal(0)
    unvalued: int = 0
    undated: int = 0

    @property
    def is_met(self) -> bool:
        """Whether what was signed off covers it."""
        return self.signed_off >= self.match.required

    def add(self, row: Contribution) -> None:
        """Count a contribution that came, as far as it belongs to the match."""
        if row.kind == Contribution.Kind.CASH and not self.match.takes_cash:
            return
        if row.value is None:
            self._add_unvalued(row)
        elif row.currency == self.match.currency:
            self._add_value(row)

    def _add_unvalued(self, row):
        is_within = days_of(row) and part_within(row, self.match.starts_on, self.match.ends_on)
        self.unvalued += bool(is_within)

    def _add_value(self, row):
        if days_of(row) is None:
            self.undated += 1
        elif part := part_within(row, self.match.starts_on, self.match.ends_on):
            if row.signed_off_at:
                self.signed_off += part.value
            else:
                self.not_yet += part.value


def progress(partnership: Partnership) -> list[Progress]:
    """Each match that is set, with how much of it is there; two queries."""
    found = [Progress(match) for match in partnership.matches.all()[:SHOWN]]
    for row in _came(partnership, found) if found else ():
        for one in found:
            one.add(row)
    return found


def _came(partnership, found) -> Iterable[Contribution]:
    currencies = {one.match.currency for one in found}
    rows = partnership.contributions.filter(
        Q(value=None) | Q(currency__in=currencies), state=Contribution.State.DELIVERED
    )
    columns = "kind value currency signed_off_at delivered_on period_start period_end partnership_id"
    return rows.order_by().only(*columns.split()).iterator()
