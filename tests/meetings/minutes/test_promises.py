"""Which plain sentences promise something, and which only tell."""

from datetime import date

import pytest

from meetings.minutes.typing import offered
from tests.meetings.minutes.people import (
    ANNA,
    DECEMBER,
    FRIDAY,
    JAN,
    MARK,
    MAY,
    OKELLO,
    PEOPLE,
    SUN,
    read,
)

pytestmark = pytest.mark.fast


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
        "Anna will attend",
        "Anna cannot send it by Friday",
        "Anna sent the list by Friday",
        "Anna agreed to send the list by Friday",
        "Anna presented the budget",
        "Mark moved to approve the minutes",
        "Peter will not be able to join on Friday",
        "Jan will no longer be chair by 1 March",
        "Jan kan de lijst voor vrijdag sturen",
        "Jan vraagt of het voor vrijdag kan",
        "Jan en Marieke zijn afwezig tot vrijdag",
        "Noor wordt gebeld door Jan",
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
        "Anna, please send the list by Friday",
        "Anna - send the list by Friday",
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
        "Noor bellen",
        "Noor uitnodigen voor vrijdag",
        "Bel Noor voor vrijdag",
        "Somebody will send it",
        "Growers agree",
        "Action plan: we wait for spring",
        "Action: none",
        "Action taken by Anna",
        "Action Aid will send the list",
        "Action-packed day",
        "AP 3: done",
        "To do so we need money",
        "From Friday Anna will chair",
        "Vrijdag is Jan afwezig",
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
        ("Dr. Anna Bakker will write", "Dr. Anna Bakker will write", ANNA, None),
        ("mw. Bakker belt voor vrijdag", "Mw. Bakker belt", ANNA, FRIDAY),
        ("ANNA WILL SEND IT", "ANNA WILL SEND IT", ANNA, None),
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
