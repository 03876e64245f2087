"""SMART, honestly: what a machine can check is checked, the rest is asked, and neither passes for the other.

`criteria(facts, answers)` is a pure function: it reads no database (`workplans.smart_facts` does). Each of the five
criteria has one state:

checked      everything about it can be checked here, and is in order
missing      something that can be checked is not in order, or the answer given says no
unanswered   what can be checked is in order; the question is still open
asked        what can be checked is in order; somebody answered the question
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.numbers import number
from backbone.time import dates

LOW_CONFIDENCE = 2
NAMES = {
    "S": gettext_lazy("Specific"),
    "M": gettext_lazy("Measurable"),
    "A": gettext_lazy("Attainable"),
    "R": gettext_lazy("Results-oriented"),
    "T": gettext_lazy("Time-bound"),
}
QUESTIONS = {
    "S": gettext_lazy("Would two partners agree on when it is done?"),
    "A": gettext_lazy("Does the lead have the time, the money and the authority?"),
    "R": gettext_lazy("What changes, and for whom?"),
}


class Answer(Protocol):
    """What somebody said when asked; a `SmartAnswer`."""

    @property
    def by(self) -> object: ...
    @property
    def yes(self) -> bool: ...
    @property
    def confidence(self) -> int | None: ...


@dataclass(frozen=True)
class Facts:
    """What is recorded about a milestone, as far as SMART looks at it."""

    has_lead_partner: bool = False
    has_lead_person: bool = False
    lead_accepted: bool = False
    lead_person: object = None
    deliverable: str = ""
    has_indicator: bool = False
    target: Decimal | None = None
    unit: str = ""
    baseline: Decimal | None = None
    has_outcome: bool = False
    start: date | None = None
    due: date | None = None
    plan_start: date | None = None
    plan_end: date | None = None
    uncovered: tuple[str, ...] = ()
    same_week: int = 0


@dataclass(frozen=True)
class Criterion:
    """One of the five criteria: its state, what is missing, and who answered its question when."""

    key: str
    state: str
    missing: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    note: str = ""
    answer: Answer | None = None

    @property
    def name(self) -> str:
        return str(NAMES[self.key])

    @property
    def question(self) -> str:
        """What is asked, when the machine can't know."""
        return str(QUESTIONS.get(self.key, ""))

    @property
    def kind(self) -> str:
        """The shape of its state."""
        return {"checked": "done", "asked": "part", "missing": "risk", "unanswered": "open"}[self.state]

    @property
    def word(self) -> str:
        """Its state in a word."""
        words = {
            "checked": _("Checked"),
            "asked": _("Answered"),
            "missing": _("Missing"),
            "unanswered": _("Not answered"),
        }
        return words[self.state]


def criteria(facts: Facts, answers: Mapping[str, Answer]) -> list[Criterion]:
    """The five criteria, in the order S, M, A, R, T; `answers` has the latest answer by its letter."""
    return [
        _criterion("S", _specific(facts), _led(facts), answers.get("S")),
        _criterion("M", _measurable(facts), _measure(facts)),
        _criterion(
            "A", _attainable(facts), _accepted(facts), answers.get("A"), _note(facts, answers.get("A"))
        ),
        _criterion("R", _results(facts), _linked(facts), answers.get("R")),
        _criterion("T", _time_bound(facts), _dates(facts)),
    ]


def _criterion(
    key: str, missing: Iterable[str], found: Iterable[str], answer: Answer | None = None, note: str = ""
) -> Criterion:
    missing = [*missing, *_said_no(key, answer)]
    if missing:
        state = "missing"
    elif key not in QUESTIONS:
        state = "checked"
    else:
        state = "asked" if answer else "unanswered"
    return Criterion(key, state, missing, [] if missing else [*found], note, answer)


def _said_no(key: str, answer: Answer | None) -> list[str]:
    """An answer that says no is not a tick."""
    if answer is None:
        return []
    if key == "S" and not answer.yes:
        return [_("The answer is that two partners would not agree on when it is done.")]
    if key == "A" and not answer.yes:
        return [_("The answer is that time, money or authority is lacking.")]
    if key == "A" and answer.confidence and answer.confidence <= LOW_CONFIDENCE:
        return [_("Confidence is %(n)s of 5.") % {"n": answer.confidence}]
    return []


def _specific(facts: Facts) -> Iterator[str]:
    if not facts.has_lead_partner:
        yield _("No organisation leads it.")
    if not facts.has_lead_person:
        yield _("No person is named who leads it.")


def _measurable(facts: Facts) -> Iterator[str]:
    if not facts.has_indicator:
        if not facts.deliverable:
            yield _("There is no indicator, and no deliverable that is there or not.")
        return
    if facts.target is None:
        yield _("The indicator has no target number.")
    if not facts.unit:
        yield _("The indicator has no unit.")
    if facts.baseline is None:
        yield _("The indicator has no baseline.")


def _attainable(facts: Facts) -> Iterator[str]:
    if facts.has_lead_person and not facts.lead_accepted:
        yield _("The lead has not accepted it yet.")
    if facts.uncovered:
        yield _("Not pledged in full: %(what)s.") % {"what": ", ".join(facts.uncovered)}


def _results(facts: Facts) -> Iterator[str]:
    if not facts.has_outcome:
        yield _("It is not linked to an outcome.")


def _time_bound(facts: Facts) -> Iterator[str]:
    if facts.due is None:
        yield _("It has no date.")
        return
    if facts.start and facts.start > facts.due:
        yield _("It starts after it is due.")
    if facts.plan_end and facts.due > facts.plan_end:
        yield _("It is due after the plan ends on %(day)s.") % {"day": dates.short(facts.plan_end)}
    if facts.plan_start and (facts.start or facts.due) < facts.plan_start:
        yield _("It begins before the plan does on %(day)s.") % {"day": dates.short(facts.plan_start)}


def _led(facts: Facts) -> Iterator[str]:
    yield _("One organisation and one person lead it.")


def _measure(facts: Facts) -> Iterator[str]:
    if facts.has_indicator and facts.target is not None and facts.baseline is not None:
        words = {"target": number(facts.target), "unit": facts.unit, "baseline": number(facts.baseline)}
        yield _("Target %(target)s %(unit)s, baseline %(baseline)s.") % words
    else:
        yield _("The deliverable is there or it is not.")


def _accepted(facts: Facts) -> Iterator[str]:
    if facts.lead_accepted:
        yield _("The lead has accepted it.")


def _linked(facts: Facts) -> Iterator[str]:
    yield _("It is linked to an outcome.")


def _dates(facts: Facts) -> Iterator[str]:
    if facts.due is None:
        return
    day = dates.short(facts.due)
    inside = facts.plan_start or facts.plan_end
    yield (_("Due %(day)s, within the plan's period.") if inside else _("Due %(day)s.")) % {"day": day}


def _note(facts: Facts, answer: Answer | None) -> str:
    notes = []
    if answer and facts.lead_person and answer.by != facts.lead_person:
        notes.append(_("Answered by somebody other than the lead."))
    if facts.same_week:
        text = ngettext(
            "The lead has one more date within a week of it.",
            "The lead has %(n)s more dates within a week of it.",
            facts.same_week,
        )
        notes.append(text % {"n": facts.same_week})
    return " ".join(notes)
