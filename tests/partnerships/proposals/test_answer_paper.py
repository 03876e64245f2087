"""The answer to a Word file as a file of its own: asked for in a request, made in a job, whole however much was proposed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.files.models import StoredFile
from partnerships.agreement_papers import papers
from partnerships.closing import closing
from partnerships.proposals import deciding
from partnerships.proposals.answers import answer_paper, answering
from partnerships.proposals.models import ClauseProposal
from tests.partnerships.agreements import word_files as files
from tests.partnerships.proposals.sent import answer_as_file
from tests.pdfs import assert_in_pdf, pages_of

MANY = 500


@pytest.fixture
def refused(reading, proposals, ruth):
    for row in proposals:
        deciding.refuse(row, "They sing well.", by=ruth)


@pytest.fixture
def many(reading, proposals):
    """So many more, all decided."""
    decided = {"state": "refused", "decided_at": timezone.now()}
    ClauseProposal.objects.bulk_create(
        ClauseProposal(
            partnership=reading.partnership,
            reading=reading,
            place=100 + n,
            kind="comment",
            heading=f"Clause {n}",
            after=f"Comment {n}.",
            reason=f"Reason {n}.",
            **decided,
        )
        for n in range(MANY)
    )


def paper(reading):
    return reverse("word_answer_paper", args=[reading.pk])


def test_it_is_made_to_print(as_ruth, reading, refused):
    content = answer_as_file(as_ruth, reading)
    assert_in_pdf(content, "They sing well.", "What became of your proposals")


def test_it_is_made_for_word(as_ruth, reading, refused):
    content = answer_as_file(as_ruth, reading, **{"for": "word"})
    assert "They sing well." in "\n".join(one.text for one in files.opened(content).paragraphs)


def test_the_request_sets_no_pdf_and_the_pdf_has_all_of_many(as_ruth, reading, many):
    page = as_ruth.post(paper(reading), follow=True).text
    file = StoredFile.objects.get(job=papers.JOB)
    assert file.is_pending
    assert "The PDF is being created." in page
    papers.make_paper(file.pk, **file.job_args)
    content = as_ruth.get(reverse("agreement_paper_file", args=[file.pk])).content
    words = " ".join(pages_of(content))
    assert [n for n in range(MANY) if f"Reason {n}." not in words] == []


def test_its_page_leads_back_to_the_answer(as_ruth, reading):
    page = as_ruth.post(paper(reading), follow=True).text
    assert f'href="{reverse("word_answer", args=[reading.pk])}"' in page


def test_asked_for_again_it_takes_the_place_of_the_one_before(as_ruth, reading):
    as_ruth.post(paper(reading))
    as_ruth.post(paper(reading))
    assert StoredFile.objects.filter(job=papers.JOB).count() == 1


def test_who_does_not_coordinate_any_more_does_not_open_it(as_ruth, ruth, reading):
    as_ruth.post(paper(reading))
    address = reverse("agreement_paper", args=[StoredFile.objects.get(job=papers.JOB).pk])
    assert as_ruth.get(address).status_code == 200
    ruth.roles.all().delete()
    assert as_ruth.get(address).status_code in (403, 404)


def test_it_fails_in_words_once_the_file_that_came_back_is_gone(as_ruth, ruth, reading):
    file = answer_paper.ask_for(answer_paper.PRINTED, reading, by=ruth)
    as_ruth.post(reverse("word_reading_removal", args=[reading.pk]))
    papers.make_paper(file.pk, **file.job_args)
    assert "could not be created" in as_ruth.get(reverse("agreement_paper", args=[file.pk])).text


def test_a_closed_partnership_offers_none(as_ruth, ruth, reading):
    page = reverse("word_answer", args=[reading.pk])
    assert paper(reading) in as_ruth.get(page).text
    closing.close(reading.partnership, by=ruth)
    assert paper(reading) not in as_ruth.get(page).text


LONG = "A partner may withdraw at the end of a year, and says so in writing three months before. " * 4


def test_a_long_text_is_quoted_around_what_changed(proposals):
    row = proposals[0]
    row.before, row.after = f"{LONG}They mark what was achieved.", f"{LONG}They celebrate what was achieved."
    (_was, before), (_is, after) = answering._line(row)["said"]
    assert before.endswith("They mark what was achieved.")
    assert after.endswith("They celebrate what was achieved.")
    assert before.startswith("… ")


def test_what_is_quoted_has_no_marks_of_markdown(proposals):
    row = proposals[0]
    row.before, row.after = "Each village gets **two** bags", "Each village gets *three* bags"
    said = [words for _label, words in answering._line(row)["said"]]
    assert said == ["Each village gets two bags", "Each village gets three bags"]


def test_where_the_marks_alone_changed_they_are_quoted(proposals):
    row = proposals[0]
    row.before, row.after = "Two bags", "*Two* bags"
    assert [words for _label, words in answering._line(row)["said"]] == ["Two bags", "*Two* bags"]
