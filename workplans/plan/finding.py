"""Milestones looked for by their numbers or by words of their titles."""

from __future__ import annotations

import re
from functools import partial, reduce
from operator import and_
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse

from workplans.models import Milestone

if TYPE_CHECKING:
    from partnerships.models import Partnership

MOST = 50
# Of these so many stand below the field while one types.
OFFERED = 12
NUMBER = re.compile(r"\bM ?([0-9]{1,9})\b", re.I)
ONLY_NUMBERS = re.compile(r"\s*(?:M ?[0-9]{1,9}[\s,;]*(?:and\b|en\b|&)?[\s,;]*)+", re.I)


def one_of(partnership: Partnership, rows: QuerySet[Milestone]) -> dict:
    """What `backbone.pages.search_field.search` is told to choose one among these milestones."""
    rows = rows.select_related("objective")
    return {"rows": rows, "address": _address(partnership), "find": partial(with_words, rows)}


def some_of(partnership: Partnership, rows: QuerySet[Milestone]) -> dict:
    """What `backbone.pages.search_several.search_several` is told to choose some among these milestones."""
    rows = rows.select_related("objective")
    return {"rows": rows, "address": _address(partnership), "find": partial(_meant, rows)}


def with_words(rows: QuerySet[Milestone], words: str) -> list[Milestone]:
    """At most MOST of these milestones: the one that is written so, or with this number, or with all the words."""
    number = NUMBER.match(words.strip())
    if number:
        numbered = list(rows.filter(number=int(number[1])))
        if numbered and words.strip().casefold() in (str(numbered[0]).casefold(), number[0].casefold()):
            return numbered
    parts = [Q(title__icontains=part) for part in words.split()]
    return list(rows.filter(reduce(and_, parts))[:MOST]) if parts else []


def numbered(words: str) -> Q:
    """The milestone with this number, as people say it: "M3" or "m 3"; none for other words."""
    number = NUMBER.fullmatch(words.strip())
    return Q(number=int(number[1])) if number else Q(pk=None)


def _meant(rows, words):
    """Numbers alone mean all of them, as long as each is there."""
    if ONLY_NUMBERS.fullmatch(words):
        numbers = {int(number) for number in NUMBER.findall(words)}
        found = list(rows.filter(number__in=numbers))
        return (found, True) if len(found) == len(numbers) else ([], False)
    return with_words(rows, words), False


def _address(partnership):
    return reverse("milestones_found", args=[partnership.slug])
