"""Dates as people write them: the same words, the same day, wherever they are typed; what is no date stays words."""

from datetime import date

import pytest

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.date_pieces import NO_SUCH_DAY, NO_YEAR, NOT_COUNTED, NOT_UNDERSTOOD

pytestmark = pytest.mark.fast

WEDNESDAY = date(2026, 11, 25)
MEETING = DateContext(WEDNESDAY, country="NL", next_meeting=date(2026, 12, 16))
LIST = DateContext(WEDNESDAY, Policy.NEAREST, "NL")
PLAN = DateContext(policy=Policy.PERIOD, country="NL")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("30-06-27", date(2027, 6, 30)),
        ("6/30/27", date(2027, 6, 30)),
        ("30.6.2027", date(2027, 6, 30)),
        ("30 6 2027", date(2027, 6, 30)),
        ("2027/06/30", date(2027, 6, 30)),
        ("2027-06-30T00:00:00", date(2027, 6, 30)),
        ("1-jun-27", date(2027, 6, 1)),
        ("1 jun 27", date(2027, 6, 1)),
        ("1 jun '27", date(2027, 6, 1)),
        ("1 Sept. 2027", date(2027, 9, 1)),
        ("Wednesday 30 June 2027", date(2027, 6, 30)),
        ("wo. 30 juni 2027", date(2027, 6, 30)),
        ("June 30, 2027", date(2027, 6, 30)),
        ("Jun'27", date(2027, 6, 30)),
        ("Jun-27", date(2027, 6, 30)),
        ("06/2027", date(2027, 6, 30)),
        ("2027-06", date(2027, 6, 30)),
        ("Q2'27", date(2027, 6, 30)),
        ("Q2 2027", date(2027, 6, 30)),
        ("2027 Q2", date(2027, 6, 30)),
        ("2e kwartaal van 2027", date(2027, 6, 30)),
        ("second quarter 2027", date(2027, 6, 30)),
        ("kwartaal 2 2027", date(2027, 6, 30)),
        ("H1 2027", date(2027, 6, 30)),
        ("eerste helft 2027", date(2027, 6, 30)),
        ("week 26 2027", date(2027, 7, 2)),
        ("wk 26, 2027", date(2027, 7, 2)),
        ("2027-W26", date(2027, 7, 2)),
        ("4Q26", date(2026, 12, 31)),
        ("2H 2026", date(2026, 12, 31)),
        ("3e kw 2027", date(2027, 9, 30)),
        ("31-12-'26", date(2026, 12, 31)),
        ("2026-12-31T23:59", date(2026, 12, 31)),
        ("spring 2027", date(2027, 5, 31)),
        ("voorjaar 2027", date(2027, 5, 31)),
        ("eind maart 2027", date(2027, 3, 31)),
        ("end March 2027", date(2027, 3, 31)),
        ("by the end of March 2027", date(2027, 3, 31)),
        ("medio maart 2027", date(2027, 3, 15)),
        ("mid-March 2027", date(2027, 3, 15)),
        ("first half of March 2027", date(2027, 3, 15)),
        ("mid-2027", date(2027, 6, 30)),
        ("end of 2027", date(2027, 12, 31)),
        ("before summer 2027", date(2027, 5, 31)),
        ("vóór 2027", date(2026, 12, 31)),
        ("before 1 June 2027", date(2027, 6, 1)),
        ("uiterlijk 1 juni 2027", date(2027, 6, 1)),
        ("1 juni 2027 op zijn laatst", date(2027, 6, 1)),
        ("Christmas 2026", date(2026, 12, 25)),
        ("voor de kerst 2026", date(2026, 12, 24)),
        ("Easter 2027", date(2027, 3, 28)),
    ],
)
def test_a_date_with_its_year_is_the_same_day_in_minutes_lists_and_plans(words, day):
    assert [dates.read(words, context).end for context in (MEETING, LIST, PLAN)] == [day] * 3


@pytest.mark.parametrize(
    ("words", "in_minutes", "in_a_list"),
    [
        ("3 nov", date(2027, 11, 3), date(2026, 11, 3)),
        ("3-11", date(2027, 11, 3), date(2026, 11, 3)),
        ("October", date(2027, 10, 31), date(2026, 10, 31)),
        ("Q3", date(2027, 9, 30), date(2026, 9, 30)),
        ("wk 12", date(2027, 3, 26), date(2027, 3, 26)),
        ("spring", date(2027, 5, 31), date(2026, 5, 31)),
        ("29 February", date(2028, 2, 29), None),
        ("vrijdag", date(2026, 11, 27), None),
        ("next Friday", date(2026, 12, 4), None),
        ("Monday week", date(2026, 12, 7), None),
        ("Friday fortnight", date(2026, 12, 11), None),
        ("vrijdag over 14 dagen", date(2026, 12, 11), None),
        ("dinsdag over een week", date(2026, 12, 8), None),
        ("a week on Monday", date(2026, 12, 7), None),
        ("two weeks from now", date(2026, 12, 9), None),
        ("within 10 working days", date(2026, 12, 9), None),
        ("binnen 10 werkdagen", date(2026, 12, 9), None),
        ("by the 15th", date(2026, 12, 15), None),
        ("op de 15e", date(2026, 12, 15), None),
        ("the 15th of next month", date(2026, 12, 15), None),
        ("end of next week", date(2026, 12, 4), None),
        ("end of the quarter", date(2026, 12, 31), None),
        ("eind volgend kwartaal", date(2027, 3, 31), None),
        ("COB Thursday", date(2026, 11, 26), None),
        ("before December", date(2026, 11, 30), date(2026, 11, 30)),
        ("Tuesday next", date(2026, 12, 1), None),
        ("before the weekend", date(2026, 11, 27), None),
        ("46367", None, date(2026, 12, 11)),
    ],
)
def test_without_a_year_it_is_the_next_in_minutes_and_the_nearest_in_a_list(words, in_minutes, in_a_list):
    assert dates.read(words, MEETING).end == in_minutes
    assert dates.read(words, LIST).end == in_a_list
    assert not dates.read(words, PLAN).is_read


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("1 Feb", NO_YEAR),
        ("feb 27", NO_YEAR),
        ("week 5", NO_YEAR),
        ("next Friday", NOT_COUNTED),
        ("31/11/2026", NO_SUCH_DAY),
        ("30 February 2027", NO_SUCH_DAY),
        ("Monday 30 June 2027", NO_SUCH_DAY),
        ("week 60 2027", NO_SUCH_DAY),
        ("early 2027", NOT_UNDERSTOOD),
        ("begin January 2027", NOT_UNDERSTOOD),
        ("begin januari 2027", NOT_UNDERSTOOD),
        ("late March 2027", NOT_UNDERSTOOD),
        ("not before 2027", NOT_UNDERSTOOD),
        ("niet voor 1 juni 2027", NOT_UNDERSTOOD),
        ("after June 2027", NOT_UNDERSTOOD),
        ("from June 2027", NOT_UNDERSTOOD),
        ("vanaf 2027", NOT_UNDERSTOOD),
        ("1 June 2027 or later", NOT_UNDERSTOOD),
        ("T2 2027", NOT_UNDERSTOOD),
        ("FY2027", NOT_UNDERSTOOD),
        ("Q2 FY27", NOT_UNDERSTOOD),
        ("FY2023/24", NOT_UNDERSTOOD),
        ("Year 1 (2027)", NOT_UNDERSTOOD),
        ("3 or 4 June 2027", NOT_UNDERSTOOD),
        ("phase 2, June 2027", NOT_UNDERSTOOD),
        ("juni 2027 (na de zomer)", NOT_UNDERSTOOD),
        ("winter 2026", NOT_UNDERSTOOD),
        ("Ramadan 2027", NOT_UNDERSTOOD),
        ("Sommer 2027", NOT_UNDERSTOOD),
        (">2027", NOT_UNDERSTOOD),
        ("2027+", NOT_UNDERSTOOD),
        ("2024-", NOT_UNDERSTOOD),
        ("2024 - now", NOT_UNDERSTOOD),
        ("vroege voorjaar 2027", NOT_UNDERSTOOD),
        ("before the summer holidays 2027", NOT_UNDERSTOOD),
        ("week 50/51", NO_YEAR),
        ("tbd", NOT_UNDERSTOOD),
        ("asap", NOT_UNDERSTOOD),
        ("ongoing", NOT_UNDERSTOOD),
        ("1:30", NOT_UNDERSTOOD),
        ("€ 2027", NOT_UNDERSTOOD),
    ],
)
def test_what_was_not_understood_whole_is_not_read_and_says_why(words, problem):
    reading = dates.read(words, PLAN)
    assert (reading.words, reading.start, reading.end, reading.problem) == (words, None, None, problem)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("12-14 December 2026", date(2026, 12, 12), date(2026, 12, 14)),
        ("1 juni t/m 15 juli 2027", date(2027, 6, 1), date(2027, 7, 15)),
        ("1/6/2027-15/7/2027", date(2027, 6, 1), date(2027, 7, 15)),
        ("week 24-26 2027", date(2027, 6, 14), date(2027, 7, 2)),
        ("annual target 2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("Q1-Q3 2027", date(2027, 1, 1), date(2027, 9, 30)),
        ("Jan/Feb 2027", date(2027, 1, 1), date(2027, 2, 28)),
        ("from June 2027 to May 2028", date(2027, 6, 1), date(2028, 5, 31)),
        ("1 Jan 2027 – 31 Dec 2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("June 2027, weather permitting in spring", date(2027, 6, 1), date(2027, 6, 30)),
    ],
)
def test_a_plan_has_spans(words, start, end):
    reading = dates.read(words, PLAN)
    assert (reading.start, reading.end) == (start, end)
    assert not dates.read(words, LIST).is_read


@pytest.mark.parametrize(
    ("sentence", "day", "rest"),
    [
        ("circulate 3 options by the 15th", date(2026, 12, 15), "circulate 3 options"),
        ("circulate by 15/12/26", date(2026, 12, 15), "circulate"),
        ("ask, 12-1-2027", date(2027, 1, 12), "ask"),
        ("levert de cijfers voor 15-12", date(2026, 12, 15), "levert de cijfers"),
        ("bellen, 7.12", date(2026, 12, 7), "bellen"),
        ("send minutes – Friday", date(2026, 11, 27), "send minutes"),
        ("vrijdag a.s. bellen met de wethouder", date(2026, 11, 27), "bellen met de wethouder"),
        ("klaar kwartaal 1", date(2027, 3, 31), "klaar"),
        ("report by wk 50", date(2026, 12, 11), "report"),
        ("report by new year", date(2027, 1, 1), "report"),
        ("klaar voor de kerst", date(2026, 12, 24), "klaar"),
        ("begroting maken vóór 2027", date(2026, 12, 31), "begroting maken"),
        ("Send list (Anna, by 4 Dec)", date(2026, 12, 4), "Send list (Anna)"),
        ("https://example.org/a:b by Friday", date(2026, 11, 27), "https://example.org/a:b"),
        ("meet at 10:30, 12 December", date(2026, 12, 12), "meet at 10:30"),
        ("report Thursday 3 December 14:00", date(2026, 12, 3), "report Thursday 3 December 14:00"),
        ("send it by 5pm Friday", date(2026, 11, 27), "send it by 5pm Friday"),
        ("bel hem overmorgen om 10 uur", date(2026, 11, 27), "bel hem overmorgen om 10 uur"),
        ("call tomorrow morning", date(2026, 11, 26), "call tomorrow morning"),
        ("uiterlijk vrijdag 12:00 inleveren, 4 dec", date(2026, 12, 4), "uiterlijk vrijdag 12:00 inleveren"),
    ],
)
def test_the_date_in_a_sentence_is_taken_out_and_nothing_else(sentence, day, rest):
    found = dates.find(sentence, MEETING)
    assert (found.day, dates.without(sentence, found)) == (day, rest)


@pytest.mark.parametrize(
    "sentence",
    [
        "pay the invoice of EUR 25.12",
        "pay 25.12 euro",
        "book room 2.03",
        "check rooms from 9-11",
        "folder voor kinderen van 4-12 jaar",
        "stoelen voor 10-12 personen",
        "order 10-12 chairs",
        "survey for children from 4-12 years",
        "revise section 4.11",
        "read chapter 3, 4-5",
        "send 1.12 report",
        "answer 24/7",
        "keep the line open 24/7",
        "visit 12-14 December",
        "visit, 12–14 December",
        "call, Monday to Wednesday",
        "call Monday or Tuesday",
        "meet every Friday",
        "not before 3 December",
        "niet voor 3 december",
        "send it, early December",
        "klaar begin januari",
        "3 December or later",
        "from Friday",
        "begroting voor 2027",
        "use the rooms on the 2nd floor",
        "prepare the 2nd meeting",
        "the letter of 3 November to all",
        "list, 31 Feb",
        "bellen 7.12",
        "pay 12.50",
        "install version 3.12",
        "the march to the town hall",
        "it may rain",
        "visit by 12 or 13 December",
        "visit 3, 4 and 5 December",
        "12 December 2026, 14 December 2026",
        "do it in week 50 en 51",
        "do it sometime in December",
        "start in the new year",
        "before the summer holidays",
        "answer ticket 3-12-26",
    ],
)
def test_figures_ranges_and_vague_words_in_a_sentence_are_no_date(sentence):
    assert dates.find(sentence, MEETING) is None


def test_a_month_or_weekday_that_is_somebodys_name_is_a_name():
    named = DateContext(WEDNESDAY, names=frozenset({"may", "ling", "mark", "sun", "li"}))
    assert dates.find("send the list by May", named) is None
    assert dates.find("invite May, Mark and Sun", named) is None
    assert dates.find("send the list by 3 May", named).day == date(2027, 5, 3)
    assert dates.find("send the list by May", MEETING).day == date(2027, 5, 31)


def test_the_country_says_whether_the_month_comes_first_and_the_reading_that_it_could_be_otherwise():
    american = DateContext(WEDNESDAY, country="US")
    assert dates.read("3/4/2027", american).end == date(2027, 3, 4)
    assert dates.read("3/4/2027", MEETING).end == date(2027, 4, 3)
    assert dates.find("report by 3/4/2027", american).is_ambiguous
    assert not dates.read("4/4/2027", american).is_ambiguous
    assert dates.read("25/12/2026", american).end == date(2026, 12, 25)
    assert dates.read("3/4/2027", DateContext(WEDNESDAY, country="US", day_first=True)).end == date(
        2027, 4, 3
    )


@pytest.mark.parametrize(
    "words",
    [
        "Friday after next", "maandag daarop", "vrijdag erna", "vrijdag jl.", "Friday last", "Friday before Christmas",
        "vrijdag na Pasen",
    ],
)  # fmt: skip
def test_a_weekday_that_is_counted_from_another_day_than_today_is_no_day(words):
    assert not dates.read(words, MEETING).is_read
    assert dates.find(f"Call the bank, {words}", MEETING) is None
