"""A letter of no objection is told apart from an acceptance, wherever another version or another's word comes."""

import pytest

from backbone.time.days import today_of
from partnerships.signing import proposing, recording
from partnerships.signing.by_mail import asking
from partnerships.signing.needs import of_agreements
from tests import factories
from tests.partnerships.signing.said import State, accept


@pytest.fixture
def newer(agreement, partners, proposed, ruth):
    accept(proposed.acceptances.get(partner=partners[0]), ruth, State.NO_OBJECTION)
    return proposing.propose(agreement, ruth, "all", reason="A clause", instead_of=proposed.pk)


def text_of(client, round):
    return " ".join(client.get(round.get_absolute_url()).text.split())


def test_in_the_round_after_it(as_ruth, newer, partners, ruth, coffee):
    text = text_of(as_ruth, newer)
    assert "It takes part in version 1 by letter of no objection." in text
    assert "It accepted version 1" not in text
    recording.still_holds(newer.acceptances.get(partner=partners[0]), ruth, today_of(coffee))
    text = text_of(as_ruth, newer)
    assert "Its letter of no objection to version 1" in text
    assert "It accepted version 1" not in text


def test_in_the_mail_and_on_the_page_that_ask_whether_it_still_holds(as_ruth, newer, partners, peter):
    row = newer.acceptances.get(partner=partners[0])
    row.round = newer
    context = asking.draft(row, peter).context("")
    assert context["still"]
    page = as_ruth.get(f"/acceptances/{row.pk}/still/").text
    assert "by letter of no objection" in page
    assert "It accepted the version before" not in page


def test_where_another_is_to_confirm_it(coffee, proposed, partners, ruth):
    own = factories.representative(partners[0], factories.coordinator(coffee, factories.person("Bob")))
    accept(proposed.acceptances.get(partner=partners[0]), own, State.NO_OBJECTION)
    details = [need.detail for need in of_agreements(ruth, coffee) if need.title == str(partners[0])]
    assert details == ["its own coordinator recorded that it takes part by letter of no objection"]
