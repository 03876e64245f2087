"""The list of contacts: who stands in it, how it is taken along, and putting right what it says."""

import io

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from backbone.accounts import mailed_codes, proposals
from backbone.accounts.models import AddressProposal, Person
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.correspondence.links import ExpiredLink, open_link
from partnerships.correspondence.models import Confirmation
from partnerships.correspondence.sending import send
from partnerships.models import Body
from partnerships.people import contact_files, contacts, vcards
from tests import factories
from tests.factories import link_for

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
    assert row.not_reached == "the mail waits to be sent"
    moment = timezone.now()
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=moment)
    Confirmation.objects.create(
        partnership=coffee, person=ada, kind="x", subject_id=1, question="?", answer="yes", answered_at=moment
    )
    row = contacts.contacts(coffee, [ada])[0]
    assert (row.not_reached, row.mailed_at, row.answered_at) == ("", moment, moment)


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


def test_a_coordinator_puts_names_and_numbers_right(as_, ruth, ada):
    data = {"name": "Adah Okello", "phone": "+256 9", "salutation": "Dear Dr Okello", "reached_by": "phone"}
    address = f"{PAGE}{ada.pk}/"
    assert as_(ruth).post(address, {**data, "language": "nl", "revision": 0}).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.phone, ada.salutation, ada.reached_by) == tuple(data.values())
    assert as_(ruth).post(address, {**data, "language": "nl", "revision": 0}).status_code == 409


# Addresses


def test_an_address_of_who_never_signed_in_is_changed_at_once_and_both_are_told(as_, ruth, ada, coffee):
    link = link_for(ada, coffee, "x")
    as_(ruth).post(f"{PAGE}{ada.pk}/sign-in-address/", {"address": "Ada.New@union.example"})
    ada.refresh_from_db()
    assert ada.email == "ada.new@union.example"
    link.refresh_from_db()
    assert link.revoked_at
    told = set(Message.objects.values_list("to_address", flat=True))
    assert told == {"ada@union.example", "ada.new@union.example"}


@pytest.mark.parametrize("why", ["signed in", "has a role", "takes part elsewhere"])
def test_any_other_sign_in_address_is_changed_by_a_code_to_the_new_one(client, as_, ruth, ada, coffee, why):
    make_known(ada, coffee, why)
    as_(ruth).post(f"{PAGE}{ada.pk}/sign-in-address/", {"address": "new@union.example"})
    ada.refresh_from_db()
    assert ada.email == "ada@union.example"
    proposal = AddressProposal.objects.get()
    client.logout()
    page = f"/address/{proposal.pk}/"
    assert "Ruth Nansubuga asks that Ada Okello signs in with new@union.example" in client.get(page).text
    assert client.post(page, {"code": "WRONG1"}).status_code == 422
    if why == "signed in":
        # Whoever is there as the person need not wait.
        client.force_login(ada)
    assert client.post(page, {"code": mailed_code("new@union.example")}).status_code == 200
    ada.refresh_from_db()
    assert ada.email == ("new@union.example" if why == "signed in" else "ada@union.example")
    AddressProposal.objects.filter(typed_at__isnull=False).update(
        typed_at=timezone.now() - proposals.WAITS_FOR_OBJECTION
    )
    proposals.take_due()
    ada.refresh_from_db()
    assert ada.email == "new@union.example"
    assert client.get(page).status_code == 410
    # Told when it was asked, when the code was typed by nobody known, and when it was done; at the old address.
    told = Message.objects.filter(kind="sign_in_changed").values_list("to_address", flat=True)
    assert list(told) == ["ada@union.example"] * (2 if why == "signed in" else 3)


def test_nobody_takes_an_account_over_with_a_mailbox_of_their_own(client, as_, ruth, ada, coffee):
    """A coordinator can read a code that goes to an address of theirs; whose address it was says no in time."""
    factories.leader(coffee, ada)
    as_(ruth).post(f"{PAGE}{ada.pk}/sign-in-address/", {"address": "mine@ruth.example"})
    proposal = AddressProposal.objects.get()
    page = f"/address/{proposal.pk}/"
    text = as_(ruth).post(page, {"code": mailed_code("mine@ruth.example")}).text
    assert "unless somebody at the address of before objects" in text
    ada.refresh_from_db()
    assert ada.email == "ada@union.example"
    mail = Message.objects.filter(kind="sign_in_changed", to_address="ada@union.example").latest("pk")
    objection = f"{page}objection/"
    assert objection in mail.text
    client.logout()
    assert "No, this is not right" in client.get(objection).text
    assert not AddressProposal.objects.get().settled_at
    client.post(objection)
    AddressProposal.objects.update(typed_at=timezone.now() - proposals.WAITS_FOR_OBJECTION)
    proposals.take_due()
    ada.refresh_from_db()
    assert ada.email == "ada@union.example"
    assert client.get(objection).status_code == 410


def test_an_address_taken_by_another_in_the_meantime_is_not_given(coffee, ruth, ada):
    proposal = proposals.propose(ada, "sign_in", "new@union.example", by=ruth)
    proposals.accept(proposal, mailed_code("new@union.example"))
    factories.person("Another", "new@union.example")
    AddressProposal.objects.update(typed_at=timezone.now() - proposals.WAITS_FOR_OBJECTION)
    proposals.take_due()
    ada.refresh_from_db()
    assert (ada.email, AddressProposal.objects.get().settled_at is None) == ("ada@union.example", False)


def mailed_code(address):
    """The code in the mail to an address."""
    message = Message.objects.get(kind="address_proposed", to_address=address)
    return mailed_codes.ALONE.search(message.text)[1]


def make_known(person, coffee, why):
    if why == "signed in":
        Person.objects.filter(pk=person.pk).update(last_login=timezone.now())
    elif why == "has a role":
        factories.leader(coffee, person)
    else:
        factories.representative(factories.partner(), person)


def test_a_code_is_tried_five_times_and_then_no_more(client, ada, ruth):
    proposal = proposals.propose(ada, "sign_in", "new@union.example", by=ruth)
    code = mailed_code("new@union.example")
    for _n in range(5):
        client.post(f"/address/{proposal.pk}/", {"code": "WRONG1"})
    assert client.post(f"/address/{proposal.pk}/", {"code": code}).status_code == 410
    ada.refresh_from_db()
    assert ada.email == "ada@union.example"


def test_a_newer_proposal_replaces_the_one_before_and_its_code(client, ada, ruth):
    first = proposals.propose(ada, "contact", "one@union.example", by=ruth)
    proposals.propose(ada, "contact", "two@union.example", by=ruth)
    assert client.get(f"/address/{first.pk}/").status_code == 410
    assert "••••••" in Message.objects.get(key=f"address_proposed:{first.pk}").text


def test_an_address_with_which_somebody_signs_in_is_not_given_to_another(as_, ruth, ada):
    answer = as_(ruth).post(f"{PAGE}{ada.pk}/sign-in-address/", {"address": ruth.email})
    assert answer.status_code == 422
    assert "Somebody else signs in with this address" in answer.text


def test_a_shared_mailbox_is_the_contact_address_of_several(as_, ruth, ada, coffee):
    as_(ruth).post(f"{PAGE}{ada.pk}/contact-address/", {"address": ruth.email})
    ada.refresh_from_db()
    assert (ada.email, ada.contact_email) == ("ada@union.example", ruth.email)


def test_mail_of_who_takes_part_elsewhere_is_not_led_away_by_one_coordinator(as_, ruth, ada):
    factories.representative(factories.partner(), ada)
    as_(ruth).post(f"{PAGE}{ada.pk}/contact-address/", {"address": "mine@ruth.example"})
    ada.refresh_from_db()
    assert ada.contact_email == ""
    assert AddressProposal.objects.get().kind == "contact"


def test_the_address_of_an_administrator_is_not_a_coordinators(as_, ruth, coffee, union):
    boss = factories.representative(union, factories.administrator())
    answer = as_(ruth).post(f"{PAGE}{boss.pk}/sign-in-address/", {"address": "mine@ruth.example"})
    assert answer.status_code == 422
    assert not AddressProposal.objects.exists()


def test_links_of_before_open_nothing_after_the_address_changed(as_, ruth, ada, coffee):
    token = link_tokens.token(link_for(ada, coffee, "x").pk)
    as_(ruth).post(f"{PAGE}{ada.pk}/contact-address/", {"address": "ada@home.example"})
    with pytest.raises(ExpiredLink):
        open_link(token)


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
