"""Measured figures: which hold, how they run in time, and what they say against baseline and target."""

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backbone import numbers
from backbone.paper.charts import Line, Spark
from backbone.time import dates
from backbone.time.days import today_of
from impact.models import Measurement
from workplans.models import Indicator

QUIET_MONTHS = 15


@dataclass
class Series:
    """An indicator with the measurements that hold, in order of time."""

    indicator: Indicator
    measurements: list = field(default_factory=list)

    @property
    def latest(self):
        return self.measurements[-1] if self.measurements else None

    @property
    def first(self):
        return self.measurements[0] if self.measurements else None

    @property
    def reached(self):
        """Whether the latest figure meets the target; None without either."""
        target = self.indicator.target
        if not self.latest or target is None:
            return None
        up = self.indicator.direction == Indicator.Direction.UP
        return self.latest.value >= target if up else self.latest.value <= target

    @property
    def points(self):
        """(label, value) pairs for a chart; years, quarters or months left out of the rhythm are there, with None."""
        plain = [(m.when, m.value) for m in self.measurements]
        lengths = {_months_long(m) for m in self.measurements}
        measured = {_month(m.period_start): (m.when, m.value) for m in self.measurements if m.period_start}
        if len(lengths) != 1 or not lengths <= MISSING.keys() or len(measured) != len(plain):
            return plain
        length = lengths.pop()
        step = _rhythm(sorted(measured), length)
        months = range(min(measured), max(measured) + 1, step) if step else []
        return [measured.get(m) or (MISSING[length](*divmod(m, 12)), None) for m in months] or plain

    @property
    def gaps(self):
        """The periods between the first and the latest figure for which there is none."""
        return [words for words, value in self.points if value is None]

    @property
    def is_quiet(self):
        """Whether nobody has measured for long enough that the page should say so."""
        last = self.latest and (self.latest.period_end or self.latest.period_start)
        return bool(last) and (today_of(self.indicator.partnership) - last).days > QUIET_MONTHS * 30

    def words(self, value):
        """A value with the indicator's unit, or that there is none."""
        if value is None:
            return _("not known")
        unit = self.indicator.unit
        return f"{numbers.number(value)}{numbers.NO_BREAK}{unit}" if unit else numbers.number(value)

    def sentence(self):
        """What the figures say, for a chart's title and a report's first page."""
        if not self.latest:
            return _("%(name)s: nothing was measured.") % {"name": self.indicator.name}
        said = {
            "name": self.indicator.name,
            "value": self.words(self.latest.value),
            "when": self.latest.when,
            "target": self.words(self.indicator.target),
            "from": self.words(self.starting_value),
            "since": self.starting_words,
        }
        if self.starting_value is None:
            return _("%(name)s: %(value)s in %(when)s.") % said
        return _("%(name)s: from %(from)s (%(since)s) to %(value)s in %(when)s.") % said

    @property
    def starting_value(self):
        """The baseline, or the first figure where no baseline was recorded and there is a later one."""
        if self.indicator.baseline is not None:
            return self.indicator.baseline
        return self.first.value if len(self.measurements) > 1 else None

    @property
    def starting_words(self):
        if self.indicator.baseline is not None:
            return self.indicator.baseline_period or _("baseline")
        return self.first.when

    def line(self, hue):
        """The course in time as a chart."""
        indicator = self.indicator
        return Line(
            self.sentence(),
            self.points,
            unit=indicator.unit,
            target=indicator.target,
            baseline=indicator.baseline,
            hue=hue,
        )

    def spark(self, hue):
        """The same in the height of a line of text."""
        return Spark(
            self.sentence(), [value for _label, value in self.points], target=self.indicator.target, hue=hue
        )


def series_of(partnership, start=None, end=None):
    """All `Series` of a partnership in the plan's order: two queries, whatever their number.

    start, end: dates; figures whose period lies outside are left out.
    """
    indicators = partnership.indicators.select_related("outcome")
    measurements = standing(partnership, start, end).select_related("recorded_by")
    rows = {indicator.pk: Series(indicator) for indicator in indicators}
    return _with_measurements(rows, measurements)


def scorecard_of(partnership, most):
    """The first few `Series` that are on the scorecard."""
    indicators = partnership.indicators.filter(on_scorecard=True)
    rows = {indicator.pk: Series(indicator) for indicator in indicators.select_related("outcome")[:most]}
    return _with_measurements(rows, standing(partnership).filter(indicator__in=rows))


def _with_measurements(rows, measurements):
    for measurement in measurements:
        if measurement.indicator_id in rows:
            rows[measurement.indicator_id].measurements.append(measurement)
    return list(rows.values())


def standing(partnership, start=None, end=None):
    """The measurements that hold: a corrected figure gives way to its correction."""
    rows = Measurement.objects.filter(partnership=partnership, superseded_by=None)
    if start:
        rows = rows.exclude(period_start__lt=start)
    if end:
        rows = rows.exclude(period_end__gt=end)
    return rows.order_by("indicator_id", "period_start", "recorded_at", "pk")


def _months_long(measurement):
    """How many whole calendar months a figure's period has, from a year's, quarter's or month's own start; else None."""
    start, end = measurement.period_start, measurement.period_end
    if not start or not end or start.day != 1 or (end + timedelta(days=1)).day != 1:
        return None
    length = _month(end) - _month(start) + 1
    return length if length > 0 and _month(start) % length == 0 else None


def _rhythm(months, length):
    """Every how many months somebody measures: the shortest distance, if the others are multiples of it; else None."""
    distances = [later - earlier for earlier, later in itertools.pairwise(months)]
    if len(distances) < 2:
        return length
    return min(distances) if not any(distance % min(distances) for distance in distances) else None


def _month(day):
    """Months since the year 0, so that they can be counted over the turn of a year."""
    return day.year * 12 + day.month - 1


def _quarter(year, month):
    return pgettext("a quarter of a year", "Q%(quarter)s %(year)s") % {
        "quarter": month // 3 + 1,
        "year": year,
    }


# How a period of so many months is called when nobody measured in it and so nobody gave it words.
MISSING = {
    1: lambda year, month: dates.month(date(year, month + 1, 1)),
    3: _quarter,
    12: lambda year, month: str(year),
}
