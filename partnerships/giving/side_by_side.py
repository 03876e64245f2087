"""Give and get: what each partner gives in kind and in cash, and what it gets, side by side.

All partners stand by their names, and no total is made of a partner: nothing here ranks them. Values are summed per
currency and never over currencies.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import RowNumber

from partnerships.models import Benefit, Contribution, Partner

if TYPE_CHECKING:
    from partnerships.models import Partnership

# Of what a partner gives in kind, in cash and gets.
SHOWN = 4


@dataclass
class Amount:
    """What was agreed, or came, of a kind: how many rows, their values by currency, and how many have none."""

    count: int = 0
    unvalued: int = 0
    values: list[tuple[Decimal, str]] = field(default_factory=list)


@dataclass
class KindRow:
    """A kind of contribution: what is agreed and still to come, and what came."""

    label: str
    pledged: Amount = field(default_factory=Amount)
    delivered: Amount = field(default_factory=Amount)


def totals(partnership: Partnership) -> list[KindRow]:
    """Each kind of which something was agreed, all with the same weight; one query."""
    rows = {kind: KindRow(label) for kind, label in Contribution.Kind.choices}
    sums = partnership.contributions.agreed().order_by("currency").values("kind", "state", "currency")
    for one in sums.annotate(n=Count("pk"), valued=Count("value"), worth=Sum("value")):
        amount = getattr(rows[one["kind"]], one["state"])
        amount.count += one["n"]
        amount.unvalued += one["n"] - one["valued"]
        if one["worth"] is not None:
            amount.values.append((one["worth"], one["currency"]))
    return [row for row in rows.values() if row.pledged.count or row.delivered.count]


@dataclass
class Some:
    """The first rows of a cell, and how many stand behind them."""

    rows: list[Any] = field(default_factory=list)
    more: int = 0


@dataclass
class PartnerRow:
    """A partner with the first of what it gives and gets; `is_own`: the reader represents it."""

    partner: Partner
    is_own: bool
    in_kind: Some = field(default_factory=Some)
    cash: Some = field(default_factory=Some)
    gets: Some = field(default_factory=Some)


def partner_rows(partnership: Partnership, partners: list[Partner]) -> list[PartnerRow]:
    """These partners with what each gives and gets as `partnership.access` may see it; two queries."""
    access = partnership.access
    own = access.partner_ids if access.work else frozenset()
    rows = {one.pk: PartnerRow(one, one.pk in own) for one in partners}
    part = Case(When(kind=Contribution.Kind.CASH, then=Value("cash")), default=Value("in_kind"))
    for gift in _first(_shown(Contribution, partnership, rows).annotate(part=part), "part"):
        _put(getattr(rows[gift.partner_id], gift.part), gift)
    for gain in _first(_shown(Benefit, partnership, rows)):
        _put(rows[gain.partner_id].gets, gain)
    return list(rows.values())


def _shown(model, partnership, partners):
    """What is only offered is between the partner and its coordinators."""
    access, rows = partnership.access, model.objects.filter(partner__in=partners)
    is_open = model.OPEN if not access.look_back else Q(pk=None)
    return rows.exclude(is_open & ~Q(partner__in=access.partner_ids))


def _first(rows: QuerySet, *parts: str) -> QuerySet:
    """The first rows of each partner (and part), each with how many there are in all."""
    by = [F("partner_id"), *map(F, parts)]
    numbered = rows.annotate(
        place=Window(RowNumber(), partition_by=by, order_by=F("pk").desc()),
        in_all=Window(Count("pk"), partition_by=by),
    )
    return numbered.filter(place__lte=SHOWN).order_by("partner_id", "place")


def _put(some, row):
    some.rows.append(row)
    some.more = row.in_all - len(some.rows)
