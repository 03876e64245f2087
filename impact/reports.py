"""The ROI report: gathered from the records, frozen, and issued as a document with every figure's source."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone import numbers
from backbone.paper import pdf
from backbone.time import dates
from backbone.time.days import day_of
from impact import giving, valuing
from impact.figures import series_of
from impact.models import Report
from impact.sroi import Return
from partnerships.documents.models import Document
from partnerships.documents.versions import document_for, issue


@dataclass
class Source:
    """A footnote: which row a figure came from, who said so, and when it was recorded."""

    number: int
    what: str
    value: str
    where: str
    who: str
    recorded: str


@dataclass
class Findings:
    """All that a report says, taken from the records at one moment."""

    report: Report
    series: list
    given: list
    hours: object
    missing: list
    result: Return | None
    valuations: list
    sources: list = field(default_factory=list)

    @property
    def is_roi(self):
        """Whether a return could be computed; otherwise it is a results report."""
        return self.result is not None

    @property
    def kind(self):
        return _("ROI report") if self.is_roi else _("Results report")

    @property
    def title(self):
        return _("What working together was worth") if self.is_roi else _("What working together changed")

    @property
    def period(self):
        start, end = self.report.start, self.report.end
        whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        if not whole_years:
            return f"{dates.long(start)} – {dates.long(end)}"
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"

    @property
    def measured(self):
        return [series for series in self.series if series.latest]

    @property
    def unmeasured(self):
        return [series for series in self.series if not series.latest]

    @property
    def cash(self):
        return giving.total(self.given, "cash")

    @property
    def in_kind(self):
        return giving.total(self.given, "in_kind")

    @property
    def inputs(self):
        """What went in, or None where no value of anything is recorded."""
        value = valuing.inputs(self.given, self.hours, self.report.hour_value)
        return value if value > 0 else None

    @property
    def present_value(self):
        """What came out, to the nearest unit of money: cents would claim a precision that nobody has."""
        return self.result and self.result.present_value.quantize(Decimal(1))

    @property
    def in_kind_percent(self):
        return round(100 * (self.inputs - (self.cash or 0)) / self.inputs) if self.inputs else None

    @property
    def unvalued(self):
        return [c for row in self.given for c in row.unvalued]

    @property
    def lead(self):
        """The first page's answer, in sentences made of recorded figures only."""
        return " ".join([*self._figures_sentences(), *self._inputs_sentences()])

    def _figures_sentences(self):
        if not self.series:
            return [_("No measure has been agreed yet.")]
        said = [series.sentence() for series in self.measured[:2]]
        if self.unmeasured:
            counts = {"known": len(self.measured), "all": len(self.series)}
            said.append(_("There are figures for %(known)s of %(all)s measures.") % counts)
        return [*said, self._met_sentence()]

    def _met_sentence(self):
        met = sum(1 for series in self.measured if series.reached)
        if not met:
            return _("No measure has met its target yet.")
        counts = {"met": met, "all": len(self.series)}
        return (
            ngettext(
                "%(met)s of %(all)s measures has met its target.",
                "%(met)s of %(all)s measures have met their target.",
                met,
            )
            % counts
        )

    def _inputs_sentences(self):
        if self.inputs is None:
            return [_("What the partners put in has not been recorded, so no return is computed.")]
        said = self._givers_sentence()
        if not self.is_roi:
            return [said]
        worth = _("Valued cautiously, the change is worth between %(low)s and %(high)s times that.") % {
            "low": numbers.number(self.result.low, 1),
            "high": numbers.number(self.result.high, 1),
        }
        return [said, worth]

    def _givers_sentence(self):
        givers = sum(1 for row in self.given if row.contributions)
        put_in = ngettext(
            "%(n)s organisation put in %(sum)s",
            "%(n)s organisations put in %(sum)s",
            givers,
        ) % {"n": givers, "sum": numbers.money(self.inputs, self.report.partnership.currency)}
        if self.hours and self.report.hour_value:
            return _("%(put_in)s, hours in meetings included.") % {"put_in": put_in}
        return f"{put_in}."

    def frozen(self):
        """What is kept of it, as JSON: figures with their rows, inputs, return, and what was missing."""
        return {
            "period": [self.report.start, self.report.end],
            "figures": [
                {"indicator": s.indicator.pk, "measurements": [[m.pk, m.value] for m in s.measurements]}
                for s in self.series
            ],
            "given": [
                {"partner": row.partner.pk, "contributions": [[c.pk, c.value] for c in row.contributions]}
                for row in self.given
            ],
            "meeting_hours": self.hours,
            "inputs": self.inputs,
            "present_value": self.result and self.result.present_value,
            "ratio": self.result and [self.result.low, self.result.ratio, self.result.high],
            "missing": self.missing,
            "sources": [source.__dict__ for source in self.sources],
        }


def gather(report):
    """Take what the records say over the report's period, in the language that is active."""
    partnership = report.partnership
    given = giving.given_by_partner(partnership, start=report.start, end=report.end)
    hours = giving.meeting_hours(partnership, report.start, report.end)
    missing = list(valuing.missing_for_return(partnership, given, hours, report.hour_value))
    findings = Findings(
        report=report,
        series=series_of(partnership, report.start, report.end),
        given=given,
        hours=hours,
        missing=missing,
        result=None if missing else valuing.return_of(partnership, given, hours, report),
        valuations=[] if missing else list(valuing.valuations(partnership)),
    )
    _number_sources(findings)
    return findings


@transaction.atomic
def request_report(form_report, by):
    """Save a new report over a period and issue its first version; Celery makes the PDF."""
    partnership = form_report.partnership
    with translation.override(partnership.language):
        title = _("ROI report %(period)s") % {"period": Findings(form_report, [], [], 0, [], None, []).period}
    form_report.document = document_for(partnership, Document.Kind.REPORT, title)
    form_report.asked_by = by
    form_report.save()
    issue_report(form_report, by)
    return form_report


def issue_report(report, by, reason=""):
    """Freeze what the records say now as the report's next version."""
    with translation.override(report.partnership.language):
        findings = gather(report)
        html = pdf.compose("impact/pdf/report.html", _page(findings), report.partnership)
        return issue(report.document, data=findings.frozen(), html=html, by=by, reason=reason)


def _page(findings):
    return {
        "findings": findings,
        "report": findings.report,
        "story": findings.report.story,
        "title": findings.title,
        "kicker": f"{findings.kind} · {findings.period}",
        "lead": findings.lead,
        "currency": findings.report.partnership.currency,
        "charts": [(series, series.line(findings.report.partnership.hue)) for series in findings.measured],
    }


def _number_sources(findings):
    """Number each figure's source in the order of the pages; rows of one source share its number."""
    for series in findings.measured:
        series.note = _cite_figures(findings, series)
    for row in findings.given:
        for contribution in row.contributions:
            contribution.note = _cite(
                findings,
                f"{row.partner}: {contribution}",
                numbers.money(contribution.value, contribution.currency)
                if contribution.value is not None
                else "",
                contribution.source,
                contribution,
            )


def _cite_figures(findings, series):
    first = len(findings.sources) + 1
    for measurement in series.measurements:
        unit = f" ({series.indicator.unit})" if series.indicator.unit else ""
        what = f"{series.indicator.outcome}, {measurement.when}{unit}"
        source = f"{measurement.source}. {measurement.note}" if measurement.note else measurement.source
        _cite(findings, what, numbers.number(measurement.value), source, measurement)
    last = len(findings.sources)
    return str(first) if first == last else f"{first}–{last}"


def _cite(findings, what, value, where, row):
    number = len(findings.sources) + 1
    who = str(row.recorded_by or "")
    recorded = dates.dated(day_of(row.recorded_at, findings.report.partnership.zone))
    findings.sources.append(Source(number, what, value, where, who, recorded))
    return number
