"""Starting a partnership: its row, its first coordinators, its first partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from backbone.time.days import today_of
from partnerships import countries, persons, roles
from partnerships.models import Organisation, Partner, Partnership, PurposeStatement, Representative, Role
from partnerships.people import domains

if TYPE_CHECKING:
    from backbone.accounts.models import Person

# Words that stand in an address where a partnership's own would.
RESERVED = {"new"}


def extras(data: dict) -> dict:
    """What the form asks besides the partnership's own columns. Whose address it is was asked there."""
    deputy = (data["deputy_name"], data["deputy_email"]) if data.get("deputy_email") else None
    return {"organisation": data.get("organisation", ""), "deputy": deputy}


@transaction.atomic
def start(
    partnership: Partnership, *, by: Person, organisation: str = "", deputy: tuple | None = None
) -> Partnership:
    """Save the partnership; `by` coordinates it, with the deputy (name, address) beside them."""
    partnership.slug = free_slug(partnership.name)
    partnership.timezone = countries.zone_in(partnership.country, by.timezone)
    partnership.started_on = today_of(partnership)
    partnership.is_demo = by.is_demo
    partnership.save()
    if partnership.purpose:
        PurposeStatement.objects.create(partnership=partnership, text=partnership.purpose, by=by)
    roles.grant(by, Role.Kind.COORDINATOR, partnership, by=by)
    if deputy:
        roles.grant(
            persons.find_or_add(*deputy, partnership, by=by, is_same=True),
            Role.Kind.COORDINATOR,
            partnership,
            by=by,
        )
    _first_partner(partnership, organisation, by)
    return partnership


def free_slug(name: str) -> str:
    """An address for the name that no other partnership has."""
    wanted = slugify(name)[:50].strip("-") or "partnership"
    taken = set(Partnership.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | RESERVED
    numbered = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def _first_partner(partnership, name, by):
    """The backbone organisation is a partner like the others, so that its tasks have an owner."""
    own = Organisation.objects.filter(is_backbone=True, is_demo=partnership.is_demo).first()
    if own is None and name:
        own = Organisation.objects.create(
            name=name, domains=_domains(by), is_backbone=True, is_demo=partnership.is_demo
        )
    if own:
        partner = Partner.objects.create(
            partnership=partnership, organisation=own, since=today_of(partnership)
        )
        Representative.objects.create(
            partnership=partnership, partner=partner, person=by, since=timezone.now()
        )


def _domains(person):
    """So that a colleague who is pasted later is recognised by the address."""
    domain = domains.organisation_domain(person.email) if person.email else ""
    return [domain] if domain else []
