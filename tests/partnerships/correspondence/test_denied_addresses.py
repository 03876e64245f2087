"""An address that was called somebody else's gets no mail and no link until a coordinator has looked at it."""

import pytest

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from partnerships.correspondence import link_renewal
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.sending import send
from tests import factories
from tests.factories import link_for

pytestmark = pytest.mark.django_db
WAITS = "Somebody else reads this address"


@pytest.fixture
def denied(client, coffee, peter, ruth, released):
    """Somebody said behind Peter's link that they are not Peter."""
    link = link_for(peter, coffee, "test")
    client.post(f"/l/{link_tokens.token(link.pk)}/not-me/")


def news(person, partnership):
    return send(factories.news(person, partnership, f"news:{partnership.pk}"))


def page_of(client, person):
    return client.get(f"/partnerships/coffee/contacts/{person.pk}/").text


def may_go(message):
    return Message.objects.due().filter(pk=message.pk).exists()


def test_a_mail_made_since_waits_and_opens_nothing_there(denied, coffee, peter):
    message = news(peter, coffee)
    assert message.state == Message.State.WAITING
    assert not may_go(message)


def test_it_waits_in_other_partnerships_of_the_person_too(denied, peter):
    tea = factories.partnership("Tea Platform", "tea")
    factories.representative(factories.partner(tea, "Tea Union"), peter)
    assert not may_go(news(peter, tea))


def test_links_of_other_partnerships_end_with_it(client, coffee, peter, ruth):
    tea = factories.partnership("Tea Platform", "tea")
    factories.representative(factories.partner(tea, "Tea Union"), peter)
    other, own = link_for(peter, tea, "test"), link_for(peter, coffee, "test")
    client.post(f"/l/{link_tokens.token(own.pk)}/not-me/")
    assert client.get(f"/l/{link_tokens.token(other.pk)}/").status_code == 410


def test_mail_to_others_goes(denied, coffee, union):
    other = factories.representative(union, factories.person("Joy Akello"))
    assert may_go(news(other, coffee))


def test_the_coordinators_of_each_of_its_partnerships_see_it(as_, as_ruth, denied, coffee, peter):
    assert "Confirm or change the address" in as_ruth.get("/my-work/").text
    assert WAITS in page_of(as_ruth, peter)
    tea = factories.partnership("Tea Platform", "tea")
    moses = factories.coordinator(tea, factories.person("Moses Okello"))
    assert "Confirm or change the address" not in as_(moses).get("/my-work/").text
    factories.representative(factories.partner(tea, "Tea Union"), peter)
    assert "Confirm or change the address" in as_(moses).get("/my-work/").text


def test_once_a_coordinator_confirms_it_the_mail_goes_with_a_link_that_opens(as_ruth, denied, coffee, peter):
    message = news(peter, coffee)
    made = AccessLink.objects.filter(person=peter, revoked_at=None)
    assert made.exists()
    answer = as_ruth.post(f"/partnerships/coffee/contacts/{peter.pk}/right-address/", follow=True)
    assert f"Emails go to {peter.mail_address} again." in answer.text
    assert WAITS not in page_of(as_ruth, peter)
    assert "Confirm or change the address" not in as_ruth.get("/my-work/").text
    assert may_go(message)
    assert made.exists()


def test_at_another_address_it_goes_there_and_to_nobody_else(as_ruth, denied, coffee, peter):
    message = news(peter, coffee)
    peter.refresh_from_db()
    peter.contact_email = "peter.mugabo@union.example.org"
    peter.save()
    message.refresh_from_db()
    assert message.to_address == "peter.mugabo@union.example.org"
    assert may_go(message)
    assert AccessLink.objects.filter(person=peter, revoked_at=None).exists()
    assert link_renewal.is_denied(peter) is False


def test_what_waited_before_goes_there_too_but_its_link_opens_nothing(client, coffee, peter, ruth, released):
    before = news(peter, coffee)
    link = link_for(peter, coffee, "test")
    client.post(f"/l/{link_tokens.token(link.pk)}/not-me/")
    peter.refresh_from_db()
    peter.contact_email = "peter.mugabo@union.example.org"
    peter.save()
    before.refresh_from_db()
    assert before.to_address == "peter.mugabo@union.example.org"
    assert not AccessLink.objects.filter(person=peter, revoked_at=None).exists()


def test_only_who_coordinates_says_that_an_address_is_right(as_, denied, coffee, union, peter):
    joy = factories.representative(union, factories.person("Joy Akello"))
    answer = as_(joy).post(f"/partnerships/coffee/contacts/{peter.pk}/right-address/")
    assert answer.status_code == 403
    assert link_renewal.is_denied(peter)
