"""What came of the demo's partnerships: figures with a gap, what they are worth, a story, a report."""

from calendar import monthrange
from datetime import date, timedelta

from impact.models import Citation, DiscountRate, HourValue, Measurement, Report, Story, Valuation
from impact.reports import request_report


def add_results(b):
    """Measurements per quarter, the valuations, the story with its citations, and last year's report."""
    for key, told in b.story["measured"].items():
        _measure(b, b.indicators[key], told)
    for key, told in b.story["valued"].items():
        Valuation.objects.create(
            **b.period(b.day(b.story["started"]), _last_quarters_end(b.today)),
            partnership=b.partnership,
            outcome=b.indicators[key].outcome,
            answered_by=b.coordinator,
            answered_at=b.moment(-25),
            **told,
        )
    _decide(b, b.story.get("decided"))
    story = _story(b)
    _report(b, story)


def _decide(b, told):
    """What an hour is worth and the discount rate, where the partnership has decided on them."""
    if told is None:
        return
    said = {
        "partnership": b.partnership,
        "decided_on": b.day(told["on"]),
        "decided_by": told["by"],
        "recorded_by": b.coordinator,
        "recorded_at": b.moment(told["on"]),
    }
    HourValue.objects.create(value=told["hour_value"], reason=told["hour_reason"], **said)
    DiscountRate.objects.create(rate=told["discount_rate"], reason=told["rate_reason"], **said)


def _measure(b, indicator, told):
    """Values by quarter, the latest last; "-" where nobody measured."""
    quarters = _quarters(b.today, len(told["values"]))
    for (year, quarter), value in zip(quarters, told["values"], strict=True):
        if value != "-":
            _add(b, indicator, told, year, quarter, value)


def _add(b, indicator, told, year, quarter, value):
    first, last = 3 * quarter - 2, 3 * quarter
    Measurement.objects.create(
        partnership=b.partnership,
        indicator=indicator,
        value=value,
        source=told["source"],
        period_words=b.story["quarter"].format(quarter=quarter, year=year),
        period_start=date(year, first, 1),
        period_end=date(year, last, monthrange(year, last)[1]),
        recorded_by=b.coordinator,
        recorded_at=b.moment(-20),
    )


def _quarters(today, count):
    """The last `count` whole quarters as (year, quarter), the earliest first."""
    index = today.year * 4 + (today.month - 1) // 3
    return [((index - back) // 4, (index - back) % 4 + 1) for back in range(count, 0, -1)]


def _last_quarters_end(today):
    """The last day of the last whole quarter."""
    return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)


def _story(b):
    told = dict(b.story["story"])
    story = Story.objects.create(
        partnership=b.partnership,
        by=b.coordinator,
        need=b.partnership.problem,
        only_together=b.partnership.only_together,
        consent_on=b.day(told.pop("consent")),
        created_at=b.moment(-15),
        **told,
    )
    for key in b.story["measured"]:
        figure = Measurement.objects.filter(indicator=b.indicators[key]).order_by("period_start").last()
        Citation.objects.create(
            partnership=b.partnership, story=story, measurement=figure, value=figure.value, at=b.moment(-15)
        )
    return story


def _report(b, story):
    first = b.day(b.story["started"])
    report = Report(
        partnership=b.partnership,
        story=story,
        start=date(first.year, 1, 1),
        end=b.day(-1),
    )
    request_report(report, b.people[b.story["leader"]])
