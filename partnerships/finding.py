"""People looked for by what somebody types of their name; told apart by their organisation where it is needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial, reduce
from operator import and_
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from backbone.accounts.models import Person
from backbone.reading.folding import folded
from backbone.reading.names import match_person
from backbone.time import dates
from partnerships.models import Representative
from partnerships.pausing.who_rests import last_day

if TYPE_CHECKING:
    from partnerships.models import Partner, Partnership

MOST = 50
ASIDE = re.compile(r"\([^()]*\)")


def by_name(partnership: Partnership, people: QuerySet[Person]) -> dict:
    """What `backbone.pages.search_field.search` is told to choose among these people."""
    rows = told_apart(partnership, people)
    return {
        "rows": rows,
        "address": reverse("people_found", args=[partnership.slug]),
        "find": partial(_meant, rows),
        "written": written,
        "offered_as": with_organisations,
    }


def told_apart(partnership: Partnership, people: QuerySet[Person]) -> QuerySet[Person]:
    """These people, each with the names of the `organisations` that they represent here; `shares_name` with another.

    `paused_until`: the day until which they are only informed here.
    """
    seats = Representative.objects.current().filter(partnership=partnership, person=OuterRef("pk"))
    names = StringAgg("partner__organisation__name", ", ", order_by="partner__organisation__sort_name")
    others = people.order_by().filter(sort_name=OuterRef("sort_name")).exclude(pk=OuterRef("pk"))
    return people.annotate(
        organisations=Subquery(seats.order_by().values("person").annotate(names=names).values("names")),
        shares_name=Exists(others),
        paused_until=last_day(person=OuterRef("pk"), partnership=partnership),
    )


def with_words(people: QuerySet[Person], words: str) -> list[Person]:
    """At most MOST of these people whose name has all the words in it, or whose address it is, by name."""
    address = words.strip().lower()
    fits = Q(email=address) | Q(contact_email=address)
    plain = ASIDE.sub(" ", words)
    # Behind a comma stands the rest of the name, or the organisation.
    for part in {plain, plain.partition(",")[0]}:
        if has := [Q(sort_name__contains=word) for word in folded(part).split()]:
            fits |= reduce(and_, has)
    return list(people.filter(fits)[:MOST])


def written(person: Person) -> str:
    """The name, with what tells the person from another of `told_apart` who has the same one."""
    beside = person.organisations or person.mail_address
    return f"{person.name} ({beside})" if person.shares_name and beside else person.name


def with_organisations(person: Person) -> str:
    """The name, for which organisations they speak here, and until when they pause."""
    return aside(person.name, person.organisations, paused_words(person))


def aside(name: str, *words: str | None) -> str:
    """A name with these words in brackets behind it, those that are not empty."""
    said = ", ".join(filter(None, words))
    return f"{name} ({said})" if said else name


def paused_words(row: Person | Partner) -> str:
    """Until when somebody, or a partner, of such rows pauses; empty when they don't."""
    return _("paused until %(day)s") % {"day": dates.short(row.paused_until)} if row.paused_until else ""


def _meant(people, words):
    """Whom the words mean: one for sure, or those who can be meant."""
    found = with_words(people, words)
    match = match_person(words, [_Named(person) for person in found])
    return [one.person for one in match.candidates] or found


@dataclass(frozen=True)
class _Named:
    """Somebody as the matcher of names asks about people."""

    person: Person

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def email(self) -> str | None:
        return self.person.email

    @property
    def contact_email(self) -> str:
        return self.person.contact_email

    @property
    def organisation(self) -> str:
        return self.person.organisations or ""

    @property
    def short(self) -> str:
        return ""
