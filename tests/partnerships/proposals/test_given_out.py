"""The Word file says what the pages say, and what the records change later is never taken for a partner's proposal."""

from datetime import date

import pytest
from django.urls import reverse

from backbone.outbox import link_tokens
from partnerships.closing import closing
from partnerships.commenting import asking
from partnerships.correspondence.models import AccessLink
from partnerships.proposals.models import ClauseProposal, WordReading
from tests import factories
from tests.partnerships.agreements import word_files as files
from tests.partnerships.proposals.sent import send


@pytest.fixture
def own(agreement):
    return reverse("agreement_word", args=[agreement.partnership.slug])


@pytest.fixture
def linked(coffee, agreement, released):
    bank = factories.partner(coffee, "Rural Bank")
    joan = factories.representative(bank, factories.person("Joan Akello"), capacity="lead")
    asking.ask(agreement, asking.to_ask(agreement), date(2999, 1, 1))
    link = AccessLink.objects.get(person=joan, purpose="comments")
    return reverse("link_agreement_word", args=[link_tokens.token(link.pk)])


@pytest.fixture(params=["own", "linked"])
def address(request):
    return request.getfixturevalue(request.param)


def said(data):
    return "\n".join(one.text for one in files.opened(data).paragraphs)


def proposed(client, coffee, union, data):
    assert send(client, coffee, union, data).status_code == 302
    return list(ClauseProposal.objects.all())


def test_the_file_says_what_the_records_say_and_comes_back_without_a_proposal(
    as_ruth, coffee, union, address
):
    factories.partner(coffee, "Roasters")
    given = as_ruth.post(address).content
    assert "Roasters" in said(given)
    assert proposed(as_ruth, coffee, union, given) == []
    assert WordReading.objects.get().drafted_at


def test_what_the_records_say_since_is_no_proposal_of_the_partner(as_ruth, coffee, union, address):
    factories.partner(coffee, "Roasters")
    given = as_ruth.post(address).content
    factories.partner(coffee, "Late Bank")
    later = as_ruth.post(address).content
    assert "Late Bank" not in said(given)
    assert "Late Bank" in said(later)
    factories.partner(coffee, "Later Mill")
    assert proposed(as_ruth, coffee, union, given) == []
    assert proposed(as_ruth, coffee, union, later) == []


def test_what_the_partner_changes_is_found_though_the_records_changed(as_ruth, coffee, union, own):
    document = files.opened(as_ruth.post(own).content)
    files.insert(files.paragraph(document, "Bees fly"), " High.", author="Peter")
    factories.partner(coffee, "Late Bank")
    as_ruth.post(own)
    [row] = proposed(as_ruth, coffee, union, files.saved(document))
    assert (row.before, row.after) == ("Bees fly.", "Bees fly. High.")


def test_a_file_without_our_marks_is_compared_with_what_the_pages_show(
    as_ruth, coffee, union, agreement, own
):
    factories.partner(coffee, "Roasters")
    bare = files.without(files.CONTROLS, files.without(files.MARKS, as_ruth.post(own).content))
    agreement.clauses.filter(key="partners").update(text="As it was written first.")
    assert [row for row in proposed(as_ruth, coffee, union, bare) if row.clause] == []


def test_looking_at_the_address_gives_no_file_and_writes_nothing(as_ruth, coffee, agreement, address):
    factories.partner(coffee, "Roasters")
    answer = as_ruth.get(address)
    assert answer.status_code in (302, 405)
    assert "Content-Disposition" not in answer
    assert "Roasters" not in agreement.clauses.get(key="partners").text


def test_a_closed_partnership_offers_no_draft_in_word(as_ruth, ruth, coffee, own):
    page = reverse("agreement", args=[coffee.slug])
    assert own in as_ruth.get(page).text
    closing.close(coffee, by=ruth)
    assert own not in as_ruth.get(page).text
    assert as_ruth.post(own).status_code == 409
