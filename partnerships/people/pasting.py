"""Adding people to a partnership, one at a time or pasted, all or nothing: persons, their organisations as partners, who represents whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.reading.organisation_names import organisation_key
from backbone.time.days import today_of
from partnerships import organisations
from partnerships.models import Organisation, Partner, Representative, Role
from partnerships.people.grouping import Group
from partnerships.people.pasted_person import PastedPerson
from partnerships.persons import source
from partnerships.roles import lock

if TYPE_CHECKING:
    from partnerships.models import Partnership


@dataclass
class Reading:
    """Whom to add, by their organisations, and who of them is here already: {key: Person}."""

    groups: list[Group]
    known: dict = field(default_factory=dict)

    @property
    def people(self) -> list[PastedPerson]:
        """Everybody."""
        return [person for group in self.groups for person in group.people]

    @property
    def new(self) -> list[PastedPerson]:
        """Those whom we do not know yet."""
        return [person for person in self.people if person.key not in self.known]


def reading_of(rows: list[dict]) -> Reading:
    """The `Reading` that checked rows say: each is what `people.rows` keeps of a row; one query."""
    persons = Person.objects.in_bulk({pk for row in rows for pk in (row["known"], row["owner"]) if pk})
    groups, known = {}, {}
    for row in rows:
        owner = persons.get(row["owner"])
        # Rows that were checked before phones were read have none.
        phone = row.get("phone", "")
        person = PastedPerson(row["name"], row["address"], phone=phone, place=row["place"], owner=owner)
        key = (row["organisation"], row["domain"]) if row["organisation"] else ("", person.key)
        group = groups.setdefault(key, Group(str(key), row["organisation"], row["domain"]))
        group.people.append(person)
        if row["known"] in persons:
            known[person.key] = persons[row["known"]]
    return Reading(list(groups.values()), known)


@transaction.atomic
def add(partnership: Partnership, reading: Reading, *, by: Person) -> tuple[int, int]:
    """Save everybody; returns how many people and partners are new. Nothing known is changed."""
    lock(partnership)
    persons = _add_persons(partnership, reading, by)
    partners, new_partners = _add_partners(partnership, reading)
    _add_representatives(partnership, reading, persons, partners)
    _add_observers(partnership, reading, persons, by)
    return len(reading.new), new_partners


def _add_persons(partnership, reading, by):
    """{key: Person} of everybody in the text."""
    defaults = {
        "language": partnership.language,
        "timezone": partnership.timezone,
        "is_demo": partnership.is_demo,
        "source": source(by, partnership),
        "review_on": today_of(partnership) + timedelta(days=365),
    }
    new = {person.key: _person(person, defaults) for person in reading.new}
    sharing = {key: one for key, one in new.items() if one.email is None}
    Person.objects.bulk_create(sharing.values(), batch_size=1000)
    # Somebody else may add the same person at the same moment.
    Person.objects.bulk_create(
        [one for one in new.values() if one.email], ignore_conflicts=True, batch_size=1000
    )
    stored = Person.objects.in_bulk([one.email for one in new.values() if one.email], field_name="email")
    return reading.known | {key: stored.get(one.email, one) for key, one in new.items()}


def _person(person, defaults):
    own = (
        {"email": None, "contact_email": person.address}
        if person.shares_mailbox
        else {"email": person.address}
    )
    made = Person(name=person.name, phone=person.phone, **own, **defaults)
    made.set_unusable_password()
    return made


def _add_partners(partnership, reading):
    """{key of an organisation's name: its partner}, and how many of them are new."""
    found = _organisations(reading, partnership.is_demo)
    known = {partner.organisation_id: partner for partner in partnership.partners.all()}
    missing = {o.pk: o for o in found.values() if o.pk not in known}.values()
    new = [Partner(partnership=partnership, organisation=o, since=today_of(partnership)) for o in missing]
    known |= {partner.organisation_id: partner for partner in Partner.objects.bulk_create(new)}
    return {key: known[organisation.pk] for key, organisation in found.items()}, len(new)


def _organisations(reading, is_demo):
    """{key of its name: Organisation}; each remembers the domain that is its own."""
    wanted = {group.name_key: group for group in reversed(reading.groups) if group.name_key}
    known = organisations.by_name(is_demo=is_demo) if wanted else {}
    new = [
        Organisation(name=group.name, is_demo=is_demo) for key, group in wanted.items() if key not in known
    ]
    found = {key: known[key] for key in wanted if key in known}
    domains = _domains(reading)
    for organisation in new:
        organisation.domains = domains[organisation_key(organisation.name)]
    for key, organisation in found.items():
        _remember_domains(organisation, domains[key])
    return found | {organisation_key(row.name): row for row in Organisation.objects.bulk_create(new)}


def _domains(reading):
    """{key of an organisation's name: the domains that are its own}."""
    found = defaultdict(list)
    for group in reading.groups:
        if group.domain and group.domain not in found[group.name_key]:
            found[group.name_key].append(group.domain)
    return found


def _remember_domains(organisation, domains):
    new = [domain for domain in domains if domain not in organisation.domains]
    if new:
        organisation.domains += new
        organisation.save(update_fields=["domains"])


def _add_representatives(partnership, reading, persons, partners):
    there = set(partnership.representatives.not_ended().values_list("partner_id", "person_id"))
    rows = [
        Representative(
            partnership=partnership,
            partner=partners[group.name_key],
            person=persons[person.key],
            since=timezone.now(),
        )
        for group in reading.groups
        if group.name_key
        for person in group.people
    ]
    new = {(row.partner_id, row.person_id): row for row in rows}
    Representative.objects.bulk_create([row for key, row in new.items() if key not in there], batch_size=1000)


def _add_observers(partnership, reading, persons, by):
    """Who has no organisation is kept informed, as an observer."""
    people = [persons[p.key] for group in reading.groups if not group.name_key for p in group.people]
    roles = Role.objects.filter(partnership=partnership, until=None)
    represents = partnership.representatives.not_ended()
    there = set(roles.values_list("person_id", flat=True)) | set(
        represents.values_list("person_id", flat=True)
    )
    Role.objects.bulk_create(
        Role(
            person=person,
            kind=Role.Kind.OBSERVER,
            partnership=partnership,
            since=timezone.now(),
            granted_by=by,
        )
        for person in dict.fromkeys(people)
        if person.pk not in there
    )
