"""Reading people out of pasted text: an address book, the header of a mail, two columns of a table."""

import re
from contextlib import suppress
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from backbone.accounts.models import Person

MOST = 5000
LONGEST_NAME = Person._meta.get_field("name").max_length
LONGEST_ADDRESS = Person._meta.get_field("email").max_length
HEADER = re.compile(r"^[^\S\n]*(?:to|cc|bcc|from|aan|van)[^\S\n]*:\s*", re.IGNORECASE | re.MULTILINE)
# Nobody's name and address are longer. Bounded, or a quote that never closes is looked through from each place anew.
LONGEST_PIECE = 1000
# A piece ends at a comma, semicolon or line end that is not inside quotes or angle brackets.
PIECE = re.compile(r'(?:"(?:[^"\\\n]|\\.){0,200}"|<[^<>\n]{0,200}>|[^,;\n])+')
BRACKETED = re.compile(r"^(?P<name>.*?)<\s*(?:mailto:)?(?P<address>[^<>]*)>\s*$", re.DOTALL)
COMMENTED = re.compile(r"^(?P<address>\S+@\S+)\s*\((?P<name>[^()]*)\)$")
# `Nansubuga, Ruth` and `van Dijk, Anna`, but not `Ruth Nansubuga, Coffee Platform`.
SURNAME_FIRST = re.compile(r"^(?P<surname>(?:[a-z']+ )*[^\s,\d]+), (?P<given>[^\s,\d]+(?: [^\s,\d]+)?)$")
# `Jansen, Marieke (Health Service)`: the department that a large organisation's address book adds.
ASIDE = re.compile(r"\s+\([^()]*\)$")
# Addresses of these say nothing about where somebody works.
FREEMAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "hotmail.nl",
        "live.com",
        "live.nl",
        "msn.com",
        "yahoo.com",
        "yahoo.co.uk",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "gmx.net",
        "gmx.com",
        "gmx.de",
        "web.de",
        "mail.com",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "fastmail.com",
        "zoho.com",
        "yandex.com",
        "yandex.ru",
        "mail.ru",
        "ziggo.nl",
        "kpnmail.nl",
        "kpnplanet.nl",
        "planet.nl",
        "xs4all.nl",
        "home.nl",
        "hetnet.nl",
        "casema.nl",
        "chello.nl",
        "upcmail.nl",
        "telfort.nl",
        "quicknet.nl",
        "solcon.nl",
        "telenet.be",
        "skynet.be",
        "proximus.be",
        "orange.fr",
        "free.fr",
        "wanadoo.fr",
        "t-online.de",
        "tutanota.com",
        "hey.com",
        "comcast.net",
        "verizon.net",
        "att.net",
    ]
)
# `health.gov.ug` and `council.gov.uk` are named by the part before these.
SECOND_LEVEL = frozenset(
    ["ac", "co", "com", "edu", "go", "gov", "govt", "mil", "ne", "net", "or", "org", "sch"]
)


@dataclass(frozen=True)
class Found:
    """Somebody in the text."""

    name: str
    address: str
    # The name as the text has it, where somebody typed another one.
    as_read: str = ""

    @property
    def domain(self):
        """The domain that tells an organisation, or nothing for freemail."""
        domain = self.address.rpartition("@")[2]
        return "" if domain in FREEMAIL else domain


@dataclass(frozen=True)
class Malformed:
    """A piece of the text that is nobody, and what is wrong with it."""

    text: str
    problem: str


def read(text):
    """(people, malformed, repeats): who is in the text, what could not be read, how often somebody came twice."""
    people, malformed, repeats = {}, [], 0
    for piece in _joined(_pieces(HEADER.sub("", text))):
        found = _read_one(piece)
        if isinstance(found, Malformed):
            malformed.append(found)
        elif found.address in people:
            repeats += 1
        else:
            people[found.address] = found
    return list(people.values()), malformed, repeats


def organisation_name(domain):
    """A first guess: `rwenzori-growers.co.ug` → Rwenzori Growers. People correct it."""
    labels = domain.split(".")[:-1] or [domain]
    while len(labels) > 1 and labels[-1] in SECOND_LEVEL:
        labels.pop()
    label = labels[-1]
    words = [word for word in re.split(r"[-_]+", label) if word]
    return " ".join(word.upper() if len(word) <= 4 else word.capitalize() for word in words)[:200]


def _pieces(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u200b", "").replace("\xa0", " ")
    return [piece for found in PIECE.findall(text) if (piece := found.strip())]


def _joined(pieces):
    """`Doe, John <j@example.org>`, as Outlook writes it without quotes, is one person."""
    waiting = ""
    for piece in pieces:
        surname = "@" not in piece and "<" not in piece and not any(c.isdigit() for c in piece)
        if surname and not waiting and "\t" not in piece:
            waiting = piece
            continue
        match = BRACKETED.match(piece) if waiting and len(piece) <= LONGEST_PIECE else None
        if match and match["name"].strip():
            yield f"{match['name'].strip()} {waiting} <{match['address']}>"
        else:
            yield from (part for part in (waiting, piece) if part)
        waiting = ""
    if waiting:
        yield waiting


def _read_one(piece):
    if len(piece) > LONGEST_PIECE:
        return Malformed(piece[:200], _("it is too long"))
    name, address = _split(piece)
    problem = _problem(name, address)
    if problem:
        return Malformed(piece[:200], problem)
    address = address.lower()
    return Found(name or _name_of(address), address)


def _split(piece):
    match = BRACKETED.match(piece) or COMMENTED.match(piece)
    if match:
        return _clean_name(match["name"]), match["address"].strip()
    bare = [word for word in piece.split() if "@" in word]
    if len(bare) != 1:
        return _clean_name(piece), "" if not bare else " ".join(bare)
    return _clean_name(piece.replace(bare[0], " ")), bare[0].removeprefix("mailto:").strip("'\".")


def _clean_name(name):
    # A header that lies about its encoding stays as it was typed.
    with suppress(HeaderParseError, LookupError, UnicodeError, ValueError):
        name = str(make_header(decode_header(name)))
    name = " ".join(name.replace('\\"', "\0").replace('"', " ").replace("\0", '"').split()).strip("'\t ")
    name = ASIDE.sub("", name) or name
    match = SURNAME_FIRST.match(name)
    return f"{match['given']} {match['surname']}" if match else name


def _problem(name, address):
    if not address:
        return _("there is no e-mail address in it")
    if " " in address:
        return _("there is more than one address in it; separate them with a comma")
    if len(address) > LONGEST_ADDRESS or len(name) > LONGEST_NAME:
        return _("it is too long")
    if address.count("@") != 1:
        return _("the address has no @ or more than one")
    try:
        validate_email(address)
    except ValidationError:
        return _("%(address)s is not an address that mail can reach") % {"address": address}
    return ""


def _name_of(address):
    """`ruth.nansubuga@…` → Ruth Nansubuga, when nothing better was said."""
    words = re.split(r"[._+-]+", address.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word)[:LONGEST_NAME] or address
