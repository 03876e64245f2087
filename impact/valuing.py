"""From what people answered about each outcome to a return, or to the sentences that say what is missing."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone import numbers
from backbone.time import dates
from impact import sroi
from impact.giving import Given, total
from impact.hours import Hours
from impact.models import SHARES, DiscountRate, HourValue, Valuation
from workplans.models import Outcome

if TYPE_CHECKING:
    from partnerships.models import Partnership

ANSWERS = ("quantity", "proxy", *SHARES)
SOURCES = tuple(f"{name}_source" for name in ANSWERS)


@dataclass
class Assessed:
    """What a return over a period stands on: inputs, the decided rate, and the valuations of the period."""

    partnership: object
    start: date
    end: date
    given: list[Given]
    hours: Hours
    rate: DiscountRate | None
    outcomes: list[Outcome] = field(default_factory=list)
    valuations: list[Valuation] = field(default_factory=list)

    @property
    def within(self) -> list[Valuation]:
        """The valuations whose period lies wholly in this one."""
        return [row for row in self.valuations if _is_within(row, self.start, self.end)]

    @property
    def inputs(self) -> Decimal:
        """What went in: delivered contributions that have a value, and the hours of meetings at theirs."""
        return (self.cash or 0) + (self.in_kind or 0) + self.hours.worth

    @property
    def cash(self) -> Decimal | None:
        return total(self.given, "cash")

    @property
    def in_kind(self) -> Decimal | None:
        return total(self.given, "in_kind")

    @property
    def is_worth_nothing(self) -> bool:
        """Whether what went in has a recorded value, and that value is nothing."""
        return self.inputs <= 0 and (self.cash is not None or self.in_kind is not None)

    def missing(self) -> list[str]:
        """Sentences that say why no return can be computed; empty when one can."""
        return [
            *_before_the_partnership(self),
            *_missing_inputs(self),
            *_missing_decisions(self),
            *_missing_valuations(self),
        ]

    def result(self) -> sroi.Return:
        """The return; call it only when nothing is missing."""
        return sroi.compute([valued(row) for row in self.within], self.inputs, self.rate.rate)


def assess(
    partnership: Partnership,
    start: date,
    end: date,
    given: list[Given],
    hours: Hours,
    rate: DiscountRate | None,
) -> Assessed:
    """What is known about the outcomes that were worked for in the period; two queries."""
    outcomes = Outcome.objects.filter(partnership=partnership).exclude(retired_on__lt=start)
    rows = valuations(partnership).filter(outcome__in=outcomes)
    return Assessed(partnership, start, end, given, hours, rate, list(outcomes), list(rows))


def valuations(partnership: Partnership) -> QuerySet[Valuation]:
    """The partnership's valuations with their outcomes, in the plan's order, each outcome's latest last."""
    return Valuation.objects.filter(partnership=partnership).select_related("outcome", "answered_by")


def missing_answers(valuation: Valuation) -> list[str]:
    """The names of the answers a valuation still lacks, its period and the source of each answer included."""
    fields = Valuation._meta
    lacking = [name for name in ANSWERS if getattr(valuation, name) is None]
    lacking += [name for name in SOURCES if not getattr(valuation, name)]
    lacking += [] if valuation.period_start and valuation.period_end else ["period_words"]
    return [str(fields.get_field(name).verbose_name) for name in lacking]


def valued(valuation: Valuation) -> sroi.Valued:
    """A complete valuation as the arithmetic takes it."""
    shares = [getattr(valuation, name) for name in SHARES]
    return sroi.Valued(str(valuation.outcome), valuation.quantity, valuation.proxy, *shares, valuation.years)


def _is_within(row, start, end):
    return bool(row.period_start and row.period_end) and start <= row.period_start and row.period_end <= end


def _touches(row, start, end):
    return bool(row.period_start and row.period_end) and row.period_start <= end and start <= row.period_end


def _before_the_partnership(on):
    began = on.partnership.started_on
    if began and on.start.year < began.year:
        yield _("The period begins on %(start)s, and the partnership began on %(began)s.") % {
            "start": dates.long(on.start),
            "began": dates.long(began),
        }


def _missing_inputs(on):
    if on.cash is None and on.in_kind is None:
        yield _("No contribution with a value was delivered in this period, so what went in is not known.")
    elif on.is_worth_nothing:
        yield _("What went in is recorded as worth nothing, and nothing can be divided by that.")
    elif not any(row.partner.organisation.is_backbone and row.counted for row in on.given):
        yield _without_backbone(on.partnership)
    undated = [f"{row.partner}: {c}" for row in on.given for c in row.undated]
    if undated:
        yield _(
            "These contributions cannot be placed in this period, since nobody recorded when: %(names)s."
        ) % {"names": "; ".join(undated)}
    foreign = [f"{row.partner}: {c}" for row in on.given for c in row.foreign]
    if foreign:
        yield _("These contributions are in another currency: %(names)s.") % {"names": "; ".join(foreign)}


def _without_backbone(partnership):
    """That its cost is not recorded is known only where somebody recorded which partner it is."""
    if partnership.partners.filter(organisation__is_backbone=True).exists():
        return _("The backbone’s own cost is not recorded among the contributions of this period.")
    return _(
        "No partner is recorded as the backbone, so nobody can tell whether its own cost is among the contributions."
    )


def _missing_decisions(on):
    kinds = dict(HourValue.Kind.choices)
    names = [str(kinds.get(kind, kind)) for kind in on.hours.kinds_without_value]
    if names:
        yield _(
            "People spent %(hours)s hours in meetings, and nobody has decided what an hour is worth for: %(kinds)s."
        ) % {"hours": numbers.number(on.hours.total), "kinds": "; ".join(names)}
    if on.rate is None:
        yield _("Nobody has decided on a discount rate.")


def _missing_valuations(on):
    if not on.outcomes:
        yield _("No outcome is recorded.")
    known = {row.outcome_id for row in on.valuations}
    without = [str(outcome) for outcome in on.outcomes if outcome.pk not in known]
    if without:
        yield ngettext(
            "This outcome has no value, deadweight, displacement, attribution and drop-off yet: %(names)s.",
            "These outcomes have no value, deadweight, displacement, attribution and drop-off yet: %(names)s.",
            len(without),
        ) % {"names": "; ".join(without)}
    for outcome in on.outcomes:
        yield from _missing_of(on, outcome, [row for row in on.valuations if row.outcome_id == outcome.pk])


def _missing_of(on, outcome, rows):
    """What one outcome that has valuations lacks for this period."""
    within = [row for row in rows if _is_within(row, on.start, on.end)]
    undated = [row for row in rows if not (row.period_start and row.period_end)]
    if rows and not within and not undated:
        yield _("%(outcome)s is valued for %(periods)s, not for this period.") % {
            "outcome": outcome,
            "periods": "; ".join(row.when for row in rows),
        }
    for row in (*within, *undated):
        lacking = missing_answers(row)
        if lacking:
            yield _("For %(outcome)s, these are missing: %(answers)s.") % {
                "outcome": outcome,
                "answers": ", ".join(lacking),
            }
    if _overlap(within):
        yield _("%(outcome)s is valued twice for the same days.") % {"outcome": outcome}
    for row in rows:
        if within and _touches(row, on.start, on.end) and row not in within:
            yield _(
                "%(outcome)s is also valued for %(period)s, of which only a part lies in this period."
            ) % {
                "outcome": outcome,
                "period": row.when,
            }


def _overlap(rows):
    days = sorted((row.period_start, row.period_end) for row in rows)
    return any(later[0] <= earlier[1] for earlier, later in itertools.pairwise(days))
