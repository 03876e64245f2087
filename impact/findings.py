"""All that a report says, taken from the records of its period at one moment, in the partnership's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.time import dates
from impact.figures import Series, series_of
from impact.giving import Given, given_by_partner
from impact.hours import Hours, decided_rate, hours_of
from impact.models import Report, Valuation
from impact.sources import Sources
from impact.sroi import Return
from impact.valuing import Assessed, assess

if TYPE_CHECKING:
    from impact.sources import Source
    from partnerships.giving.parts import Counted


@dataclass
class Findings:
    """What the records say over a report's period; `result` is None when something for it is missing."""

    report: Report
    series: list[Series]
    given: list[Given]
    hours: Hours
    assessed: Assessed
    missing: list[str]
    result: Return | None
    cited: Sources
    # The sentences of the first page, each with the numbers of its sources; and the whole report as JSON.
    sheet: dict = field(default_factory=dict)

    @property
    def is_roi(self) -> bool:
        """Whether a return could be computed; otherwise it is a results report."""
        return self.result is not None

    @property
    def kind(self) -> str:
        return _("ROI report") if self.is_roi else _("Results report")

    @property
    def title(self) -> str:
        return _("What working together was worth") if self.is_roi else _("What working together changed")

    @property
    def name(self) -> str:
        """What the document is called in lists and as a file: kind and period."""
        return f"{self.kind} {self.period}"

    @property
    def period(self) -> str:
        return period_words(self.report.start, self.report.end)

    @property
    def measured(self) -> list[Series]:
        return [series for series in self.series if series.latest]

    @property
    def unmeasured(self) -> list[Series]:
        return [series for series in self.series if not series.latest]

    @property
    def inputs(self) -> Decimal | None:
        """What went in, or None where no value of anything is recorded."""
        return self.assessed.inputs if self.assessed.inputs > 0 else None

    @property
    def unvalued(self) -> list[Counted]:
        return [counted for row in self.given for counted in row.unvalued]

    @property
    def valuations(self) -> list[Valuation]:
        """Those that the return was computed from."""
        return self.assessed.within if self.is_roi else []

    @property
    def sources(self) -> list[Source]:
        return self.cited.rows

    @property
    def lead(self) -> str:
        """The first page's answer in sentences."""
        return " ".join(sentence["text"] for sentence in self.sheet["lead"])

    def left_out(self) -> list[str]:
        """What was recorded and is in no total, and why."""
        return [
            *(sentence for series in self.series for sentence in series.left_out),
            *(self._undated()),
            *(self._meetings()),
        ]

    def _undated(self):
        for row in self.given:
            for contribution in row.undated:
                yield _("%(partner)s: %(what)s was delivered and nobody recorded when, so it is not counted.") % {
                    "partner": row.partner, "what": contribution,
                }  # fmt: skip
            for benefit in row.undated_benefits:
                yield _("%(partner)s got %(what)s, and nobody recorded when, so it is not counted.") % {
                    "partner": row.partner, "what": benefit.quoted,
                }  # fmt: skip
            for contribution in row.foreign:
                yield _("%(partner)s: %(what)s is valued in %(currency)s, so it is not in the sum.") % {
                    "partner": row.partner, "what": contribution, "currency": contribution.currency,
                }  # fmt: skip

    def _meetings(self):
        for meeting in self.hours.without_length:
            yield _("%(meeting)s, %(day)s: its beginning or end was not recorded, so its hours are not counted.") % {
                "meeting": meeting, "day": dates.dated(meeting.day),
            }  # fmt: skip
        for meeting in self.hours.without_presence:
            yield _("%(meeting)s, %(day)s: nobody recorded who was there, so its hours are not counted.") % {
                "meeting": meeting, "day": dates.dated(meeting.day),
            }  # fmt: skip
        if self.hours.presence_unknown:
            yield ngettext(
                "Of %(n)s person it was not recorded whether they were in a meeting; such hours are not counted.",
                "%(n)s times it was not recorded whether somebody was in a meeting; such hours are not counted.",
                self.hours.presence_unknown,
            ) % {"n": self.hours.presence_unknown}
        if self.hours.partly_unknown:
            yield ngettext(
                "%(n)s person was in a meeting partly, and nobody recorded from when; these hours are not counted.",
                "%(n)s times somebody was in a meeting partly, and nobody recorded from when; these hours are not counted.",
                self.hours.partly_unknown,
            ) % {"n": self.hours.partly_unknown}


def find(report: Report) -> Findings:
    """Take what the records say over the report's period, in the partnership's language."""
    partnership, period = report.partnership, (report.start, report.end)
    with translation.override(partnership.language):
        given, hours = given_by_partner(partnership, *period), hours_of(partnership, *period)
        assessed = assess(partnership, *period, given, hours, decided_rate(partnership))
        missing = assessed.missing()
        return Findings(
            report=report,
            series=series_of(partnership, *period),
            given=given,
            hours=hours,
            assessed=assessed,
            missing=missing,
            result=None if missing else assessed.result(),
            cited=Sources(partnership),
        )


def period_words(start: date, end: date) -> str:
    """`2026`, `2024–2026`, or both days."""
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return f"{dates.long(start)} – {dates.long(end)}"
    return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
