"""People in vCards (versions 2.1, 3.0 and 4.0), as telephones and address books export them."""

from __future__ import annotations

import binascii
import quopri
import re

from backbone.reading import person_names
from partnerships.people import pasted_person

CARD = re.compile(
    r"^[ \t]*BEGIN:VCARD[ \t]*$(.*?)(?:^[ \t]*END:VCARD[ \t]*$|(?=^[ \t]*BEGIN:VCARD)|\Z)", re.I | re.M | re.S
)
LINE = re.compile(
    r'(?:[\w-]+\.)?(?P<name>[A-Za-z-]+)(?P<parameters>(?:;(?:[^":;]|"[^"]*")*)*):(?P<value>.*)', re.S
)
WANTED = frozenset(["N", "FN", "EMAIL", "ORG", "KIND"])
ESCAPED = re.compile(r"\\(.)", re.S)
# Longer than any name or address; a photograph is not looked at.
LONGEST_LINE = 4000


def take(text: str) -> tuple:
    """([PastedPerson or Malformed for each card], the text without the cards)."""
    return [_person(card[1]) for card in CARD.finditer(text)], CARD.sub("", text)


def _person(card):
    values = {}
    for name, parameters, value in _properties(card):
        values.setdefault(name, []).append((parameters, value))
    if _first(values, "KIND").lower() in ("org", "group", "location"):
        name = _parts(_first(values, "FN"))[0]
        return pasted_person.Malformed(_shown(values), pasted_person.NO_PERSON, name=name, organisation=name)
    organisation = _parts(_first(values, "ORG"))[0]
    name = _name(values, organisation)
    return pasted_person.person(
        name, _addresses(values), organisation=organisation, piece=name or organisation or "VCARD"
    )


def _shown(values):
    return " ".join(_parts(_first(values, name))[0] for name in ("FN", "EMAIL"))[
        : pasted_person.LONGEST_SHOWN
    ].strip()


def _properties(card):
    for line in _unfolded(card):
        match = LINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
        if match and match["name"].upper() in WANTED:
            parameters = match["parameters"].upper()
            yield match["name"].upper(), parameters, _decoded(match["value"], parameters)


def _unfolded(card):
    """The lines; one that begins with a space, or follows a "=" of quoted-printable, goes on with the one before."""
    lines = []
    for line in card.split("\n"):
        if lines and line[:1] in (" ", "\t") and line.strip():
            lines[-1].append(line[1:])
        elif lines and lines[-1][-1].endswith("=") and "QUOTED-PRINTABLE" in lines[-1][0].upper():
            lines[-1][-1] = lines[-1][-1][:-1]
            lines[-1].append(line)
        else:
            lines.append([line])
    return ["".join(line).strip() for line in lines]


def _decoded(value, parameters):
    """Plain text of a value that was written in quoted-printable or base64."""
    try:
        if "QUOTED-PRINTABLE" in parameters:
            raw = quopri.decodestring(value.encode("utf-8", "replace"))
        elif re.search(r"ENCODING=(?:B|BASE64)\b", parameters):
            raw = binascii.a2b_base64(value)
        else:
            return value
    except (binascii.Error, ValueError):
        return value
    return _text(raw, parameters)


def _text(raw, parameters):
    charset = re.search(r"CHARSET=\"?([\w-]+)", parameters)
    for encoding in (charset[1] if charset else "utf-8", "utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _first(values, name):
    return values.get(name, [("", "")])[0][1].strip()


def _parts(value):
    """The parts between semicolons, without what escapes a sign in them."""
    return [ESCAPED.sub(_unescaped, part).strip() for part in re.split(r"(?<!\\);", value)]


def _unescaped(match):
    return " " if match[1] in "nN" else match[1]


def _name(values, organisation):
    """The name to be shown, else the one in parts; a card that is called after its organisation has no person's."""
    family, given, additional, _prefix, suffix = [*_parts(_first(values, "N")), "", "", "", "", ""][:5]
    shown = _parts(_first(values, "FN"))[0]
    own = " ".join(part for part in (given, additional, family, suffix) if part)
    if not own and shown == organisation:
        return ""
    return shown if shown and "@" not in shown else person_names.readable(own)


def _addresses(values):
    """The preferred one first."""
    rows = values.get("EMAIL", [])
    first = sorted(rows, key=lambda row: not re.search(r"[;=,]PREF\b(?!=[2-9])|PREF=1\b", row[0]))
    return [_parts(value)[0].removeprefix("mailto:") for _parameters, value in first if value.strip()]
