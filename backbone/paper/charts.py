"""Charts as small SVG: the same drawing in pages and documents, with its numbers beside it.

Colours and fonts are presentation attributes, which WeasyPrint reads; pages' stylesheets put theirs on top
by class, dark ones too. A chart says its title aloud, and `heads` and `rows` are its data table.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from backbone.numbers import NO_BREAK, SIGNS, money, number
from backbone.pages.partnership_colour import tones
from backbone.paper import svg

PRODUCT_HUE = 200
WIDTH = 340


@dataclass
class Chart:
    """What all charts share. `title` is the sentence that says what the chart shows."""

    title: str

    @property
    def colour(self) -> str:
        """The partnership's ink."""
        return tones(self.hue).ink

    def words(self, value: Decimal | int | None) -> str:
        """A value with its unit: `63 %`, `€ 3,500`, `4.2 kg`; or that it is missing."""
        if value is None:
            return _("no data")
        if self.unit in SIGNS or (len(self.unit) == 3 and self.unit.isupper()):
            return money(value, self.unit)
        return f"{number(value)}{NO_BREAK}{self.unit}" if self.unit else number(value)

    def _svg(self, width, height, parts):
        return mark_safe(
            f'<svg class="chart" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'font-family="Source Sans 3, sans-serif" font-size="12"><title>{escape(self.title)}</title>'
            f"{''.join(parts)}</svg>"
        )


@dataclass
class Line(Chart):
    """A course in time. `points` are (label, value) pairs; a value of None is shown as missing."""

    points: list
    unit: str = ""
    target: float | None = None
    baseline: float | None = None
    hue: int = PRODUCT_HUE
    left, right, top, bottom = 6, 334, 22, 120

    @property
    def heads(self) -> list[str]:
        return [_("When"), _("Value")]

    @property
    def rows(self) -> list:
        extra = [(_("Baseline"), self.baseline), (_("Target"), self.target)]
        return [
            (label, self.words(value))
            for label, value in [*self.points, *(e for e in extra if e[1] is not None)]
        ]

    @property
    def svg(self) -> str:
        measured = [(i, value) for i, (label, value) in enumerate(self.points) if value is not None]
        parts = [svg.line(self.left, self.bottom, self.right, self.bottom, "axis"), *self._period()]
        parts += self._level(self.target, _("target"), "2 3")
        parts += self._level(self.baseline, _("baseline"), "6 3")
        for run in _runs(measured):
            parts.append(self._run(run))
        parts += self._gaps(measured)
        if measured:
            parts += self._ends(measured)
        else:
            parts.append(svg.text((self.left + self.right) / 2, 75, _("no data"), "muted", "middle"))
        return self._svg(WIDTH, self._height, parts)

    @property
    def _height(self):
        """Room below the period for the baseline's words where they don't fit above the axis."""
        is_low = self.baseline is not None and self._y(self.baseline) >= self._low
        return self.bottom + (38 if is_low else 22)

    @property
    def _low(self):
        return self.bottom - 20

    def _period(self):
        labels = [svg.text(self.left, self.bottom + 17, self.points[0][0], "muted")] if self.points else []
        if len(self.points) > 1:
            labels.append(svg.text(self.right, self.bottom + 17, self.points[-1][0], "muted", "end"))
        return labels

    def _level(self, value, word, dashes):
        if value is None:
            return []
        y, words = self._y(value), f"{word} {self.words(value)}"
        if dashes == "2 3":
            # On the right, unless the course ends there above it.
            falls = self._last is not None and self._y(self._last) < y
            x, anchor = (self.left, "start") if falls else (self.right, "end")
            label = svg.text(x, y - 5, words, "muted", anchor)
        else:
            # Below its line on the left; below the axis where there is no room.
            label = svg.text(self.left, y + 15 if y < self._low else self.bottom + 33, words, "muted")
        return [svg.line(self.left, y, self.right, y, "target", dashes), label]

    @property
    def _last(self):
        return next((value for _label, value in reversed(self.points) if value is not None), None)

    def _run(self, run):
        if len(run) == 1:
            return svg.dot(self._x(run[0][0]), self._y(run[0][1]), self.colour)
        points = " ".join(f"{self._x(i):.1f},{self._y(value):.1f}" for i, value in run)
        return (
            f'<polyline class="chart-line" points="{points}" fill="none" stroke="{self.colour}" '
            'stroke-width="2" stroke-linejoin="round"/>'
        )

    def _gaps(self, measured):
        """The words "no data" where a value is missing between two that were measured, once where it is narrow."""
        gaps = [pair for pair in itertools.pairwise(measured) if pair[1][0] - pair[0][0] > 1]
        wide = [pair for pair in gaps if self._x(pair[1][0]) - self._x(pair[0][0]) > 64]
        parts = []
        for (i, value), (j, later) in wide or gaps[:1]:
            x, y = (self._x(i) + self._x(j)) / 2, (self._y(value) + self._y(later)) / 2
            parts.append(svg.text(x, y + (4 if wide else -10), _("no data"), "muted", "middle"))
        return parts

    def _ends(self, measured):
        """The first and the last value by their points; the first not where the baseline says the same."""
        first, last = measured[0], measured[-1]
        parts = [svg.dot(self._x(i), self._y(value), self.colour) for i, value in (first, last)]
        if first != last and not self._near_baseline(self._y(first[1]), 24):
            rises = len(measured) > 1 and measured[1][1] > first[1]
            x, y = self._x(first[0]), self._y(first[1])
            # A course that climbs off the axis passes through what stands above its first point.
            x, y = (x + 12, y + 2) if rises and y > self._low else (x, self._beside(first[1], rises))
            parts.append(svg.text(x, y, self.words(first[1]), "ink"))
        anchor = "end" if self._x(last[0]) > self.left + 60 else "start"
        falls = len(measured) > 1 and measured[-2][1] > last[1]
        y = self._beside(last[1], falls, above_if_free=len(measured) > 1)
        parts.append(svg.text(self._x(last[0]), y, self.words(last[1]), "ink", anchor, bold=True))
        return parts

    def _beside(self, value, is_below_free=True, above_if_free=True):
        """On the side of the point where neither the course, the axis nor a level is in the way, as far as there is one."""
        y = self._y(value)
        is_low = y > self._low or self._near_baseline(y + 13, 10)
        is_high = self.target is not None and -8 < self._y(self.target) - (y - 14) < 12
        if is_low or (above_if_free and not is_below_free and not is_high):
            return y - 8
        return y + 17

    def _near_baseline(self, y, distance):
        return self.baseline is not None and abs(self._y(self.baseline) - y) < distance

    def _x(self, index):
        steps = max(1, len(self.points) - 1)
        return self.left + 4 + (self.right - self.left - 8) * index / steps

    def _y(self, value):
        values = [*(v for _label, v in self.points), self.target, self.baseline]
        levels = [0.0, *(float(v) for v in values if v is not None)]
        share = (float(value) - min(levels)) / ((max(levels) - min(levels)) or 1)
        return self.bottom - (self.bottom - self.top) * share


@dataclass
class Spark(Chart):
    """A course in the height of a line of text; the row beside it says the numbers."""

    values: list
    target: float | None = None
    hue: int = PRODUCT_HUE

    @property
    def svg(self) -> str:
        measured = [(i, value) for i, value in enumerate(self.values) if value is not None]
        if not measured:
            return format_html('<span class="muted">{}</span>', _("no data"))
        parts = []
        if self.target is not None:
            parts.append(svg.line(0, self._y(measured[0][1]), 84, self._y(self.target), "target", "2 3"))
        for run in _runs(measured):
            points = " ".join(f"{self._x(i):.1f},{self._y(value):.1f}" for i, value in run)
            parts.append(
                f'<polyline class="chart-line" points="{points}" fill="none" stroke="{self.colour}" stroke-width="1.75"/>'
            )
        last = measured[-1]
        return self._svg(84, 24, [*parts, svg.dot(self._x(last[0]), self._y(last[1]), self.colour, 2.5)])

    def _x(self, index):
        return 2 + 78 * index / max(1, len(self.values) - 1)

    def _y(self, value):
        levels = [float(v) for v in (*self.values, self.target) if v is not None]
        low, high = min(levels), max(levels)
        return 21 - 18 * (float(value) - low) / ((high - low) or 1)


def _runs(measured):
    """Neighbouring points in lists of their own, so that a line never crosses what was not measured."""
    runs = []
    for point in measured:
        if runs and runs[-1][-1][0] == point[0] - 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs
