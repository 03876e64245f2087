"""A partnership's own words are for all who take part in it; coordinators write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnerships.access import fetch
from partnerships.identity.models import Logo, Word

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_word(person: Person, pk: int) -> Word:
    """A word, for who may change it, checked through its partnership."""
    return fetch(Word.objects.all(), person, "coordinate", pk=pk)


def get_logo(person: Person, pk: int) -> Logo:
    """A logo, for who may take it out, checked through its partnership."""
    return fetch(Logo.objects.all(), person, "coordinate", pk=pk)
