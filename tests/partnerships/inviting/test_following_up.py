"""What follows an invitation: its reminder, and an answer that somebody has to see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.outbox.models import Message
from partnerships.identity.models import Identity
from partnerships.inviting import answering, needs, reminding, sending
from partnerships.inviting.models import PartnerInvitation
from tests.partnerships.inviting.answered import FORM, answered


def test_the_reminder_leaves_on_a_working_morning_of_its_reader_and_is_announced(coffee, sent):
    row = PartnerInvitation.objects.get(pk=sent.pk)
    (ahead,) = reminding.forthcoming([coffee.pk])
    assert (ahead.person, ahead.about) == (row.person, "Soil Laboratory")
    at = ahead.leaves_at.astimezone(row.person.zone)
    assert (at.hour, at.weekday() < 5) == (8, True)
    assert at >= row.sent_at + timedelta(days=14)
    assert "the only reminder" in ahead.message().text
    PartnerInvitation.objects.update(reminded_at=now())
    assert reminding.forthcoming([coffee.pk]) == []


def test_a_letter_is_reminded_by_nobody_and_called_about(as_ruth, ruth, coffee):
    row = PartnerInvitation.objects.create(
        partnership=coffee, organisation="Ministry", state="sent", sent_at=now() - timedelta(days=22), by=ruth
    )
    assert reminding.remind_due() == 0
    row.refresh_from_db()
    assert row.reminded_at is None
    assert [need.title for need in needs.of_invitations(ruth, coffee)] == ["Ministry"]


def test_what_was_answered_is_not_written_anew(as_ruth, client, sent):
    answered(client, sent, "no")
    page = as_ruth.post(
        reverse("partner_invitation_edit", args=[sent.pk]), {**FORM, "organisation": "Another"}
    )
    assert page.status_code == 302
    sent.refresh_from_db()
    assert (sent.organisation, sent.state) == ("Soil Laboratory", "no")


def test_a_wrong_address_after_somebody_was_named_changes_nothing(client, sent):
    answered(client, sent, "other", other_name="Grace Akello", other_email="grace@soil.example.org")
    answered(client, sent, "other", other_name="", other_email="grace@")
    assert (sent.other_name, sent.other_email) == ("Grace Akello", "grace@soil.example.org")


def test_a_form_of_the_prospect_from_before_the_answer_is_told(as_ruth, client, sent, laboratory):
    before = laboratory.revision
    answered(client, sent, "no")
    laboratory.refresh_from_db()
    assert (laboratory.state, laboratory.revision > before) == ("declined", True)


def test_an_answer_waits_until_a_coordinator_has_seen_it(client, as_ruth, ruth, coffee, sent):
    answered(client, sent, "yes")
    (need,) = needs.of_invitations(ruth, coffee)
    assert (need.word, need.action) == ("Yes", "Look at the answer")
    assert answering.not_looked_at(coffee) == [sent.partner_id]
    as_ruth.post(reverse("partner_invitation_look", args=[sent.pk]))
    assert list(needs.of_invitations(ruth, coffee)) == []
    assert answering.not_looked_at(coffee) == []


def test_the_public_page_names_a_new_partner_once_somebody_has_seen_it(client, as_ruth, coffee, sent):
    Identity.objects.create(partnership=coffee, is_public=True)
    answered(client, sent, "yes")
    address = reverse("public_page", args=[coffee.slug])
    assert "Soil Laboratory" not in client.get(address).text
    as_ruth.post(reverse("partner_invitation_look", args=[sent.pk]))
    assert "Soil Laboratory" in client.get(address).text


def test_what_coordinators_guess_is_not_said_by_the_partner(client, coffee, sent, laboratory):
    type(laboratory).objects.update(brings="Cheap loans")
    answered(client, sent, "yes")
    partner = coffee.partners.get(organisation__name="Soil Laboratory")
    assert not partner.contributions.exists()
    assert [(gain.is_proposed, gain.expected) for gain in partner.benefits.all()] == [(True, True)]


def test_a_told_answer_to_what_was_never_sent_is_not_said_to_be_sent(as_ruth, ruth, coffee):
    row = PartnerInvitation.objects.create(partnership=coffee, organisation="Savings Club", by=ruth)
    as_ruth.post(reverse("partner_invitation_answer", args=[row.pk]), {"answer": "yes", "way": "phone"})
    row.refresh_from_db()
    assert (row.state, row.sent_at) == ("yes", None)
    assert coffee.partners.filter(organisation__name="Savings Club").exists()


def test_the_partner_that_a_mistaken_yes_made_lies_in_the_bin(client, as_ruth, coffee, sent):
    answered(client, sent, "yes")
    page = as_ruth.post(reverse("partner_invitation_reopening", args=[sent.pk]), follow=True)
    assert "is removed" in page.text
    assert not coffee.partners.filter(organisation__name="Soil Laboratory").exists()
    sent.refresh_from_db()
    assert (sent.state, sent.partner) == ("sent", None)


def test_the_address_of_whoever_is_asked_instead_came_from_the_one_who_named_them(
    client, as_ruth, ruth, sent
):
    first = str(sent.person)
    answered(client, sent, "other", other_name="Grace Akello", other_email="grace@soil.example.org")
    row = sending.turn_to_other(sent, by=ruth)
    assert first in row.person.source


def test_whoever_a_yes_named_becomes_a_representative_with_one_press(client, as_ruth, ruth, coffee, sent):
    named = {"other_name": "Grace Akello", "other_email": "grace@soil.example.org"}
    page = answered(client, sent, "yes", **named)
    assert "You named Grace Akello." in page.text
    (need,) = needs.of_invitations(ruth, coffee)
    assert need.detail == "Sam Opio, who named Grace Akello"
    add = reverse("partner_invitation_representative", args=[sent.pk])
    assert add in as_ruth.get(sent.get_absolute_url()).text
    assert "Grace Akello represents Soil Laboratory." in as_ruth.post(add, follow=True).text
    seats = sent.partner.representatives.values_list("person__name", "person__email", "capacity")
    assert set(seats) == {
        ("Sam Opio", "sam@soil.example.org", "lead"),
        ("Grace Akello", "grace@soil.example.org", "member"),
    }
    assert add not in as_ruth.get(sent.get_absolute_url()).text
    assert "represent it already" in as_ruth.post(add, follow=True).text
    assert sent.partner.representatives.count() == 2


def test_a_name_alone_can_be_added_once(client, as_ruth, sent):
    answered(client, sent, "yes", other_name="Grace Akello")
    add = reverse("partner_invitation_representative", args=[sent.pk])
    as_ruth.post(add)
    as_ruth.post(add)
    assert sent.partner.representatives.filter(person__name="Grace Akello").count() == 1


def test_where_nobody_is_named_nobody_is_added(client, as_ruth, sent):
    answered(client, sent, "yes")
    add = reverse("partner_invitation_representative", args=[sent.pk])
    assert add not in as_ruth.get(sent.get_absolute_url()).text
    as_ruth.post(add)
    assert sent.partner.representatives.count() == 1


@pytest.mark.parametrize(("waited", "is_said"), [(20, True), (90, False)])
def test_an_answer_within_a_minute_of_the_email_is_to_be_confirmed(
    client, as_ruth, ruth, coffee, sent, waited, is_said
):
    left = now() - timedelta(seconds=waited)
    Message.objects.filter(kind="partner_invitation").update(state="sent", sent_at=left)
    answered(client, sent, "yes")
    page = as_ruth.get(sent.get_absolute_url()).text
    assert ("to be confirmed" in page, "It was meant" in page) == (is_said, is_said)
    (need,) = needs.of_invitations(ruth, coffee)
    assert need.word == ("Yes, to be confirmed" if is_said else "Yes")
    as_ruth.post(reverse("partner_invitation_look", args=[sent.pk]))
    assert "to be confirmed" not in as_ruth.get(sent.get_absolute_url()).text
