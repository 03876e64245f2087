"""Somebody who is simply there: added to the contacts in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from partnerships import partners, roles
from partnerships.models import Representative, Role
from partnerships.people.correcting import is_known_only_under
from partnerships.persons import find_or_add

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


@transaction.atomic
def add(partnership: Partnership, data: dict, *, by: Person) -> Person:
    """Add the person of a form's data: as a member for their partner, or as an observer without one."""
    person = find_or_add(data["name"], data["email"], partnership, by=by, is_same=data.get("whose") == "same")
    if data["phone"] and not person.phone and is_known_only_under(person, by):
        person.phone = data["phone"]
        person.revision += 1
        person.save(update_fields=["phone", "revision"])
    if data["partner"]:
        partners.take_part(data["partner"], person, Representative.Capacity.MEMBER)
    else:
        roles.grant(person, Role.Kind.OBSERVER, partnership, by=by)
    return person
