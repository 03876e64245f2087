"""A change of a version in force: mail and page say which version it is, why, and what is different."""

import pytest
from django.urls import reverse

from backbone.outbox.models import Message
from partnerships.signing import in_force, proposing
from tests.partnerships.signing.by_mail.coded import accept as answer_with_code
from tests.partnerships.signing.said import accept as record


@pytest.fixture
def amended(row, ruth, agreement):
    """Version 1 is in force; version 2 is proposed, with another clause."""
    record(row, ruth)
    in_force.put_in_force(row.round, ruth, "All signed")
    clause = agreement.clauses.get(key="communication")
    clause.text, clause.written_from = "Minutes within nine days.", "hand"
    clause.save()
    return proposing.propose(agreement, ruth, "all", reason="Later minutes")


@pytest.fixture
def again(amended):
    return amended.acceptances.get()


@pytest.fixture
def own_page(address, row, again):
    return address.replace(f"/{row.pk}/", f"/{again.pk}/")


def test_the_mail_says_the_version_and_what_changed(as_ruth, amended, again, peter):
    seats = [f"{again.pk}-{peter.represents.get().pk}"]
    as_ruth.post(reverse("signing_round_sending", args=[amended.pk]), {"seats": seats})
    mail = Message.objects.get(kind="acceptance", recipient=peter)
    assert "A change of the agreement that is in force is proposed." in mail.text
    for words in ("It is version 2.", "What changed: Later minutes"):
        assert words in mail.text
        assert words in mail.html


def test_the_page_says_the_reason_and_the_difference_from_what_is_in_force(client, own_page):
    text = " ".join(client.get(own_page).text.split())
    assert "Version 1 is in force. Version 2 is proposed to change it" in text
    assert "What changed since version 1" in text
    assert "Later minutes" in text
    assert 'class="difference"' in text
    assert "does that still hold" not in text


def test_the_first_version_has_no_difference(client, address):
    assert "What changed since" not in client.get(address).text


def test_what_still_holds_from_the_mail_goes_on_with_its_decision_and_its_first_signer(
    client, address, row, ruth, agreement, round
):
    record(row, ruth, signer_name="Dr A. Okello", decision_number="B-12")
    newer = proposing.propose(agreement, ruth, "all", reason="Later minutes", instead_of=round.pk).acceptances
    own_page = address.replace(f"/{row.pk}/", f"/{newer.get().pk}/")
    answer_with_code(client, own_page)
    again = newer.get()
    assert (again.way, again.signer_name, again.decision_number) == ("mail", "Peter Mugabo", "B-12")
    assert (again.first_by, again.first_way) == ("Dr A. Okello", "paper")
    assert again.evidence.sha256 == again.round.version.sha256
    text = " ".join(client.get(own_page).text.split())
    assert "by Dr A. Okello, Signed on paper" in text


def test_who_is_asked_whether_it_still_holds_reads_why(as_ruth, row, ruth, agreement, round):
    record(row, ruth)
    newer = proposing.propose(agreement, ruth, "all", reason="Later minutes", instead_of=round.pk)
    page = as_ruth.get(reverse("acceptance_still", args=[newer.acceptances.get().pk])).text
    assert "What changed: Later minutes" in page
