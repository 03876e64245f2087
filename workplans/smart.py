"""SMART, honestly: what a machine can check is checked, the rest is asked, and neither passes for the other.

`criteria(facts, answers)` is a pure function: it reads no database (`workplans.smart_facts` does). Each of the five
criteria has one state:

checked      everything about it can be checked here, and is in order
missing      something that can be checked is not in order, or the answer given says no
unanswered   what can be checked is in order; the question is still open, or was answered for an earlier wording
asked        what can be checked is in order; somebody answered the question
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.numbers import number
from backbone.reading.placeholders import is_placeholder
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
    @property
    def words(self) -> str: ...


@dataclass(frozen=True)
class Facts:
    """What is recorded about a milestone, as far as SMART looks at it.

    lead_accepted_earlier: the lead accepted another wording than the present one; earlier: the letters that were
    answered for another wording; lead_elsewhere: the lead organisation, when the lead person does not represent it
    """

    has_lead_partner: bool = False
    has_lead_person: bool = False
    lead_accepted: bool = False
    lead_accepted_earlier: bool = False
    lead_person: object = None
    lead_elsewhere: str = ""
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
    is_gone_by: bool = False
    earlier: frozenset[str] = frozenset()
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
    is_earlier: bool = False

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
            "unanswered": _("Answered for an earlier wording") if self.is_earlier else _("Not answered"),
        }
        return words[self.state]


def criteria(facts: Facts, answers: Mapping[str, Answer]) -> list[Criterion]:
    """The five criteria, in the order S, M, A, R, T; `answers` has the latest answer by its letter."""
    judge = partial(_criterion, facts, answers)
    return [
        judge("S", _specific(facts), _led(facts)),
        judge("M", _measurable(facts), _measure(facts)),
        judge("A", _attainable(facts), _accepted(facts)),
        judge("R", _results(facts), _linked(facts)),
        judge("T", _time_bound(facts), _dates(facts)),
    ]


def _criterion(
    facts: Facts, answers: Mapping[str, Answer], key: str, missing: Iterable[str], found: Iterable[str]
) -> Criterion:
    answer, is_earlier = answers.get(key), key in facts.earlier
    counts = None if is_earlier else answer
    missing = [*missing, *_said_no(key, counts)]
    state = _state(key, bool(missing), counts)
    return Criterion(
        key, state, missing, [] if missing else [*found], _note(facts, key, answer), answer, is_earlier
    )


def _state(key: str, is_missing: bool, answer: Answer | None) -> str:
    if is_missing:
        return "missing"
    if key not in QUESTIONS:
        return "checked"
    return "asked" if answer and not _says_nothing(key, answer) else "unanswered"


def _says_nothing(key: str, answer: Answer) -> bool:
    """Of R the words are the answer, so words that say nothing are none."""
    return key == "R" and bool(answer.words) and is_placeholder(answer.words)


def _said_no(key: str, answer: Answer | None) -> list[str]:
    """An answer that says no is not a tick."""
    if answer is None:
        return []
    if key == "S" and not answer.yes:
        return [_("The answer is that two partners would not agree on when it is done.")]
    if key == "A" and not answer.yes:
        return [_("The answer is that time, money or authority is lacking.")]
    if key == "A" and answer.confidence and answer.confidence <= LOW_CONFIDENCE:
        return [_("Confidence is %(n)s out of 5.") % {"n": answer.confidence}]
    return []


def _specific(facts: Facts) -> Iterator[str]:
    if not facts.has_lead_partner:
        yield _("No organisation leads it.")
    if not facts.has_lead_person:
        yield _("No person is named who leads it.")
    if facts.lead_elsewhere:
        names = {"who": facts.lead_person, "organisation": facts.lead_elsewhere}
        yield _("%(who)s, who leads it, does not represent %(organisation)s.") % names


def _measurable(facts: Facts) -> Iterator[str]:
    if not facts.has_indicator:
        if not facts.deliverable:
            yield _("There is no indicator, and no yes/no deliverable.")
        elif is_placeholder(facts.deliverable):
            yield _("There is no indicator, and “%(words)s” is no deliverable.") % {
                "words": facts.deliverable
            }
        return
    if facts.target is None:
        yield _("The indicator has no target number.")
    if not facts.unit:
        yield _("The indicator has no unit.")
    if facts.baseline is None:
        yield _("The indicator has no baseline.")
    elif facts.baseline == facts.target:
        yield _("The target is equal to the baseline: nothing would change.")


def _attainable(facts: Facts) -> Iterator[str]:
    if not facts.has_lead_partner:
        yield _("No organisation leads it that could say whether it can be done.")
    if not facts.has_lead_person:
        yield _("No person leads it who could accept it.")
    elif facts.lead_accepted_earlier:
        yield _("The lead accepted it in an earlier wording.")
    elif not facts.lead_accepted:
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
    if facts.is_gone_by:
        yield _("Its date, %(day)s, has gone by.") % {"day": dates.short(facts.due)}
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
        yield _("The deliverable is a clear yes or no.")


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
    words = (
        _("Due %(day)s, within the plan’s period.") if inside else _("Due %(day)s; the plan has no period.")
    )
    yield words % {"day": day}


def _note(facts: Facts, key: str, answer: Answer | None) -> str:
    return " ".join([*_of_the_answer(facts, key, answer), *(_same_week(facts) if key == "A" else ())])


def _of_the_answer(facts: Facts, key: str, answer: Answer | None) -> Iterator[str]:
    if answer is None:
        return
    if key in facts.earlier:
        yield _("Answered for an earlier wording; it counts again when it is confirmed.")
    if _says_nothing(key, answer):
        yield _("“%(words)s” is no answer.") % {"words": answer.words}
    if answer.by != facts.lead_person:
        yield _("Answered by somebody other than the lead.")


def _same_week(facts: Facts) -> Iterator[str]:
    if facts.same_week:
        text = ngettext(
            "The lead has one other date within a week of this one.",
            "The lead has %(n)s other dates within a week of this one.",
            facts.same_week,
        )
        yield text % {"n": facts.same_week}
