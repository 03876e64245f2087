"""What is proposed about a clause that follows the records is compared with what the pages show, and changes that."""

import pytest
from django.urls import reverse

from partnerships.proposals import deciding
from partnerships.proposals.models import ClauseProposal
from tests import factories
from tests.partnerships.agreements import word_files as files
from tests.partnerships.proposals.sent import send


@pytest.fixture
def proposal(as_ruth, coffee, union, agreement):
    """In the clause that lists the partners; another partner came since."""
    document = files.opened(as_ruth.post(reverse("agreement_word", args=[coffee.slug])).content)
    files.insert(files.paragraph(document, "Kigezi Farmers’ Union"), " of Kabale", author="Peter")
    send(as_ruth, coffee, union, files.saved(document))
    factories.partner(coffee, "Late Bank")
    return ClauseProposal.objects.filter(clause__key="partners").first()


def test_pages_show_the_clause_as_the_records_have_it(as_ruth, proposal):
    assert "Late Bank" in as_ruth.get(reverse("clause_proposal", args=[proposal.pk])).text


def test_what_is_taken_stands_among_what_the_records_say_now(as_ruth, agreement, proposal):
    said = as_ruth.post(reverse("clause_proposal_taking", args=[proposal.pk]), follow=True).text
    assert "Taken. The clause says so now." in said
    clause = agreement.clauses.get(key="partners")
    assert clause.written_from == "hand"
    assert "of Kabale" in clause.text
    assert "Late Bank" in clause.text


def test_taken_back_the_clause_follows_the_records_again(ruth, agreement, proposal):
    deciding.take(proposal, by=ruth)
    deciding.reopen(proposal, by=ruth)
    clause = agreement.clauses.get(key="partners")
    assert (clause.written_from, "Late Bank" in clause.text) == ("known", True)


def test_words_that_the_records_have_no_more_are_overtaken(as_ruth, ruth, union, agreement, proposal):
    union.organisation.name = "Kabale Growers"
    union.organisation.save()
    page = as_ruth.get(proposal.reading.get_absolute_url()).text
    assert "The clause says something else by now." in page
    deciding.take(proposal, by=ruth)
    assert agreement.clauses.get(key="partners").written_from == "known"
