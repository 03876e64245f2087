"""Whoever is asked for comments has the whole text: a PDF with the mail, and Word behind its link without an account."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.files.models import StoredFile
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.paper import pdf
from partnerships.agreement_papers import draft
from partnerships.agreements import writing
from partnerships.commenting import asking
from partnerships.commenting.models import CommentAsk
from partnerships.correspondence.models import AccessLink
from partnerships.models import Representative
from tests import factories, pdfs
from tests.partnerships.agreements import word_files
from tests.together import together

UNTIL = date(2999, 1, 1)


@pytest.fixture
def asked(agreement, joan, peter, released):
    asking.ask(agreement, asking.to_ask(agreement), UNTIL)
    return list(Message.objects.order_by("pk"))


@pytest.fixture
def word(asked, joan):
    link = AccessLink.objects.get(person=joan, purpose="comments")
    return reverse("link_agreement_word", args=[link_tokens.token(link.pk)])


def test_the_mail_has_the_draft_with_it_one_file_for_all(asked):
    file = StoredFile.objects.get()
    assert [list(message.attachments.all()) for message in asked] == [[file], [file]]
    assert (file.media_type, file.created_by) == ("application/pdf", None)
    assert "draft-of-the-agreement" in file.name
    assert all("attached as a PDF" in text for one in asked for text in (one.text, one.html))


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_one_moment_have_one_file_made(coffee, agreement):
    files = together(StoredFile, *[lambda: draft.file_of(writing.agreement_of(coffee)).pk] * 2)
    assert files == [StoredFile.objects.get().pk] * 2


def test_a_file_that_is_made_later_is_kept_under_the_words_that_it_has(agreement, clause):
    before = draft.file_of(agreement)
    clause.text, clause.written_from = "Sixty days.", "hand"
    clause.save()
    draft.PAPER.make(agreement.partnership, state=before.job_args["state"])
    assert draft.file_of(agreement) == before
    clause.text = "Thirty days."
    clause.save()
    assert draft.file_of(agreement) != before


def test_a_look_at_the_mail_makes_no_file(as_ruth, coffee, agreement, joan):
    assert "attached as a PDF" in as_ruth.get(reverse("comments_asking", args=[coffee.slug])).text
    assert not StoredFile.objects.exists()


def test_the_reminder_has_the_draft_as_it_is_by_then(asked, clause):
    CommentAsk.objects.update(asked_at=now() - timedelta(days=30))
    clause.text, clause.written_from = "Sixty days.", "hand"
    clause.save()
    asking.send_due()
    later = StoredFile.objects.latest("pk")
    assert StoredFile.objects.count() == 2
    assert all(
        message.attachments.get() == later for message in Message.objects.filter(key__endswith=":again")
    )
    assert Message.objects.filter(key__endswith=":again").count() == 2


def test_each_page_says_that_it_is_a_draft_and_none_has_a_number(agreement, coffee):
    agreement.partnership = coffee
    pages = pdfs.pages_of(pdf.render(draft.html_of(agreement)))
    assert len(pages) > 1
    assert all("DRAFT" in page for page in pages)
    assert "it has no number" in pages[0]
    assert not any("Version" in page or "How given" in page for page in pages)


def test_word_comes_without_an_account(client, word):
    page = client.get(reverse("link", args=[word.split("/")[2]])).text
    assert word in page
    file = word_files.opened(client.post(word).content)
    assert "Draft of" in file.sections[0].header.paragraphs[0].text


def test_word_is_for_whoever_represents_a_partner(client, coffee, bank, joan, word):
    factories.coordinator(coffee, joan)
    Representative.objects.filter(person=joan).delete()
    assert client.post(word).status_code == 404
