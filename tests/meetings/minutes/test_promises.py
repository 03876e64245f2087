"""Which plain sentences promise something, and which only tell; the meeting is on Wednesday 25 November 2026."""

from datetime import date

import pytest

from backbone.reading.date_context import DateContext
from meetings.minutes.typing import offered, parse
from meetings.owners import Candidate

pytestmark = pytest.mark.fast

MEETING = DateContext(date(2026, 11, 25), country="NL", next_meeting=date(2027, 1, 14))
JAN = Candidate(1, "Jan van der Berg", 1, "GGD Utrecht", "GGD")
SUKARNO = Candidate(2, "Sukarno", 2, "Rwenzori Growers", "Growers")
ANNA = Candidate(3, "Anna Bakker", 3, "Coffee Platform")
GRACE = Candidate(4, "Grace Hill", 4, "Roasters")
SUN, MAY, MARK = Candidate(5, "Sun Li"), Candidate(6, "May Ling"), Candidate(7, "Mark Twain")
JONES, OKELLO = Candidate(8, "Peter Jones"), Candidate(9, "Peter Okello", 5, "Kigezi Union")
NOOR, EMRE, MARIEKE = Candidate(10, "Noor Ali"), Candidate(11, "Emre Can"), Candidate(12, "Marieke de Wit")
PEOPLE = [JAN, SUKARNO, ANNA, GRACE, SUN, MAY, MARK, JONES, OKELLO, NOOR, EMRE, MARIEKE]
FRIDAY, DECEMBER = date(2026, 11, 27), date(2026, 12, 4)


def read(text):
    return parse(text, PEOPLE, MEETING)


@pytest.mark.parametrize(
    "text",
    [
        "Jan abstains.",
        "Grace Hill raises a question",
        "Sukarno gives an update on the budget.",
        "Sukarno will be absent next time",
        "Jan has to leave early",
        "Peter approves",
        "Mark needs the form by Friday",
        "May is off sick until 3 December",
        "Emre heeft het formulier nodig voor vrijdag",
        "Anna sends the list",
        "Jan gaat akkoord met het voorstel",
        "Jan gaat met pensioen",
        "Jan gaat in op de vragen",
        "Jan gaat weg",
        "Jan doet verslag",
        "Jan neemt het woord",
        "Jan vat samen",
        "Marieke vraagt aandacht voor de kosten",
        "Marieke belt de gemeente",
        "Marieke wacht op de cijfers, uiterlijk vrijdag",
        "Jan zal er niet zijn",
        "Jan zal afwezig zijn",
        "Jan zal het verslag ontvangen voor vrijdag",
        "Jan moet eerder weg",
        "Jan wil het voor vrijdag weten",
        "Jan blijft voorzitter tot 1 maart",
        "Anna will be back on Monday",
        "Anna will not come",
        "Anna will probably join",
        "Anna will receive the figures by Friday",
        "Anna will leave at 3",
        "Anna has to go",
        "Anna must leave by Friday",
        "Anna must send it",
        "Anna expects the report by 3 December",
        "Anna chairs the group until 1 March",
        "Anna works from home until Friday",
        "Anna wants an answer before Christmas",
        "Anna thinks that this can be done by Friday",
        "Anna asks whether this can be ready by Friday",
        "Anna reports that they will be ready by 11 December",
        "Anna to Peter: I disagree",
        "Anna will send it?",
        "Anna: send the list by Friday",
        "Anna and Grace agree",
        "Anna and Grace need the form by Friday",
        "Anna is to be thanked",
        "De lijst wordt door Jan verstuurd",
        "Workshop on the land title (Anna)",
    ],
)
def test_what_only_tells_how_things_are_is_a_note_that_can_become_an_action_point(text):
    typed = read(text)
    assert (typed.kind, typed.text) == ("note", text)
    assert offered(text, PEOPLE)


@pytest.mark.parametrize(
    "text",
    [
        "Peter Jones",
        "Peter Jones, absent",
        "Peter Jones.",
        "Anna",
        "Anna, Grace and Peter",
        "Everybody will send it by Friday",
        "We will send it by Friday",
        "The list will be sent by Friday",
        "De lijst wordt uiterlijk vrijdag verstuurd",
        "Will Anna send it?",
        "Somebody will send it",
        "Growers agree",
        "Action plan: we wait for spring",
        "Action: none",
        "Actie: geen",
        "AP 26-014 is done",
        "Actions by the ministry: none yet",
        "The action of Anna was good",
        "Nobody reads http://example.org/@anna",
        "Workshop held (4 December)",
        "Budget agreed (see 3.1)",
    ],
)
def test_a_bare_name_and_a_sentence_about_nobody_is_a_note_and_offers_nothing(text):
    assert (read(text).kind, read(text).text) == ("note", text)
    assert not offered(text, PEOPLE)


@pytest.mark.parametrize(
    ("text", "title", "owner", "due"),
    [
        ("Anna will send the list", "Anna will send the list", ANNA, None),
        ("Anna will also send the list, Friday", "Anna will also send the list", ANNA, FRIDAY),
        ("Anna to send the list", "Anna to send the list", ANNA, None),
        ("Anna shall write", "Anna shall write", ANNA, None),
        ("Anna is to send the list", "Anna is to send the list", ANNA, None),
        ("Anna is going to call next week", "Anna is going to call", ANNA, DECEMBER),
        ("Anna sends the list by 4 December", "Anna sends the list", ANNA, DECEMBER),
        ("Anna also sends it, no later than Friday", "Anna also sends it", ANNA, FRIDAY),
        ("Anna checks whether the hall is free by Friday", "Anna checks whether the hall is free", ANNA, FRIDAY),
        ("Jan stuurt de lijst voor vrijdag", "Jan stuurt de lijst", JAN, FRIDAY),
        ("Jan gaat de gemeente bellen", "Jan gaat de gemeente bellen", JAN, None),
        ("Jan gaat bellen, uiterlijk 4 december", "Jan gaat bellen", JAN, DECEMBER),
        ("Jan gaat dit doen", "Jan gaat dit doen", JAN, None),
        ("Jan zal de gemeente bellen", "Jan zal de gemeente bellen", JAN, None),
        ("Uiterlijk vrijdag belt Jan de gemeente", "Jan belt de gemeente", JAN, FRIDAY),
        ("Voor 4 december zal Jan de school bellen", "Jan zal de school bellen", JAN, DECEMBER),
        ("By Friday Anna will send the list", "Anna will send the list", ANNA, FRIDAY),
        ("By Friday, Anna sends the list", "Anna sends the list", ANNA, FRIDAY),
        ("The list will be sent by Anna by Friday", "The list will be sent by Anna", ANNA, FRIDAY),
        ("De lijst wordt uiterlijk vrijdag door Jan verstuurd", "De lijst wordt door Jan verstuurd", JAN, FRIDAY),
        ("Send the list (Anna, 4 Dec)", "Send the list", ANNA, DECEMBER),
        ("Lijst sturen (Jan, vrijdag)", "Lijst sturen", JAN, FRIDAY),
        ("Anna (Coffee Platform) will send it", "Anna (Coffee Platform) will send it", ANNA, None),
        ("Peter O. will write", "Peter O. will write", OKELLO, None),
        ("May Ling will call by 3 May", "May Ling will call", MAY, date(2027, 5, 3)),
        ("Sun will call", "Sun will call", SUN, None),
        ("Mark will mark the trees", "Mark will mark the trees", MARK, None),
        ("Anna must send it by Friday", "Anna must send it", ANNA, FRIDAY),
        ("Jan moet de gemeente bellen, uiterlijk 4 december", "Jan moet de gemeente bellen", JAN, DECEMBER),
        ("- Anna will call the bank", "Anna will call the bank", ANNA, None),
        ("2. Anna to call the bank", "Anna to call the bank", ANNA, None),
    ],
)  # fmt: skip
def test_a_promise_in_plain_words_is_an_action_point(text, title, owner, due):
    typed = read(text)
    assert (typed.kind, typed.title, typed.owner, typed.due_on) == ("action", title, owner, due)


@pytest.mark.parametrize(
    ("text", "title", "owner", "due"),
    [
        ("AP Anna: call the bank, Friday", "Call the bank", ANNA, FRIDAY),
        ("AP: Anna: call", "Call", ANNA, None),
        ("ap Anna: call", "Call", ANNA, None),
        ("Action Anna: call", "Call", ANNA, None),
        ("ACTION Anna: call", "Call", ANNA, None),
        ("Action: Anna to call, 4 Dec", "Anna to call", ANNA, DECEMBER),
        ("Action for Anna: call", "Call", ANNA, None),
        ("Action point Anna: call", "Call", ANNA, None),
        ("[Action] Anna: call", "Call", ANNA, None),
        ("Actiepunt Jan: bel de gemeente", "Bel de gemeente", JAN, None),
        ("Actiepunt voor Jan: bel", "Bel", JAN, None),
        ("Actie Jan: bel, uiterlijk 4-12", "Bel", JAN, DECEMBER),
        ("Actie: Jan belt", "Jan belt", JAN, None),
        ("TODO Anna - book the room", "Book the room", ANNA, None),
        ("! Grace, book the room, Friday", "Book the room", GRACE, FRIDAY),
        ("! grace, book the room", "Book the room", GRACE, None),
        ("! Grace - book the room", "Book the room", GRACE, None),
        ("! Grace, by Friday: book it", "Book it", GRACE, FRIDAY),
        ("! Friday: Grace calls", "Grace calls", GRACE, FRIDAY),
        ("! Send list (Anna, 4 Dec)", "Send list", ANNA, DECEMBER),
        ("! Send list (4 Dec, Anna)", "Send list", ANNA, DECEMBER),
        ("! Send list (Anna)", "Send list", ANNA, None),
        ("! Send list (Anna), Friday", "Send list", ANNA, FRIDAY),
        ("! Send list (4 Dec)", "Send list", None, DECEMBER),
        ("! Send list (see 3.1)", "Send list (see 3.1)", None, None),
        ("! Call Jan (GGD)", "Call Jan (GGD)", None, None),
        ("! Send the list: Anna", "Send the list", ANNA, None),
        ("! Send the list -> Anna", "Send the list", ANNA, None),
        ("! Send the list @Anna, Friday", "Send the list", ANNA, FRIDAY),
        ("! Anna: next month", "Next month", ANNA, date(2026, 12, 31)),
        ("! Anna next month", "Anna", ANNA, date(2026, 12, 31)),
        ("! Noor: bellen met de school", "Bellen met de school", NOOR, None),
        ("! Noor belt de school", "Noor belt de school", NOOR, None),
        ("! Noor gaat de school bellen", "Noor gaat de school bellen", NOOR, None),
        ("! for the record: call Anna", "For the record: call Anna", None, None),
        ("- ! Anna: call", "Call", ANNA, None),
        ("!! Anna: call", "Call", ANNA, None),
        ("! Anna, urgent: call", "Urgent: call", ANNA, None),
        ("! Write to Anna and Grace: they wait", "Write to Anna and Grace: they wait", None, None),
        ("! Berg, Jan van der: bel", "Bel", JAN, None),
        ("! Anna (Coffee Platform): call", "Call", ANNA, None),
    ],
)
def test_the_ways_in_which_people_mark_an_action_point(text, title, owner, due):
    typed = read(text)
    assert (typed.kind, typed.title, typed.owner, typed.due_on) == ("action", title, owner, due)


@pytest.mark.parametrize(
    ("text", "title", "candidates"),
    [
        ("Anna and Grace will draft the letter", "Anna and Grace will draft the letter", [ANNA, GRACE]),
        ("Anna & Grace to draft it", "Anna & Grace to draft it", [ANNA, GRACE]),
        ("Anna, Sukarno and Grace will draft it", "Anna, Sukarno and Grace will draft it", [ANNA, SUKARNO, GRACE]),
        ("Anna and Grace draft the letter by 4 December", "Anna and Grace draft the letter", [ANNA, GRACE]),
        ("Anna en Jan gaan de brief schrijven", "Anna en Jan gaan de brief schrijven", [ANNA, JAN]),
        ("Anna en Jan zullen de brief schrijven", "Anna en Jan zullen de brief schrijven", [ANNA, JAN]),
        ("Anna and Piet will draft it", "Anna and Piet will draft it", [ANNA]),
        ("Peter will call", "Peter will call", [JONES, OKELLO]),
        ("! Anna, Grace, draft it", "Draft it", [ANNA, GRACE]),
        ("! Anna/Grace: draft it", "Draft it", [ANNA, GRACE]),
        ("! Anna and Zed: draft it", "Draft it", [ANNA]),
        ("! Draft it (Anna/Grace, 4 Dec)", "Draft it", [ANNA, GRACE]),
        ("! Noor bellen met de school", "Noor bellen met de school", [NOOR]),
        ("! Noor een mail sturen", "Noor een mail sturen", [NOOR]),
        ("! Noor uitnodigen voor vrijdag", "Noor uitnodigen", [NOOR]),
        ("! Noor over de school", "Noor over de school", [NOOR]),
        ("Actie: Noor bellen", "Noor bellen", [NOOR]),
        ("AP Kofi: call", "Call", []),
        ("! Zorg: write", "Write", []),
    ],
)  # fmt: skip
def test_who_does_it_is_asked_where_it_is_not_sure(text, title, candidates):
    typed = read(text)
    assert (typed.kind, typed.title, list(typed.candidates), typed.owner) == (
        "action",
        title,
        candidates,
        None,
    )


@pytest.mark.parametrize(
    ("text", "title", "days"),
    [
        ("! Anna: pay, by 1 Nov", "Pay, by 1 Nov", (date(2026, 11, 1), date(2027, 11, 1))),
        ("! Anna: pay, 24 November", "Pay, 24 November", (date(2026, 11, 24), date(2027, 11, 24))),
        (
            "! Anna: betaal uiterlijk 20-11",
            "Betaal uiterlijk 20-11",
            (date(2026, 11, 20), date(2027, 11, 20)),
        ),
        ("! Anna: pay by October", "Pay by October", (date(2026, 10, 31), date(2027, 10, 31))),
        ("! Anna: pay by 1 November 2025", "Pay by 1 November 2025", (date(2025, 11, 1),)),
        ("Anna will pay by 1 Nov", "Anna will pay by 1 Nov", (date(2026, 11, 1), date(2027, 11, 1))),
        ("Pay it (Anna, 1 Nov)", "Pay it (Anna, 1 Nov)", (date(2026, 11, 1), date(2027, 11, 1))),
    ],
)
def test_a_day_that_has_gone_by_is_asked_about_and_its_words_stay(text, title, days):
    typed = read(text)
    assert (typed.kind, typed.title, typed.owner, typed.due_on, typed.days) == ("action", title, ANNA, None, days)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("! Anna: pay by 1 March", date(2027, 3, 1)),
        ("! Anna: pay, 25 November", date(2026, 11, 25)),
        ("! Anna: pay, Monday", date(2026, 11, 30)),
        ("! Anna: pay, 1 February", date(2027, 2, 1)),
    ],
)
def test_a_day_to_come_is_not_asked_about(text, due):
    assert (read(text).due_on, read(text).days) == (due, ())


def test_a_sentence_is_understood_in_both_languages_whatever_the_partnership_speaks():
    for language in ("en", "nl"):
        assert parse("Jan zal bellen", PEOPLE, MEETING, language).owner == JAN
        assert parse("Jan will call", PEOPLE, MEETING, language).owner == JAN
