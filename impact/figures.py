"""Measured figures: which hold, how they run in time, and what they say against baseline and target."""

from dataclasses import dataclass, field

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from backbone import numbers
from backbone.charts import Line, Spark
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
        """(label, value) pairs for a chart; years that nobody measured are there, with None."""
        by_year = {m.period_start.year: m.value for m in self.measurements if _is_year(m)}
        if len(by_year) != len(self.measurements) or not by_year:
            return [(m.when, m.value) for m in self.measurements]
        return [(str(year), by_year.get(year)) for year in range(min(by_year), max(by_year) + 1)]

    @property
    def gaps(self):
        """The periods between the first and the latest figure for which there is none."""
        return [words for words, value in self.points if value is None]

    @property
    def is_quiet(self):
        """Whether nobody has measured for long enough that the page should say so."""
        last = self.latest and (self.latest.period_end or self.latest.period_start)
        return bool(last) and (localdate() - last).days > QUIET_MONTHS * 30

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


def series_of(partnership, start=None, end=None, only_scorecard=False):
    """All `Series` of a partnership in the plan's order: two queries, whatever their number.

    start, end: dates; figures whose period lies outside are left out.
    """
    indicators = Indicator.objects.filter(partnership=partnership).select_related(
        "outcome", "outcome__lead_body"
    )
    if only_scorecard:
        indicators = indicators.filter(on_scorecard=True)
    rows = {indicator.pk: Series(indicator) for indicator in indicators}
    for measurement in standing(partnership, start, end):
        if measurement.indicator_id in rows:
            rows[measurement.indicator_id].measurements.append(measurement)
    return list(rows.values())


def standing(partnership, start=None, end=None):
    """The measurements that hold: a corrected figure gives way to its correction."""
    rows = Measurement.objects.filter(partnership=partnership, superseded_by=None).select_related(
        "recorded_by"
    )
    if start:
        rows = rows.exclude(period_start__lt=start)
    if end:
        rows = rows.exclude(period_end__gt=end)
    return rows.order_by("indicator_id", "period_start", "recorded_at", "pk")


def _is_year(measurement):
    start, end = measurement.period_start, measurement.period_end
    return (
        bool(start and end)
        and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        and start.year == end.year
    )
