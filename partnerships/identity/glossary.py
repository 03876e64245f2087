"""The words that a partnership uses, as other rooms show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone.database.search import has_words
from partnerships.identity.models import Word

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from backbone.accounts.models import Person


def found(person: Person, where: QuerySet, words: str) -> QuerySet[Word]:
    """Words of these partnerships in which, or in whose meaning, somebody searches."""
    return Word.objects.filter(has_words(words, "word", "meaning"), partnership__in=where).select_related(
        "partnership"
    )
