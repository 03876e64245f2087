"""Pasted people as the rows of an import: one for each piece of the text, those that are nobody too."""

from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext, ngettext_lazy

from backbone.reading.organisation_names import organisation_key
from backbone.registered.import_sheets import ImportSheet, PastedText
from backbone.tables.spreadsheets import Sheet, Unreadable
from partnerships.imports import values
from partnerships.imports.columns import Column
from partnerships.imports.partners import known_partners
from partnerships.models import Role
from partnerships.people import pasted_person, pasting, reading
from partnerships.people.columns import addresses_of, beside, is_contacts, text_of
from partnerships.people.grouping import Group, grouped
from partnerships.people.matching import match_people
from partnerships.people.pasted_person import Malformed, PastedPerson
from partnerships.people.reading import MOST

REASONS = {
    pasted_person.NO_ADDRESS: gettext_noop(
        "There is no email address in it. Write one, or leave this row out."
    ),
    pasted_person.TOO_LONG: gettext_noop("This is too long. Shorten it, or leave this row out."),
    pasted_person.ADDRESSES_TOGETHER: gettext_noop(
        "There is more than one address in it; separate them with a comma."
    ),
    pasted_person.NO_AT: gettext_noop(
        "The address has no @ or more than one. Correct it, or leave this row out."
    ),
    pasted_person.UNREACHABLE: gettext_noop(
        "%(address)s is not an address that email can reach. Correct it, or leave this row out."
    ),
    pasted_person.NO_PERSON: gettext_noop("This is the card of an organisation or a group, not of a person."),
}
TWICE = gettext_noop("The same person as in row %(row)s; imported once.")
WHOLE_NAME = gettext_noop("Taken as %(name)s, as in row %(row)s.")
GUESSED_NAME = gettext_noop("Guessed from the address.")
KNOWN = gettext_noop("Known here as %(name)s; that name stays.")
KNOWN_ALREADY = gettext_noop("Known here already.")
HAS_ADDRESS = gettext_noop(
    "%(owner)s has this address. Somebody else can share it as a mailbox: email goes there, and only %(owner)s signs in with it. If it is the same person, write %(owner)s as the name."
)
SHARES = gettext_noop("Shares this address: email goes there, and only the first signs in with it.")
NOT_KEPT = gettext_noop("Not kept; email goes to %(address)s.")
CALLED_HERE = gettext_noop("Known here as %(name)s.")
NO_ORGANISATION = gettext_noop("Without an organisation: observer.")
SOURCES = {
    "told": gettext_noop("As for others at %(domain)s."),
    "domain": gettext_noop("Known by the address: %(domain)s is theirs."),
    "guess": gettext_noop("Guessed from %(domain)s."),
    "person": gettext_noop("Known from the person."),
}


@dataclass
class Here:
    """What is here of the partnership: {organisation's key: its partner's pk}, seats and people who have a role."""

    partners: dict[str, int]
    seats: set[tuple[int, int]]
    people: set[int]


def read(text: str) -> list[list[str]]:
    """The cells of each piece of the text; raises `Unreadable` when nobody is in it, or too many are."""
    pieces = list(islice(reading.pieces(text), 2 * MOST + 1))
    if len(pieces) > 2 * MOST:
        raise Unreadable(_("Paste at most %(most)s people at a time.") % {"most": MOST})
    if not any(isinstance(piece, PastedPerson) for piece in pieces):
        raise Unreadable(_("There is no email address in this text."))
    return [_cells(piece) for piece in pieces]


def read_sheet(sheet: Sheet) -> dict[int, list[str]]:
    """The same of a sheet of contacts; raises `Unreadable` when nobody is in it."""
    return dict(enumerate(read(text_of(sheet)), 1))


def read_beside(sheet: Sheet, header: int, columns: dict[str, int]) -> dict[int, list[str]]:
    """The same of a table of partners that names their people."""
    return read_sheet(beside(sheet, header, columns["organisation"]))


def check(batch: Any, rows: list) -> None:
    """Check the rows (registered as the sheet's `check`): fill each row's `makes`, note who is here already and what
    was guessed, and refuse what is nobody, each at its cell.
    """
    entries = _distinct(rows)
    known, owners = match_people([person for _row, person in entries])
    entries = [(row, replace(person, owner=owners.get(person.key))) for row, person in entries]
    by_key = {person.key: row for row, person in entries}
    here = _here(batch.partnership)
    # Other sheets of the import make partners before these people come in.
    here.partners |= {key: 0 for key, partner in known_partners(batch).items() if partner is None}
    partnership = batch.partnership
    people, without = [person for _row, person in entries], _without(entries)
    for group in grouped(people, known, without, is_demo=partnership.is_demo, partnership=partnership):
        for person in group.people:
            _plan(by_key[person.key], person, group, known.get(person.key), here)


def create(partnership: Any, rows: list, by: Any) -> None:
    """Make persons, organisations, partners and representatives; observers of who has no organisation."""
    pasting.add(partnership, pasting.reading_of([row.values for row in rows]), by=by)


def done(run: Any) -> tuple[str, str]:
    """How many people and partners are new, and the first steps."""
    people, partners = run.counts.get("person", 0), run.counts.get("partner", 0)
    added = ngettext("%(n)s person is new", "%(n)s people are new", people) % {"n": people}
    joined = ngettext("%(n)s partner is new", "%(n)s partners are new", partners) % {"n": partners}
    words = _("Added: %(added)s, %(joined)s.") % {"added": added, "joined": joined}
    return words, reverse("setup", args=[run.partnership.slug])


def _cells(piece: PastedPerson | Malformed) -> list[str]:
    if isinstance(piece, Malformed):
        address, *others = piece.addresses or ("",)
        return [piece.name or piece.text, address, piece.organisation, ", ".join(others), piece.phone]
    name = "" if piece.is_guessed else piece.name
    return [name, piece.address, piece.organisation, ", ".join(piece.other_addresses), piece.phone]


def _distinct(rows: list) -> list[tuple[Any, PastedPerson]]:
    """(row, person) of everybody in the rows, each once; rows that are nobody are refused."""
    by_address: dict[str, list[tuple[Any, PastedPerson]]] = {}
    for row in rows:
        person = _person(row)
        if person is not None:
            _put(by_address.setdefault(person.address, []), row, person)
    entries = [entry for there in by_address.values() for entry in there]
    for row, person in entries:
        if not row.stated("name"):
            row.fill("name", person.name, is_needed=True)
    return entries


def _person(row: Any) -> PastedPerson | None:
    name, organisation = pasted_person.without_nothing(row.stated("name")), row.stated("organisation")
    addresses = [*addresses_of(row.text("address")), *addresses_of(row.text("others"))]
    if not addresses and row.text("address"):
        addresses = [row.text("address")]
    person = pasted_person.checked(name, addresses, organisation=organisation)
    if isinstance(person, Malformed):
        reason = _reason(person, row)
        row.refuse("name" if reason == pasted_person.TOO_LONG else "address", REASONS[reason], **person.gaps)
        return None
    return replace(person, phone=values.fitting(row, "phone", pasted_person.LONGEST_PHONE))


def _reason(person: Malformed, row: Any) -> str:
    """Why it is nobody; the text of the whole piece stands where the name should."""
    if person.reason != pasted_person.NO_ADDRESS:
        return person.reason
    if row.text("name").count("@") > 1:
        return pasted_person.ADDRESSES_TOGETHER
    is_a_group = person.name and organisation_key(person.name) == organisation_key(person.organisation)
    return pasted_person.NO_PERSON if is_a_group else person.reason


def _put(there: list[tuple[Any, PastedPerson]], row: Any, person: PastedPerson) -> None:
    """Give somebody a place among those at the address; who is there already is joined with them."""
    place = reading.place_among([other for _row, other in there], person)
    if place == len(there):
        there.append((row, replace(person, place=place)))
        return
    first, other = there[place]
    kept, _left_out = reading.merged(other, person)
    row.note("address", TWICE, row=first.number)
    if kept.name != other.name and first.stated("name"):
        first.note("name", WHOLE_NAME, name=kept.name, row=row.number)
    there[place] = (first, kept)


def _without(entries: list[tuple[Any, PastedPerson]]) -> frozenset[str]:
    """The keys of those whose organisation was emptied by hand, and of others with the same guess."""
    emptied = [person for row, person in entries if row.is_emptied("organisation")]
    domains = {person.domain for person in emptied} - {""}
    named = {person.domain for _row, person in entries if person.organisation}
    beside = [person for _row, person in entries if person.domain in domains - named]
    return frozenset(person.key for person in [*emptied, *beside])


def _here(partnership: Any) -> Here:
    partners = partnership.partners.select_related("organisation")
    seats = partnership.representatives.not_ended()
    roles = Role.objects.filter(partnership=partnership, until=None)
    pairs = set(seats.values_list("partner_id", "person_id"))
    return Here(
        {organisation_key(partner.organisation.name): partner.pk for partner in partners},
        pairs,
        {person for _partner, person in pairs} | set(roles.values_list("person_id", flat=True)),
    )


def _plan(row: Any, person: PastedPerson, group: Group, known: Any, here: Here) -> None:
    """What the row makes, and what is said of it."""
    if not row.stated("organisation"):
        row.fill("organisation", group.name)
    _note_person(row, person, known)
    _note_organisation(row, person, group)
    if known is None:
        row.makes.append("person")
    _plan_seat(row, group, known, here)
    row.values = {
        "name": person.name,
        "address": person.address,
        "phone": person.phone,
        "place": person.place,
        "owner": person.owner.pk if person.owner else None,
        "known": known.pk if known else None,
        "organisation": group.name,
        "domain": group.domain,
    }


def _plan_seat(row: Any, group: Group, known: Any, here: Here) -> None:
    key = group.name_key
    if not key:
        row.makes += [] if known and known.pk in here.people else ["observer"]
        return
    if key not in here.partners:
        here.partners[key] = 0
        row.makes.append("partner")
    if not known or (here.partners[key], known.pk) not in here.seats:
        row.makes.append("representative")


def _note_person(row: Any, person: PastedPerson, known: Any) -> None:
    if known and known.name != row.text("name"):
        row.note("name", KNOWN, name=known.name)
    elif known:
        row.note("name", KNOWN_ALREADY)
    elif not row.stated("name") and person.is_guessed:
        row.note("name", GUESSED_NAME)
    if person.owner:
        row.note("address", HAS_ADDRESS, owner=person.owner.name)
    elif person.place:
        row.note("address", SHARES)
    if person.other_addresses and row.text("others"):
        row.note("others", NOT_KEPT, address=person.address)


def _note_organisation(row: Any, person: PastedPerson, group: Group) -> None:
    stated = row.stated("organisation")
    if not group.name_key:
        row.note("organisation", NO_ORGANISATION)
    elif stated and stated != group.name:
        row.note("organisation", CALLED_HERE, name=group.name)
    elif not stated:
        row.note("organisation", SOURCES[group.source], domain=person.domain)


def _organisation_names(partnership: Any) -> list[str]:
    rows = partnership.partners.order_by("organisation__sort_name", "pk")
    return list(rows.values_list("organisation__name", flat=True))


SHEET = ImportSheet(
    kind="people",
    label=gettext_lazy("People"),
    recognises=is_contacts,
    read_sheet=read_sheet,
    beside="partners",
    beside_columns=("sector", "country", "since", "short_name"),
    read_beside=read_beside,
    columns=[
        Column("name", gettext_lazy("Name"), "name, naam"),
        Column("address", gettext_lazy("Email address"), "email, e-mail, e-mailadres", required=True),
        Column("organisation", gettext_lazy("Organisation"), "organisatie", choices=_organisation_names),
        Column("others", gettext_lazy("Other addresses"), "andere adressen"),
        Column("phone", gettext_lazy("Phone"), "telephone, telefoon, telefoonnummer"),
    ],
    check=check,
    create=create,
    order=60,
    things={
        "person": ngettext_lazy("%(n)s person", "%(n)s people", "n"),
        "representative": ngettext_lazy("%(n)s representative", "%(n)s representatives", "n"),
        "observer": ngettext_lazy("%(n)s observer", "%(n)s observers", "n"),
    },
    url=lambda partnership: reverse("setup", args=[partnership.slug]),
    pasted=PastedText(
        page="people_paste",
        name=gettext_lazy("Pasted people"),
        nav="partners",
        lead=gettext_lazy(
            "What the text did not say is guessed from the addresses. Leave an organisation empty to keep somebody as an "
            "observer. Lead, alternate and sponsor are set on the partner’s page."
        ),
        done=done,
        read=read,
    ),
)
