"""Accepting from the mail: with a mandate and a code; what else can be said there, and what ends it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships.correspondence.models import Notice
from partnerships.mandates.models import Mandate
from partnerships.signing import accepted_paper, proposing, recording
from partnerships.signing.models import Acceptance, AcceptanceCode, AcceptanceEvidence
from tests import factories
from tests.partnerships.signing.by_mail.coded import accept, code_mailed, kept

State = Acceptance.State


def test_the_page_says_what_is_asked_with_the_own_part_before_the_clauses(client, address, union):
    text = client.get(address).text
    assert "Does Kigezi Farmers’ Union accept the agreement?" in text
    assert text.index("Your part") < text.index("The agreement, version 1")
    assert "Peter Mugabo" in text
    assert not Message.objects.exists()


def test_with_a_code_it_is_accepted_in_two_taps_and_what_proves_it_is_kept(
    client, address, row, peter, round
):
    text = accept(client, address, **{"yes-office": "Secretary"}).text
    assert "has accepted" in text
    row.refresh_from_db()
    assert (row.state, row.way, row.answered_on) == (State.ACCEPTED, "mail", today_of(row.partnership))
    assert (row.signer_name, row.signer_office) == ("Peter Mugabo", "Secretary")
    assert not row.needs_second
    proof = AcceptanceEvidence.objects.get()
    assert (proof.address, proof.said_by, proof.is_shared) == (peter.mail_address, "Peter Mugabo", False)
    assert proof.sha256 == round.version.sha256
    code = AcceptanceCode.objects.get()
    assert code.used_at
    assert len(code.digest) == 128


def test_the_code_is_out_of_the_mail_once_it_was_used(client, address):
    asked = client.post(address, {"answer": "accept"}, follow=True)
    digits = code_mailed()
    client.post(address, {"answer": "code", "kept": kept(asked), "code": f" {digits[:3]} {digits[3:]} "})
    assert Acceptance.objects.get().state == State.ACCEPTED
    assert digits not in Message.objects.get(kind="acceptance_code").text


def test_a_remark_says_what_it_counts_as(client, address, row):
    refused = client.post(address, {"answer": "accept", "yes-remark": "Subject to budget"})
    assert refused.status_code == 422
    assert "Say what the remark counts as." in refused.text
    assert not Message.objects.exists()
    accept(client, address, **{"yes-remark": "Subject to budget", "yes-remark_counts": "condition"})
    row.refresh_from_db()
    assert (row.remark, row.remark_counts) == ("Subject to budget", "condition")


# Who may


def test_without_a_mandate_it_is_said_who_has_one(client, address, row, peter, union):
    peter.represents.update(capacity="member")
    factories.representative(union, factories.person("Joy Akello"), capacity="sponsor")
    assert "These have: Joy Akello" in client.get(address).text
    client.post(address, {"answer": "accept"})
    assert not AcceptanceCode.objects.exists()


def test_a_mandate_that_holds_is_enough_and_one_that_ended_is_not(client, address, row, peter, coffee):
    peter.represents.update(capacity="member")
    mandate = Mandate.objects.create(partnership=coffee, seat=peter.represents.get(), may_decide="All of it")
    assert "Accept" in client.get(address).text
    mandate.holds_until = today_of(coffee) - timedelta(days=1)
    mandate.save()
    assert "Nobody is named yet who may accept" in client.get(address).text


@pytest.fixture
def shared(peter):
    """Two people read one mailbox."""
    for person in (peter, factories.person("Joy Akello")):
        person.contact_email = "info@union.example.org"
        person.save()


def test_a_shared_mailbox_asks_for_a_name_and_keeps_that_it_was_one(client, as_ruth, shared, address, round):
    refused = client.post(address, {"answer": "accept"})
    assert refused.status_code == 422
    accept(client, address, **{"yes-said_by": "Joy Akello"})
    proof = AcceptanceEvidence.objects.get()
    assert (proof.address, proof.said_by, proof.is_shared) == ("info@union.example.org", "Joy Akello", True)
    page = as_ruth.get(round.get_absolute_url()).text
    assert "From info@union.example.org, said to be by Joy Akello" in page
    assert proof.sha256[:16] in page
    printed = accepted_paper.composed(round)
    assert "from a mailbox that several people read, said to be by Joy Akello" in printed
    assert "info@union.example.org" not in printed


def test_whoever_got_the_mail_forwarded_has_no_code(client, address, peter):
    answer = client.post(address, {"answer": "accept"}, follow=True)
    assert Message.objects.get().to_address == peter.mail_address
    assert peter.mail_address not in answer.text
    assert f"{peter.mail_address[0]}•••@" in answer.text


def test_another_s_row_is_not_there(client, coffee, round, peter, union):
    other = factories.partner(coffee, "Forest Service")
    row = Acceptance.objects.create(partnership=coffee, round=round, partner=other, name="Forest Service")
    token = link_tokens.token(factories.link_for(peter, coffee, "acceptance").pk)
    assert client.get(reverse("link_acceptance", args=[token, row.pk])).status_code == 404


# What else can be said


def test_a_wish_for_a_change_reaches_who_coordinates(client, address, row, ruth):
    client.post(address, {"answer": "wish", "wish-wish": "Five working days"})
    row.refresh_from_db()
    assert (row.state, row.wish) == (State.WISHES_CHANGE, "Five working days")
    assert "Five working days" in Notice.objects.get(person=ruth).text


@pytest.mark.parametrize(
    "form",
    [
        {"answer": "wish", "wish-wish": "Vijf werkdagen"},
        {"answer": "legal", "legal-whom": "Het bestuur"},
        {"answer": "other", "other-name": "Dr Okello", "other-office": "Secretaris"},
    ],
    ids=lambda form: form["answer"],
)
def test_who_coordinates_reads_it_in_their_own_language(client, address, row, ruth, peter, form):
    type(peter).objects.filter(pk=peter.pk).update(language="nl")
    client.post(address, form)
    english = "wishes a change", "with legal or its board", "Somebody else signs"
    assert any(words in Notice.objects.get(person=ruth).text for words in english)


def test_it_goes_to_legal(client, address, row, ruth):
    client.post(address, {"answer": "legal", "legal-whom": "The board, mid January"})
    row.refresh_from_db()
    assert row.legal_since == today_of(row.partnership)
    assert "The board, mid January" in Notice.objects.get(person=ruth).text
    assert "with legal or the board since" in client.get(address).text


def test_somebody_else_signs(client, address, row, ruth):
    form = {
        "other-name": "Dr Okello",
        "other-office": "Permanent Secretary",
        "other-address": "ps@x.example.org",
    }
    client.post(address, {"answer": "other", **form})
    row.refresh_from_db()
    assert (row.to_sign_name, row.to_sign_office) == ("Dr Okello", "Permanent Secretary")
    assert (row.signer_name, row.state) == ("", State.OPEN)
    assert "ps@x.example.org" in Notice.objects.get(person=ruth).text


def test_who_says_not_me_is_kept_with_the_address_and_who_reads_it_there(
    as_, client, shared, address, row, ruth, peter, coffee
):
    client.post(address, {"answer": "other", "other-name": "Dr Okello", "other-address": "ps@x.example.org"})
    row.refresh_from_db()
    assert (row.not_me_by, row.not_me_on) == (peter, today_of(coffee))
    assert (row.not_me_address, row.not_me_readers) == ("info@union.example.org", "Joy Akello")
    assert row.signer_address == "ps@x.example.org"
    page = as_(ruth).get(row.round.get_absolute_url()).text
    for words in ("“Not me”, said Peter Mugabo", "info@union.example.org", "Joy Akello", "ps@x.example.org"):
        assert words in page
    everybody = as_(factories.observer(coffee)).get(row.round.get_absolute_url()).text
    assert "Not me" not in everybody
    assert "example.org" not in everybody


def test_nobody_else_is_named_where_one_person_reads_the_mailbox(client, address, row):
    client.post(address, {"answer": "other", "other-name": "Dr Okello"})
    row.refresh_from_db()
    assert (row.not_me_readers, row.signer_address) == ("", "")


def test_with_whom_it_is_stays_beside_the_day(as_ruth, client, address, row):
    client.post(address, {"answer": "legal", "legal-whom": "The board, mid January"})
    row.refresh_from_db()
    assert row.legal_with == "The board, mid January"
    assert "The board, mid January" in as_ruth.get(row.round.get_absolute_url()).text


@pytest.mark.parametrize("answer", ["", "no such thing"])
def test_no_answer_is_said(client, address, answer):
    assert "Choose an answer." in client.post(address, {"answer": answer}, follow=True).text


@pytest.mark.parametrize("form", [{"answer": "wish"}, {"answer": "other"}])
def test_an_empty_wish_or_name_is_sent_back(client, address, form):
    assert client.post(address, form).status_code == 422


# What ends it


def test_it_is_accepted_once(client, address, row):
    accept(client, address)
    text = client.get(address).text
    assert "and that stays" in text
    assert "By Peter Mugabo." in text
    client.post(address, {"answer": "wish", "wish-wish": "Not any more"})
    row.refresh_from_db()
    assert (row.state, row.wish) == (State.ACCEPTED, "")


def test_what_was_signed_on_paper_meanwhile_stays(client, address, row, ruth):
    asked = client.post(address, {"answer": "accept"}, follow=True)
    said = {"state": State.ACCEPTED, "answered_on": today_of(row.partnership), "way": "paper"}
    recording.record(row, {**said, "signer_name": "Dr Okello"}, ruth)
    client.post(address, {"answer": "code", "kept": kept(asked), "code": code_mailed()})
    row.refresh_from_db()
    assert row.signer_name == "Dr Okello"
    assert not AcceptanceEvidence.objects.exists()


def test_a_proposal_that_was_taken_back_asks_nothing(client, address, row, round, ruth):
    asked = client.post(address, {"answer": "accept"}, follow=True)
    proposing.take_back(round, ruth, "Too early")
    assert "taken back" in client.get(address).text
    client.post(address, {"answer": "code", "kept": kept(asked), "code": code_mailed()})
    row.refresh_from_db()
    assert row.state == State.OPEN


def test_an_old_version_leads_to_the_one_that_is_proposed_now(client, address, row, round, ruth, agreement):
    newer = proposing.propose(agreement, ruth, "all", reason="Again", instead_of=round.pk)
    text = client.get(address).text
    assert "Another version was proposed" in text
    assert f"/acceptances/{newer.acceptances.get().pk}/" in text


# Does it still hold


@pytest.fixture
def carried(client, address, row, round, ruth, agreement):
    """The partner accepted version 1; version 2 is proposed."""
    accept(client, address, **{"yes-remark": "With pleasure", "yes-remark_counts": "note"})
    clause = agreement.clauses.get(key="communication")
    clause.text, clause.written_from = "Minutes within nine days.", "hand"
    clause.save()
    newer = proposing.propose(agreement, ruth, "all", reason="Later minutes", instead_of=round.pk)
    return newer.acceptances.get()


def test_whoever_accepted_sees_the_difference_and_is_asked_once(client, address, carried):
    address = address.replace(f"/acceptances/{Acceptance.objects.first().pk}/", f"/acceptances/{carried.pk}/")
    text = client.get(address).text
    assert "does that still hold?" in text
    assert "Minutes within nine days." in " ".join(text.split())
    accept(client, address)
    carried.refresh_from_db()
    assert (carried.state, carried.still_holds, carried.remark) == (State.ACCEPTED, True, "With pleasure")


def test_or_it_holds_no_more(client, address, carried):
    address = address.replace(f"/acceptances/{Acceptance.objects.first().pk}/", f"/acceptances/{carried.pk}/")
    client.post(address, {"answer": "wish", "wish-wish": "Two days, as before"})
    carried.refresh_from_db()
    assert (carried.state, carried.still_holds) == (State.WISHES_CHANGE, False)


def test_or_it_has_to_go_back(client, address, carried):
    address = address.replace(f"/acceptances/{Acceptance.objects.first().pk}/", f"/acceptances/{carried.pk}/")
    client.post(address, {"answer": "legal"})
    carried.refresh_from_db()
    assert carried.legal_since
    assert carried.still_holds is None


# Signed in


def test_the_same_question_is_asked_of_who_is_signed_in(as_, peter, row, client):
    url = reverse("acceptance_answer", args=[row.pk])
    own = as_(peter)
    asked = own.post(url, {"answer": "accept"}, follow=True)
    own.post(url, {"answer": "code", "kept": kept(asked), "code": code_mailed()})
    row.refresh_from_db()
    assert row.state == State.ACCEPTED


def test_who_represents_another_partner_may_not(as_, row, coffee):
    other = factories.representative(factories.partner(coffee, "Forest Service"), factories.person("Joy"))
    assert as_(other).get(reverse("acceptance_answer", args=[row.pk])).status_code == 403
