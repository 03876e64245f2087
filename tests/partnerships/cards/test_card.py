"""A partner's card: everything optional, for its coordinators and the partner itself."""

import pytest
from django.urls import reverse

from partnerships.attachments.attaching import attach
from partnerships.attachments.kinds import attachable
from partnerships.cards.models import Card
from partnerships.merges import merging
from tests import factories
from tests.partnerships.attachments.files import PDF, sent

pytestmark = pytest.mark.django_db
SECRET = "The board, every second month"


@pytest.fixture
def address(union):
    return reverse("partner_card", args=[union.pk])


def test_a_coordinator_fills_it_in_and_the_partner_goes_on(as_, ruth, peter, union, address):
    assert as_(ruth).post(address, {"channel": ""}).status_code == 302
    as_(ruth).post(address, {"decides_how": SECRET, "revision": 0})
    assert SECRET in as_(peter).get(address).text
    said = {"decides_how": SECRET, "channel": "A call", "revision": 1}
    assert as_(peter).post(address, said).status_code == 302
    card = Card.objects.get()
    assert (card.partner, card.decides_how, card.channel) == (union, SECRET, "A call")
    assert as_(ruth).post(address, {"decides_how": "Alone", "revision": 1}).status_code == 409


def test_nobody_else_sees_it_or_what_lies_beside_it(as_, ruth, peter, union, coffee, address):
    card = Card.objects.create(partnership=coffee, partner=union, decides_how=SECRET)
    attach(attachable("card"), card, [sent("chart.pdf", PDF)], by=ruth)
    files = reverse("card_files", args=[card.pk])
    other = factories.representative(factories.partner(coffee))
    for person in (other, factories.observer(coffee), factories.leader(coffee)):
        assert as_(person).get(address).status_code == 403
        assert as_(person).get(files).status_code == 403
        assert SECRET not in as_(person).get(union.get_absolute_url()).text
    assert "chart.pdf" in as_(peter).get(files).text
    assert "chart.pdf" in as_(ruth).get(address).text
    assert as_(factories.person()).get(address).status_code == 404


def test_looking_at_one_that_is_not_there_writes_nothing(as_ruth, address):
    assert as_ruth.get(address).status_code == 200
    assert not Card.objects.exists()


def test_of_two_partners_that_are_one_nothing_known_is_lost(coffee, union):
    gone, by = factories.partner(coffee), factories.administrator()
    Card.objects.create(partnership=coffee, partner=union, decides_how="Alone")
    Card.objects.create(partnership=coffee, partner=gone, decides_how=SECRET, channel="A call")
    merging.merge_organisations(gone.organisation, union.organisation, by=by)
    card = Card.objects.get()
    assert (card.partner, card.decides_how, card.channel) == (union, "Alone", "A call")
