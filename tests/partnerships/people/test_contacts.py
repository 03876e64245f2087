"""The list of contacts: who stands in it, how it is taken along, and putting right what it says."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.sending import send
from partnerships.models import Body
from partnerships.people import contact_files, contacts, vcards
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
PAGE = "/partnerships/coffee/contacts/"


@pytest.fixture
def ada(union):
    return factories.representative(
        union, factories.person("Ada Okello", "ada@union.example", phone="+256 772 000 001"), capacity="lead"
    )


@pytest.fixture
def page(as_, ruth):
    """The list as its coordinator gets it."""

    def get(**asked):
        return as_(ruth).get(PAGE, asked).text

    return get


def test_it_names_everybody_who_has_a_part_now_and_nobody_else(page, coffee, union, ada, ruth):
    gone = factories.representative(union, factories.person("Joel Gone"), until=timezone.now())
    elsewhere = factories.representative(factories.partner(), factories.person("Else Where"))
    text = page()
    for said in ("Ada Okello", "ada@union.example", "+256 772 000 001", "Kigezi Farmers’ Union", "Lead"):
        assert said in text
    assert "Ruth Nansubuga" in text
    assert str(gone) not in text
    assert str(elsewhere) not in text


@pytest.mark.parametrize(
    "words", ["okello", "ADA@union", "772 000", "kigezi", "Ökello".replace("Ö", "O"), "farmers"]
)
def test_it_is_searched_by_name_address_number_and_organisation(page, ada, words):
    assert "Ada Okello" in page(q=words)
    assert "Ruth Nansubuga" not in page(q=words).partition("<main")[2]


def test_it_is_filtered_by_group_and_capacity(coffee, union, ada, ruth):
    body = Body.objects.create(partnership=coffee, name="Steering committee", chair=ruth)
    other = factories.representative(factories.partner(coffee), factories.person("Other"), capacity="member")
    assert set(contacts.chosen(coffee, body=body)) == {ruth}
    body.partners.add(union)
    assert set(contacts.chosen(coffee, body=body)) == {ruth, ada}
    assert set(contacts.chosen(coffee, capacity="lead")) == {ada}
    assert set(contacts.chosen(coffee, capacity="coordinator")) == {ruth}
    assert set(contacts.chosen(coffee, capacity="nonsense")) == {ruth, ada, other}


def test_it_says_when_somebody_was_mailed_and_when_they_answered(coffee, union, ada):
    message = send(factories.news(ada, coffee, "news:1"))
    row = contacts.contacts(coffee, [ada])[0]
    assert row.not_reached == "the email waits to be sent"
    moment = timezone.now()
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=moment)
    Confirmation.objects.create(
        partnership=coffee, person=ada, kind="x", subject_id=1, question="?", answer="yes", answered_at=moment
    )
    row = contacts.contacts(coffee, [ada])[0]
    assert (row.not_reached, row.mailed_at, row.answered_at) == ("", moment, moment)


def test_a_later_mail_that_waits_or_failed_hides_no_mail_that_went_out(as_, ruth, coffee, ada):
    first, later = (send(factories.news(ada, coffee, f"news:{n}")) for n in (1, 2))
    moment = timezone.now()
    Message.objects.filter(pk=first.pk).update(state="sent", sent_at=moment)
    for state, words in (
        ("waiting", "the email waits to be sent"),
        ("given_up", "the email was not delivered"),
    ):
        Message.objects.filter(pk=later.pk).update(state=state, error="550 no such mailbox")
        row = contacts.contacts(coffee, [ada])[0]
        assert (row.mailed_at, row.not_reached) == (moment, words)
    answer = as_(ruth).get(PAGE + "table/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert next(row for row in rows if row[4] == "ada@union.example")[8] != ""


def test_names_in_a_to_line_are_quoted_where_mail_programs_need_it(db):
    people = [
        factories.person("Ada Okello", "ada@union.example"),
        factories.person("Bos, Ada “de” (Delta)", "bos@delta.example"),
        factories.person('Jan "Jo" \\ Vos', "jan@delta.example"),
        factories.person("Zoë Ñandú", "zoe@delta.example"),
        factories.person("Nobody's Mail", None),
    ]
    assert contact_files.to_line(people) == (
        'Ada Okello <ada@union.example>, "Bos, Ada “de” (Delta)" <bos@delta.example>, '
        '"Jan \\"Jo\\" \\\\ Vos" <jan@delta.example>, Zoë Ñandú <zoe@delta.example>'
    )


def test_the_spreadsheet_and_the_cards_say_what_the_list_says(as_, ruth, ada, coffee):
    ada.name = "=Ada; Okello, of a name long enough that a card has to go on in a second line äöü"
    ada.save()
    answer = as_(ruth).get(PAGE + "table/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    row = next(row for row in rows if row[4] == "ada@union.example")
    assert row[:4] == [ada.name, "", "Kigezi Farmers’ Union", "Lead"]
    cards = as_(ruth).get(PAGE + "cards/")
    assert cards["Content-Type"] == "text/vcard; charset=utf-8"
    assert all(len(line.encode()) <= 75 for line in cards.text.split("\r\n"))
    people, rest = vcards.take(cards.text.replace("\r\n", "\n"))
    assert rest.strip() == ""
    known = {person.address: (person.name, person.organisation) for person in people}
    assert known["ada@union.example"] == (ada.name, "Kigezi Farmers’ Union")


def test_somebody_who_came_along_is_added_in_one_line_and_gets_no_mail(as_, ruth, union, coffee):
    as_(ruth).post(PAGE, {"name": "Moses Walk", "phone": "+256 1", "partner": union.pk})
    as_(ruth).post(PAGE, {"name": "Nora Looks", "email": "nora@press.example"})
    moses, nora = Person.objects.get(name="Moses Walk"), Person.objects.get(name="Nora Looks")
    assert (moses.email, moses.phone, moses.represents.get().partner) == (None, "+256 1", union)
    assert nora.roles.get().kind == "observer"
    assert set(contacts.chosen(coffee)) == {ruth, moses, nora}
    assert not Message.objects.exists()


def test_an_address_of_somebody_called_otherwise_is_asked_about(as_, ruth, ada, union):
    answer = as_(ruth).post(PAGE, {"name": "Peter Mugabo", "email": "ada@union.example", "partner": union.pk})
    assert answer.status_code == 422
    assert "This is the address of Ada Okello" in answer.text
    assert not Person.objects.filter(name="Peter Mugabo").exists()


def test_whose_address_it_is_is_not_said_of_somebody_of_another_partnership(as_, ruth, union):
    factories.representative(who=factories.person("Else Where", "else@where.example"))
    data = {"name": "Peter Mugabo", "email": "else@where.example", "partner": union.pk, "whose": "same"}
    answer = as_(ruth).post(PAGE, data, follow=True)
    assert "Else Where" not in answer.text
    peter = union.representatives.get().person
    assert (peter.name, peter.email, peter.mail_address) == ("Peter Mugabo", None, "else@where.example")


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_a_number_is_noted_only_for_who_is_known_under_the_coordinator_alone(as_, ruth, ada, is_elsewhere):
    Person.objects.filter(pk=ada.pk).update(phone="")
    if is_elsewhere:
        factories.representative(who=ada)
    as_(ruth).post(PAGE, {"name": "Ada Okello", "email": "ada@union.example", "phone": "+256 1"})
    ada.refresh_from_db()
    assert ada.phone == ("" if is_elsewhere else "+256 1")


@pytest.mark.parametrize("begins_in", [None, timedelta(days=1)])
def test_what_is_known_of_an_administrator_is_not_a_coordinators_to_change(as_, ruth, ada, begins_in):
    factories.administrator(ada, since=begins_in and timezone.now() + begins_in)
    page = f"{PAGE}{ada.pk}/"
    text = as_(ruth).get(page).text
    assert "is changed by administrators" in text
    assert 'name="phone"' not in text
    data = {"name": "Somebody Else", "phone": "+256 9", "language": "nl", "revision": 0}
    assert as_(ruth).post(page, data).status_code == 403
    ada.refresh_from_db()
    assert (ada.name, ada.phone) == ("Ada Okello", "+256 772 000 001")
    assert as_(factories.administrator()).post(page, data).status_code == 302


def test_a_coordinator_puts_names_and_numbers_right(as_, ruth, ada):
    data = {"name": "Adah Okello", "phone": "+256 9", "salutation": "Dear Dr Okello", "reached_by": "phone"}
    address = f"{PAGE}{ada.pk}/"
    assert as_(ruth).post(address, {**data, "language": "nl", "revision": 0}).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.phone, ada.salutation, ada.reached_by) == tuple(data.values())
    assert as_(ruth).post(address, {**data, "language": "nl", "revision": 0}).status_code == 409


# Who sees what, and who keeps it


def test_partners_see_what_somebody_chose_to_show(as_, ruth, ada, union, coffee):
    other = factories.representative(factories.partner(coffee))
    Person.objects.filter(pk=ada.pk).update(shows_phone=True)
    text = as_(other).get(f"/partners/{union.pk}/").text
    assert ada.phone in text
    assert "ada@union.example" not in text
    assert "ada@union.example" in as_(ruth).get(f"/partners/{union.pk}/").text


def test_the_day_on_which_the_list_is_looked_through_is_a_need_of_who_keeps_it(as_, ruth, coffee):
    second = factories.coordinator(coffee)
    data = {"contacts_owner": ruth.pk, "contacts_review_on": today_of(coffee).isoformat(), "revision": 0}
    assert as_(ruth).post(PAGE + "keeping/", data).status_code == 302
    assert "Look through the contacts" in as_(ruth).get("/partnerships/coffee/").text
    assert "Look through the contacts" not in as_(second).get("/partnerships/coffee/").text


def test_a_walk_in_with_an_address_longer_than_the_column_is_refused(as_, ruth, coffee):
    response = as_(ruth).post(PAGE, {"name": "Ann Bird", "email": f"{'y' * 250}@bird.example"})
    assert response.status_code == 422
    assert not Person.objects.filter(name="Ann Bird").exists()
