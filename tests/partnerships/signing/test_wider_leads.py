"""Who leads the wider relationship with an organisation is spoken to before an agreement is proposed to it."""

import pytest
from django.urls import reverse

from backbone.outbox.models import Message
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.merges import merging
from partnerships.models import Role
from partnerships.organisations import possible_leads
from partnerships.signing import proposing, wider_leads
from tests import factories

PAGE = "/partnerships/coffee/agreement/proposal/"


@pytest.fixture
def lead(union, released):
    """Joan, of another partnership, who wants no news by mail."""
    joan = factories.coordinator(
        factories.partnership("Tea Platform", "tea"), factories.person("Joan Achieng")
    )
    joan.mail_preference = "needed"
    joan.save()
    union.organisation.wider_lead = joan
    union.organisation.save()
    return joan


def asking(union):
    return reverse("wider_lead_asking", args=["coffee", union.organisation_id])


def test_whoever_proposes_is_told_to_talk_first(as_ruth, agreement, partners, lead):
    text = as_ruth.get(PAGE).text
    assert "Joan Achieng leads the wider relationship with Kigezi Farmers’ Union: talk first." in text
    assert not Message.objects.exists()


def test_one_press_mails_them_once_and_says_when(as_ruth, coffee, agreement, partners, union, lead):
    for _n in range(2):
        as_ruth.post(asking(union))
    mail = Message.objects.get()
    assert mail.recipient == lead
    assert "wants to talk first" in mail.text
    text = as_ruth.get(PAGE).text
    assert f"Asked on {dates.short(today_of(coffee))}." in text
    assert asking(union) not in text


def test_the_next_version_asks_again(as_ruth, ruth, agreement, partners, union, lead):
    as_ruth.post(asking(union))
    proposing.propose(agreement, ruth, "all")
    [talk] = wider_leads.before(agreement, ruth)
    assert talk.asked_on is None
    as_ruth.post(asking(union))
    assert Message.objects.count() == 2


def test_without_an_address_it_is_said_that_no_email_went(as_ruth, agreement, partners, union, lead):
    type(lead).objects.filter(pk=lead.pk).update(email=None, contact_email="")
    assert "No email went" in as_ruth.post(asking(union), follow=True).text
    assert f'action="{asking(union)}"' in as_ruth.get(PAGE).text


def test_nobody_is_told_to_talk_to_themselves(as_, agreement, partners, coffee, lead):
    factories.coordinator(coffee, lead)
    assert "talk first" not in as_(lead).get(PAGE).text


def test_without_a_lead_nothing_is_asked(as_ruth, ruth, agreement, partners, union):
    assert "talk first" not in as_ruth.get(PAGE).text
    assert as_ruth.post(asking(union)).status_code == 404


def test_an_organisation_that_is_no_partner_here_is_not_asked_about(as_ruth, agreement, partners, lead):
    elsewhere = factories.partner(factories.partnership("Cocoa", "cocoa"), "Cocoa Board")
    elsewhere.organisation.wider_lead = lead
    elsewhere.organisation.save()
    assert as_ruth.post(asking(elsewhere)).status_code == 404


# Who it is


def test_it_is_chosen_among_those_with_a_role_where_it_is_a_partner(as_ruth, ruth, coffee, union, peter):
    leader = factories.role(Role.Kind.LEADER, coffee, factories.person("Grace Auma"))
    stranger = factories.coordinator(factories.partnership("Tea", "tea"), factories.person("Sam Odongo"))
    found = possible_leads(union.organisation, ruth)
    assert {ruth, leader} <= set(found)
    assert not {stranger, peter} & set(found)
    page = reverse("organisation_edit", args=[union.organisation_id])
    sent = {"name": union.organisation.name, "revision": union.organisation.revision}
    assert as_ruth.post(page, {**sent, "wider_lead": stranger.pk}).status_code == 422
    assert as_ruth.post(page, {**sent, "wider_lead": leader.pk}).status_code == 302
    text = as_ruth.get(reverse("organisation", args=[union.organisation_id])).text
    assert "Grace Auma leads the wider relationship." in text


def test_whoever_stands_there_stays_when_the_form_is_saved(as_ruth, ruth, union, lead):
    assert lead in possible_leads(union.organisation, ruth)


def test_it_is_kept_when_two_turn_out_to_be_one(ruth, coffee, union, lead):
    double = factories.partner(coffee, "Kigezi Farmers Union (2)")
    merging.merge_organisations(union.organisation, double.organisation, by=ruth)
    double.organisation.refresh_from_db()
    assert double.organisation.wider_lead == lead
