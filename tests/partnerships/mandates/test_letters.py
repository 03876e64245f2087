"""The letter about a mandate: looked at, changed, then made as PDF and for Word, with nothing that is private."""

import io

import pytest
from django.urls import reverse
from docx import Document

from partnerships.mandates import writing
from partnerships.mandates.models import Mandate, MandateLetter
from partnerships.models import PrivateNote
from partnerships.people.personal import erasure
from tests import factories
from tests.pdfs import assert_in_pdf, is_tagged

PRIVATE = "Afraid of the merger"


@pytest.fixture
def seat(coffee, union, peter):
    """Something for each part of the letter to say."""
    seat = peter.represents.get()
    Mandate.objects.create(
        partnership=coffee,
        seat=seat,
        may_decide="Dates and hosts",
        consults="the board",
        consult_days=14,
        days_expected=2,
        holds_until="2027-06-30",
    )
    union.benefits.create(partnership=coffee, description="One reporting line")
    union.benefits.create(partnership=coffee, description="Proposed alone", is_proposed=True)
    type(union).objects.filter(pk=union.pk).update(own_objectives="Fewer reports")
    body = coffee.bodies.create(name="Nursery group")
    body.seats.create(partnership=coffee, partner=union, person=peter)
    PrivateNote.objects.create(partnership=coffee, partner=union, text=PRIVATE)
    return type(seat).objects.select_related("partner__organisation", "partnership", "person").get(pk=seat.pk)


@pytest.fixture
def address(seat):
    return reverse("mandate_letter_new", args=[seat.pk])


def form_of(seat, ruth, **changed):
    row = writing.begun(seat, by=ruth)
    names = ("addressee", "subject", "salutation", "body", "closing", "signer")
    return {name: getattr(row, name) for name in names} | changed


def test_it_is_looked_at_and_saved_nowhere(as_ruth, address):
    page = as_ruth.get(address).text
    for words in (
        "Dates and hosts",
        "**Checks back first:** the board, takes 14 days",
        "about 2 days a month",
        "30 June 2027",
        "Nursery group",
        "One reporting line",
        "Fewer reports",
    ):
        assert words in page
    assert PRIVATE not in page
    assert "Proposed alone" not in page
    assert not MandateLetter.objects.exists()


def test_it_is_made_as_it_was_changed_as_pdf_and_for_word(as_ruth, ruth, coffee, seat, address):
    changed = form_of(seat, ruth, addressee="The Director\nattn the desk for coffee", closing="With regards,")
    page = as_ruth.post(address, changed, follow=True)
    row = MandateLetter.objects.get()
    assert "The Director" in page.text
    says = ("The Director", "Dates and hosts", "One reporting line", "With regards,", "Ruth", coffee.name)
    pdf = as_ruth.get(reverse("mandate_letter_pdf", args=[row.pk])).content
    assert is_tagged(pdf)
    assert_in_pdf(pdf, *says)
    word = as_ruth.get(reverse("mandate_letter_docx", args=[row.pk]))
    text = "\n".join(one.text for one in Document(io.BytesIO(word.content)).paragraphs)
    for words in says:
        assert words in text
    assert PRIVATE not in text


def test_what_was_made_stays_when_the_mandate_changes(as_ruth, ruth, seat, address):
    as_ruth.post(address, form_of(seat, ruth))
    Mandate.objects.update(may_decide="Nothing alone")
    row = MandateLetter.objects.get()
    assert "Dates and hosts" in as_ruth.get(row.get_absolute_url()).text


def test_it_is_in_the_language_of_the_partnership(as_ruth, coffee, seat, address):
    type(coffee).objects.update(language="nl")
    seat.partnership.refresh_from_db()
    assert "Met vriendelijke groet" in as_ruth.get(address).text or "Hoogachtend" in as_ruth.get(address).text


def test_an_empty_or_endless_letter_is_refused_and_nothing_typed_is_lost(as_ruth, ruth, seat, address):
    page = as_ruth.post(address, form_of(seat, ruth, body="", closing="Keep these words"))
    assert page.status_code == 422
    assert "Keep these words" in page.text
    assert as_ruth.post(address, form_of(seat, ruth, body="x" * 6001)).status_code == 422
    assert not MandateLetter.objects.exists()


def test_somebody_without_a_mandate_has_a_letter_too(as_ruth, address):
    Mandate.objects.all().delete()
    assert as_ruth.get(address).status_code == 200


def test_letters_are_for_coordinators(as_, ruth, coffee, peter, seat, address):
    letter = MandateLetter.objects.create(partnership=coffee, seat=seat, **form_of(seat, ruth))
    pages = [address, letter.get_absolute_url(), reverse("mandate_letter_pdf", args=[letter.pk])]
    for page in pages:
        assert as_(peter).get(page).status_code == 403
        assert as_(factories.person()).get(page).status_code == 404


def test_markup_in_what_was_typed_is_no_code(as_ruth, ruth, seat, address):
    page = as_ruth.post(address, form_of(seat, ruth, body="<script>alert(1)</script>"), follow=True)
    assert "<script>alert(1)" not in page.text


def test_an_erasure_takes_it_away(ruth, coffee, peter, seat):
    MandateLetter.objects.create(partnership=coffee, seat=seat, **form_of(seat, ruth))
    erasure.erase(peter, by=factories.administrator())
    assert not MandateLetter.objects.exists()


@pytest.mark.parametrize("is_written", [True, False])
def test_letter_and_packs_are_named_where_somebody_is_looked_up(as_ruth, coffee, seat, peter, is_written):
    if not is_written:
        Mandate.objects.all().delete()
    for page in (reverse("mandate", args=[seat.pk]), reverse("contact", args=[coffee.slug, peter.pk])):
        text = as_ruth.get(page).text
        for name in ("newcomer_pack", "handover_pack", "mandate_letter_new"):
            assert reverse(name, args=[seat.pk]) in text


def test_the_lead_of_a_partner_is_not_led_to_what_coordinators_make(as_, peter, seat):
    type(seat).objects.filter(pk=seat.pk).update(capacity="lead")
    page = as_(peter).get(reverse("mandate", args=[seat.pk])).text
    assert "Save mandate" in page
    assert reverse("newcomer_pack", args=[seat.pk]) not in page
