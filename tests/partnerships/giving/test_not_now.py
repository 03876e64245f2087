"""What becomes of an offer is told: agreed to, or "not now" with the reason, which stays on the partner's page."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from backbone.needs import in_full
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from partnerships.models import Contribution
from partnerships.needing import offer_needs
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(union, coffee):
    """Such as what a scoping answer becomes: nobody is known to have recorded it."""
    return Contribution.objects.create(
        partnership=coffee, partner=union, description="A hall", state="offered", source="Scoping answer"
    )


@pytest.fixture
def address(coffee, peter, union):
    token = link_tokens.token(factories.link_for(peter, coffee, "tasks").pk)
    return reverse("link_giving", args=[token, union.pk])


@pytest.fixture
def declined(as_ruth, offer, peter):
    page = as_ruth.post(
        reverse("contribution_decline", args=[offer.pk]), {"words": "The hall is let this year."}, follow=True
    )
    assert "Noted. The partner is told why" in page.text
    offer.refresh_from_db()
    return offer


def test_an_offer_that_nobody_recorded_is_told_to_the_lead(as_ruth, offer, peter):
    as_ruth.post(reverse("contribution_agreement", args=[offer.pk]))
    text = Message.objects.get(recipient=peter).text
    assert "Recorded as pledged: “A hall”" in text


def test_not_now_is_kept_and_told(client, as_ruth, ruth, coffee, declined, peter, address):
    assert (declined.state, declined.declined_by) == ("offered", ruth)
    assert "“not now” to “A hall”: The hall is let this year." in Message.objects.get(recipient=peter).text
    assert "The hall is let this year." in client.get(address).text
    assert "The hall is let this year." in as_ruth.get(declined.partner.get_absolute_url()).text
    assert not in_full(offer_needs.of_partners(ruth, coffee))


def test_why_it_is_not_now_is_read_by_its_partner_and_coordinators_alone(as_, coffee, declined, peter):
    page = declined.partner.get_absolute_url()
    assert "The hall is let this year." in as_(peter).get(page).text
    other = factories.representative(factories.partner(coffee), factories.person())
    shown = as_(other).get(page).text
    assert "The hall is let this year." not in shown


def test_what_a_coordinator_takes_up_after_all_is_declined_no_more(as_ruth, declined):
    said = {"description": "A hall", "kind": "space", "state": "pledged", "revision": declined.revision}
    as_ruth.post(reverse("contribution_edit", args=[declined.pk]), said)
    declined.refresh_from_db()
    assert (declined.state, declined.declined_at, declined.declined_words) == ("pledged", None, "")


def test_not_now_is_said_once_and_needs_a_reason(as_ruth, declined):
    again = reverse("contribution_decline", args=[declined.pk])
    assert as_ruth.post(again, {"words": ""}).status_code == 422
    assert "agreed or declined already" in as_ruth.post(again, {"words": "No."}, follow=True).text
    declined.refresh_from_db()
    assert declined.declined_words == "The hall is let this year."


def test_what_the_partner_changes_is_offered_anew(client, ruth, coffee, declined, address):
    change = address.replace(f"giving/{declined.partner_id}", f"offers/{declined.pk}")
    client.post(change, {"description": "A smaller hall", "kind": "space", "revision": declined.revision})
    declined.refresh_from_db()
    assert (declined.description, declined.declined_at, declined.declined_words) == (
        "A smaller hall",
        None,
        "",
    )
    assert len(in_full(offer_needs.of_partners(ruth, coffee))) == 1


def test_what_was_declined_can_still_be_agreed_to(as_ruth, declined):
    as_ruth.post(reverse("contribution_agreement", args=[declined.pk]))
    declined.refresh_from_db()
    assert (declined.state, declined.declined_at) == ("pledged", None)


def test_what_is_agreed_is_not_declined(declined):
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=declined.pk).update(state="pledged")


def test_a_proposed_benefit_is_declined_too(client, as_ruth, union, coffee, peter, address):
    row = union.benefits.create(partnership=coffee, description="We are heard", is_proposed=True)
    as_ruth.post(reverse("benefit_decline", args=[row.pk]), {"words": "Let us see in June."})
    assert "Let us see in June." in client.get(address).text
    assert "Let us see in June." in Message.objects.get(recipient=peter).text


def test_the_page_of_the_link_shows_the_amounts_that_the_partners_page_shows(client, union, coffee, address):
    Contribution.objects.create(
        partnership=coffee,
        partner=union,
        kind="cash",
        description="Membership",
        value=1500,
        currency="EUR",
        basis="Invoice 12",
        state="delivered",
        delivered_on="2026-03-02",
    )
    Contribution.objects.create(
        partnership=coffee,
        partner=union,
        kind="hours",
        description="Extension staff",
        quantity=40,
        unit="days",
        period_words="Spring 2026",
    )
    text = client.get(address).text
    for shown in ("1,500", "Invoice 12", "2 March 2026", "40 days", "Spring 2026", "not valued"):
        assert shown in text


def test_what_is_to_be_talked_over_stands_on_the_link_and_what_came_of_it(
    client, as_ruth, union, peter, address
):
    asking = address.replace(f"giving/{union.pk}", f"renegotiation/{union.pk}")
    client.post(asking, {"words": "Fewer meetings"})
    page = client.get(address).text
    assert "Fewer meetings" in page
    assert "It is with the coordinator" in page
    assert f'action="{asking}"' not in page
    row = union.partnership.renegotiations.get()
    as_ruth.post(reverse("settlement", args=[row.pk]), {"outcome": "Two a year"})
    page = client.get(address).text
    assert "Two a year" in page
    assert f'action="{asking}"' in page
    assert "What came of it: Two a year" in Message.objects.get(recipient=peter).text
