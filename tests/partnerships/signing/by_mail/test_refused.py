"""What no code accepts: without the mandate any more, twice, for a partner that left, for an old version."""

import pytest
from django.urls import reverse

from backbone.time.days import today_of
from partnerships import partners
from partnerships.merges import merging
from partnerships.signing import counting, proposing
from partnerships.signing.by_mail import answering, codes
from partnerships.signing.models import Acceptance, AcceptanceEvidence
from partnerships.signing.proposing import Refused
from tests import factories
from tests.partnerships.signing.by_mail.coded import accept, code_mailed, kept

State = Acceptance.State


@pytest.fixture
def typed(client, address):
    """The form with the code that was mailed, not sent yet."""
    asked = client.post(address, {"answer": "accept"}, follow=True)
    return {"answer": "code", "kept": kept(asked), "code": code_mailed()}


def nothing_was_accepted(row):
    row.refresh_from_db()
    return row.state != State.ACCEPTED and not AcceptanceEvidence.objects.exists()


def test_whose_mandate_ended_since_the_code_was_sent(client, address, row, typed, peter):
    peter.represents.update(capacity="member")
    assert "Nobody is named yet who may accept" in client.post(address, typed, follow=True).text
    assert nothing_was_accepted(row)


def test_the_code_of_one_person_is_nothing_in_the_hands_of_another(as_, row, typed, union):
    joy = factories.representative(union, factories.person("Joy Akello"), capacity="sponsor")
    answer = as_(joy).post(reverse("acceptance_answer", args=[row.pk]), typed)
    assert "Please answer once more" in answer.text
    assert nothing_was_accepted(row)


def test_the_same_code_twice_is_one_acceptance(client, address, row, typed):
    for _n in range(2):
        client.post(address, typed)
    assert AcceptanceEvidence.objects.count() == 1
    row.refresh_from_db()
    assert row.revision == 1


def test_a_partner_that_left_since_accepts_nothing(client, address, row, typed, union, coffee):
    partners.withdraw(union, today_of(coffee))
    assert client.post(address, typed).status_code in (404, 410)
    assert nothing_was_accepted(row)
    assert row.state == State.LEFT


def test_nor_does_whoever_still_holds_its_row_and_code(row, peter, union, coffee):
    """As a request does that was let in just before."""
    codes.send(row, peter)
    partners.withdraw(union, today_of(coffee))
    with pytest.raises((Refused, codes.NoCode)):
        answering.accept_by_mail(row, peter, code_mailed(), {})
    assert nothing_was_accepted(row)


def test_the_code_of_an_old_version_accepts_neither(client, address, row, round, typed, agreement, ruth):
    newer = proposing.propose(agreement, ruth, "all", reason="Again", instead_of=round.pk)
    text = client.post(address, typed, follow=True).text
    assert "Another version was proposed" in text
    assert nothing_was_accepted(row)
    assert newer.acceptances.get().state == State.OPEN


def test_the_code_of_the_old_version_is_none_for_the_new_one(
    client, address, row, round, typed, agreement, ruth
):
    newer = proposing.propose(agreement, ruth, "all", reason="Again", instead_of=round.pk)
    there = address.replace(f"/acceptances/{row.pk}/", f"/acceptances/{newer.acceptances.get().pk}/")
    assert "Please answer once more" in client.post(there, typed).text
    assert newer.acceptances.get().state == State.OPEN


# A partner that turns out to be another, while it is asked


@pytest.fixture
def double(coffee, round):
    """The same organisation, known twice, with a row of its own."""
    partner = factories.partner(coffee, "Kigezi Farmers Union (2)")
    Acceptance.objects.create(partnership=coffee, round=round, partner=partner, name=str(partner))
    return partner


def test_what_was_accepted_from_the_mail_goes_along(client, address, row, round, union, double, ruth):
    accept(client, address)
    merging.merge_organisations(union.organisation, double.organisation, by=ruth)
    [stays] = round.acceptances.all()
    assert (stays.state, stays.evidence.said_by) == (State.ACCEPTED, "Peter Mugabo")
    assert counting.standing(round).accepted == 1


def test_not_me_goes_along_whole(client, address, row, round, union, double, peter, ruth):
    client.post(address, {"answer": "other", "other-name": "Dr Okello"})
    merging.merge_organisations(union.organisation, double.organisation, by=ruth)
    [stays] = round.acceptances.all()
    assert (stays.not_me_by, stays.not_me_address) == (peter, peter.mail_address)


def test_the_link_leads_on_after_it(client, address, row, round, union, double, ruth):
    merging.merge_organisations(double.organisation, union.organisation, by=ruth)
    accept(client, address)
    assert counting.standing(round).accepted == 1
