"""Putting an address right: at once where nobody else depends on it, else by a code, and never an administrator's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backbone.accounts import mailed_codes, proposals
from backbone.accounts.models import AddressProposal, Person
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from partnerships import removing, roles
from partnerships.correspondence.links import ExpiredLink, open_link
from tests import factories
from tests.factories import link_for
from tests.filled_in import fields

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
PAGE = "/partnerships/coffee/contacts/"


@pytest.fixture
def ada(union):
    return factories.representative(
        union, factories.person("Ada Okello", "ada@union.example", phone="+256 772 000 001"), capacity="lead"
    )


def test_an_address_of_who_never_signed_in_is_changed_at_once_and_both_are_told(as_, ruth, ada, coffee):
    link = link_for(ada, coffee, "x")
    as_(ruth).post(f"{PAGE}{ada.pk}/sign-in-address/", {"address": "Ada.New@union.example"})
    ada.refresh_from_db()
    assert ada.email == "ada.new@union.example"
    link.refresh_from_db()
    assert link.revoked_at
    told = set(Message.objects.values_list("to_address", flat=True))
    assert told == {"ada@union.example", "ada.new@union.example"}


@pytest.mark.parametrize(
    "why",
    [
        "signed in",
        "has a role",
        "role to come",
        "takes part elsewhere",
        "took part elsewhere",
        "guest elsewhere",
        "in a bin elsewhere",
    ],
)
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
    elif why == "role to come":
        factories.leader(coffee, person, since=timezone.now() + timedelta(days=1))
    elif why == "guest elsewhere":
        factories.attendance(factories.meeting(), person)
    else:
        until = timezone.now() if why == "took part elsewhere" else None
        partner = factories.partner()
        factories.representative(partner, person, until=until)
        if why == "in a bin elsewhere":
            removing.remove(partner, by=None, page="/somewhere/")


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


def test_the_address_of_an_administrator_to_come_is_not_a_coordinators_either(as_, ruth, ada):
    factories.administrator(ada, since=timezone.now() + timedelta(days=1))
    answer = as_(ruth).post(f"{PAGE}{ada.pk}/contact-address/", {"address": "mine@ruth.example"})
    assert answer.status_code == 422
    assert not AddressProposal.objects.exists()


def test_links_of_before_open_nothing_after_the_address_changed(as_, ruth, ada, coffee):
    token = link_tokens.token(link_for(ada, coffee, "x").pk)
    as_(ruth).post(f"{PAGE}{ada.pk}/contact-address/", {"address": "ada@home.example"})
    with pytest.raises(ExpiredLink):
        open_link(token)


def test_links_of_before_open_nothing_after_a_code_changed_the_address(client, ruth, ada, coffee):
    token = link_tokens.token(link_for(ada, coffee, "x").pk)
    proposal = proposals.propose(ada, "contact", "ada@home.example", by=ruth)
    client.force_login(ada)
    client.post(f"/address/{proposal.pk}/", {"code": mailed_code("ada@home.example")})
    with pytest.raises(ExpiredLink):
        open_link(token)


def test_links_go_on_when_something_else_of_a_person_changes_and_end_when_they_change_their_address(
    as_, ada, coffee
):
    token = link_tokens.token(link_for(ada, coffee, "x").pk)
    sent = fields(as_(ada).get("/me/").text)
    assert as_(ada).post("/me/", sent | {"name": "Adah"}).status_code == 302
    assert open_link(token).person == ada
    sent = fields(as_(ada).get("/me/").text)
    assert as_(ada).post("/me/", sent | {"contact_email": "ada@home.example"}).status_code == 302
    with pytest.raises(ExpiredLink):
        open_link(token)


# Who became an administrator, and how often it may be asked


def wait_for_objections():
    """Nobody objects."""
    AddressProposal.objects.update(typed_at=timezone.now() - proposals.WAITS_FOR_OBJECTION)
    proposals.take_due()


def test_an_administrator_of_today_gets_no_address_that_a_coordinator_proposed_before(coffee, ruth, ada):
    proposal = proposals.propose(ada, "sign_in", "mine@ruth.example", by=ruth)
    proposals.accept(proposal, mailed_code("mine@ruth.example"))
    factories.administrator(ada)
    wait_for_objections()
    ada.refresh_from_db()
    assert ada.email == "ada@union.example"
    assert AddressProposal.objects.get().settled_at


def test_the_code_for_an_administrator_of_today_opens_nothing(client, coffee, ruth, ada):
    proposal = proposals.propose(ada, "sign_in", "mine@ruth.example", by=ruth)
    factories.administrator(ada)
    client.force_login(ada)
    code = mailed_code("mine@ruth.example")
    assert client.post(f"/address/{proposal.pk}/", {"code": code}).status_code == 422
    ada.refresh_from_db()
    assert ada.email == "ada@union.example"
    assert client.get(f"/address/{proposal.pk}/").status_code == 410


def test_an_administrator_proposes_addresses_of_administrators(coffee, ada):
    proposal = proposals.propose(
        ada, "sign_in", "new@union.example", by=factories.administrator(factories.person())
    )
    factories.administrator(ada)
    proposals.accept(proposal, mailed_code("new@union.example"))
    wait_for_objections()
    ada.refresh_from_db()
    assert ada.email == "new@union.example"


@pytest.mark.parametrize("way", ["grant", "take back"])
def test_a_role_elsewhere_settles_what_a_coordinator_of_here_proposed(coffee, ruth, ada, way):
    elsewhere = factories.partnership()
    role = roles.grant(ada, "observer", elsewhere, by=None)
    roles.end(role)
    proposals.propose(ada, "sign_in", "mine@ruth.example", by=ruth)
    roles.grant(ada, "leader", coffee, by=ruth)
    assert proposals.open_for(ada)
    roles.take_back(role) if way == "take back" else roles.grant(ada, "leader", elsewhere, by=None)
    assert not proposals.open_for(ada)


def test_addresses_are_proposed_a_few_times_a_day_for_one_person_and_by_one(as_, ruth, ada, monkeypatch):
    factories.representative(factories.partner(), ada)
    page = f"{PAGE}{ada.pk}/contact-address/"
    for n in range(proposals.OF_A_PERSON_A_DAY):
        assert as_(ruth).post(page, {"address": f"new{n}@union.example"}).status_code == 302
    answer = as_(ruth).post(page, {"address": "more@union.example"})
    assert answer.status_code == 422
    assert "Too many addresses were proposed" in answer.text
    AddressProposal.objects.update(created_at=timezone.now() - timedelta(days=1))
    monkeypatch.setattr(proposals, "BY_A_PERSON_A_DAY", 1)
    proposals.propose(factories.person(), "contact", "one@union.example", by=ruth)
    with pytest.raises(proposals.ProposedTooOften):
        proposals.propose(ada, "contact", "two@union.example", by=ruth)
