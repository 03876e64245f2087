"""Whose people they are: the organisation that the text names, that is known by the domain, or that the domain suggests."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backbone.reading.organisation_names import organisation_key
from partnerships import organisations
from partnerships.models import Organisation, Representative
from partnerships.people import domains

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone.accounts.models import Person
    from partnerships.models import Partnership
    from partnerships.people.pasted_person import PastedPerson


@dataclass
class Group:
    """Those of one organisation; somebody with an address at a mail provider, or a shared one, is a group alone."""

    key: str
    organisation: str
    # The domain that is this organisation's own, or nothing.
    domain: str = ""
    # How we come by the organisation: the text names it, or that of others at the domain; it is known by the domain or
    # by the person; it is guessed.
    source: str = ""
    people: list = field(default_factory=list)

    @property
    def name(self) -> str:
        """The organisation's name without what surrounds it."""
        return " ".join(self.organisation.split())

    @property
    def name_key(self) -> str:
        """What two spellings of the name share; nothing when there is no organisation."""
        return organisation_key(self.name)


def grouped(
    people: Iterable[PastedPerson],
    known: dict[str, Person],
    without: frozenset[str] = frozenset(),
    *,
    is_demo: bool = False,
    partnership: Partnership | None = None,
) -> list[Group]:
    """The groups of `people`; `without` has the keys of those who, somebody says, have no organisation."""
    by_domain = _by_domain({person.domain for person in people} - {""}, is_demo)
    named = _named_by_domain(people)
    by_person = _represented(known, partnership)
    groups = {}
    for person in people:
        is_alone = person.key in without and not person.organisation
        group = Group(person.key, "") if is_alone else _group(person, named, by_domain, by_person)
        groups.setdefault(group.key, group).people.append(person)
    _mark_known(groups.values(), is_demo)
    return list(groups.values())


def _group(person, named, by_domain, by_person):
    """The text's word first, then what is known of the person at a shared domain, then the domain's own."""
    domain = person.domain
    if name := person.organisation or _only(named[domain]):
        return Group(f"={organisation_key(name)}", name, domain if _only(named[domain]) else "", "told")
    if domain and _only(by_domain[domain]):
        return Group(domain, by_domain[domain][0].name, domain, "domain")
    if domain and not by_domain[domain] and (guess := domains.organisation_name(domain)):
        return Group(domain, guess, domain, "guess")
    name = by_person.get(person.key, "")
    return Group(person.key, name, source="person" if name else "")


def _only(names):
    """The one that there is; several say that the domain is shared."""
    return names[0] if len(names) == 1 else None


def _named_by_domain(people):
    """{domain: the organisations that the text names for people there}, each once."""
    named = defaultdict(dict)
    for person in people:
        if person.domain and person.organisation:
            named[person.domain].setdefault(organisation_key(person.organisation), person.organisation)
    return defaultdict(list, {domain: list(names.values()) for domain, names in named.items()})


def _by_domain(wanted, is_demo):
    """{domain: the organisations that remember it}."""
    rows = Organisation.objects.filter(domains__overlap=list(wanted), is_demo=is_demo) if wanted else []
    found = defaultdict(list)
    for row in rows:
        for domain in row.domains:
            found[domain].append(row)
    return found


def _represented(known, partnership):
    """{key: the organisation's name} of those known who represent one, here before elsewhere."""
    keys = {person.pk: key for key, person in known.items()}
    rows = Representative.objects.current().filter(person__in=keys).select_related("partner__organisation")
    here = partnership and partnership.pk
    found = {}
    for row in sorted(rows, key=lambda row: (row.partnership_id != here, row.pk)):
        found.setdefault(keys[row.person_id], row.partner.organisation.name)
    return found


def _mark_known(groups, is_demo):
    """Call the organisations that the text names by the names that they have here already."""
    named = [group for group in groups if group.key.startswith("=")]
    here = organisations.by_name(is_demo=is_demo) if named else {}
    for group in named:
        if row := here.get(group.name_key):
            group.organisation = row.name
