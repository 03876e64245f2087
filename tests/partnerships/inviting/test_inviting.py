"""Inviting an organisation: by mail or letter, every answer, whatever way it comes, and what follows from it."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import now
from docx import Document

from backbone.needs import in_full
from backbone.outbox.models import Message
from backbone.time import dates
from backbone.time.days import day_of, today_of
from partnerships.inviting import needs, reminding
from partnerships.inviting.models import PartnerInvitation
from tests import factories
from tests.partnerships.inviting.answered import FORM, address_of, answered
from tests.pdfs import assert_in_pdf, is_tagged


def test_it_is_written_from_a_prospect_and_sent_by_mail(as_ruth, coffee, laboratory, released):
    new = f"{reverse('partner_invitation_new', args=[coffee.slug])}?prospect={laboratory.pk}"
    assert 'value="Soil Laboratory"' in as_ruth.get(new).text
    as_ruth.post(new, {**FORM, "benefit": "Data of 1,200 plots", "meetings": "Six a year, online"})
    row = PartnerInvitation.objects.get()
    assert (row.state, row.prospect) == ("written", laboratory)
    assert not Message.objects.exists()
    as_ruth.post(reverse("partner_invitation_mail", args=[row.pk]))
    message = Message.objects.get()
    for part in (message.text, message.html):
        assert "Data of 1,200 plots" in part
        assert "Six a year, online" in part
    assert "invites Soil Laboratory" in message.text
    laboratory.refresh_from_db()
    assert laboratory.state == "talking"


def test_a_yes_from_the_mail_makes_the_partner_and_its_lead_at_once(client, coffee, sent, laboratory):
    page = answered(client, sent, "yes")
    assert "Thank you" in page.text
    partner = coffee.partners.get(organisation__name="Soil Laboratory")
    assert (sent.state, sent.way, sent.partner) == ("yes", "link", partner)
    seat = partner.representatives.get()
    assert (seat.person, seat.capacity) == (sent.person, "lead")
    laboratory.refresh_from_db()
    assert laboratory.state == "joined"


def test_the_same_answer_twice_is_no_conflict(client, sent):
    for _ in range(2):
        page = answered(client, sent, "no", answer_words="Next year")
        assert page.status_code == 200
    assert "answered before" in page.text
    assert answered(client, sent, "yes", answer_words="Next year").status_code == 409


def test_the_first_answer_stays(client, sent):
    answered(client, sent, "no", answer_words="Next year")
    page = answered(client, sent, "yes", answer_words="After all")
    assert "answered before" in page.text
    assert "After all" in page.text
    assert (sent.state, sent.answer_words) == ("no", "Next year")


def test_what_was_typed_stays_when_an_address_is_wrong(client, sent):
    typed = {
        "answer": "other",
        "other_name": "Grace Akello",
        "other_email": "grace@",
        "answer_words": "On leave",
    }
    page = client.post(address_of(sent), typed)
    assert page.status_code == 422
    assert all(words in page.text for words in ("Grace Akello", "grace@", "On leave", "aria-invalid"))
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_no_keeps_its_words_beside_the_prospect(client, sent, laboratory):
    answered(client, sent, "no", answer_words="Next year")
    laboratory.refresh_from_db()
    assert (laboratory.state, laboratory.words) == ("declined", "Next year")


def test_an_observer_takes_part_as_one(client, coffee, sent):
    answered(client, sent, "observer")
    assert coffee.roles.get(person=sent.person).kind == "observer"
    assert not coffee.partners.filter(organisation__name="Soil Laboratory").exists()


def test_somebody_else_there_is_asked_instead(client, as_ruth, ruth, coffee, sent):
    answered(client, sent, "other", other_name="Joan", other_email="joan@soil.example.org")
    assert [need.detail for need in in_full(needs.of_invitations(ruth, coffee))] == ["Joan"]
    edit = reverse("partner_invitation_edit", args=[sent.pk])
    form = {**FORM, "name": "Joan", "email": "joan@soil.example.org", "revision": sent.revision}
    as_ruth.post(edit, form)
    as_ruth.post(reverse("partner_invitation_mail", args=[sent.pk]))
    sent.refresh_from_db()
    assert (sent.state, sent.person.name) == ("sent", "Joan")
    assert Message.objects.filter(recipient__name="Joan").exists()


def test_who_else_should_be_invited_becomes_a_prospect_once(client, coffee, sent, union):
    answered(client, sent, "no", who_else=f"A school, {union}; a school")
    assert list(coffee.prospects.exclude(name="Soil Laboratory").values_list("name", flat=True)) == [
        "A school"
    ]


def test_a_forwarded_mail_answers_for_the_one_who_was_invited(client, as_, sent):
    as_(factories.person("Somebody Else"))
    answered(client, sent, "yes")
    assert sent.partner.representatives.get().person == sent.person


def test_withdrawn_it_says_so_and_takes_no_answer(client, as_ruth, sent):
    as_ruth.post(reverse("partner_invitation_withdrawal", args=[sent.pk]))
    page = answered(client, sent, "yes")
    assert "was withdrawn" in page.text
    assert sent.state == "withdrawn"


def test_who_is_in_already_is_not_invited(as_ruth, coffee, union):
    form = {**FORM, "organisation": str(union).upper()}
    page = as_ruth.post(reverse("partner_invitation_new", args=[coffee.slug]), form)
    assert page.status_code == 422
    assert "a partner already" in page.text


def test_who_came_in_meanwhile_stays_as_it_is(client, coffee, sent):
    partner = factories.partner(coffee, "Soil Laboratory")
    lead = factories.representative(partner, factories.person("Lead"), capacity="lead")
    answered(client, sent, "yes")
    assert sent.partner == partner
    assert partner.representatives.get(person=sent.person).capacity == "member"
    assert partner.representatives.get(person=lead).capacity == "lead"


def test_two_coordinators_who_invite_the_same_are_told(as_ruth, coffee, sent):
    page = as_ruth.post(
        reverse("partner_invitation_new", args=[coffee.slug]), {**FORM, "organisation": "SOIL laboratory"}
    )
    assert page.status_code == 422
    assert "invited already" in page.text
    with pytest.raises(IntegrityError, match="partner_invitation_once"), transaction.atomic():
        PartnerInvitation.objects.create(partnership=coffee, organisation="soil LABORATORY")


def test_a_name_that_is_too_long_is_refused_in_words(as_ruth, coffee):
    page = as_ruth.post(
        reverse("partner_invitation_new", args=[coffee.slug]), {**FORM, "organisation": "x" * 300}
    )
    assert page.status_code == 422
    assert not PartnerInvitation.objects.exists()


def test_an_office_without_email_gets_a_letter_and_answers_by_letter(as_ruth, coffee):
    form = {**FORM, "name": "", "email": "", "office": "The Permanent Secretary\nattn the desk for coffee"}
    as_ruth.post(reverse("partner_invitation_new", args=[coffee.slug]), form)
    row = PartnerInvitation.objects.get()
    page = as_ruth.post(reverse("partner_invitation_mail", args=[row.pk]), follow=True)
    assert "Say first to whom" in page.text
    delivery = {
        "delivered_how": "By driver",
        "delivered_on": "2026-11-20",
        "received_on": "2026-11-23",
        "revision": 0,
    }
    as_ruth.post(reverse("partner_invitation_delivery", args=[row.pk]), delivery)
    row.refresh_from_db()
    assert (row.state, row.delivered_how, str(row.received_on)) == ("sent", "By driver", "2026-11-23")
    said_on = today_of(coffee) - timedelta(days=5)
    named = {"other_name": "Dr Sarah Nabbanja", "on": said_on.isoformat()}
    told = {"answer": "yes", "way": "letter", **named}
    as_ruth.post(reverse("partner_invitation_answer", args=[row.pk]), told)
    row.refresh_from_db()
    assert (row.state, row.way, row.told_on) == ("yes", "letter", said_on)
    # What it did, it did now: a partner of before was not made by it.
    assert day_of(row.answered_at, coffee.zone) == today_of(coffee)
    assert coffee.partners.filter(organisation__name="Soil Laboratory").exists()
    page = as_ruth.get(row.get_absolute_url()).text
    assert dates.long(said_on) in page
    assert reverse("partner_invitation_representative", args=[row.pk]) in page


def test_an_answer_of_tomorrow_was_not_given(as_ruth, coffee, sent):
    row = PartnerInvitation.objects.get()
    tomorrow = today_of(coffee) + timedelta(days=1)
    told = {"answer": "yes", "way": "letter", "on": tomorrow.isoformat()}
    page = as_ruth.post(reverse("partner_invitation_answer", args=[row.pk]), told)
    assert "This day is in the future." in page.text
    row.refresh_from_db()
    assert row.state == "sent"


def test_the_letter_says_what_the_mail_says_as_pdf_and_for_word(as_ruth, coffee, sent):
    PartnerInvitation.objects.update(
        office="The Permanent Secretary\nattn the desk for coffee", role="Partner for soil"
    )
    pdf = as_ruth.get(reverse("partner_invitation_pdf", args=[sent.pk])).content
    assert is_tagged(pdf)
    assert_in_pdf(pdf, "The Permanent Secretary", "Plots", "Partner for soil", coffee.name)
    word = as_ruth.get(reverse("partner_invitation_docx", args=[sent.pk]))
    text = "\n".join(one.text for one in Document(io.BytesIO(word.content)).paragraphs)
    for words in ("The Permanent Secretary", "Plots", "Partner for soil", "☐ Yes, we take part"):
        assert words in text


def test_it_reminds_once_and_then_proposes_a_call(ruth, coffee, sent):
    Message.objects.update(state="sent", sent_at=now())
    assert reminding.remind_due() == 0
    PartnerInvitation.objects.update(sent_at=now() - timedelta(days=20))
    assert reminding.remind_due() == 1
    assert reminding.remind_due() == 0
    assert "the only reminder" in Message.objects.latest("pk").text
    assert list(needs.of_invitations(ruth, coffee)) == []
    PartnerInvitation.objects.update(reminded_at=now() - timedelta(days=8))
    assert [need.title for need in needs.of_invitations(ruth, coffee)] == ["Soil Laboratory"]
