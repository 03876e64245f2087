"""A partner fills its card in from a mailed link, without an account."""

import re

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from partnerships.attachments.attaching import attach
from partnerships.attachments.kinds import attachable
from partnerships.cards.models import Card
from tests import factories
from tests.partnerships.attachments.files import PDF, sent

pytestmark = pytest.mark.django_db
SECRET = "The board, every second month"


@pytest.fixture
def token(coffee, peter):
    return link_tokens.token(factories.link_for(peter, coffee, "tasks").pk)


@pytest.fixture
def address(token, union):
    return reverse("link_card", args=[token, union.pk])


def test_it_is_found_filled_in_and_read_by_the_coordinator(client, as_, ruth, peter, union, token, address):
    assert address in client.get(reverse("link", args=[token])).text
    assert "Organisation chart, or other files" in client.get(address).text
    said = {"decides_how": SECRET, "revision": 0, "files": [sent("chart.pdf", PDF)]}
    page = client.post(address, said, follow=True)
    assert "Thank you." in page.text
    assert f'value="{SECRET}"' in page.text
    card = Card.objects.get()
    assert (card.partner, card.decides_how) == (union, SECRET)
    file = card.files.get()
    assert (file.name, file.upload.by) == ("chart.pdf", peter)
    assert SECRET in as_(ruth).get(reverse("partner_card", args=[union.pk])).text


def test_nothing_of_another_partner_opens(client, coffee, token):
    other = factories.partner(coffee)
    address = reverse("link_card", args=[token, other.pk])
    Card.objects.create(partnership=coffee, partner=other, decides_how=SECRET)
    assert client.get(address).status_code == 404
    assert client.post(address, {"decides_how": "Alone", "revision": 0}).status_code == 404
    assert Card.objects.get().decides_how == SECRET


def test_who_stopped_representing_it_opens_nothing(client, coffee, peter, address):
    factories.representative(factories.partner(coffee), peter)
    peter.represents.update(until="2026-01-01T00:00Z", since=None)
    assert client.get(address).status_code != 200


def test_what_a_coordinator_wrote_meanwhile_stands_beside_it(client, coffee, union, address):
    Card.objects.create(partnership=coffee, partner=union, decides_how="Alone", revision=3)
    page = client.post(address, {"decides_how": SECRET, "revision": 2})
    assert page.status_code == 409
    assert SECRET in page.text
    assert "Alone" in page.text
    assert Card.objects.get().decides_how == "Alone"


@pytest.mark.parametrize("wrong", [{"decides_how": "x" * 301}, {"files": [sent("virus.exe", b"MZ")]}])
def test_what_cannot_be_saved_keeps_what_was_typed(client, address, wrong):
    page = client.post(address, {"channel": "A call", "revision": 0, **wrong})
    assert page.status_code == 422
    assert 'value="A call"' in page.text
    assert not Card.objects.exists()


@pytest.fixture
def card(coffee, union):
    """The coordinator wrote it first."""
    return Card.objects.create(partnership=coffee, partner=union, decides_how="The board", revision=1)


def test_files_are_added_later_too_and_each_can_be_opened(client, address, card, peter, coffee):
    said = {"decides_how": SECRET, "revision": 1, "files": [sent("chart.pdf", PDF)]}
    page = client.post(address, said, follow=True)
    assert "chart.pdf" in page.text
    assert "Peter Mugabo" in page.text
    more = {"decides_how": SECRET, "revision": 2, "files": [sent("news.pdf", PDF + b"%2")]}
    page = client.post(address, more, follow=True)
    assert "Organisation chart, or other files" in page.text
    for file in card.files.all():
        at = re.search(rf'href="([^"]+)" download><bdi>{file.name}', page.text)[1]
        answer = client.get(at)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content if answer.streaming else [answer.content]).startswith(
            b"%PDF"
        )


def test_once_no_more_fit_none_can_be_chosen(client, address, card, ruth):
    kind = attachable("card")
    attach(kind, card, [sent(f"{n}.pdf", PDF + b"%%%d" % n) for n in range(10)], by=ruth)
    attach(kind, card, [sent(f"{n}.pdf", PDF + b"%%%d" % n) for n in range(10, 19)], by=ruth)
    two = {"revision": 1, "files": [sent(f"{n}.pdf", PDF + b"%%%d" % n) for n in (20, 21)]}
    text = client.post(address, two, follow=True).text
    assert "no more fit" in text
    assert "20.pdf" in text
    assert 'type="file"' not in text


def test_a_file_of_another_partner_does_not_open(client, coffee, token, ruth):
    other = factories.partner(coffee)
    theirs = Card.objects.create(partnership=coffee, partner=other)
    [file] = attach(attachable("card"), theirs, [sent("chart.pdf", PDF)], by=ruth).files
    assert client.get(reverse("link_card_file", args=[token, file.pk])).status_code == 404
