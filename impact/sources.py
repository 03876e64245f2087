"""The numbered rows to which each figure of a report leads: what, how much, from where, who said it, and when."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone import numbers
from backbone.time import dates
from backbone.time.days import day_of

if TYPE_CHECKING:
    from impact.hours import Spent
    from impact.models import DiscountRate, HourValue, Measurement, Valuation
    from partnerships.giving.parts import Counted
    from partnerships.models import Benefit
    from workplans.models import Indicator


@dataclass
class Source:
    """A footnote. `row` names the record that it was taken from, such as "measurement 12"."""

    number: int
    row: str
    what: str
    value: str
    where: str
    who: str
    recorded: str


@dataclass
class Sources:
    """The sources of one report, numbered in the order in which they are cited; one record has one number."""

    partnership: object
    rows: list[Source] = field(default_factory=list)
    # {record: number}
    numbers: dict[str, int] = field(default_factory=dict)

    def cite(
        self, row: str, what: str, value: str, where: str, who: object, at: date | datetime | None
    ) -> int:
        """The number of the source; `at` is the moment or the day on which it was recorded."""
        known = self.numbers.setdefault(row, len(self.rows) + 1)
        if known > len(self.rows):
            self.rows.append(Source(known, row, what, value, where, str(who or ""), self._day(at)))
        return known

    def cite_measurement(self, measurement: Measurement, indicator: Indicator) -> int:
        """A measured figure."""
        unit = f" ({indicator.unit})" if indicator.unit else ""
        parts = [measurement.source, measurement.note, _("provisional") if measurement.provisional else ""]
        return self.cite(
            f"measurement {measurement.pk}",
            f"{_named(indicator)}, {measurement.when}{unit}",
            numbers.number(measurement.value),
            ". ".join(part for part in parts if part),
            measurement.recorded_by,
            measurement.recorded_at,
        )

    def cite_baseline(self, indicator: Indicator) -> int:
        """What an indicator started from."""
        when = indicator.baseline_period or _("baseline")
        what = _("%(name)s: baseline (%(when)s)") % {"name": indicator, "when": when}
        value = numbers.number(indicator.baseline)
        stated = (indicator.baseline_source, indicator.baseline_by, indicator.baseline_at)
        return self.cite(f"baseline {indicator.pk}", what, value, *stated)

    def cite_target(self, indicator: Indicator, due: str) -> int:
        """What an indicator is to reach."""
        name = {"name": indicator, "when": due}
        what = _("%(name)s: target, %(when)s") % name if due else _("%(name)s: target") % name
        stated = (indicator.target_source, indicator.target_by, indicator.target_at)
        return self.cite(f"target {indicator.pk}", what, numbers.number(indicator.target), *stated)

    def cite_contribution(self, counted: Counted) -> int:
        """What a partner gave, or the part of it that falls into the period."""
        row = counted.contribution
        return self.cite(
            f"contribution {row.pk}",
            f"{row.partner}: {row}, {_when(row)}",
            _value_of(counted),
            row.source,
            row.recorded_by,
            row.recorded_at,
        )

    def cite_benefit(self, benefit: Benefit) -> int:
        """What a partner got, or expects to get."""
        what = _("%(partner)s got: %(what)s") if not benefit.expected else _("%(partner)s expects: %(what)s")
        return self.cite(
            f"benefit {benefit.pk}",
            what % {"partner": benefit.partner, "what": benefit.quoted},
            benefit.period_words,
            benefit.source,
            benefit.recorded_by,
            benefit.recorded_at,
        )

    def cite_spent(self, spent: Spent, kind: str) -> int:
        """The hours of one kind of person in one meeting."""
        meeting = spent.meeting
        people = ngettext("%(n)s person", "%(n)s people", spent.people) % {"n": spent.people}
        who = f"{kind}: {people}" if spent.kind else people
        return self.cite(
            f"meeting {meeting.pk} {spent.kind}",
            f"{meeting}, {dates.dated(meeting.day)}, {who}",
            _hours_of(spent, self.partnership.currency),
            _("Attendance list and length of the meeting"),
            meeting.minute_taker or meeting.chair,
            meeting.day,
        )

    def cite_decision(self, decision: DiscountRate | HourValue, what: str, value: str) -> int:
        """What the partnership decided on: the value of an hour, a rate."""
        day = dates.dated(decision.decided_on)
        where = _("Decided by %(who)s on %(day)s: %(reason)s") % {
            "who": decision.decided_by, "day": day, "reason": decision.reason,
        }  # fmt: skip
        row = f"{decision._meta.model_name} {decision.pk}"
        return self.cite(row, what, value, where, decision.recorded_by, decision.recorded_at)

    def cite_answer(self, valuation: Valuation, name: str, value: str) -> int:
        """One answer of a valuation: its quantity, proxy or one of its shares."""
        label = valuation._meta.get_field(name).verbose_name
        return self.cite(
            f"valuation {valuation.pk} {name}",
            f"{valuation.outcome}, {valuation.when}: {label}",
            value,
            getattr(valuation, f"{name}_source", _("Given with the answers")),
            valuation.answered_by,
            valuation.answered_at,
        )

    def frozen(self) -> list[dict]:
        """As JSON."""
        return [asdict(source) for source in self.rows]

    def _day(self, at):
        if at is None:
            return ""
        return dates.dated(day_of(at, self.partnership.zone) if isinstance(at, datetime) else at)


def _named(indicator):
    """Outcome and indicator, once where they have the same name."""
    names = dict.fromkeys([str(indicator.outcome), str(indicator)])
    return ": ".join(names)


def _hours_of(spent, currency):
    words = {"hours": numbers.number(spent.hours)}
    if spent.decided is None:
        return _("%(hours)s h") % words
    words |= {
        "each": numbers.money(spent.decided.value, currency),
        "worth": numbers.money(spent.worth, currency),
    }
    return _("%(hours)s h at %(each)s: %(worth)s") % words


def _when(contribution):
    if contribution.period_words:
        return contribution.period_words
    day = contribution.delivered_on or contribution.period_end
    return dates.dated(day) if day else _("no date")


def _value_of(counted):
    row = counted.contribution
    whole = _whole(row)
    if not counted.is_part:
        return whole
    words = {"whole": whole, "days": counted.days, "of": counted.of_days}
    if counted.value is None:
        return _("%(whole)s, %(days)s of %(of)s days") % words
    words["part"] = numbers.money(counted.value, row.currency)
    return _("%(part)s of %(whole)s (%(days)s of %(of)s days)") % words


def _whole(row):
    if row.value is not None:
        return numbers.money(row.value, row.currency)
    quantity = Decimal(row.quantity) if row.quantity is not None else None
    return f"{numbers.number(quantity)} {row.unit}".strip() if quantity is not None else ""
