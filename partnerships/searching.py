"""Search over everything one may see: each app registers what can be found of it, and who finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import Person
from backbone.database.search import has_words
from backbone.panels import registry
from backbone.registered.searched import Hit, Searched
from partnerships.models import Partner, Partnership, Representative, Role

if TYPE_CHECKING:
    from django.utils.functional import Promise

SHOWN = 5


@dataclass(frozen=True)
class Found:
    """The first of one kind, and whether there are more."""

    key: str
    label: str | Promise
    hits: list[Hit]
    has_more: bool


def search(person: Person, words: str, partnership: Partnership | None = None) -> list[Found]:
    """The first few of each kind that have all the words, in one partnership or in all that the person sees."""
    where = _where(person, partnership)
    found = []
    for kind in registry.sorted("searched"):
        rows = list(kind.find(person, where, words)[: SHOWN + 1])
        if rows:
            hits = [kind.hit(row) for row in rows[:SHOWN]]
            found.append(Found(kind.key, kind.label, hits, len(rows) > SHOWN))
    return found


def of_kind(
    person: Person, words: str, key: str, partnership: Partnership | None = None
) -> tuple[Searched | None, QuerySet | list]:
    """One kind with all its rows; (None, []) when there is no such kind."""
    kind = next((one for one in registry.searched if one.key == key), None)
    return (kind, kind.find(person, _where(person, partnership), words)) if kind else (None, [])


def _where(person, partnership):
    return (
        Partnership.objects.filter(pk=partnership.pk)
        if partnership
        else Partnership.objects.visible_to(person)
    )


# What of the core is found


def _partnerships(person, where, words):
    return where.filter(has_words(words, "name", "purpose"))


def _partners(person, where, words):
    named = Q(has_words(words, "organisation__name", "organisation__short_name"))
    rows = Partner.objects.filter(named, partnership__in=where)
    return rows.select_related("organisation", "partnership")


def _people(person, where, words):
    """Who represents a partner there now: the names that its pages show, never an address.

    Who has a role is known to coordinators alone.
    """
    seats = Representative.objects.current().filter(partnership__in=where)
    roles = Role.objects.current().filter(partnership__in=where.filter(coordinated(person)))
    part = Q(Exists(seats.filter(person=OuterRef("pk")))) | Q(Exists(roles.filter(person=OuterRef("pk"))))
    shown = Prefetch("represents", seats.select_related("partner__organisation"), "seats_here")
    return Person.objects.filter(has_words(words, "name"), part, is_active=True).prefetch_related(shown)


def coordinated(person: Person) -> Q:
    """A condition on partnerships: that this person coordinates them."""
    scopes = person.standing.scopes(Role.Kind.ADMINISTRATOR, Role.Kind.COORDINATOR)
    return Q() if None in scopes else Q(pk__in=scopes)


def _person_hit(person):
    """Their page is that of a partner for which they speak."""
    url = person.seats_here[0].partner.get_absolute_url() if person.seats_here else ""
    return Hit(str(person), url, ", ".join(dict.fromkeys(str(seat.partner) for seat in person.seats_here)))


KINDS = [
    Searched(
        "partnerships",
        _("Partnerships"),
        _partnerships,
        lambda row: Hit(str(row), row.get_absolute_url(), row.purpose),
        10,
    ),
    Searched(
        "partners",
        _("Partners"),
        _partners,
        lambda row: Hit(str(row), row.get_absolute_url(), str(row.partnership)),
        20,
    ),
    Searched("people", _("People"), _people, _person_hit, 30),
]
