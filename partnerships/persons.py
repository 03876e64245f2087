"""The person somebody means by an address: known already, or added with the partnership's language and zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import override

from backbone.accounts.models import Person
from backbone.reading.names import same_person
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.models import Role
from partnerships.taking_part import ROWS

if TYPE_CHECKING:
    from partnerships.access import Access
    from partnerships.models import Partnership


def known_here(partnership: Partnership) -> QuerySet[Person]:
    """Everybody who represents a partner or has a role now, by name."""
    represents = partnership.representatives.current().order_by().values("person")
    with_role = partnership.roles.current().order_by().values("person")
    # As one set PostgreSQL looks them up; with an OR of two it would go through all people there are.
    return Person.objects.filter(pk__in=represents.union(with_role), is_active=True)


def find_or_add(
    name: str, email: str, partnership: Partnership, *, by: Person, is_same: bool = False, language: str = ""
) -> Person:
    """The person with this address and name, or a new one with the partnership's time zone and this language or its.

    Who has the address under quite another name is somebody else, unless `is_same` says that it is one person: then
    the one typed shares a mailbox, where mail goes and with which only the other signs in.
    """
    if known := with_name_and_address(name, email, is_same=is_same):
        return known
    if Person.objects.with_address(email):
        shared = Person.objects.normalise(email)
        return add_new(name, partnership, by=by, language=language, email=None, contact_email=shared)
    try:
        with transaction.atomic():
            return add_new(name, partnership, by=by, language=language, email=email)
    except IntegrityError:
        # Somebody else added a person with this address at the same moment.
        return find_or_add(name, email, partnership, by=by, is_same=is_same, language=language)


def with_name_and_address(name: str, email: str, *, is_same: bool = False) -> Person | None:
    """The person who signs in with the address, or gets mail there, and can be called so; or None."""
    owner = Person.objects.with_address(email)
    if owner and (is_same or not name or same_person(name, owner.name)):
        return owner
    return sharing(name, email).first() if name else None


def sharing(name: str, email: str) -> QuerySet[Person]:
    """People of this name who get their mail at the address and do not sign in with it."""
    rows = Person.objects.filter(email=None, contact_email=Person.objects.normalise(email) or "-")
    return rows.filter(pk__in=[row.pk for row in rows if same_person(name, row.name)]).order_by("pk")


def owner_of_another_name(name: str, email: str) -> Person | None:
    """Who has the address of somebody typed, when that is called quite otherwise: it is to be asked who is meant."""
    owner = Person.objects.with_address(email)
    return owner if owner and name and not with_name_and_address(name, email) else None


def add_new(
    name: str, partnership: Partnership, *, by: Person, language: str = "", **addresses: Any
) -> Person | None:
    """A new person, with the partnership's time zone, and its language where none is said."""
    return Person.objects.create_user(
        name=name or (addresses.get("email") or addresses["contact_email"]).partition("@")[0],
        language=language or partnership.language,
        timezone=partnership.timezone,
        is_demo=partnership.is_demo,
        source=source(by, partnership),
        **addresses,
    )


def belongs_to(person: Person, partnership: Partnership) -> bool:
    """Whether somebody has, or had, a part in a partnership: a role, a seat for a partner, somebody they assist."""
    return any(model.objects.filter(person=person, partnership=partnership).exists() for model in ROWS)


def has_a_part(person: Person) -> bool:
    """Whether somebody has, or had, a part in any partnership."""
    return any(model.objects.filter(person=person).exists() for model in ROWS)


def is_known_to(person: Person, by: Person) -> bool:
    """Whether somebody has, or had, a part in a partnership that `by` coordinates; administrators know everybody."""
    if by.is_administrator or person == by:
        return True
    where = by.standing.scopes(Role.Kind.COORDINATOR)
    return any(model.objects.filter(person=person, partnership__in=where).exists() for model in ROWS)


def source(by: Person, partnership: Partnership) -> str:
    """Where a person's details came from, and on which day there."""
    with override(partnership.language):
        return f"{by}, {dates.long(today_of(partnership))}"[:200]


def ways_to_reach(person: Person, access: Access) -> list[str]:
    """Address and phone as somebody may see them: coordinators both, others what the person chose to show."""
    ways = [
        (person.mail_address, person.shows_address),
        (person.phone, person.shows_phone),
    ]
    return [way for way, is_shown in ways if way and (is_shown or access.coordinate)]
