"""What each partner gave and got. All partners are listed, by name; money weighs no more than the rest.

A period bounds it: a contribution counts by the day of its delivery, one with a period in proportion of its
days; a benefit when some day on which it came lies within. What has neither is named and not counted. What a
partner gave stays after it has withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from impact.hours import hours_of
from partnerships.giving.parts import Counted, days_of, part_within
from partnerships.models import Benefit, Contribution, Partner

if TYPE_CHECKING:
    from partnerships.models import Partnership

ZERO = Decimal(0)


@dataclass
class Given:
    """One partner's contributions, as far as they count, and benefits."""

    partner: Partner
    counted: list[Counted] = field(default_factory=list)
    # Delivered, and nobody knows when.
    undated: list[Contribution] = field(default_factory=list)
    # In another currency than the partnership's, so that no sum can hold them.
    foreign: list[Contribution] = field(default_factory=list)
    benefits: list[Benefit] = field(default_factory=list)
    # Said to have come, and nobody knows when.
    undated_benefits: list[Benefit] = field(default_factory=list)

    def value(self, *kinds: str) -> Decimal | None:
        """The value recorded for these kinds, or None where nothing of them was valued."""
        values = [c.value for c in self.counted if c.contribution.kind in kinds and c.value is not None]
        return sum(values, ZERO) if values else None

    @property
    def cash(self) -> Decimal | None:
        return self.value(Contribution.Kind.CASH)

    @property
    def in_kind(self) -> Decimal | None:
        return self.value(*Contribution.IN_KIND)

    @property
    def unvalued(self) -> list[Counted]:
        """Contributions that nobody has put a value on; they are listed in words."""
        return [c for c in self.counted if c.value is None]


def given_by_partner(
    partnership: Partnership, start: date | None = None, end: date | None = None
) -> list[Given]:
    """A `Given` for each partner that was there in the period or gave something in it: three queries.

    start, end: the period; without them everything that was delivered counts, whenever that was.
    """
    rows = {p.pk: Given(p) for p in _partners(partnership)}
    for contribution in _delivered(partnership):
        _place(rows[contribution.partner_id], contribution, partnership.currency, start, end)
    for benefit in _agreed_benefits(partnership):
        _place_benefit(rows[benefit.partner_id], benefit, start, end)
    return [row for row in rows.values() if _gave_or_got(row) or _was_there(row, start, end)]


def total(given: Iterable[Given], name: str) -> Decimal | None:
    """The sum of a column, None where no partner has a value in it."""
    values = [value for value in (getattr(row, name) for row in given) if value is not None]
    return sum(values, ZERO) if values else None


def meeting_hours(partnership: Partnership, start: date | None = None, end: date | None = None) -> Decimal:
    """Hours that people spent in the meetings of a period."""
    return hours_of(partnership, start, end).total


def _partners(partnership):
    rows = Partner.objects.filter(partnership=partnership).select_related("organisation")
    return rows.order_by("organisation__sort_name", "pk")


def _delivered(partnership):
    rows = Contribution.objects.filter(partnership=partnership, state=Contribution.State.DELIVERED)
    return rows.select_related("recorded_by").order_by("pk")


def _agreed_benefits(partnership):
    rows = Benefit.objects.agreed().filter(partnership=partnership)
    return rows.select_related("recorded_by", "partner__organisation")


def _place(row, contribution, currency, start, end):
    if contribution.value is not None and contribution.currency != currency:
        row.foreign.append(contribution)
    elif start is None and end is None:
        row.counted.append(Counted(contribution))
    elif days_of(contribution) is None:
        row.undated.append(contribution)
    elif part := part_within(contribution, start, end):
        row.counted.append(part)


def _place_benefit(row, benefit, start, end):
    """What is expected is no claim about a period, so it stands in each."""
    first, last = benefit.period_start or benefit.period_end, benefit.period_end or benefit.period_start
    is_within = first and (end is None or first <= end) and (start is None or last >= start)
    if is_within or benefit.expected or (start is None and end is None):
        row.benefits.append(benefit)
    elif first is None:
        row.undated_benefits.append(benefit)


def _gave_or_got(row):
    got = any(not benefit.expected for benefit in row.benefits)
    return bool(row.counted or row.undated or row.foreign or row.undated_benefits or got)


def _was_there(row, start, end):
    """Whether the organisation was a partner on a day of the period; today, where no period is asked for."""
    left, came = row.partner.withdrawn_on, row.partner.since
    if start is None and end is None:
        return left is None
    return (left is None or start is None or left >= start) and (came is None or end is None or came <= end)
