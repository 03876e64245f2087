"""SMART: each rule in both directions, and no letter that passes for more than it is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from workplans.smart import Facts, criteria

pytestmark = pytest.mark.fast

SOUND = Facts(
    has_lead_partner=True,
    has_lead_person=True,
    lead_accepted=True,
    lead_person="Grace",
    has_indicator=True,
    target=Decimal(75),
    unit="%",
    baseline=Decimal(41),
    has_outcome=True,
    start=date(2026, 2, 1),
    due=date(2026, 12, 11),
    plan_start=date(2026, 1, 1),
    plan_end=date(2026, 12, 31),
)


def answer(by="Grace", yes=True, confidence=None):
    return SimpleNamespace(by=by, yes=yes, confidence=confidence, words="", at=None)


ANSWERS = {"S": answer(), "A": answer(confidence=4), "R": answer()}


def criterion(key, facts=SOUND, answers=ANSWERS):
    return next(found for found in criteria(facts, answers) if found.key == key)


def test_what_is_in_order_is_checked_or_answered():
    assert [found.state for found in criteria(SOUND, ANSWERS)] == [
        "asked",
        "checked",
        "asked",
        "asked",
        "checked",
    ]


def test_without_answers_the_questions_stay_open():
    states = [found.state for found in criteria(SOUND, {})]
    assert states == ["unanswered", "checked", "unanswered", "unanswered", "checked"]


MISSING = [
    ("S", {"has_lead_partner": False}, "No organisation leads it."),
    ("S", {"has_lead_person": False}, "No person is named who leads it."),
    ("M", {"has_indicator": False}, "There is no indicator, and no deliverable that is there or not."),
    ("M", {"target": None}, "The indicator has no target number."),
    ("M", {"unit": ""}, "The indicator has no unit."),
    ("M", {"baseline": None}, "The indicator has no baseline."),
    ("A", {"lead_accepted": False}, "The lead has not accepted it yet."),
    ("A", {"uncovered": ("Vans",)}, "Not pledged in full: Vans."),
    ("R", {"has_outcome": False}, "It is not linked to an outcome."),
    ("T", {"due": None}, "It has no date."),
    ("T", {"start": date(2026, 12, 12)}, "It starts after it is due."),
    ("T", {"plan_end": date(2026, 11, 1)}, "It is due after the plan ends on 1 Nov."),
    ("T", {"plan_start": date(2026, 3, 1)}, "It begins before the plan does on 1 Mar."),
]


@pytest.mark.parametrize(("key", "change", "sentence"), MISSING)
def test_each_missing_piece_is_a_sentence_at_its_letter_only(key, change, sentence, time_machine):
    time_machine.move_to(date(2026, 11, 22))
    facts = replace(SOUND, **change)
    assert criterion(key, facts).state == "missing"
    assert sentence in criterion(key, facts).missing
    others = [found for found in criteria(facts, ANSWERS) if found.key != key]
    assert not any(found.missing for found in others)


@pytest.mark.parametrize(
    "change",
    [
        {"has_indicator": False, "deliverable": "Sites agreed", "target": None, "unit": "", "baseline": None},
        {"baseline": Decimal(0)},
        {"target": Decimal(0)},
        {"plan_start": None, "plan_end": None},
        {"start": None},
        {"due": date(2026, 12, 31), "start": date(2026, 1, 1)},
    ],
)
def test_what_is_enough_is_enough(change):
    states = {found.key: found.state for found in criteria(replace(SOUND, **change), ANSWERS)}
    assert states["M"] == "checked"
    assert states["T"] == "checked"


@pytest.mark.parametrize(
    ("key", "given", "state"),
    [
        ("S", answer(yes=False), "missing"),
        ("S", answer(yes=True), "asked"),
        ("A", answer(yes=False, confidence=5), "missing"),
        ("A", answer(confidence=2), "missing"),
        ("A", answer(confidence=3), "asked"),
        ("R", answer(), "asked"),
    ],
)
def test_an_answer_that_says_no_is_no_tick(key, given, state):
    assert criterion(key, answers=ANSWERS | {key: given}).state == state


def test_an_answer_does_not_hide_what_can_be_checked():
    assert criterion("A", replace(SOUND, lead_accepted=False)).state == "missing"


def test_somebody_elses_answer_and_a_full_week_are_noted_and_nothing_more():
    found = criterion("A", replace(SOUND, same_week=2), ANSWERS | {"A": answer(by="Ruth", confidence=4)})
    assert found.state == "asked"
    assert "other than the lead" in found.note
    assert "2 more dates" in found.note
