"""People in the columns of a table: copied from a sheet (tabs), or a CSV file, such as Outlook and Google export.

A row of headings says which column is what; without one the cells themselves tell (`guessing`).
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace

from backbone.reading.folding import folded
from backbone.tables import spreadsheets
from backbone.tables.spreadsheets import Sheet
from partnerships.imports.layout import both
from partnerships.people import pasted_person

SIGNS = "\t;,"
# A quote that never closes must not take the rest of the text with it.
MOST_LINES_OF_A_ROW = 20
HEADINGS = {
    "name": "name, full name, display name, naam, volledige naam, weergavenaam, contact, contact person, contactpersoon, "
    "contact name, person, persoon, participant, deelnemer, who, wie, representative, vertegenwoordiger, people, mensen, "
    "naam contactpersoon, file as",
    "first": "first name, firstname, first, given name, forename, voornaam, voornamen, roepnaam, initials, voorletters, "
    "initialen, christian name",
    "middle": "middle name, additional name, middle, tweede naam, tussennaam",
    "particle": "tussenvoegsel, tussenvoegsels, voorvoegsel, voorvoegsels, infix, prefix, tv",
    "last": "last name, lastname, last, surname, family name, achternaam, familienaam",
    "suffix": "suffix, name suffix, achtervoegsel",
    "organisation": "organisation, organization, company, company name, organisation name, organization name, employer, "
    "institution, institute, affiliation, partner, organisatie, organisatienaam, naam organisatie, bedrijf, bedrijfsnaam, "
    "instelling, werkgever, partnerorganisatie, organization 1 name, org",
    "phone": "phone, phone number, telephone, telephone number, tel, mobile, mobile phone, business phone, telefoon, "
    "telefoonnummer, telefoon werk, mobiel, mobiele telefoon, gsm",
}
MEANING = {folded(heading): kind for kind, headings in HEADINGS.items() for heading in headings.split(",")}
ADDRESS = re.compile(r"(?:e ?mail|mail|e ?mailadres|mailadres|e ?mailaddress)\b")
# "E-mail Type", "E-mail 1 - Label" and "E-mail Display Name" hold no address.
NO_ADDRESS = re.compile(r"\b(?:type|label|display|name|naam|weergavenaam|opt|status|preference|voorkeur)\b")
SEPARATORS = re.compile(r":::|[;,\s]+|(?<=\s)/(?=\s)|\|")
SEVERAL_NAMES = re.compile(r"\s*(?:;|\s/\s|\n|\|)\s*")


CARD = "BEGIN:VCARD"
HEADINGS_WITHIN = 30
HEADING_ROWS = 2
# Without headings, of the rows of a sheet of contacts so many have an address.
LEAST_ADDRESSES = 0.6


@dataclass(frozen=True)
class Heading:
    """Which column is what, {kind: index}, and the columns of addresses; what stands between the cells."""

    sign: str
    columns: dict
    addresses: tuple


def heading(line: str) -> Heading | None:
    """The `Heading` that a line is, or None: it names where the addresses are and one thing more."""
    if "@" in line or len(line) > pasted_person.LONGEST_ADDRESS * 10:
        return None
    read = (_heading(line, sign) for sign in SIGNS if sign in line)
    return max((one for one in read if one), key=lambda one: len(one.columns), default=None)


def is_contacts(sheet: Sheet) -> bool:
    """Whether a sheet holds people: cards, a row of headings with names and addresses, or addresses in most rows.

    A table that another kind knows well may have names and addresses too.
    """
    lines = text_of(sheet).split("\n")
    if any(line.startswith(CARD) for line in lines) or any(map(heading, lines[:HEADINGS_WITHIN])):
        return True
    return len(lines) > 1 and sum("@" in line for line in lines) >= LEAST_ADDRESSES * len(lines)


def beside(sheet: Sheet, header: int, organisations: int) -> Sheet:
    """The people of a table of organisations, from its headings on; rows with neither name nor address hold nobody.

    `organisations` is the column with their names, whatever its heading. Of two rows of headings the second may tell.
    """
    sheet = both.filled_down(sheet, header, organisations)
    for number in range(header, header + HEADING_ROWS):
        cells = dict(enumerate(sheet.rows.get(number, []))) | {organisations: "Organisation"}
        headings = [cells.get(index, "") for index in range(max(cells) + 1)]
        if head := heading("\t".join(map(_in_line, headings))):
            below = {n: row for n, row in sheet.rows.items() if n > number and _has_person(row, head)}
            return replace(sheet, rows={number: headings} | below)
    return replace(sheet, rows={})


def _has_person(cells: list, head: Heading) -> bool:
    texts = [_in_line(cell) for cell in cells]
    get = {kind: texts[index] if index < len(texts) else "" for kind, index in head.columns.items()}
    name = pasted_person.without_nothing(whole_name(get))
    return bool(name) or any("@" in texts[index] for index in head.addresses if index < len(texts))


def text_of(sheet: Sheet) -> str:
    """A sheet as the text that is pasted of it: a row a line, tabs between its cells; cards as they are."""
    return "\n".join("\t".join(map(_in_line, cells)).rstrip("\t") for cells in sheet.rows.values())


def _in_line(cell: object) -> str:
    text = spreadsheets.text(cell)
    return text if text.startswith(CARD) else " ".join(text.split())


def rows(lines: list[str], start: int, head: Heading) -> tuple:
    """([cells, ...], the number of the line after the table): until a line that has no place in it."""
    table, number = [], start
    while number < len(lines):
        cells, after = row(lines, number, head.sign)
        if not _belongs(cells, head):
            break
        table.append(cells)
        number = after
    return table, number


def row(lines: list[str], number: int, sign: str) -> tuple:
    """(cells, the number of the next line); a quoted cell may go on over several lines."""
    some = lines[number : number + MOST_LINES_OF_A_ROW]
    reader = csv.reader(io.StringIO("\n".join(some)), delimiter=sign, skipinitialspace=True)
    try:
        cells = next(reader, [])
    except csv.Error:
        cells = None
    if cells is None or _is_unclosed(reader.line_num, some):
        return [cell.strip() for cell in lines[number].split(sign)], number + 1
    return [cell.strip() for cell in cells], number + max(reader.line_num, 1)


def people(cells: list[str], head: Heading) -> list:
    """The people of a row: one as a rule; where names and addresses are equally many, as many."""
    get = {kind: cells[index] if index < len(cells) else "" for kind, index in head.columns.items()}
    addresses = addresses_of(" ".join(cells[i] for i in head.addresses if i < len(cells)))
    name = whole_name(get)
    piece = name or " ".join(cell for cell in cells if cell)
    organisation = get.get("organisation", "")
    names = [one for one in SEVERAL_NAMES.split(name) if one]
    if len(names) == len(addresses) > 1:
        pairs = zip(names, addresses, strict=True)
        return [
            pasted_person.person(own, [address], organisation=organisation, piece=piece)
            for own, address in pairs
        ]
    person = pasted_person.person(name, addresses, organisation=organisation, piece=piece)
    phone = pasted_person.without_nothing(get.get("phone", ""))[: pasted_person.LONGEST_PHONE]
    return [replace(person, phone=phone)]


def addresses_of(cell: str) -> list[str]:
    """The addresses of a cell, however they are separated; words that are none stay out when one is there."""
    pieces = [piece.strip("<>()[]\"'") for piece in SEPARATORS.split(cell) if piece]
    return [piece for piece in pieces if "@" in piece]


def whole_name(get: dict) -> str:
    """First, middle and last name of a row; or the name that it has whole."""
    last, _, trailing = get.get("last", "").partition(",")
    parts = [
        get.get("first", ""),
        get.get("middle", ""),
        get.get("particle", ""),
        trailing,
        last,
        get.get("suffix", ""),
    ]
    own = " ".join(part.strip() for part in parts if part.strip())
    return own if get.get("first") or not get.get("name") else get["name"]


def _heading(line, sign):
    cells = row([line], 0, sign)[0]
    columns, addresses = {}, []
    for index, cell in enumerate(map(folded, cells)):
        if is_of_addresses(cell):
            addresses.append(index)
        elif cell in MEANING:
            columns.setdefault(MEANING[cell], index)
    return Heading(sign, columns, tuple(addresses)) if addresses and columns else None


def is_of_addresses(heading: str) -> bool:
    """Whether a folded heading is that of a column with addresses."""
    return len(heading) < 60 and bool(ADDRESS.search(heading)) and not NO_ADDRESS.search(heading)


def _belongs(cells, head):
    """Whether a row is one of the table: it has cells, and addresses only where the table has them."""
    if sum(map(bool, cells)) < 2 and len(cells) < 2:
        return False
    has_own = any("@" in cells[i] for i in head.addresses if i < len(cells))
    return has_own or not any("@" in cell for cell in cells)


def _is_unclosed(count, some):
    """Whether the reader came to the end of what it was given within a quote."""
    return count >= MOST_LINES_OF_A_ROW or (count == len(some) > 1 and "\n".join(some).count('"') % 2 == 1)
