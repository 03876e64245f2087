"""Contacts as people take them along: a To line, a spreadsheet, cards for an address book."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from backbone.tables import spreadsheets
from backbone.time import dates
from backbone.typed_text import one_line

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.people.contacts import Contact

# What a name may consist of to stand in a To line without quotation marks (RFC 5322, atom, and letters of any script).
PLAIN = re.compile(r"[\w !#$%&'*+/=?^`{|}~-]*")
CARD_LINE = 75


def to_line(people: Iterable[Person]) -> str:
    """`Ada Bos <ada@example.org>, …`, as mail programs read it; who has no address is left out."""
    return ", ".join(
        f"{_quoted(one_line(person.name))} <{person.mail_address}>".strip()
        for person in people
        if person.mail_address
    )


def _quoted(name):
    if PLAIN.fullmatch(name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def workbook(contacts: list[Contact]) -> bytes:
    """An xlsx file with a row for each contact."""
    headings = [
        _("Name"),
        _("Form of address"),
        _("Organisation"),
        _("Capacity"),
        _("Address"),
        _("Phone"),
        _("Language"),
        _("Prefers"),
        _("Last email"),
        _("Last answer"),
    ]
    return spreadsheets.write([(_("Contacts"), [[(one, "bold") for one in headings], *map(_row, contacts)])])


def _row(contact):
    person = contact.person
    return [
        person.name,
        person.salutation,
        "; ".join(contact.organisations),
        "; ".join(map(str, contact.capacities)),
        person.mail_address,
        person.phone,
        person.get_language_display(),
        person.get_reached_by_display(),
        _day(contact.mailed_at),
        _day(contact.answered_at),
    ]


def _day(moment):
    return dates.long(moment) if moment else ""


def cards(contacts: list[Contact]) -> str:
    """vCards (version 4.0, RFC 6350), one for each contact."""
    return "".join(_card(contact) for contact in contacts)


def _card(contact):
    person = contact.person
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{_escaped(person.name)}",
        *(f"ORG:{_escaped(name)}" for name in contact.organisations),
        *(f"TITLE:{_escaped(seat.job_title)}" for seat in contact.seats if seat.job_title),
        *([f"EMAIL:{_escaped(person.mail_address)}"] if person.mail_address else []),
        *([f"TEL:{_escaped(person.phone)}"] if person.phone else []),
        f"LANG:{person.language}",
        "END:VCARD",
    ]
    return "".join(_folded(line) + "\r\n" for line in lines)


def _escaped(text):
    """A text value (RFC 6350, 3.4)."""
    return re.sub(r"([\\,;])", r"\\\1", one_line(text))


def _folded(line):
    """At most 75 bytes a line; what goes on begins with a space (RFC 6350, 3.2)."""
    parts, rest = [], line.encode()
    while len(rest) > CARD_LINE:
        end = CARD_LINE - (1 if parts else 0)
        # Not within a letter of several bytes.
        while rest[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(rest[:end].decode())
        rest = rest[end:]
    return "\r\n ".join([*parts, rest.decode()])
