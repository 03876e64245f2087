"""Adding people to a partnership, one at a time or pasted, all or nothing: persons, their organisations as partners, who represents whom."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.time.days import today_of
from partnerships.models import Organisation, Partner, Representative, Role
from partnerships.people import addresses
from partnerships.persons import source
from partnerships.roles import lock


@dataclass
class Group:
    """Those whose address tells one organisation; somebody with a private address is a group alone."""

    key: str
    organisation: str
    is_known: bool = False
    is_guess: bool = False
    people: list = field(default_factory=list)

    @property
    def name(self):
        """The organisation's name without what surrounds it."""
        return " ".join(self.organisation.split())

    @property
    def domain(self):
        """The domain of all these people, or nothing for a private address."""
        return "" if "@" in self.key else self.key


@dataclass
class Reading:
    """What pasted text holds, and what is here already."""

    groups: list
    malformed: list
    repeats: int
    known: dict

    @property
    def people(self):
        """All people of the text."""
        return [person for group in self.groups for person in group.people]

    @property
    def new(self):
        """Those whom we do not know yet."""
        return [person for person in self.people if person.address not in self.known]


def read(text, corrected=None, names=None, *, is_demo=False):
    """Read the text. What somebody typed instead: `corrected` maps a group's key to the organisation's name,
    `names` an address to the person's, typed and as it was read before."""
    found, malformed, repeats = addresses.read(text)
    known = {p.email: p for p in Person.objects.filter(email__in=[person.address for person in found])}
    found = [_named(person, names or {}, known) for person in found]
    domains = _organisations_by_domain({person.domain for person in found} - {""}, is_demo)
    groups = {}
    for person in found:
        key = person.domain or person.address
        group = groups.get(key) or groups.setdefault(key, _group(key, person.domain, domains))
        group.people.append(person)
    for group in groups.values():
        group.organisation = (corrected or {}).get(group.key, group.organisation)
    ordered = sorted(groups.values(), key=lambda group: (not group.domain, group.key))
    return Reading(ordered, malformed, repeats, known)


def _named(person, names, known):
    """With the name that was typed; one that was left as it was read makes way for what the text says now."""
    if person.address in known:
        return replace(person, name=str(known[person.address]))
    typed, as_read = names.get(person.address, ("", ""))
    changed = typed and typed != as_read
    return replace(
        person, name=typed[: addresses.LONGEST_NAME] if changed else person.name, as_read=person.name
    )


def _organisations_by_domain(domains, is_demo):
    rows = Organisation.objects.filter(domains__overlap=list(domains), is_demo=is_demo) if domains else []
    return {domain: row for row in rows for domain in row.domains}


def _group(key, domain, known):
    """Nobody is guessed to work at a freemail provider."""
    if domain in known:
        return Group(key, known[domain].name, is_known=True)
    return Group(key, addresses.organisation_name(domain), is_guess=True) if domain else Group(key, "")


@transaction.atomic
def add(partnership, reading, *, by):
    """Save everybody; returns how many people and partners are new. Nothing known is changed."""
    lock(partnership)
    persons = _add_persons(partnership, reading, by)
    partners, new_partners = _add_partners(partnership, reading)
    _add_representatives(partnership, reading, persons, partners)
    _add_observers(partnership, reading, persons, by)
    return len(reading.new), new_partners


def _add_persons(partnership, reading, by):
    defaults = {
        "language": partnership.language,
        "timezone": partnership.timezone,
        "is_demo": partnership.is_demo,
        "source": source(by, partnership),
        "review_on": today_of(partnership) + timedelta(days=365),
    }
    new = [Person(name=person.name, email=person.address, **defaults) for person in reading.new]
    for person in new:
        person.set_unusable_password()
    # Somebody else may add the same person at the same moment.
    Person.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)
    return {
        p.email: p for p in Person.objects.filter(email__in=[person.address for person in reading.people])
    }


def _add_partners(partnership, reading):
    """The partner for each organisation's name, and how many of them are new."""
    organisations = _organisations(reading, partnership.is_demo)
    known = {partner.organisation_id: partner for partner in partnership.partners.all()}
    missing = {o.pk: o for o in organisations.values() if o.pk not in known}.values()
    new = [Partner(partnership=partnership, organisation=o, since=today_of(partnership)) for o in missing]
    known |= {partner.organisation_id: partner for partner in Partner.objects.bulk_create(new)}
    return {name: known[organisation.pk] for name, organisation in organisations.items()}, len(new)


def _organisations(reading, is_demo):
    """The organisation for each name in lower case; one that is new remembers its domain."""
    wanted = {group.name.lower(): group for group in reversed(reading.groups) if group.name}
    rows = Organisation.objects.filter(is_demo=is_demo).annotate(lower=Lower("name"))
    found = {row.name.lower(): row for row in rows.filter(lower__in=list(wanted)).order_by("-pk")}
    new = [
        Organisation(name=group.name, domains=[group.domain] if group.domain else [], is_demo=is_demo)
        for name, group in wanted.items()
        if name not in found
    ]
    for row in found.values():
        _remember_domain(row, wanted[row.name.lower()].domain)
    return found | {row.name.lower(): row for row in Organisation.objects.bulk_create(new)}


def _remember_domain(organisation, domain):
    if domain and domain not in organisation.domains:
        organisation.domains.append(domain)
        organisation.save(update_fields=["domains"])


def _add_representatives(partnership, reading, persons, partners):
    there = set(partnership.representatives.filter(until=None).values_list("partner_id", "person_id"))
    rows = [
        Representative(
            partnership=partnership,
            partner=partners[group.name.lower()],
            person=persons[person.address],
            since=timezone.now(),
        )
        for group in reading.groups
        if group.name
        for person in group.people
    ]
    new = [row for row in rows if (row.partner_id, row.person_id) not in there]
    Representative.objects.bulk_create(new, batch_size=1000)


def _add_observers(partnership, reading, persons, by):
    """Who has no organisation is kept informed, as an observer."""
    people = [persons[p.address] for group in reading.groups if not group.name for p in group.people]
    roles = Role.objects.filter(partnership=partnership, until=None)
    represents = partnership.representatives.filter(until=None)
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
        for person in people
        if person.pk not in there
    )
