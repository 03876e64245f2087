"""The organisations that this installation knows: by their names, and where each takes part."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from backbone.accounts.models import Person
from backbone.reading.organisation_names import organisation_key
from partnerships.merges import merging
from partnerships.models import Organisation, Partner, Partnership, Representative, Role

LEADING = (Role.Kind.COORDINATOR, Role.Kind.LEADER, Role.Kind.ADMINISTRATOR)


def by_name(*, is_demo: bool) -> dict:
    """{organisation_key of its name: Organisation}; of two with one name the older."""
    rows = Organisation.objects.filter(is_demo=is_demo).order_by("-pk")
    return {organisation_key(row.name): row for row in rows}


def named(name: str, *, is_demo: bool) -> Organisation | None:
    """The organisation that is called so, however it is spelled, or None."""
    return by_name(is_demo=is_demo).get(organisation_key(name))


def partners_by_name(partnership: Partnership) -> dict[str, Partner]:
    """{organisation_key of its name: the partner}, of those that are there."""
    here = partnership.partners.present().select_related("organisation")
    return {organisation_key(one.organisation.name): one for one in here}


def partner_called(partnership: Partnership, name: str) -> Partner | None:
    """The partner that is there under this name, however it is spelled."""
    return partners_by_name(partnership).get(organisation_key(name))


def may_be_changed(organisation: Organisation, by: Person) -> bool:
    """Whether somebody coordinates all the partnerships in which it is called so; administrators may always."""
    return by.is_administrator or merging.may(by, merging.partnerships_of(Organisation, [organisation.pk]))


def possible_leads(organisation: Organisation, reader: Person) -> QuerySet[Person]:
    """Who can lead the wider relationship with it: those with a role where the reader sees it as a partner."""
    here = seats_of(organisation, reader).order_by().values("partnership")
    roles = Role.objects.current().filter(Q(partnership__in=here) | Q(partnership=None), kind__in=LEADING)
    rows = Person.objects.filter(
        Q(pk__in=roles.values("person"), is_active=True) | Q(pk=organisation.wider_lead_id)
    )
    return rows.order_by("sort_name", "pk")


def seats_of(organisation: Organisation, reader: Person) -> QuerySet[Partner]:
    """It as a partner of each partnership that the reader may see, those by name."""
    seen = Partnership.objects.visible_to(reader)
    rows = Partner.objects.filter(organisation=organisation, partnership__in=seen)
    return rows.select_related("partnership").order_by("partnership__sort_name", "pk")


def speakers_of(organisation: Organisation, reader: Person) -> QuerySet[Representative]:
    """Who represents it now in the partnerships that the reader coordinates, by name."""
    rows = Representative.objects.current().filter(partner__organisation=organisation)
    if not reader.is_administrator:
        rows = rows.filter(partnership__in=reader.standing.coordinates)
    return rows.select_related("person", "partnership").order_by("person__sort_name", "pk")
