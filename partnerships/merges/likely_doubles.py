"""Who and what may be known twice, by their names: offered to a reader, never merged by itself."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from backbone.reading.folding import folded
from backbone.reading.names import same_person
from backbone.reading.one_letter import one_letter_apart
from backbone.reading.organisation_names import SMALL, initials, is_named, loose_key
from partnerships.finding import with_words
from partnerships.models import Organisation

if TYPE_CHECKING:
    from backbone.accounts.models import Person

OFFERED, COMPARED = 5, 500
# Words that so many names share say nothing; a shorter one neither.
SHORTEST = 3
# One letter is wrong either before the middle of a name or after it.
ENDS = 3


def of_organisation(organisation: Organisation, reader: Person, words: str = "") -> list[Organisation]:
    """Up to OFFERED others, by name, that may be the same one; with words those that are called so instead.

    Of those that the reader may merge: partners where they coordinate, and all for administrators. One that is known
    to be in another country is another one.
    """
    others = _merged_by(reader).filter(is_demo=organisation.is_demo).exclude(pk=organisation.pk)
    if words:
        called = Q(sort_name__contains=folded(words)) | Q(short_name__icontains=words)
        return list(others.filter(called).order_by("sort_name", "pk")[:OFFERED])
    near = others.annotate(length=Length("sort_name"))
    near = near.filter(_shares_a_word(organisation) | _is_about_as_long(organisation.sort_name))
    near = near.order_by("sort_name", "pk")[:COMPARED]
    return [one for one in near if _is_likely(one, organisation)][:OFFERED]


def _merged_by(reader) -> QuerySet[Organisation]:
    if reader.is_administrator:
        return Organisation.objects.all()
    return Organisation.objects.filter(partners__partnership__in=reader.standing.coordinates).distinct()


def _shares_a_word(organisation):
    """A condition on names: a word of either name in it, or the letters that one of them is shortened to."""
    told = f"{organisation.name} {organisation.short_name}"
    words = {word for word in folded(told).split() if len(word) >= SHORTEST and word not in SMALL}
    conditions = [Q(sort_name__contains=word) for word in words]
    conditions += [Q(name__iexact=one) | Q(short_name__iexact=one) for one in initials(organisation.name)]
    if organisation.name.isupper() or organisation.short_name:
        letter = folded(organisation.short_name or organisation.name)[:1]
        conditions.append(Q(sort_name__startswith=letter))
    return reduce(or_, conditions, Q(sort_name=organisation.sort_name))


def _is_about_as_long(name):
    """A condition on names: a letter longer or shorter at most, and beginning or ending as this one."""
    begins_or_ends = Q(sort_name__startswith=name[:ENDS]) | Q(sort_name__endswith=name[-ENDS:])
    return Q(begins_or_ends, length__range=(len(name) - 1, len(name) + 1))


def _is_likely(one, other):
    if one.country and other.country and one.country != other.country:
        return False
    if loose_key(one.name) == loose_key(other.name) or one_letter_apart(one.name, other.name):
        return True
    pairs = ((one, other), (other, one))
    return any(is_named(words, two.name, two.short_name) for one, two in pairs for words in _names(one))


def _names(organisation):
    return [name for name in (organisation.name, organisation.short_name) if name]


def of_person(person: Person, people: QuerySet[Person], words: str = "") -> list[Person]:
    """Up to OFFERED of these people, by name, who may be the same one; with words those who are called so instead."""
    others = people.filter(is_demo=person.is_demo).exclude(pk=person.pk)
    if words:
        return with_words(others, words)[:OFFERED]
    parts = [Q(sort_name__contains=word) for word in folded(person.name).split() if len(word) > 1]
    near = others.annotate(length=Length("sort_name"))
    near = near.filter(reduce(or_, parts, _is_about_as_long(person.sort_name)))[:COMPARED]
    return [one for one in near if _are_likely(person.name, one.name)][:OFFERED]


def _are_likely(one, other):
    return same_person(one, other) or one_letter_apart(one, other)
