"""The words that a partnership uses: everybody in it reads them, coordinators write them."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnerships.identity.models import Word
from tests import factories


@pytest.fixture
def nursery(coffee):
    return Word.objects.create(partnership=coffee, word="Nursery", meaning="Where seedlings are raised")


def test_everybody_in_the_partnership_reads_them(client, peter, coffee, nursery):
    client.force_login(peter)
    page = client.get(reverse("glossary", args=[coffee.slug]))
    assert "Where seedlings are raised" in page.text
    assert reverse("word_edit", args=[nursery.pk]) not in page.text


def test_a_word_stands_once_whatever_its_letters(as_ruth, coffee, nursery):
    form = {"word": "NURSERY", "meaning": "Another", "revision": 0}
    page = as_ruth.post(reverse("word_new", args=[coffee.slug]), form)
    assert page.status_code == 422
    assert "in the list already" in page.text
    with pytest.raises(IntegrityError, match="word_once"), transaction.atomic():
        Word.objects.create(partnership=coffee, word="nursery", meaning="Another")
    Word.objects.create(partnership=factories.partnership(), word="Nursery", meaning="Elsewhere")


def test_removed_it_comes_back_where_it_was(as_ruth, coffee, nursery):
    page = as_ruth.post(reverse("word_removal", args=[nursery.pk]), follow=True)
    assert "lies in the bin" in page.text
    removal = coffee.removals.get()
    as_ruth.post(reverse("removal_return", args=[removal.pk]))
    assert coffee.words.get() == nursery


def test_a_search_finds_a_word_by_what_it_means(client, peter, coffee, nursery):
    client.force_login(peter)
    assert nursery.get_absolute_url() in client.get(reverse("search"), {"q": "seedlings"}).text
