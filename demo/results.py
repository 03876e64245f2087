"""What came of the demo's partnerships: figures with a gap, what they are worth, a story, a report."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from impact.models import Citation, DiscountRate, HourValue, Measurement, Report, Story, Valuation
from impact.reports import request_report

if TYPE_CHECKING:
    from demo.builder import Builder


def add_results(builder: Builder) -> None:
    """Measurements per quarter, the valuations, the story with its citations, and last year's report."""
    for key, entry in builder.story["measured"].items():
        _measure(builder, builder.indicators[key], entry)
    for key, entry in builder.story["valued"].items():
        Valuation.objects.create(
            **builder.period(builder.day(builder.story["started"]), _last_quarters_end(builder.today)),
            partnership=builder.partnership,
            outcome=builder.indicators[key].outcome,
            answered_by=builder.coordinator,
            answered_at=builder.over(_last_quarters_end(builder.today), -25),
            **entry,
        )
    _decide(builder, builder.story.get("decided"))
    story = _story(builder)
    _report(builder, story)


def _decide(builder, entry):
    """What an hour is worth and the discount rate, where the partnership has decided on them."""
    if entry is None:
        return
    fields = {
        "partnership": builder.partnership,
        "decided_on": builder.day(entry["on"]),
        "decided_by": entry["by"],
        "recorded_by": builder.coordinator,
        "recorded_at": builder.moment(entry["on"]),
    }
    HourValue.objects.create(value=entry["hour_value"], reason=entry["hour_reason"], **fields)
    DiscountRate.objects.create(rate=entry["discount_rate"], reason=entry["rate_reason"], **fields)


def _measure(builder, indicator, entry):
    """Values by quarter, the latest last; "-" where nobody measured."""
    quarters = _quarters(builder.today, len(entry["values"]))
    for (year, quarter), value in zip(quarters, entry["values"], strict=True):
        if value != "-":
            _add(builder, indicator, entry, year, quarter, value)


def first_quarter(builder: Builder, key: str) -> str:
    """The words for the quarter of the first of an outcome's figures."""
    year, quarter = _quarters(builder.today, len(builder.story["measured"][key]["values"]))[0]
    return builder.story["quarter"].format(quarter=quarter, year=year)


def _add(builder, indicator, entry, year, quarter, value):
    first, last = 3 * quarter - 2, 3 * quarter
    end = date(year, last, monthrange(year, last)[1])
    Measurement.objects.create(
        partnership=builder.partnership,
        indicator=indicator,
        value=value,
        source=entry["source"],
        period_words=builder.story["quarter"].format(quarter=quarter, year=year),
        period_start=date(year, first, 1),
        period_end=end,
        recorded_by=builder.coordinator,
        recorded_at=builder.over(end, -20),
    )


def _quarters(today, count):
    """The last `count` whole quarters as (year, quarter), the earliest first."""
    index = today.year * 4 + (today.month - 1) // 3
    return [((index - back) // 4, (index - back) % 4 + 1) for back in range(count, 0, -1)]


def _last_quarters_end(today):
    """The last day of the last whole quarter."""
    return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)


def _story(builder):
    entry = dict(builder.story["story"])
    story = Story.objects.create(
        partnership=builder.partnership,
        by=builder.coordinator,
        need=builder.partnership.problem,
        only_together=builder.partnership.only_together,
        consent_on=builder.day(entry.pop("consent")),
        created_at=builder.moment(-15),
        **entry,
    )
    for key in builder.story["measured"]:
        figure = Measurement.objects.filter(indicator=builder.indicators[key]).order_by("period_start").last()
        Citation.objects.create(
            partnership=builder.partnership,
            story=story,
            measurement=figure,
            value=figure.value,
            at=builder.moment(-15, after=figure.recorded_at),
        )
    return story


def _report(builder, story):
    first = builder.day(builder.story["started"])
    report = Report(
        partnership=builder.partnership,
        story=story,
        start=date(first.year, 1, 1),
        end=builder.day(-1),
    )
    request_report(report, builder.people[builder.story["leader"]])
