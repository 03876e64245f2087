"""What a typed line means; nothing here touches the database."""

from datetime import date

import pytest

from backbone.reading.date_context import DateContext
from meetings.minutes.typing import parse
from meetings.owners import Candidate, match

pytestmark = pytest.mark.fast

MEETING = DateContext(date(2026, 12, 3), country="NL")
ANNA = Candidate(1, "Anna Kyomuhendo", 1, "Rwenzori Growers Co-op", "Rwenzori Co-op", True)
OKELLO = Candidate(2, "Peter Okello", 2, "Ministry of Agriculture", "Ministry", True)
MWESIGWA = Candidate(3, "Peter Mwesigwa", 3, "Kigezi Union", "Kigezi")
GRACE = Candidate(4, "Grace Atim", 4, "Roasters")
JOSE = Candidate(5, "José van der Berg", 5, "Gemeente Utrecht", "Utrecht")
SUN, MAY = Candidate(6, "Sun Li"), Candidate(7, "May Ling")
PEOPLE = [ANNA, OKELLO, MWESIGWA, GRACE, JOSE]


def read(text, language="en"):
    return parse(text, PEOPLE, MEETING, language)


@pytest.mark.parametrize(
    ("text", "title", "owners", "due"),
    [
        (
            "! Grace: book the January training, next Friday",
            "Book the January training",
            [GRACE],
            date(2026, 12, 11),
        ),
        ("!Grace:book it", "Book it", [GRACE], None),
        ("! Anna: call, by 11 December", "Call", [ANNA], date(2026, 12, 11)),
        ("! AK: call tomorrow", "Call", [ANNA], date(2026, 12, 4)),
        ("! Peter O: write", "Write", [OKELLO], None),
        ("! Okello: write", "Write", [OKELLO], None),
        ("! jose: bel", "Bel", [JOSE], None),
        (
            "! van der Berg: bel de wethouder, volgende week vrijdag",
            "Bel de wethouder",
            [JOSE],
            date(2026, 12, 11),
        ),
        ("! Ministry: send the letter", "Send the letter", [OKELLO], None),
        ("! Peter: write", "Write", [OKELLO, MWESIGWA], None),
        ("! Anna and Grace: write", "Write", [ANNA, GRACE], None),
        ("! Zorg: write", "Write", [], None),
        ("! book a room by Friday", "Book a room", [], date(2026, 12, 4)),
        ("! Anna sends the list, 18 December", "Anna sends the list", [ANNA], date(2026, 12, 18)),
        ("! Anna: meet at 10:30, 12 December", "Meet at 10:30", [ANNA], date(2026, 12, 12)),
        ("Action: Anna: call", "Call", [ANNA], None),
        ("Actie: Anna: bel, uiterlijk 11-12", "Bel", [ANNA], date(2026, 12, 11)),
        (
            "Anna sends the list to all members by 11 December",
            "Anna sends the list to all members",
            [ANNA],
            date(2026, 12, 11),
        ),
        (
            "Peter will ask the district for the title",
            "Peter will ask the district for the title",
            [OKELLO, MWESIGWA],
            None,
        ),
        ("Anna will send 3-4 drafts", "Anna will send 3-4 drafts", [ANNA], None),
        ("Anna to write to the mayor", "Anna to write to the mayor", [ANNA], None),
        ("Anna reports to the board by 11 December", "Anna reports to the board", [ANNA], date(2026, 12, 11)),
    ],
)
def test_an_action_point_is_understood(text, title, owners, due):
    typed = read(text)
    assert (typed.kind, typed.title, list(typed.candidates), typed.due_on) == ("action", title, owners, due)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Anna stuurt de lijst uiterlijk vrijdag", date(2026, 12, 4)),
        ("Anna zal de gemeente bellen", None),
        ("Anna gaat bellen, over twee weken", date(2026, 12, 17)),
        ("Anna vraagt de gemeente om een zaal, uiterlijk 11-12", date(2026, 12, 11)),
        ("Anna meldt dit bij het bestuur voor 1 maart", date(2027, 3, 1)),
    ],
)
def test_an_action_point_is_understood_in_dutch(text, due):
    typed = read(text, "nl")
    assert (typed.kind, typed.owner, typed.due_on) == ("action", ANNA, due)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Anna reports that sales rose in October", "en"),
        ("Anna reports that they will be ready by 11 December", "en"),
        ("Anna asks whether this can wait", "en"),
        ("Anna said she would call", "en"),
        ("Anna is ill", "en"),
        ("Anna has sent the list", "en"),
        ("Somebody sends the list by 11 December", "en"),
        ("Four districts visited in October.", "en"),
        ("Ministry agrees", "en"),
        ("anna sends the list", "en"),
        ("Anna meldt dat het goed gaat", "nl"),
        ("Anna vraagt of het kan", "nl"),
        ("Anna heeft gebeld", "nl"),
        ("!", "en"),
        ("http://example.org/?a=b", "en"),
    ],
)
def test_what_was_only_said_stays_a_note(text, language):
    typed = read(text, language)
    assert (typed.kind, typed.text) == ("note", text)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("= We open in Kasese", "decision", "We open in Kasese"),
        ("=We open", "decision", "We open"),
        ("Besluit: we openen in Kasese", "decision", "we openen in Kasese"),
        ("? Who pays", "question", "Who pays"),
        ("Vraag: wie betaalt", "question", "wie betaalt"),
        ("  note with spaces ", "note", "note with spaces"),
    ],
)
def test_signs_and_words_mark_a_line(text, kind, words):
    assert (read(text).kind, read(text).text) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "! <script>alert(1)</script>: <b>x</b>, 11 December",
        "! 🌱🌱: plant 🌳",
        "! عمر: أرسل القائمة, 11 December",
        "! " + "a" * 10_000,
        "! : x",
        "! Anna:",
        "! " + ":" * 500,
        "= " + "(" * 3000,
        "1 " * 5000,
        "Anna " * 2000,
        "\u202eAnna\u202c: x",
        "! Anna: 99-99-9999 and 32 December and week 99 and in 999 months",
    ],
)
def test_hostile_lines_are_read_without_harm_and_keep_their_words(text):
    typed = read(text)
    assert len(typed.title) <= 300
    assert len(typed.owner_words) <= 120
    assert typed.text in text


def test_accents_and_case_do_not_matter_in_names():
    assert match("JOSÉ", PEOPLE) == match("jose", PEOPLE) == (JOSE,)


def test_initials_without_particles_are_understood():
    assert match("JB", PEOPLE) == (JOSE,)


def test_those_who_are_here_are_offered_first():
    assert match("Peter", [MWESIGWA, OKELLO]) == (OKELLO, MWESIGWA)


def test_a_person_for_two_organisations_is_asked_for_which():
    twice = [ANNA, Candidate(1, "Anna Kyomuhendo", 9, "Womens Union")]
    assert len(parse("! Anna: x", twice, MEETING).candidates) == 2


def test_without_a_day_of_the_meeting_no_date_is_read():
    assert parse("! Anna: x, tomorrow", PEOPLE).due_on is None


@pytest.mark.parametrize(
    ("text", "owner", "title", "due"),
    [
        ("! Grace: pay the invoice of EUR 25.12", GRACE, "Pay the invoice of EUR 25.12", None),
        ("! Grace: book room 2.03", GRACE, "Book room 2.03", None),
        ("! Grace: check rooms from 9-11", GRACE, "Check rooms from 9-11", None),
        ("! Anna: folder voor kinderen van 4-12 jaar", ANNA, "Folder voor kinderen van 4-12 jaar", None),
        ("! Anna: survey for children from 4-12 years", ANNA, "Survey for children from 4-12 years", None),
        ("! Anna: revise section 4.11", ANNA, "Revise section 4.11", None),
        ("! Anna: keep the line open 24/7", ANNA, "Keep the line open 24/7", None),
        ("! Anna: visit 12-14 December", ANNA, "Visit 12-14 December", None),
        ("! Sun Li: book the hall", SUN, "Book the hall", None),
        ("! Sun: call", SUN, "Call", None),
        ("! May: send it by 3 May", MAY, "Send it", date(2027, 5, 3)),
        ("! Grace, by Friday: book it", GRACE, "Book it", date(2026, 12, 4)),
        (
            "! Grace: report Thursday 10 December 14:00",
            GRACE,
            "Report Thursday 10 December 14:00",
            date(2026, 12, 10),
        ),
        ("! Grace: klaar begin januari", GRACE, "Klaar begin januari", None),
    ],
)
def test_figures_rooms_ranges_and_names_stay_words(text, owner, title, due):
    typed = parse(text, [*PEOPLE, SUN, MAY], MEETING)
    assert (typed.owner, typed.title, typed.due_on) == (owner, title, due)


def test_the_country_of_the_partnership_says_whether_the_month_comes_first():
    american = DateContext(date(2026, 12, 3), country="US")
    assert parse("! Grace: report by 3/4/2027", PEOPLE, american).due_on == date(2027, 3, 4)
    assert parse("! Grace: report by 3/4/2027", PEOPLE, MEETING).due_on == date(2027, 4, 3)
