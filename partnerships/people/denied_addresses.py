"""Addresses of which somebody said that they are not the person's: what coordinators see, and what they say of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from backbone.accounts.models import Person
from backbone.needs import Need
from partnerships.access import coordinated_by
from partnerships.correspondence import links
from partnerships.people.contact_needs import CONTACTS
from partnerships.taking_part import ROWS, takes_part

if TYPE_CHECKING:
    from partnerships.models import Partnership


def to_look_at(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """For coordinators: whose address it is, of people to whom mail waits since somebody else reads it."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    pairs = list(_pairs(list(of))) if of else []
    people = Person.objects.in_bulk({pk for pk, _where in pairs}) if pairs else {}
    for pk, where in sorted(pairs):
        yield Need(
            kind=CONTACTS,
            state="late",
            word=_("somebody else’s address"),
            title=str(people[pk]),
            url=reverse("contact", args=[of[where].slug, pk]),
            detail="" if partnership else of[where].name,
            action=_("Confirm or change the address"),
        )


def _pairs(partnerships: list[int]) -> QuerySet:
    """(person, partnership), wherever they take part; one query."""
    denied = links.denied()
    own = denied.filter(takes_part("person"), partnership__in=partnerships).order_by()
    people = denied.values("person")
    others = [
        model.objects.current().filter(person__in=people, partnership__in=partnerships).order_by()
        for model in ROWS
    ]
    columns = ("person", "partnership")
    return own.values_list(*columns).union(*(rows.values_list(*columns) for rows in others))
