"""Who left is invited back by email, and what was answered by mistake is asked again by the mail that was sent."""

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships import partners
from partnerships.correspondence import link_renewal
from partnerships.correspondence.links import with_part
from partnerships.correspondence.models import AccessLink
from partnerships.inviting import sending
from partnerships.inviting.models import PartnerInvitation
from partnerships.models import Partner, Role
from partnerships.taking_part import who_left
from tests import factories
from tests.partnerships.inviting.answered import address_of, answered


@pytest.fixture
def gone(coffee):
    """Somebody whose organisation withdrew."""
    partner = factories.partner(coffee, "Soil Laboratory")
    sam = factories.representative(partner, factories.person("Sam Opio", "sam@soil.example.org"))
    partners.withdraw(partner, today_of(coffee))
    return sam


@pytest.fixture
def invited(coffee, ruth, gone, released):
    row = PartnerInvitation.objects.create(
        partnership=coffee, organisation="Soil Laboratory", person=gone, by=ruth
    )
    return sending.send_mail(row, by=ruth)


def page_of(row):
    return address_of(row).partition("partner-invitations")[0]


def test_a_partner_that_withdrew_is_invited_back_by_email(client, coffee, invited, gone):
    factories.task(coffee, owner=gone, title="Weigh the harvest")
    assert Message.objects.due().filter(kind="partner_invitation", recipient=gone).exists()
    page = client.get(page_of(invited)).text
    assert "Yes, we take part" in page
    assert "Weigh the harvest" not in page
    answered(client, invited, "yes")
    assert not Partner.objects.get(organisation__name="Soil Laboratory").withdrawn_on
    assert "Weigh the harvest" in client.get(page_of(invited)).text


def test_who_left_chooses_mails_and_says_that_it_is_somebody_else(client, coffee, invited, gone):
    choosing = AccessLink.objects.get(person=gone, purpose="preferences")
    token = link_tokens.token(choosing.pk)
    assert client.get(reverse("link_unsubscribe", args=[token])).status_code < 400
    assert "What you give" not in client.get(reverse("link", args=[token])).text
    address = f"{page_of(invited)}not-me/"
    assert "expired" not in client.get(address).text
    assert client.post(address).status_code == 200
    assert not AccessLink.objects.filter(person=gone, revoked_at=None).exists()


def test_nothing_else_opens_to_who_left(client, coffee, invited):
    assert client.get(f"{page_of(invited)}card/").status_code in (404, 410)
    task = factories.task(coffee, owner=invited.person)
    assert client.post(f"{page_of(invited)}tasks/{task.pk}/", {"answer": "done"}).status_code in (404, 410)


def test_why_no_email_goes_is_said(as_ruth, coffee, ruth):
    row = PartnerInvitation.objects.create(
        partnership=coffee, organisation="Soil Laboratory", person=factories.person("Sam", None), by=ruth
    )
    page = as_ruth.post(reverse("partner_invitation_mail", args=[row.pk]), follow=True)
    assert "Sam has no email address." in page.text


def test_the_link_that_was_mailed_works_after_a_yes_was_taken_back(client, as_ruth, sent):
    answered(client, sent, "yes")
    again = reverse("partner_invitation_reopening", args=[sent.pk])
    as_ruth.post(again)
    assert not Partner.objects.filter(organisation__name="Soil Laboratory").exists()
    assert "Yes, we take part" in client.get(page_of(sent)).text
    answered(client, sent, "no")
    assert sent.state == "no"


def test_an_observer_by_mistake_is_none_after_it_was_taken_back(client, as_ruth, coffee, sent):
    answered(client, sent, "observer")
    assert Role.objects.current().filter(person=sent.person, kind="observer").exists()
    as_ruth.post(reverse("partner_invitation_reopening", args=[sent.pk]))
    assert who_left([(sent.person, coffee)])
    assert "Yes, we take part" in client.get(page_of(sent)).text


def test_who_was_an_observer_before_stays_one(as_ruth, client, ruth, sent, coffee):
    Role.objects.create(
        person=sent.person, kind="observer", partnership=coffee, since=sent.sent_at, granted_by=ruth
    )
    answered(client, sent, "observer")
    as_ruth.post(reverse("partner_invitation_reopening", args=[sent.pk]))
    assert not who_left([(sent.person, coffee)])


def test_a_new_link_does_not_say_that_somebody_takes_part_who_does_not(sent):
    link = with_part().filter(person=sent.person, purpose="partner_invitation").get()
    text = link_renewal.renew(link).text
    assert "because you asked for a new link" in text
    assert "because you take part" not in text
