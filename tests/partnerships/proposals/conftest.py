"""An agreement that went out as a Word file, and the file that came back with two changes and a comment."""

import pytest
from django.utils import timezone

from partnerships.agreements import writing
from partnerships.proposals import word
from partnerships.proposals.base import of_draft
from partnerships.proposals.models import WordReading
from tests.partnerships.agreements import word_files as files
from tests.partnerships.proposals.sent import send


@pytest.fixture
def agreement(coffee, union):
    own = writing.write(coffee)
    for key, text in (("vision", "Bees fly.\n\nBirds sing."), ("mission", "We meet.\n\n- once a month")):
        own.clauses.filter(key=key).update(text=text, written_from="hand")
    return own


@pytest.fixture
def document(agreement):
    return files.opened(word.write(of_draft(agreement, timezone.now())))


def changed(document):
    files.insert(files.paragraph(document, "Bees fly"), " High.", author="Peter")
    files.delete(files.paragraph(document, "Birds sing"), words="sing", author="Maria")
    document.add_comment(files.paragraph(document, "once a month").runs, "Too often?", author="Maria")
    return files.saved(document)


@pytest.fixture
def reading(as_ruth, coffee, union, document):
    assert send(as_ruth, coffee, union, changed(document)).status_code == 302
    return WordReading.objects.get()


@pytest.fixture
def proposals(reading):
    return list(reading.proposals.all())
