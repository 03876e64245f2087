"""What the readers of dates, numbers, names and lines promise, on thousands of generated inputs.

Nothing is cut from the words that was not understood; what is stored is what is shown; the work grows with the
length. The short run takes some hundreds of each, `make test-long` ten thousand; the seed is fixed.
"""

import random
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from backbone.pages.number_field import NumberField
from backbone.reading import dates, numbers
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.date_pieces import pieces_of
from backbone.reading.names import match_person
from backbone.reading.person_names import readable
from backbone.time.dates import long, short
from meetings.minutes.typing import ACTION, NOTE, parse
from meetings.owners import Candidate

SEED = 2026
SIZES = [
    pytest.param(400, marks=pytest.mark.fast, id="some"),
    pytest.param(10_000, marks=pytest.mark.long, id="ten thousand"),
]
ON = date(2026, 11, 25)
MEETING = DateContext(ON, country="NL", next_meeting=date(2026, 12, 16))
LIST = DateContext(ON, Policy.NEAREST, "NL")
PLAN = DateContext(policy=Policy.PERIOD, country="NL")
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
}
WAYS = [
    "{d.year}-{d.month:02}-{d.day:02}",
    "{d.day}-{d.month}-{d.year}",
    "{d.day:02}/{d.month:02}/{d.year}",
    "{d.day}.{d.month}.{d.year}",
    "{d.day:02}-{d.month:02}-{yy:02}",
    "{d.day} {month} {d.year}",
    "{d.day} {short} {d.year}",
    "{d.day}-{short}-{yy:02}",
    "{d.day} {short}. '{yy:02}",
]
WAYS_OF = {
    "en": [*WAYS, "{month} {d.day}, {d.year}", "{d.day}th of {month} {d.year}"],
    "nl": [*WAYS, "{d.day}e {month} {d.year}"],
}
# What stands in lines beside dates: amounts, rooms, times, ranges, units, names of months as words.
NOISE = [
    "send the list",
    "bel de wethouder",
    "EUR 25.12",
    "€ 1.250,-",
    "room 2.03",
    "zaal 3-4",
    "section 4.11",
    "24/7",
    "9-11",
    "4-12 years",
    "10-12 personen",
    "12-14 December",
    "45 %",
    "version 1.2",
    "page 3-4",
    "14:00",
    "not before 3 December",
    "early January",
    "begin maart",
    "from Monday",
    "every Friday",
    "May Ling",
    "the march",
    "we may go",
    "Q2 FY27",
    "week",
    "on the 2nd floor",
    "phone 030-1234567",
    "https://example.org/2026/12/11/a",
    "(see 3.1)",
    "a/b",
    "3rd",
    "31 Feb",
    "1 of 2",
    "budget 2027",
    "12",
    "#4",
    "Sun Li",
    "x 3",
    "v2.1.26",
    "and",
    ",",
    ";",
    "by",
    "before",
    "until",
    "op",
    "voor",
    "uiterlijk",
    "the",
    "in",
    "–",
]
DATES = [
    "by 3 December",
    "Friday",
    "next week",
    "11-12-2026",
    "in two weeks",
    "eind maart",
    "Q2",
    "the 15th",
    ", 4 Dec",
    "uiterlijk 11-12",
]
FIRST = ["Anna", "Peter", "Grace", "Moses", "Jan", "Marieke", "Béla", "José", "Li", "Okello"]
SURNAMES = [
    "Kyomuhendo",
    "Okello",
    "van den Berg",
    "de Vries",
    "García López",
    "Atim",
    "Kovács",
    "Müller",
    "O'Brien",
    "Nakato-Hill",
    "Jansen",
]


def _random_days(count):
    chance = random.Random(SEED)
    for _ in range(count):
        yield chance, date(2000, 1, 1) + timedelta(days=chance.randrange(36_000))


def _written(chance, day, language):
    month = MONTHS[language][day.month - 1]
    way = chance.choice(WAYS_OF[language])
    return way.format(d=day, month=month, short=month[:3] if month != "maart" else "mrt", yy=day.year % 100)


@pytest.mark.parametrize("count", SIZES)
def test_a_date_is_the_same_day_in_minutes_lists_and_plans(count):
    for chance, day in _random_days(count):
        words = _written(chance, day, chance.choice(["en", "nl"]))
        assert {dates.read(words, context).end for context in (MEETING, LIST, PLAN)} == {day}, words


@pytest.mark.parametrize("count", SIZES)
def test_the_day_that_a_page_shows_is_read_back(count):
    for chance, day in _random_days(count):
        with translation.override(chance.choice(["en", "nl"])):
            assert dates.read(long(day), PLAN).end == day
            near = ON + timedelta(days=chance.randrange(-180, 180))
            assert dates.read(short(near), LIST).end == near


@pytest.mark.parametrize("count", SIZES)
def test_nothing_but_a_date_is_cut_from_a_line(count):
    chance = random.Random(SEED)
    for _ in range(count):
        line = " ".join(chance.choices([*NOISE, *DATES], k=chance.randrange(1, 9)))
        found = dates.find(line, MEETING)
        if found:
            alone = dates.read(line[found.start : found.end], MEETING)
            assert alone.end == found.day, line
            assert (
                _words(dates.without(line, found)) == _words(line[: found.start] + " " + line[found.end :])
                or found.has_time
            )


@pytest.mark.parametrize("count", SIZES)
def test_a_cell_that_is_read_leaves_no_figure_unread(count):
    chance = random.Random(SEED)
    for _ in range(count):
        cell = " ".join(
            chance.choices([*NOISE, "June 2027", "1-6-2027", "eind 2027"], k=chance.randrange(1, 5))
        )
        for context in (MEETING, LIST, PLAN):
            reading = dates.read(cell, context)
            assert reading.words == cell.strip()
            assert reading.is_read != bool(reading.problem) or not cell.strip(), cell
            if reading.is_read:
                rest = cell
                for piece in pieces_of(cell, context):
                    rest = rest.replace(piece.words, " ", 1)
                assert not re.search(r"\d", rest), cell


@pytest.mark.parametrize("count", SIZES)
def test_a_number_is_what_the_language_in_which_it_was_written_says(count):
    chance = random.Random(SEED)
    for _ in range(count):
        value = Decimal(chance.randrange(-(10**7), 10**9)).scaleb(-chance.randrange(4))
        language = chance.choice(["en", "nl"])
        read = numbers.read(_number_as_written(chance, value, language), language=language)
        assert read.value == value, (value, read)


@pytest.mark.parametrize("count", SIZES)
def test_the_number_that_a_form_stores_is_the_one_that_it_shows(count):
    chance = random.Random(SEED)
    field = NumberField(min_value=-(10**7), max_value=10**9, decimal_places=3)
    for _ in range(count):
        value = Decimal(chance.randrange(-(10**7), 10**9)).scaleb(-chance.randrange(4))
        with translation.override(chance.choice(["en", "nl"])):
            assert field.clean(field.prepare_value(value)) == value


@pytest.mark.parametrize("count", SIZES)
def test_what_is_no_whole_number_is_none(count):
    chance = random.Random(SEED)
    for _ in range(count):
        text = " ".join([str(chance.randrange(100)), *chance.choices(NOISE, k=2)])
        read = numbers.read(text, language=chance.choice(["en", "nl"]))
        assert read.value is None or not re.search(r"[a-z]{3}", text.replace("personen", "")), text
        assert read.text == text.strip()[: numbers.MOST]


@pytest.mark.parametrize("count", SIZES)
def test_a_person_is_found_in_whatever_order_the_name_is_written(count):
    chance = random.Random(SEED)
    people = [
        Candidate(n, f"{first} {last}")
        for n, (first, last) in enumerate((f, s) for f in FIRST for s in SURNAMES)
    ]
    for _ in range(count):
        one = chance.choice(people)
        first, last = one.name.split(" ", 1)
        particles = " ".join(word for word in last.split() if word in ("van", "den", "de"))
        bare = last.removeprefix(particles).strip()
        written = chance.choice(
            [one.name, f"{last}, {first}", f'"{bare}, {first} {particles}"', one.name.upper()]
        )
        assert match_person(readable(written), people).sure == one, written


@pytest.mark.parametrize("count", SIZES)
def test_a_typed_line_keeps_its_words(count):
    chance = random.Random(SEED)
    people = [Candidate(1, "Anna Kyomuhendo"), Candidate(2, "Sun Li"), Candidate(3, "May Ling")]
    for _ in range(count):
        what = " ".join(chance.choices(NOISE, k=chance.randrange(1, 6))).strip(" ,;") or "it"
        typed = parse(f"! Anna: send {what}", people, MEETING)
        assert (typed.kind, typed.owner) == (ACTION, people[0]), what
        assert typed.due_on or _words(typed.title) == _words(f"Send {what}"), what
        note = parse(f"Nobody said {what}", people, MEETING)
        assert (note.kind, note.text) == (NOTE, f"Nobody said {what}")


def _number_as_written(chance, value, language):
    thousands, mark = (",", ".") if language == "en" else (".", ",")
    grouped = f"{value:,f}" if chance.random() < 0.5 else f"{value:f}"
    text = grouped.translate(str.maketrans({",": thousands, ".": mark}))
    return chance.choice(["{}", " {} ", "€ {}", "{} %", "{} euro"]).format(text)


def _words(text):
    return re.findall(r"\w+", text.casefold())
