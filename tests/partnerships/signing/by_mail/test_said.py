"""A code is for what was said when it was asked for: by this person, for this partner, to this version."""

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from partnerships.signing.models import Acceptance, AcceptanceCode, AcceptanceEvidence
from tests import factories
from tests.partnerships.signing.by_mail.coded import code_mailed, kept

CONDITION = {"answer": "accept", "yes-remark": "Only for a year", "yes-remark_counts": "condition"}


@pytest.fixture
def other(coffee, round, row):
    """The address at which the lead of another partner is asked, and that partner's row."""
    partner = factories.partner(coffee, "Forest Service")
    dave = factories.person("Dave Okot", email="dave@forest.example.org")
    factories.representative(partner, dave)
    own = Acceptance.objects.create(partnership=coffee, round=round, partner=partner, name="Forest Service")
    token = link_tokens.token(factories.link_for(dave, coffee, "acceptance").pk)
    return reverse("link_acceptance", args=[token, own.pk]), own


def test_what_one_said_is_not_accepted_by_another(client, address, other):
    theirs, own = other
    of_peter = kept(client.post(address, CONDITION, follow=True))
    client.post(theirs, {"answer": "accept"})
    answer = client.post(theirs, {"answer": "code", "kept": of_peter, "code": code_mailed()})
    assert answer.status_code == 422
    assert "answer once more" in answer.text
    own.refresh_from_db()
    assert (own.state, own.remark) == ("open", "")
    assert not AcceptanceEvidence.objects.exists()


def test_nor_is_a_code_sent_for_it(client, address, other):
    of_peter = kept(client.post(address, CONDITION, follow=True))
    assert client.post(other[0], {"answer": "again", "kept": of_peter}).status_code == 422
    assert AcceptanceCode.objects.count() == 1


@pytest.mark.parametrize("said", [{}, {**CONDITION, "yes-remark": "Or not"}])
def test_a_code_is_for_the_words_that_it_was_sent_for(client, address, row, said):
    before = kept(client.post(address, CONDITION, follow=True))
    asked = client.post(address, {"answer": "accept", **said}, follow=True)
    answer = client.post(address, {"answer": "code", "kept": before, "code": code_mailed()})
    assert answer.status_code == 422
    assert "sent for other words" in answer.text
    row.refresh_from_db()
    assert row.state == "open"
    client.post(address, {"answer": "code", "kept": kept(asked), "code": code_mailed()})
    row.refresh_from_db()
    assert (row.state, row.remark) == ("accepted", said.get("yes-remark", ""))


def test_a_code_from_before_this_was_so_is_worth_nothing(client, address, row):
    asked = client.post(address, {"answer": "accept"}, follow=True)
    code = AcceptanceCode.objects.get()
    AcceptanceCode.objects.update(digest=code.digest[:64])
    answer = client.post(address, {"answer": "code", "kept": kept(asked), "code": code_mailed()})
    assert answer.status_code == 422
    assert "answer once more" in answer.text
    row.refresh_from_db()
    assert row.state == "open"
