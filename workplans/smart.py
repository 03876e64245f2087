"""SMART, honestly: what a machine can check is checked, the rest is asked, and neither passes for the other.

`letters(facts, answers)` is a pure function. Each letter has one state:

checked      everything about it can be checked here, and is in order
missing      something that can be checked is not in order, or the answer given says no
unanswered   what can be checked is in order; the question is still open
asked        what can be checked is in order; somebody answered the question
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol

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
class Letter:
    """One letter of the panel: its state, what is missing, and who answered its question when."""

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


def letters(facts: Facts, answers: Mapping[str, Answer]) -> list[Letter]:
    """The five letters of a milestone; `answers` are the latest answers by letter."""
    return [
        _letter("S", _specific(facts), _led(facts), answers.get("S")),
        _letter("M", _measurable(facts), _measure(facts)),
        _letter("A", _attainable(facts), _accepted(facts), answers.get("A"), _note(facts, answers.get("A"))),
        _letter("R", _results(facts), _linked(facts), answers.get("R")),
        _letter("T", _time_bound(facts), _dates(facts)),
    ]


def facts_of(milestone: Any, plan: Any = None) -> Facts:
    """What is recorded about a milestone, from its row and those it points to."""
    indicator, plan = milestone.indicator, plan or milestone.objective.plan
    return Facts(
        has_lead_partner=milestone.lead_partner_id is not None,
        has_lead_person=milestone.lead_person_id is not None,
        lead_accepted=milestone.lead_accepted_at is not None,
        lead_person=milestone.lead_person,
        deliverable=milestone.deliverable.strip(),
        has_indicator=indicator is not None,
        target=getattr(indicator, "target", None),
        unit=getattr(indicator, "unit", ""),
        baseline=getattr(indicator, "baseline", None),
        has_outcome=_has_outcome(milestone),
        start=milestone.start,
        due=milestone.due,
        plan_start=plan.start,
        plan_end=plan.end,
        uncovered=tuple(r.what for r in milestone.resources.all() if r.pledged < r.needed),
        same_week=_same_week(milestone),
    )


def latest_answers(milestone: Any) -> dict[str, Answer]:
    """The latest answer to each question."""
    found: dict[str, Answer] = {}
    for answer in milestone.smart_answers.select_related("by"):
        found.setdefault(answer.letter, answer)
    return found


def _letter(
    key: str, missing: Iterable[str], found: Iterable[str], answer: Answer | None = None, note: str = ""
) -> Letter:
    missing = [*missing, *_said_no(key, answer)]
    if missing:
        state = "missing"
    elif key not in QUESTIONS:
        state = "checked"
    else:
        state = "asked" if answer else "unanswered"
    return Letter(key, state, missing, [] if missing else [*found], note, answer)


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


def _has_outcome(milestone: Any) -> bool:
    """By its objective, or by its indicator, which always belongs to one."""
    return bool(milestone.objective.outcome_id or milestone.indicator_id)


def _same_week(milestone: Any) -> int:
    """How many other unfinished milestones of the same lead are due within a week of this one."""
    if not (milestone.lead_person_id and milestone.due):
        return 0
    week = (milestone.due - timedelta(days=7), milestone.due + timedelta(days=7))
    others = type(milestone).objects.filter(lead_person_id=milestone.lead_person_id, due__range=week)
    count: int = others.exclude(pk=milestone.pk).exclude(state__in=["reached", "dropped"]).count()
    return count
