"""Nothing is cut from the words of a line but its mark, its owner and its day: on generated lines of many ways."""

import random
from collections import Counter

import pytest

from meetings.minutes.typing import ACTION, NOTE, offered, parse
from tests.meetings.minutes.people import MEETING, PEOPLE
from tests.test_readers import DATES, NOISE, SEED, SIZES
from tests.test_readers import _words as words

NAMES = ["Anna", "Jan van der Berg", "Peter", "May Ling", "Grace Hill", "Sun", "Zorg", "Anna and Grace"]
WAYS = [
    "! {name}: {what}",
    "! {name}, {what}",
    "! {name} - {what}",
    "! {name} {what}",
    "! {what} ({name})",
    "! {what} - {name}",
    "! {what}",
    "AP {name}: {what}",
    "Actie voor {name}: {what}",
    "{name} will send {what}",
    "{name} gaat {what} bellen",
    "{name} sends {what}",
    "{name} {what}",
    "{what} ({name})",
    "{what}",
]
MARKS = Counter(["ap", "actie", "voor"])


@pytest.mark.parametrize("count", SIZES)
def test_what_is_not_in_the_title_is_the_mark_the_owner_or_the_day(count):
    chance = random.Random(SEED)
    for _ in range(count):
        what = " ".join(chance.choices([*NOISE, *DATES], k=chance.randrange(1, 6)))
        line = chance.choice(WAYS).format(name=chance.choice(NAMES), what=what)
        typed = parse(line, PEOPLE, MEETING)
        if typed.kind == NOTE:
            assert typed.text == line.strip(), line
            offered(typed.text, PEOPLE)
        if typed.kind == ACTION and len(typed.title) < 300:
            cut = (
                Counter(words(line)) - Counter(words(typed.title)) - Counter(words(typed.owner_words)) - MARKS
            )
            # Of a line without a day nothing is left; of one with a day only what says it.
            assert sum(cut.values()) <= (8 if typed.due_on else 0), (line, typed)


def test_a_day_that_was_found_is_not_found_again_in_the_title():
    for line in ("! Anna: call, 4 December", "Anna will call by Friday", "! Call (Anna, 4 Dec)"):
        typed = parse(line, PEOPLE, MEETING)
        assert typed.due_on
        assert parse(f"! {typed.title}", PEOPLE, MEETING).due_on is None
