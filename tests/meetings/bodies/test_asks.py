"""A group asks another: its question goes on that group's next agenda, and the answer comes back once."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from meetings import agendas
from meetings.bodies import ask_needs, asks
from meetings.models import BodyAsk, Meeting
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def board(coffee):
    return coffee.of.bodies.create(name="Board")


@pytest.fixture
def crew(coffee, board):
    """It reports to the board; Anna chairs it."""
    return coffee.of.bodies.create(name="Crew", reports_to=board, chair=coffee.anna)


@pytest.fixture
def coming(coffee, board):
    later = timezone.now() + DAY
    return factories.meeting(coffee.of, "Board 1", body=board, starts_at=later)


def put(coffee, crew, board):
    return asks.ask(BodyAsk(partnership=coffee.of, body=crew, to=board, text="May we spend?"), by=coffee.ruth)


def needs(coffee, who=None):
    return list(ask_needs.open_asks(who or coffee.ruth, coffee.of))


def test_a_question_goes_on_the_next_agenda_of_the_group_it_reports_to(coffee, ruth, crew, board, coming):
    address = reverse("body_ask_new", args=[crew.pk])
    assert ruth.get(address).context["form"]["to"].value() == board.pk
    page = ruth.post(address, {"to": board.pk, "text": "May we spend?"}, follow=True)
    assert coming.items.get().title == "May we spend?"
    assert "On the agenda of" in page.text
    assert "It is on the next agenda of Board." in page.text


def test_without_a_meeting_it_waits_and_goes_on_the_agenda_of_the_one_that_is_planned(
    coffee, ruth, crew, board
):
    put(coffee, crew, board)
    assert "Waits for the next meeting" in ruth.get(board.get_absolute_url()).text
    data = {"title": "Board 1", "starts_at": "2031-05-06T10:00", "minutes_planned": 60, "body": board.pk}
    ruth.post(reverse("meeting_new", args=["coffee"]), data)
    assert Meeting.objects.get(title="Board 1").items.get().ask.text == "May we spend?"
    assert not asks.waiting(board).exists()


def test_it_waits_again_when_the_meeting_is_cancelled_or_the_item_taken_off(coffee, crew, board, coming):
    question = put(coffee, crew, board)
    assert not asks.waiting(board).exists()
    Meeting.objects.filter(pk=coming.pk).update(state="cancelled")
    assert asks.waiting(board).get() == question
    Meeting.objects.filter(pk=coming.pk).update(state="planned")
    question.item.delete()
    assert asks.waiting(board).get() == question


def test_a_group_does_not_ask_itself_and_does_not_report_to_itself(coffee, ruth, crew):
    address = reverse("body_ask_new", args=[crew.pk])
    assert ruth.post(address, {"to": crew.pk, "text": "Hm?"}).status_code == 422
    for name, change in {
        "body_asks_another": lambda: put(coffee, crew, crew),
        "body_reports_to_another": lambda: coffee.of.bodies.filter(pk=crew.pk).update(reports_to=crew),
    }.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            change()


def test_an_answer_has_words_a_day_and_its_meeting(coffee, ruth, crew, board, coming):
    question = put(coffee, crew, board)
    factories.line(coming, "= Yes, up to 2,000", question.item)
    Meeting.objects.filter(pk=coming.pk).update(state="closed", starts_at=timezone.now() - DAY)
    (need,) = needs(coffee)
    assert need.word == "Asked"
    assert ruth.get(need.action_url).context["form"]["answer"].value() == "Yes, up to 2,000"
    ruth.post(need.action_url, {"answer": "Yes, up to 2,000", "revision": 0})
    question.refresh_from_db()
    assert (question.answered_in, question.answer) == (coming, "Yes, up to 2,000")
    assert "Yes, up to 2,000" in ruth.get(crew.get_absolute_url()).text
    with pytest.raises(IntegrityError, match="body_ask_answered"):
        BodyAsk.objects.update(answer="")


def test_an_answer_needs_words(coffee, ruth, crew, board):
    question = put(coffee, crew, board)
    assert ruth.post(question.get_absolute_url(), {"answer": "", "revision": 0}).status_code == 422


def test_the_answer_is_read_once_by_the_chair_or_a_coordinator(coffee, browser_of, crew, board):
    question = put(coffee, crew, board)
    BodyAsk.objects.filter(pk=question.pk).update(answer="Yes", **asks.answered_now(question))
    assert [need.word for need in needs(coffee, coffee.anna)] == ["Answered"]
    assert needs(coffee, coffee.okello) == []
    (need,) = needs(coffee)
    assert browser_of(coffee.okello).post(need.action_url).status_code == 403
    assert browser_of(coffee.anna).post(need.action_url).status_code == 302
    assert needs(coffee) == []


def test_a_question_of_another_partnership_is_not_there(coffee, crew, board, browser_of):
    question = put(coffee, crew, board)
    stranger = factories.coordinator(factories.partnership())
    assert browser_of(stranger).get(question.get_absolute_url()).status_code == 404
    theirs = factories.partnership().bodies.create(name="Theirs")
    put(coffee, crew, theirs)
    with pytest.raises(IntegrityError, match="body_ask_to_same_ps"):
        transaction.get_connection().check_constraints()
    transaction.get_connection().needs_rollback = False


def test_a_question_stands_before_what_a_meeting_ends_with_and_says_who_asks(
    coffee, ruth, crew, board, coming
):
    for title in ("Budget", "Any other business", "Rondvraag", "Sluiting"):
        factories.agenda_item(coming, title)
    factories.agenda_item(coming, "One good thing, one thing to change", purpose="on")
    put(coffee, crew, board)
    titles = list(coming.items.values_list("title", flat=True))
    assert titles[:3] == ["Budget", "May we spend?", "Any other business"]
    assert titles[-1] == "One good thing, one thing to change"
    (slot,) = [slot for slot in agendas.timetable(coming) if slot.asked_by]
    assert (slot.item.title, slot.asked_by) == ("May we spend?", crew)
    assert agendas.purpose_line(slot) == "decide, 10 minutes, Crew"
    page = ruth.get(coming.get_absolute_url()).text
    assert '<td data-label="Brought by">Crew</td>' in re.sub(r">\s+|\s+<", lambda gap: gap[0].strip(), page)


def test_a_question_is_last_where_an_agenda_has_no_end_or_nothing_else(coffee, crew, board, coming):
    factories.agenda_item(coming, "Closing")
    put(coffee, crew, board)
    assert coming.items.last().title == "May we spend?"
    for title in ("Closing of the office", "Sluiting van de school"):
        factories.agenda_item(coming, title)
        put(coffee, crew, board)
        assert coming.items.last().title == "May we spend?"
