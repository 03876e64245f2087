"""A report's sheet: its findings as words and figures, each with its sources' numbers, as JSON can keep them.

The document and the page of an issued version are both made from it, so that they say the same for ever. A cell
is {"text": …, "notes": [numbers of sources]}.
"""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from backbone import numbers
from backbone.time import dates
from impact.findings import Findings
from impact.first_page import headline, lead
from impact.models import SHARES, HourValue
from impact.reached import reached_within
from impact.valuing import ANSWERS

STORY = ("title", "need", "only_together", "what_we_did", "what_changed", "quote", "limits", "ask")


def cell(text: str, notes: list[int] = ()) -> dict:
    """What stands in a table, with the numbers of its sources."""
    return {"text": text, "notes": list(notes)}


def sheet_of(findings: Findings) -> dict:
    """The whole report; numbers the sources in the order of the pages. Call it in the partnership's language."""
    measures = [_measure(findings, series) for series in findings.series]
    given, hours = _given(findings), _hours(findings)
    worth = _worth(findings) if findings.is_roi else None
    sheet = {
        "kind": findings.kind,
        "is_roi": findings.is_roi,
        "name": findings.name,
        "title": findings.title,
        "period": findings.period,
        "language": findings.report.partnership.language,
        "measures": measures,
        "story": _story(findings.report.story),
        "given": given,
        "hours": hours,
        "worth": worth,
        # Whether anything was measured or given, so that there is something to claim.
        "claims": bool(findings.measured or findings.inputs),
        "is_measured": bool(findings.measured),
        "reached": reached_within(findings.report),
        "missing": findings.missing,
        "left_out": findings.left_out(),
        "unmeasured": [f"{s.indicator.outcome}: {s.indicator}" for s in findings.unmeasured],
        "sources": findings.cited.frozen(),
    }
    return sheet | {"lead": lead(findings, sheet), "headline": headline(findings, sheet)}


def _measure(findings, series):
    indicator, cited = series.indicator, findings.cited
    notes = [cited.cite_measurement(m, indicator) for m in series.measurements]
    baseline = [cited.cite_baseline(indicator)] if indicator.baseline is not None else []
    target = [cited.cite_target(indicator, series.due)] if indicator.target is not None else []
    return {
        "indicator": indicator.pk,
        "outcome": str(indicator.outcome),
        "name": str(indicator),
        "unit": indicator.unit,
        "retired": dates.dated(indicator.retired_on) if indicator.retired_on else "",
        "baseline": cell(_number(indicator.baseline), baseline),
        "latest": cell(_number(series.latest and series.latest.value), notes[-1:]),
        "when": series.latest.when if series.latest else "",
        "target": cell(_number(indicator.target), target),
        "due": series.due if indicator.target is not None else "",
        "sentence": cell(series.sentence(), [*(baseline or notes[:-1][:1]), *notes[-1:]]),
        "all": notes,
        "gaps": series.gaps,
        "verdict": _verdict(series),
        "course": _course(series) if series.latest else None,
    }


def _course(series):
    """What a chart of the figures is drawn from, exact values as text."""
    exact = {"target": series.indicator.target, "baseline": series.indicator.baseline}
    return {
        "title": series.sentence(),
        "unit": series.indicator.unit,
        "points": [[label, _exact(value)] for label, value in series.points],
        **{name: _exact(value) for name, value in exact.items()},
    }


def _exact(value):
    return None if value is None else str(value)


def _verdict(series):
    if series.reached is None:
        words = _("No target was agreed.") if series.indicator.target is None else ""
    else:
        words = _("The target is met.") if series.reached else _("The target is not met yet.")
    against = series.indicator.baseline is not None and series.indicator.baseline == series.indicator.target
    more = [_("The target is the same as the baseline.")] if against else []
    more += [_("The latest figure is provisional.")] if series.latest and series.latest.provisional else []
    return " ".join([words, *more]).strip()


def _number(value):
    return "" if value is None else numbers.number(value)


def _story(story):
    if story is None:
        return None
    words = {name: getattr(story, name) for name in STORY}
    consent = {"by": story.quote_by, "day": dates.long(story.consent_on)} if story.consent_on else {}
    named = (
        _("%(by)s, quoted with consent of %(day)s") if story.quote_by else _("quoted with consent of %(day)s")
    )
    return words | {"consent": named % consent if consent else ""}


def _given(findings):
    rows = [_given_row(findings, row) for row in findings.given]
    currency, on = findings.report.partnership.currency, findings.assessed
    return {
        "rows": rows,
        "cash": _money(on.cash, currency),
        "in_kind_and_hours": _money(_sum(on.in_kind, findings.hours.worth), currency),
        "together": _money(on.inputs, currency) if findings.inputs else "",
        "unvalued": [_unvalued(findings, counted) for counted in findings.unvalued],
    }


def _given_row(findings, row):
    currency = findings.report.partnership.currency
    notes = {c: findings.cited.cite_contribution(c) for c in row.counted}
    cash = [note for c, note in notes.items() if c.value is not None and c.contribution.kind == "cash"]
    in_kind = [note for c, note in notes.items() if c.value is not None and note not in cash]
    left = row.partner.withdrawn_on
    return {
        "partner": str(row.partner),
        "withdrew": _("withdrew on %(day)s") % {"day": dates.dated(left)} if left else "",
        "cash": cell(_money(row.cash, currency), cash),
        "in_kind": cell(_money(row.in_kind, currency), in_kind),
        "parts": [_part(c) for c in row.counted if c.is_part],
        "gets": [_benefit(findings, benefit) for benefit in row.benefits],
    }


def _part(counted):
    words = {"what": counted.contribution, "days": counted.days, "of": counted.of_days}
    return _("%(what)s: %(days)s of %(of)s days") % words


def _benefit(findings, benefit):
    expected = _("expected")
    text = f"{benefit.quoted} ({expected})" if benefit.expected else benefit.quoted
    return cell(text, [findings.cited.cite_benefit(benefit)])


def _unvalued(findings, counted):
    row = counted.contribution
    much = f" ({numbers.number(row.quantity)} {row.unit})" if row.quantity is not None else ""
    part = f", {counted.days}/{counted.of_days}" if counted.is_part else ""
    return cell(f"{row.partner}: {row}{much}{part}", [findings.cited.cite_contribution(counted)])


def _hours(findings):
    hours = findings.hours
    if not hours.spent:
        return None
    currency, kinds = findings.report.partnership.currency, dict(HourValue.Kind.choices)
    notes = [findings.cited.cite_spent(row, str(kinds.get(row.kind, row.kind))) for row in hours.spent]
    decided = {row.decided.pk: row.decided for row in hours.spent if row.decided}
    values = [_hour_value(findings, decision) for decision in decided.values()]
    worth = numbers.money(hours.worth, currency) if decided else ""
    return {"hours": cell(numbers.number(hours.total), notes), "worth": cell(worth, notes), "values": values}


def _hour_value(findings, decision):
    value = numbers.money(decision.value, findings.report.partnership.currency)
    kind = decision.get_kind_display()
    note = findings.cited.cite_decision(decision, _("Value of an hour: %(kind)s") % {"kind": kind}, value)
    return cell(f"{kind}: {value}", [note])


def _worth(findings):
    result, rate = findings.result, findings.assessed.rate
    currency, percent = findings.report.partnership.currency, numbers.percent(rate.rate)
    rows = zip(findings.valuations, result.outcomes, strict=True)
    return {
        "rows": [_worth_row(findings, valuation, worth) for valuation, worth in rows],
        "impact": _money(result.impact, currency),
        "present_value": _money(result.present_value, currency),
        "rate": cell(percent, [findings.cited.cite_decision(rate, _("Discount rate"), percent)]),
        "ratio": numbers.number(result.ratio, 2),
        "net": numbers.number(result.net_ratio, 2),
        "low": numbers.number(result.low, 1),
        "high": numbers.number(result.high, 1),
        "payback": numbers.number(result.payback_months, 0) if result.payback_months is not None else "",
    }


def _worth_row(findings, valuation, worth):
    currency = findings.report.partnership.currency
    answers = {name: _answer(findings, valuation, name, currency) for name in ANSWERS}
    return answers | {
        "outcome": str(valuation.outcome),
        "period": valuation.when,
        "years": _answer(findings, valuation, "years", currency),
        "impact": _money(worth.impact, currency),
        "present_value": _money(worth.present_value, currency),
    }


def _answer(findings, valuation, name, currency):
    value = getattr(valuation, name)
    text = numbers.money(value, currency) if name == "proxy" else numbers.number(value)
    text = numbers.percent(value) if name in SHARES else text
    return cell(text, [findings.cited.cite_answer(valuation, name, text)])


def _sum(in_kind, hours):
    return (in_kind or 0) + hours if in_kind is not None or hours else None


def _money(value: Decimal | None, currency: str) -> str:
    return "" if value is None else numbers.money(value, currency)
