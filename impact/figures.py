"""Measured figures: which hold, how they run in time, and what they say against baseline and target."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backbone import numbers
from backbone.paper.charts import Line, Spark
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.dates import read as read_dates
from backbone.time import dates
from backbone.time.days import today_of
from impact import figure_rows, rhythm
from impact.models import Measurement
from workplans.models import Indicator

if TYPE_CHECKING:
    from partnerships.models import Partnership

QUIET_MONTHS = 15
WITH_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass
class Series:
    """An indicator with the measurements that stand, in order of time, and what does not stand and why."""

    indicator: Indicator
    measurements: list = field(default_factory=list)
    # All that are neither struck out nor corrected.
    current: list = field(default_factory=list)
    # Of each of these periods there are several figures, and nobody has chosen one.
    undecided: list = field(default_factory=list)
    # Their period ends after the window that was asked for, though it begins before.
    not_over: list = field(default_factory=list)
    # Nobody knows when these were measured.
    undated: list = field(default_factory=list)

    @property
    def latest(self) -> Measurement:
        return self.measurements[-1] if self.measurements else None

    @property
    def first(self) -> Measurement:
        return self.measurements[0] if self.measurements else None

    @property
    def reached(self) -> bool:
        """Whether the latest figure meets the target; None without either."""
        target = self.indicator.target
        if not self.latest or target is None:
            return None
        up = self.indicator.direction == Indicator.Direction.UP
        return self.latest.value >= target if up else self.latest.value <= target

    @property
    def points(self) -> list:
        """(label, value) pairs for a chart; years, quarters or months left out of the rhythm are there, with None."""
        return rhythm.with_gaps(self.measurements)

    @property
    def gaps(self) -> list[str]:
        """The periods between the first and the latest figure for which there is none."""
        return [words for words, value in self.points if value is None]

    @property
    def is_quiet(self) -> bool:
        """Whether nobody has measured for long enough that the page should say so."""
        last = self.latest and (self.latest.period_end or self.latest.period_start)
        return bool(last) and (today_of(self.indicator.partnership) - last).days > QUIET_MONTHS * 30

    def words(self, value: Decimal) -> str:
        """A value with the indicator's unit, or that there is none."""
        if value is None:
            return _("unknown")
        unit = self.indicator.unit
        return f"{numbers.number(value)}{numbers.NO_BREAK}{unit}" if unit else numbers.number(value)

    @property
    def language(self) -> str:
        """Of the names and periods that people wrote, so also of the sentence around them."""
        return self.indicator.partnership.language

    def sentence(self) -> str:
        """What the figures say, in the partnership's language, for a chart's title and a report's first page."""
        with translation.override(self.language):
            return self._sentence()

    def _sentence(self):
        if not self.latest:
            return _("%(name)s: nothing was measured.") % {"name": self.indicator.name}
        words = {
            "name": self.indicator.name,
            "value": self.words(self.latest.value),
            "when": self.latest.when,
            "from": self.words(self.starting_value),
            "since": self.starting_words,
        }
        if self.starting_value is None:
            return _("%(name)s: %(value)s in %(when)s.") % words
        return _("%(name)s: from %(from)s (%(since)s) to %(value)s in %(when)s.") % words

    @property
    def left_out(self) -> Iterator[Any]:
        """Sentences about the figures that do not stand, in the language that is active."""
        name = {"name": self.indicator.name}
        if self.indicator.baseline is not None and self.is_before_the_baseline:
            words = _("%(name)s: the baseline is of %(when)s, after the figures of this period.")
            yield words % {**name, "when": self.indicator.baseline_period}
        for row in self.undated:
            yield _(
                "%(name)s: %(value)s has no date that was understood (“%(when)s”), so it is not counted."
            ) % {
                **name,
                "value": self.words(row.value),
                "when": row.when,
            }
        for rows in self.undecided:
            figures = pgettext("a list of figures", " and ").join(self.words(row.value) for row in rows)
            yield _(
                "%(name)s: for %(when)s there are several figures, %(figures)s; nobody has chosen one, so neither counts."
            ) % {
                **name,
                "when": rows[0].when,
                "figures": figures,
            }
        for row in self.not_over:
            yield _("%(name)s: %(value)s is of %(when)s, which ends on %(day)s and so after this.") % {
                **name,
                "value": self.words(row.value),
                "when": row.when,
                "day": dates.dated(row.period_end),
            }

    @property
    def starting_value(self) -> Decimal:
        """The baseline, or the first figure where no baseline was recorded before it and there is a later one."""
        if self._begins_at_the_baseline:
            return self.indicator.baseline
        return self.first.value if len(self.measurements) > 1 else None

    @property
    def _begins_at_the_baseline(self):
        return self.indicator.baseline is not None and not self.is_before_the_baseline

    @property
    def is_before_the_baseline(self) -> bool:
        """Whether the baseline is of days after all of the latest figure's, so that nothing went from one to the other."""
        country, policy = self.indicator.partnership.country, Policy.PERIOD
        start = read_dates(self.indicator.baseline_period, DateContext(policy=policy, country=country)).start
        return bool(start and self.latest and self.latest.period_end < start)

    @property
    def due(self) -> str:
        """The target's date as people wrote it; words without a year, such as "end of next year", carry the day."""
        words, day = self.indicator.due_words, self.indicator.due_on
        if not day or WITH_A_YEAR.search(words):
            return words
        written = dates.dated(day)
        return f"{words} ({written})" if words else written

    @property
    def starting_words(self) -> str:
        if self._begins_at_the_baseline:
            return self.indicator.baseline_period or _("baseline")
        return self.first.when

    def line(self, hue: int) -> Line:
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

    def spark(self, hue: int) -> Spark:
        """The same in the height of a line of text."""
        return Spark(
            self.sentence(), [value for _label, value in self.points], target=self.indicator.target, hue=hue
        )


def series_of(partnership: Partnership, start: date | None = None, end: date | None = None) -> list[Series]:
    """All `Series` of a partnership in the plan's order: two queries, whatever their number.

    start, end: the window, two dates; figures whose period ends outside of it do not stand. Without an end it
    ends today. What was retired before the window is not among them.
    """
    indicators = partnership.indicators.select_related("outcome", "baseline_by", "target_by")
    if start:
        indicators = indicators.exclude(retired_on__lt=start).exclude(outcome__retired_on__lt=start)
    else:
        indicators = indicators.in_use().filter(outcome__retired_on=None)
    return _arranged(partnership, indicators, start, end)


def scorecard_of(partnership: Partnership, most: int) -> list[Series]:
    """The first few `Series` that are on the scorecard."""
    return _arranged(partnership, figure_rows.on_scorecard(partnership.pk)[:most])


def series_for(indicator: Indicator, measurements: list[Measurement], end: Any = None) -> Series:
    """The `Series` of one indicator, from all its measurements, until today or another day."""
    return arrange(indicator, measurements, None, end or today_of(indicator.partnership))


def standing_of(partnership: Partnership) -> set[int]:
    """The keys of all figures that stand today, of indicators in use."""
    return {m.pk for series in series_of(partnership) for m in series.measurements}


def _arranged(partnership, indicators, start=None, end=None):
    by_indicator = {indicator.pk: [] for indicator in indicators}
    for row in figure_rows.measured(list(by_indicator)) if by_indicator else ():
        by_indicator[row.indicator_id].append(row)
    end = end or today_of(partnership)
    return [
        arrange(_of(partnership, indicator), by_indicator[indicator.pk], start, end)
        for indicator in indicators
    ]


def _of(partnership, indicator):
    indicator.partnership = partnership
    return indicator


def arrange(indicator: Indicator, measurements: list[Measurement], start: date | None, end: date) -> Series:
    """The `Series` of an indicator in a window: the one place that decides which figures stand.

    A figure stands that is not struck out, not corrected by one that stands, and whose period ends within the
    window; of several for one period the one that somebody chose, and until then none.
    """
    current, known = current_among(measurements), {row.pk: row for row in measurements}
    series = Series(indicator, current=current, undated=[row for row in current if not row.period_end])
    dated = [row for row in current if row.period_end and (start is None or row.period_end >= start)]
    series.not_over = [row for row in dated if row.period_end > end and (row.period_start or end) <= end]
    for rows in _by_period(row for row in dated if row.period_end <= end):
        chosen = rows if len(rows) == 1 else [row for row in rows if _is_chosen(row, known)]
        series.measurements += chosen
        series.undecided += [] if chosen else [rows]
    return series


def current_among(measurements: list[Measurement]) -> list[Measurement]:
    """Those that are neither struck out nor corrected by one that is not struck out, however far along."""
    corrections = {row.supersedes_id: row for row in measurements if row.supersedes_id}
    return [row for row in measurements if not row.struck_at and not _is_corrected(row, corrections)]


def _is_corrected(row, corrections):
    seen = set()
    while (row := corrections.get(row.pk)) and row.pk not in seen:
        if not row.struck_at:
            return True
        seen.add(row.pk)
    return False


def _is_chosen(row, known):
    """Whether somebody chose it, or a figure of the same period that it corrects."""
    days, seen = period_of(row), set()
    while row and row.pk not in seen and period_of(row) == days:
        if row.chosen_at:
            return True
        seen.add(row.pk)
        row = known.get(row.supersedes_id)
    return False


def _by_period(rows):
    ordered = sorted(rows, key=lambda row: (row.period_end, row.period_start or row.period_end, row.pk))
    return [list(group) for _days, group in itertools.groupby(ordered, key=period_of)]


def period_of(row: Measurement) -> tuple:
    """The days by which figures are of one and the same period."""
    return row.period_start, row.period_end
