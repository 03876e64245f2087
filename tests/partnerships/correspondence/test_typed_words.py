"""What is typed behind a mailed link stays on the page when the row changed meanwhile, with the reason."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.outbox import link_tokens
from partnerships import removing
from partnerships.closing import closing
from partnerships.correspondence.models import AccessLink
from partnerships.giving.models import Renegotiation
from tests import factories
from tests.partnerships.attachments.files import PDF, sent

pytestmark = pytest.mark.django_db
WORDS = "Two groups <at once> is too much."


@pytest.fixture
def token(coffee, peter):
    return link_tokens.token(factories.link_for(peter, coffee, "tasks").pk)


@pytest.fixture
def address(token, union):
    return reverse("link_renegotiation", args=[token, union.pk])


def keeps(page):
    assert 'id="typed"' in page.text
    assert "Two groups &lt;at once&gt; is too much." in page.text
    return page.status_code


def test_what_can_be_saved_leads_on_and_a_second_one_stays_with_the_reason(client, address):
    assert client.post(address, {"words": "Less"}).status_code == 303
    page = client.post(address, {"words": WORDS})
    assert keeps(page) == 409
    assert "open with the coordinator already" in page.text
    assert Renegotiation.objects.get().words == "Less"


def test_the_same_words_once_more_have_lost_nothing(client, address, token):
    client.post(address, {"words": WORDS})
    page = client.post(address, {"words": f" {WORDS} "})
    assert page.status_code == 303
    assert "open with the coordinator already" in client.get(reverse("link", args=[token])).text


def test_what_was_saved_is_not_shown_as_lost_whatever_is_said_last(client, token, coffee, union):
    coffee.file_room = 0
    coffee.save()
    typed = {"say": "offer", "description": "A hall", "kind": "space", "revision": 0}
    address = reverse("link_giving", args=[token, union.pk])
    page = client.post(address, {**typed, "files": [sent("proof.pdf", PDF)]})
    assert (page.status_code, union.contributions.get().description) == (303, "A hall")
    assert "Not added: proof.pdf." in client.get(address).text


def test_a_button_alone_leads_on_with_the_words(client, address):
    assert client.post(address, {"words": " "}).status_code == 303


def test_in_a_partnership_that_was_closed_meanwhile(client, address, coffee, ruth):
    closing.close(coffee, by=ruth)
    page = client.post(address, {"words": WORDS})
    assert keeps(page) == 409
    assert "closed this partnership" in page.text
    assert page.text.count(f'href="mailto:{ruth.email}"') == 2


def test_behind_a_link_that_expired_meanwhile(client, address):
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert keeps(client.post(address, {"words": WORDS})) == 410


def test_behind_a_link_that_is_none_nothing_is_repeated(client, union):
    address = reverse("link_renegotiation", args=["x" * 40, union.pk])
    page = client.post(address, {"words": WORDS})
    assert (page.status_code, "at once" in page.text) == (404, False)


def test_for_a_partner_that_they_represent_no_more(client, address, peter):
    peter.represents.update(until=timezone.now() - timedelta(days=1))
    assert keeps(client.post(address, {"words": WORDS})) == 410


def test_in_an_offer_that_was_removed_meanwhile(client, token, coffee, union, ruth):
    row = union.contributions.create(partnership=coffee, description="A hall", state="offered")
    address = reverse("link_offer", args=[token, row.pk])
    removing.remove(row, by=ruth, page="/")
    page = client.post(address, {"description": WORDS, "kind": "space", "revision": 0})
    assert keeps(page) == 404
    assert "no longer asked of you" in page.text
    assert "space" not in page.text.partition("What you typed")[2]
