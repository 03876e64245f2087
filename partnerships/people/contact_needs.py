"""What of the contacts waits for their coordinators: a list to look through, and addresses that somebody else reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.accounts.models import Person
from backbone.needs import Kind, Need
from backbone.time.days import today_of
from partnerships.access import coordinated_by
from partnerships.correspondence import links
from partnerships.taking_part import ROWS, takes_part

if TYPE_CHECKING:
    from partnerships.models import Partnership

CONTACTS = Kind("contacts", gettext_lazy("Contacts"))


def of_the_contacts(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """A list whose day to be looked through has come: for who keeps it, or for all coordinators when nobody does."""
    for one in coordinated_by(person, partnership):
        day = one.contacts_review_on
        if day and day <= today_of(one) and one.contacts_owner_id in (None, person.pk):
            yield Need(
                kind=CONTACTS,
                state="open",
                word=_("Open"),
                title=_("Look through the contacts"),
                url=reverse("contacts", args=[one.slug]),
                detail="" if partnership else one.name,
                action=_("Set the next day"),
                action_url=reverse("contacts_kept", args=[one.slug]),
                due=day,
            )


def of_denied_addresses(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
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
