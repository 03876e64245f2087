"""A report's first page: the answer in sentences and three figures, each with its sources; what it leaves out is said."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from backbone import numbers
from impact.findings import Findings

MOST_SENTENCES = 3


def lead(findings: Findings, sheet: dict) -> list[dict]:
    """Sentences made of recorded figures only."""
    return [*_figures(findings, sheet), *_inputs(findings, sheet)]


def headline(findings: Findings, sheet: dict) -> list[dict]:
    """What went in; and what came out and its range, or what is measured and that there is no return."""
    return [
        _went_in(findings, sheet),
        *(_returned(findings, sheet) if findings.is_roi else _measured(findings)),
    ]


def _sentence(text, notes=()):
    return {"text": text, "notes": list(notes)}


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
    met = sum(1 for series in findings.measured if series.reached)
    with_target = sum(1 for series in findings.series if series.indicator.target is not None)
    if not with_target:
        return _sentence(_("No target was agreed."))
    if not met:
        return _sentence(_("No measure has met its target yet."))
    words = ngettext(
        "%(met)s of %(all)s measures has met its target.",
        "%(met)s of %(all)s measures have met their target.",
        met,
    )
    return _sentence(words % {"met": met, "all": len(findings.series)})


def _inputs(findings, sheet):
    if findings.inputs is None:
        return [_sentence(_("What the partners put in has not been recorded, so no return is computed."))]
    if not findings.is_roi:
        return [_givers(findings, sheet)]
    words = _("Depending on the assumptions, the change is worth between %(low)s and %(high)s times that.")
    range_of = {"low": sheet["worth"]["low"], "high": sheet["worth"]["high"]}
    return [_givers(findings, sheet), _sentence(words % range_of, sheet["worth"]["rate"]["notes"])]


def _givers(findings, sheet):
    givers = sum(1 for row in findings.given if row.counted)
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
        return {"label": _("Went in"), "value": "–", "note": _("not recorded"), "notes": []}
    share = 100 * (findings.inputs - (findings.assessed.cash or 0)) / findings.inputs
    note = _("%(percent)s %% in kind and hours") % {"percent": numbers.number(share, 0)}
    notes = _notes_of_inputs(sheet)
    return {"label": _("Went in"), "value": sheet["given"]["together"], "note": note, "notes": notes}


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
        "label": _("Came out, present value"),
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
        "note": _("not computed; what is missing is said below"),
        "notes": [],
    }
