"""A report's first page: the answer in sentences and three figures, each with its sources; what it leaves out is said."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from backbone import numbers
from backbone.time import dates
from backbone.time.days import today_of
from impact.findings import Findings

MOST_SENTENCES = 3


def lead(findings: Findings, sheet: dict) -> list[dict]:
    """Sentences made of recorded figures only."""
    return [*_not_over(findings), *_figures(findings, sheet), *_inputs(findings, sheet)]


def headline(findings: Findings, sheet: dict) -> list[dict]:
    """What went in; and what came out and its range, or what is measured and that there is no return."""
    return [
        _went_in(findings, sheet),
        *(_returned(findings, sheet) if findings.is_roi else _measured(findings)),
    ]


def _sentence(text, notes=()):
    return {"text": text, "notes": list(notes)}


def _not_over(findings):
    end, today = findings.report.end, today_of(findings.report.partnership)
    if end > today:
        words = _("This period ends on %(end)s; here is what was recorded until %(today)s.")
        yield _sentence(words % {"end": dates.long(end), "today": dates.long(today)})


def _figures(findings, sheet):
    if not findings.series:
        return [_sentence(_("No measure has been agreed yet."))]
    measured = [row["sentence"] for row in sheet["measures"] if row["latest"]["text"]]
    return [*measured[:MOST_SENTENCES], *_left_out(findings), _met(findings)]


def _left_out(findings):
    """Which measures the first page leaves out, by name, and which have no figure."""
    measured, every = findings.measured, len(findings.series)
    others = [str(series.indicator) for series in measured[MOST_SENTENCES:]]
    if others:
        words = ngettext(
            "These are %(n)s of %(all)s measures; the other: %(names)s.",
            "These are %(n)s of %(all)s measures; the others: %(names)s.",
            len(others),
        )
        yield _sentence(words % {"n": MOST_SENTENCES, "all": every, "names": "; ".join(others)})
    if findings.unmeasured:
        names = "; ".join(str(series.indicator) for series in findings.unmeasured)
        words = _("There are figures for %(known)s of %(all)s measures. None for: %(names)s.")
        yield _sentence(words % {"known": len(measured), "all": every, "names": names})


def _met(findings):
    """How many of those that have a target met it, as far as they have a figure that can tell."""
    with_target = [series for series in findings.series if series.indicator.target is not None]
    known = [series for series in with_target if series.latest]
    met = sum(1 for series in known if series.reached)
    if not with_target:
        return _sentence(_("No target was agreed."))
    if not known:
        return _sentence(_("No measure with a target has a figure, so whether one is met is not known."))
    if not met and len(known) == len(findings.series):
        return _sentence(_("No measure has met its target yet."))
    words = ngettext(
        "The target is met by %(met)s of %(n)s measure that has a target and a figure.",
        "The target is met by %(met)s of %(n)s measures that have a target and a figure.",
        len(known),
    )
    return _sentence(words % {"met": met, "n": len(known)})


def _inputs(findings, sheet):
    if findings.inputs is None:
        return [_sentence(_nothing_went_in(findings))]
    if not findings.is_roi:
        return [_givers(findings, sheet)]
    words = _("Depending on the assumptions, the change is worth between %(low)s and %(high)s times that.")
    range_of = {"low": sheet["worth"]["low"], "high": sheet["worth"]["high"]}
    return [_givers(findings, sheet), _sentence(words % range_of, sheet["worth"]["rate"]["notes"])]


def _nothing_went_in(findings):
    if findings.assessed.is_worth_nothing:
        return _("What went in is recorded as worth nothing, so no return is computed.")
    return _("No value of what went in is recorded for this period, so no return is computed.")


def _givers(findings, sheet):
    """Only those whose contributions make the sum; the others stand with what was not valued."""
    givers = sum(1 for row in findings.given if row.cash is not None or row.in_kind is not None)
    if not givers:
        words = _("People’s time in meetings was worth %(sum)s; nothing else that went in has a value.")
        return _sentence(words % {"sum": sheet["given"]["together"]}, _notes_of_inputs(sheet))
    worth = sheet["hours"] and sheet["hours"]["worth"]["text"]
    with_hours = pgettext("after a sum", ", hours in meetings included") if worth else ""
    words = ngettext(
        "%(n)s organisation put in %(sum)s%(with_hours)s.",
        "%(n)s organisations put in %(sum)s%(with_hours)s.",
        givers,
    )
    filled = words % {"n": givers, "sum": sheet["given"]["together"], "with_hours": with_hours}
    return _sentence(filled, _notes_of_inputs(sheet))


def _notes_of_inputs(sheet):
    rows = [
        note for row in sheet["given"]["rows"] for key in ("cash", "in_kind") for note in row[key]["notes"]
    ]
    hours = sheet["hours"] and sheet["hours"]["worth"]
    return sorted({*rows, *(hours["notes"] if hours and hours["text"] else ())})


def _went_in(findings, sheet):
    if findings.inputs is None:
        return {"label": _("Put in"), "value": "–", "note": _not_valued(findings), "notes": []}
    share = 100 * (findings.inputs - (findings.assessed.cash or 0)) / findings.inputs
    note = _("%(percent)s %% in kind and hours") % {"percent": numbers.number(share, 0)}
    notes = _notes_of_inputs(sheet)
    return {"label": _("Put in"), "value": sheet["given"]["together"], "note": note, "notes": notes}


def _not_valued(findings):
    return _("recorded as worth nothing") if findings.assessed.is_worth_nothing else _("no value recorded")


def _returned(findings, sheet):
    worth = sheet["worth"]
    answers = [
        note
        for row in worth["rows"]
        for value in row.values()
        if isinstance(value, dict)
        for note in value["notes"]
    ]
    yield {
        "label": _("Value created (present value)"),
        "value": worth["present_value"],
        "note": _("after deadweight, displacement, attribution, drop-off"),
        "notes": sorted(answers),
    }
    yield {
        "label": _("Return, as a range"),
        "value": _("%(low)s to %(high)s") % {"low": worth["low"], "high": worth["high"]},
        "note": _("%(ratio)s : 1 with the answers given; see the method")
        % {"ratio": numbers.number(findings.result.ratio, 1)},
        "notes": worth["rate"]["notes"],
    }


def _measured(findings):
    counts = {"known": len(findings.measured), "all": len(findings.series)}
    yield {
        "label": _("Measures with figures"),
        "value": _("%(known)s of %(all)s") % counts,
        "note": _("each with its source below"),
        "notes": [],
    }
    yield {
        "label": _("Return"),
        "value": "–",
        "note": _("not calculated; see below what is missing"),
        "notes": [],
    }
