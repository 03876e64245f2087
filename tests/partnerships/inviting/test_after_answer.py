"""What an answer to an invitation leads to: the other who was named, what was written before, and a mistake taken back."""

import pytest
from django.urls import reverse

from backbone.outbox.models import Message
from partnerships.inviting import answering, passing_on, sending
from partnerships.inviting.models import PartnerInvitation
from partnerships.inviting.writing import letter, who_is_in
from partnerships.letters import letter_files
from partnerships.models import Benefit, Contribution, Partner
from partnerships.prospects.models import Prospect
from tests import factories, pdfs
from tests.partnerships.inviting.answered import address_of, answered


@pytest.fixture
def row(coffee, ruth, released):
    """An invitation of a prospect that went out by mail."""
    laboratory = Prospect.objects.create(
        partnership=coffee, name="Soil Laboratory", brings="Forty soil probes"
    )
    begun = PartnerInvitation.objects.create(
        partnership=coffee,
        organisation="Soil Laboratory",
        prospect=laboratory,
        person=factories.person("Sam Opio", "sam@soil.example.org"),
        by=ruth,
        benefit="Plots to measure",
    )
    return sending.send_mail(begun, by=ruth)


def link_of(row):
    return address_of(row).partition("partner-invitations")[0]


def answer(row, given, by, **words):
    return answering.answer(row, given, way="phone", words=words, by=by)


def test_who_is_a_partner_by_now_neither_declines_nor_observes(client, as_ruth, coffee, row):
    partner = factories.partner(coffee, "Soil-laboratory")
    page = client.get(link_of(row)).text
    assert "takes part already" in page
    assert 'value="observer"' not in page
    assert "is a partner by now" in as_ruth.get(row.get_absolute_url()).text
    for given in ("observer", "no"):
        assert "Nothing was changed." in answered(client, row, given).text
        assert row.state == "sent"
    answered(client, row, "yes")
    assert (row.state, row.partner) == ("yes", partner)
    assert row.person in [one.person for one in partner.representatives.current()]


def test_one_press_asks_the_other_who_was_named(as_ruth, ruth, row):
    answer(row, "other", ruth, other_name="Ines Marr", other_email="ines@soil.example.org")
    assert "Send it to Ines Marr" in as_ruth.get(row.get_absolute_url()).text
    as_ruth.post(reverse("partner_invitation_mail", args=[row.pk]), {"other": "1"})
    row.refresh_from_db()
    assert (row.state, row.person.name) == ("sent", "Ines Marr")
    assert Message.objects.filter(recipient=row.person).exists()
    assert "The answer" not in as_ruth.get(row.get_absolute_url()).text


def test_whoever_answered_reads_where_to_write_to_change_it(client, ruth, row):
    page = answered(client, row, "yes").text
    near = page.partition("To change your answer, write to the coordinator.")[2].partition("</p>")[0]
    assert f'href="mailto:{ruth.email}"' in near


def test_who_was_asked_first_and_what_they_said_stays_on_the_page(as_ruth, ruth, row):
    said = {"other_name": "Ines Marr", "other_email": "ines@soil.example.org", "answer_words": "I retire"}
    answer(row, "other", ruth, **said)
    assert "Who was asked before" not in as_ruth.get(row.get_absolute_url()).text
    sending.turn_to_other(row, by=ruth)
    answer(row, "no", ruth, answer_words="Not this year")
    text = as_ruth.get(row.get_absolute_url()).text
    assert "Who was asked before" in text
    for kept in ("Sam Opio", "named Ines Marr", "I retire", "Not this year"):
        assert kept in text
    assert [event.asked.name for event in passing_on.asked_before(PartnerInvitation.objects.get())] == [
        "Sam Opio"
    ]


def test_an_answer_that_was_taken_back_is_nothing_that_was_said_before(ruth, row):
    answer(row, "other", ruth, other_name="Ines Marr", other_email="ines@soil.example.org")
    answering.take_back(row, by=ruth)
    PartnerInvitation.objects.update(person=factories.person("Ines Marr"))
    assert passing_on.asked_before(PartnerInvitation.objects.get()) == []


def test_the_other_is_named(as_ruth, row):
    page = as_ruth.post(
        reverse("partner_invitation_answer", args=[row.pk]), {"answer": "other", "way": "phone"}
    )
    assert page.status_code == 422
    assert "Say who should be asked." in page.text
    row.refresh_from_db()
    assert row.state == "sent"


def test_without_an_address_of_the_other_nothing_is_sent(as_ruth, ruth, row):
    answer(row, "other", ruth, other_name="The new head")
    assert "Send it to The new head" not in as_ruth.get(row.get_absolute_url()).text
    page = as_ruth.post(reverse("partner_invitation_mail", args=[row.pk]), {"other": "1"}, follow=True)
    assert "Nobody else is named with an email address." in page.text


def test_what_the_invitation_said_that_it_gets_stands_on_the_new_partners_page(ruth, coffee, row):
    answer(row, "yes", ruth)
    partner = Partner.objects.get(partnership=coffee, organisation__name="Soil Laboratory")
    assert Benefit.objects.get(partner=partner, expected=True).description == "Plots to measure"
    assert not Contribution.objects.filter(partner=partner).exists()


def test_the_sector_of_its_prospect_goes_along_whatever_it_is_called_by_now(ruth, coffee, row):
    Prospect.objects.update(sector="academic", name="Laboratory for soil")
    answer(row, "yes", ruth)
    partner = Partner.objects.get(partnership=coffee, organisation__name="Soil Laboratory")
    assert partner.organisation.sector == "academic"
    prospect = Prospect.objects.get()
    assert (prospect.state, prospect.partner) == ("joined", partner)


def test_who_observes_is_known_with_the_organisation(as_ruth, ruth, coffee, row):
    answer(row, "observer", ruth)
    page = reverse("contacts", args=[coffee.slug])
    for text in (
        as_ruth.get(page).text,
        as_ruth.get(reverse("contact", args=[coffee.slug, row.person.pk])).text,
        as_ruth.get(page + "cards/").content.decode(),
    ):
        assert "Sam Opio" in text
        assert "Soil Laboratory" in text


def test_whoever_is_invited_is_not_among_the_others(ruth, coffee, union, row):
    answer(row, "yes", ruth)
    assert "Soil Laboratory" not in who_is_in(row)
    assert str(union) in who_is_in(row)


@pytest.mark.parametrize("given", ["yes", "no", "observer", "other"])
def test_an_answer_noted_by_mistake_is_taken_back(as_ruth, ruth, coffee, row, given):
    answer(row, given, ruth, other_name="Ines")
    page = as_ruth.post(reverse("partner_invitation_reopening", args=[row.pk]), follow=True)
    row.refresh_from_db()
    assert (row.state, row.answered_at, row.way, row.other_name) == ("sent", None, "", "")
    assert ("is removed" in page.text) == (given == "yes")
    assert (
        "no answer to take back"
        in as_ruth.post(reverse("partner_invitation_reopening", args=[row.pk]), follow=True).text
    )


def test_it_is_not_reopened_beside_another_that_is_open(as_ruth, ruth, coffee, row):
    answer(row, "no", ruth)
    PartnerInvitation.objects.create(partnership=coffee, organisation="soil laboratory")
    as_ruth.post(reverse("partner_invitation_reopening", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "no"


def test_the_letter_says_whom_to_answer_and_has_lines_to_write_on(ruth, row):
    body = letter(row).body
    assert f"({ruth}, {ruth.mail_address}):" in body
    assert "Our representative: ……" in body
    assert "Who speaks best for you: ……" in body


def test_a_usual_letter_has_its_boxes_and_its_signature_on_the_first_page(coffee, ruth, row):
    type(coffee).objects.update(
        purpose="Coffee from places where no forest was cleared, and a price for it. " * 3
    )
    for number in range(8):
        factories.partner(coffee, f"Growers of the valley number {number}")
    row.partnership.refresh_from_db()
    row.role, row.meetings, row.until_words = (
        "Adviser on soil",
        "Four a year, two hours, in Kasese",
        "Two years",
    )
    row.words = "We met at the fair in Mbarara, where you showed what forty plots can tell of a valley. " * 2
    row.office = "The Director\nSoil Laboratory\nPlot 9\nKampala"
    pages = pdfs.pages_of(letter_files.as_pdf(letter(row)))
    assert len(pages) == 1
    assert "Who speaks best for you" in pages[0]
