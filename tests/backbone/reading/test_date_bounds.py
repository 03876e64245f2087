"""The reader of dates takes time in proportion to the length of the text."""

import re
from datetime import date

import pytest

from backbone.reading import date_leads, date_rules, dates
from backbone.reading.date_context import DateContext
from backbone.reading.date_pieces import pieces_of
from tests.steps import lines_run

pytestmark = pytest.mark.fast

MEETING = DateContext(date(2026, 11, 25), country="NL")


@pytest.mark.parametrize(
    "pattern",
    [*(rule.pattern for rule in date_rules.RULES), date_leads.LEAD, date_leads.AFTER, date_leads.HEDGE_AFTER],
    ids=lambda pattern: pattern.pattern[:40],
)
def test_no_pattern_looks_further_than_a_bounded_way(pattern):
    """So that looking from every place of a text takes time in proportion to its length."""
    assert not re.search(r"(?<!\\)[*+](?!\w)|\{\d*,\}", re.sub(r"\[[^]]*\]|\(\?[<!=:]+", "", pattern.pattern))


def test_twice_the_text_has_twice_the_pieces():
    line = "3 to 4 of 12-12, by May or 1.2.27 at 14:00, week 3, € 4 " * 50
    assert len(pieces_of(line * 2, MEETING)) == 2 * len(pieces_of(line, MEETING))


def test_twice_the_text_takes_twice_the_steps():
    line = "by 3 or 4 of 12-12, May, not before 1.2.27 at 14:00, week 3, € 4 and Monday " * 40
    once, twice = (lines_run(lambda text=line * times: dates.find(text, MEETING)) for times in (1, 2))
    assert twice < 2.2 * once
