"""Somebody else there: what goes to them, what stays with who named them, and an invitation that is taken back."""

import pytest
from django.urls import reverse

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from partnerships.inviting.models import PartnerInvitation
from partnerships.inviting.reminding import forthcoming
from tests.partnerships.inviting.answered import FORM, address_of, answered

pytestmark = pytest.mark.django_db
INES = {"other_name": "Ines Marr", "other_email": "ines@soil.example.org"}


@pytest.fixture
def to_sam(sent):
    PartnerInvitation.objects.filter(pk=sent.pk).update(words="It was good to talk to you.")
    sent.refresh_from_db()
    return sent


def send_to_other(as_ruth, row):
    as_ruth.post(reverse("partner_invitation_mail", args=[row.pk]), {"other": "1"})
    return Message.objects.get(recipient__name="Ines Marr")


def test_who_was_named_hears_by_whom_and_not_the_word_to_the_first(client, as_ruth, to_sam):
    answered(client, to_sam, "other", **INES)
    mail = send_to_other(as_ruth, to_sam)
    for part in (mail.text, mail.html):
        assert "Sam Opio says that you speak best for Soil Laboratory in this." in part
        assert "good to talk" not in part
    assert mail.text.strip().startswith("Sam Opio says")
    to_sam.refresh_from_db()
    page = client.get(address_of(to_sam).partition("partner-invitations")[0]).text
    assert "Sam Opio says that you speak best for Soil Laboratory in this." in page
    assert "good to talk" not in page


def test_who_is_asked_no_more_reads_nothing_of_who_named_them(client, as_ruth, to_sam):
    answered(client, to_sam, "other", **INES, answer_words="I retire in March")
    send_to_other(as_ruth, to_sam)
    to_sam.refresh_from_db()
    page = address_of(to_sam).partition("partner-invitations")[0]
    third = {**FORM, "name": "Tom Okot", "email": "tom@soil.example.org", "revision": to_sam.revision}
    as_ruth.post(reverse("partner_invitation_edit", args=[to_sam.pk]), third)
    shown = client.get(page).text
    assert "You named" not in shown
    assert "I retire in March" not in shown


def test_a_word_that_is_written_to_the_other_goes_to_them(client, as_ruth, to_sam):
    answered(client, to_sam, "other", **INES)
    assert "Your word to Sam Opio stays out" in as_ruth.get(to_sam.get_absolute_url()).text
    data = {**FORM, "words": "Dear Ines, Sam told me of your plots.", "revision": to_sam.revision}
    as_ruth.post(reverse("partner_invitation_edit", args=[to_sam.pk]), data)
    assert "Sam told me of your plots" in send_to_other(as_ruth, to_sam).text


def test_who_was_asked_first_gets_the_word_also_in_the_reminder(coffee, to_sam):
    (ahead,) = forthcoming([coffee.pk])
    assert "good to talk" in ahead.message().text
    assert "says that you speak best" not in ahead.message().text


def test_it_is_not_offered_to_send_it_again_to_who_named_another(client, as_ruth, to_sam):
    assert "Send it to Sam Opio" in as_ruth.get(to_sam.get_absolute_url()).text
    answered(client, to_sam, "other", **INES)
    page = as_ruth.get(to_sam.get_absolute_url()).text
    assert "Send it to Sam Opio" not in page
    assert "Send it to Ines Marr" in page


def test_an_address_that_a_coordinator_finds_for_the_other_can_be_sent_to(client, as_ruth, to_sam):
    answered(client, to_sam, "other", other_name="The new head")
    data = {**FORM, "name": "Ines Marr", "email": "ines@soil.example.org", "revision": to_sam.revision}
    as_ruth.post(reverse("partner_invitation_edit", args=[to_sam.pk]), data)
    assert "Send it to Ines Marr" in as_ruth.get(to_sam.get_absolute_url()).text


def test_who_named_another_reads_that_before_and_after_it_was_passed_on(client, as_ruth, to_sam):
    page = address_of(to_sam).partition("partner-invitations")[0]
    answered(client, to_sam, "other", answer_words="She knows the plots", **INES)
    assert "You named Ines Marr." in client.get(page).text
    send_to_other(as_ruth, to_sam)
    text = client.get(page).text
    assert "You named Ines Marr." in text
    assert "She knows the plots" in text
    assert "Nothing is asked of you" not in text
    to_sam.refresh_from_db()
    answered(client, to_sam, "no", answer_words="For nobody else to read")
    assert "For nobody else" not in client.get(page).text


def test_a_withdrawal_is_undone_at_the_place(client, as_ruth, to_sam):
    answered(client, to_sam, "other", **INES)
    page = as_ruth.post(reverse("partner_invitation_withdrawal", args=[to_sam.pk]), follow=True).text
    undo = reverse("partner_invitation_return", args=[to_sam.pk])
    assert f'action="{undo}"' in page
    assert "stands again" in as_ruth.post(undo, follow=True).text
    to_sam.refresh_from_db()
    assert (to_sam.state, to_sam.other_name) == ("other", "Ines Marr")
    assert "stands already" in as_ruth.post(undo, follow=True).text


def test_a_withdrawal_stays_where_the_organisation_is_invited_anew(as_ruth, coffee, to_sam):
    as_ruth.post(reverse("partner_invitation_withdrawal", args=[to_sam.pk]))
    PartnerInvitation.objects.create(partnership=coffee, organisation="soil laboratory")
    as_ruth.post(reverse("partner_invitation_return", args=[to_sam.pk]))
    to_sam.refresh_from_db()
    assert to_sam.state == "withdrawn"


def test_whoever_is_named_reads_it_in_the_language_of_the_invitation(client, as_ruth, to_sam):
    PartnerInvitation.objects.filter(pk=to_sam.pk).update(language="nl")
    answered(client, to_sam, "other", **INES)
    assert send_to_other(as_ruth, to_sam).language == "nl"
    assert Person.objects.get(name="Ines Marr").language == "nl"
