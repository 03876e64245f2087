"""A round on the page of a link: what it is called, the own answer, and those of the others for whoever answered."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.outbox import link_tokens
from partnerships.correspondence.models import AccessLink
from partnerships.scoping import answering, asking
from partnerships.scoping.models import Canvas, CanvasAnswer
from tests import factories

OTHERS = "Read what the others said"
SAID = {"achieve": "Cheap loans", "need": "", "bring": "", "only_together": ""}


@pytest.fixture
def token(canvas, bank, joan, released):
    asking.ask(canvas, joan.represents.all())
    return link_tokens.token(AccessLink.objects.get(person=joan, purpose="canvas").pk)


@pytest.fixture
def page(client, token):
    """What the page of the link says now."""
    return lambda: client.get(reverse("link", args=[token])).text


@pytest.fixture
def answers(token, canvas):
    """Where the answers stand side by side."""
    return reverse("link_canvas_answers", args=[token, canvas.pk])


def answer(client, token, canvas):
    return client.post(reverse("link_canvas", args=[token, canvas.pk]), SAID)


def test_whoever_answered_reads_the_others_and_nobody_else_does(client, token, canvas, said, page, answers):
    assert OTHERS not in page()
    before = client.get(answers)
    assert before.status_code == 200
    assert "One price list" not in before.text
    answer(client, token, canvas)
    assert answers in page()
    text = client.get(answers).text
    assert "One price list" in text
    assert "Cheap loans" in text
    assert "<form" not in text.partition("<main")[2].partition("</main>")[0].replace('id="flash"', "")


def test_an_answer_that_was_noted_for_the_partner_counts_as_its_own(
    client, canvas, said, bank, answers, ruth
):
    CanvasAnswer.objects.create(
        partnership=canvas.partnership, canvas=canvas, partner=bank, achieve="Loans", way="phone", by=ruth
    )
    text = client.get(answers).text
    assert "One price list" in text
    assert "by phone" not in text


def test_nobody_reads_them_who_was_not_asked(client, canvas, said, peter, coffee):
    token = link_tokens.token(factories.link_for(peter, coffee, "test").pk)
    assert client.get(reverse("link_canvas_answers", args=[token, canvas.pk])).status_code == 404


def test_nor_who_represents_the_partner_no_more(client, token, canvas, said, answers, joan, coffee):
    answer(client, token, canvas)
    factories.observer(coffee, joan)
    joan.represents.update(until=now())
    assert client.get(answers).status_code == 404


def test_a_closed_round_shows_what_was_said_and_the_way_to_the_others(
    client, token, canvas, said, page, answers, ruth
):
    answer(client, token, canvas)
    answering.close(canvas, by=ruth)
    text = page()
    assert "This round is closed" in text
    assert "Cheap loans" in text
    assert "What does it need?" not in text
    assert answers in text
    assert "One price list" in client.get(answers).text


def test_a_closed_round_that_was_not_answered_shows_no_answers(canvas, said, page, ruth):
    answering.close(canvas, by=ruth)
    assert "This round is closed" in page()
    assert OTHERS not in page()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", ["start", "Start of the partnership", "Start van het samenwerkingsverband"])
def test_a_name_that_nobody_gave_is_not_read_by_partners(client, canvas, joan, page, name, language):
    Canvas.objects.update(name=name)
    joan.language = language
    joan.save()
    heading = page().partition(f'<h2 id="canvas-{canvas.pk}">')[2].partition("</h2>")[0]
    assert "Rural Bank" in heading
    assert name not in heading


def test_a_name_that_was_given_stands_beside_the_question(canvas, page):
    Canvas.objects.update(name="2027")
    heading = page().partition(f'<h2 id="canvas-{canvas.pk}">')[2].partition("</h2>")[0]
    assert "2027" in heading
