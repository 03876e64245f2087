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


def answer(by="Grace", yes=True, confidence=None, words=""):
    return SimpleNamespace(by=by, yes=yes, confidence=confidence, words=words, at=None)


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


DELIVERABLE = {"has_indicator": False, "target": None, "unit": "", "baseline": None}
# Without a lead nobody has said that it can be done either.
ALSO = {"has_lead_partner": {"S", "A"}, "has_lead_person": {"S", "A"}}
MISSING = [
    ("S", {"has_lead_partner": False}, "No organisation leads it."),
    ("S", {"has_lead_person": False}, "No person is named who leads it."),
    ("A", {"has_lead_partner": False}, "No organisation leads it that could say whether it can be done."),
    ("A", {"has_lead_person": False}, "No person leads it who could accept it."),
    ("S", {"lead_elsewhere": "Portworks"}, "Grace, who leads it, does not represent Portworks."),
    ("M", {"has_indicator": False}, "There is no indicator, and no yes/no deliverable."),
    ("M", {"target": None}, "The indicator has no target number."),
    ("M", {"unit": ""}, "The indicator has no unit."),
    ("M", {"baseline": None}, "The indicator has no baseline."),
    ("M", {"baseline": Decimal(75)}, "The target is equal to the baseline: nothing would change."),
    *(
        (
            "M",
            {**DELIVERABLE, "deliverable": words},
            f"There is no indicator, and “{words}” is no deliverable.",
        )
        for words in ("TBD", "x", "n.v.t.", "?", "…", "to be decided", "nog te bepalen")
    ),
    ("A", {"lead_accepted": False}, "The lead has not accepted it yet."),
    (
        "A",
        {"lead_accepted": False, "lead_accepted_earlier": True},
        "The lead accepted it in an earlier wording.",
    ),
    ("A", {"uncovered": ("Vans",)}, "Not pledged in full: Vans."),
    ("R", {"has_outcome": False}, "It is not linked to an outcome."),
    ("T", {"due": None}, "It has no date."),
    ("T", {"is_gone_by": True}, "Its date, 11 Dec, has gone by."),
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
    letters = {found.key for found in criteria(facts, ANSWERS) if found.missing}
    assert letters == ALSO.get(next(iter(change)), {key})


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
        ("R", answer(words="Families earn more"), "asked"),
        *(
            ("R", answer(words=words), "unanswered")
            for words in ("x", "TBD", "?", "…", "nvt", "nog te bepalen")
        ),
    ],
)
def test_an_answer_that_says_no_is_no_tick(key, given, state):
    assert criterion(key, answers=ANSWERS | {key: given}).state == state


@pytest.mark.parametrize("key", "SAR")
def test_an_answer_for_an_earlier_wording_is_shown_and_does_not_count(key):
    found = criterion(key, replace(SOUND, earlier=frozenset(key)))
    assert (found.state, found.word) == ("unanswered", "Answered for an earlier wording")
    assert found.answer == ANSWERS[key]
    assert "counts again when it is confirmed" in found.note


def test_a_no_for_an_earlier_wording_is_no_gap_of_the_present_one():
    facts, answers = replace(SOUND, earlier=frozenset("A")), ANSWERS | {"A": answer(yes=False)}
    assert criterion("A", facts, answers).state == "unanswered"


def test_an_answer_does_not_hide_what_can_be_checked():
    assert criterion("A", replace(SOUND, lead_accepted=False)).state == "missing"


def test_somebody_elses_answer_and_a_full_week_are_noted_and_nothing_more():
    found = criterion("A", replace(SOUND, same_week=2), ANSWERS | {"A": answer(by="Ruth", confidence=4)})
    assert found.state == "asked"
    assert "other than the lead" in found.note
    assert "2 other dates" in found.note
