"""The pieces into which a pasted text is read: `PastedPerson`, or `Malformed` with what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from backbone.accounts.models import Person
from backbone.reading import person_names
from partnerships.people import domains

LONGEST_NAME = Person._meta.get_field("name").max_length
LONGEST_ADDRESS = Person._meta.get_field("email").max_length
LONGEST_PHONE = Person._meta.get_field("phone").max_length
LONGEST_SHOWN = 200
# What people write where they do not know yet.
NOTHING = frozenset(
    [
        "",
        "-",
        "–",
        "—",
        "?",
        "tbd",
        "tba",
        "n/a",
        "na",
        "nvt",
        "n.v.t.",
        "none",
        "null",
        "onbekend",
        "unknown",
    ]
)


@dataclass(frozen=True)
class PastedPerson:
    """Somebody in the text. A name that nobody wrote is guessed from the address."""

    name: str
    address: str
    organisation: str = ""
    other_addresses: tuple[str, ...] = ()
    phone: str = ""
    is_guessed: bool = False
    # How many other people of the text have the same address before this one: a shared mailbox.
    place: int = 0
    # Who has this address already under another name.
    owner: Person | None = None

    @property
    def key(self) -> str:
        """What tells this person from the others of the text."""
        return f"{self.address} {self.place}" if self.place else self.address

    @property
    def shares_mailbox(self) -> bool:
        """Whether the address is somebody else's: mail goes there, and nobody else signs in with it."""
        return bool(self.place or self.owner)

    @property
    def domain(self) -> str:
        """The domain that tells an organisation, or nothing for a mail provider."""
        return domains.organisation_domain(self.address)


NO_ADDRESS = gettext_noop("there is no email address in it")
TOO_LONG = gettext_noop("it is too long")
ADDRESSES_TOGETHER = gettext_noop("there is more than one address in it; separate them with a comma")
NO_AT = gettext_noop("the address has no @ or more than one")
NO_PERSON = gettext_noop("it is the card of an organisation or a group, not of a person")
UNREACHABLE = gettext_noop("%(address)s is not an address that email can reach")


@dataclass(frozen=True)
class Malformed:
    """A piece of the text that is nobody, and what is wrong with it: a text to translate, and what fills its gaps."""

    text: str
    reason: str
    gaps: dict = field(default_factory=dict, compare=False)
    name: str = ""
    addresses: tuple[str, ...] = ()
    organisation: str = ""
    phone: str = ""

    @property
    def problem(self) -> str:
        """What is wrong with it, in the reader's language."""
        return _(self.reason) % self.gaps


def person(
    name: str, addresses: list[str], *, organisation: str = "", piece: str = ""
) -> Malformed | PastedPerson:
    """`PastedPerson` for a name as it was written and this person's addresses, or `Malformed` with what is wrong.

    The first address is where mail goes; the others are kept beside it. `piece` is what to show of the text.
    """
    addresses = [address.strip().strip("<>'\".,;").removeprefix("mailto:") for address in addresses]
    name = person_names.readable(without_nothing(name), addresses[0] if addresses else "")
    return checked(name, addresses, organisation=organisation, piece=piece)


def checked(
    name: str, addresses: list[str], *, organisation: str = "", piece: str = ""
) -> Malformed | PastedPerson:
    """Like `person`, for a name in reading order and bare addresses: `PastedPerson`, or `Malformed` with what is wrong."""
    name, organisation = " ".join(name.split()), " ".join(without_nothing(organisation).split())
    if problem := _problem(name, addresses):
        text = (piece or name or " ".join(addresses))[:LONGEST_SHOWN]
        return Malformed(text, *problem, name, tuple(addresses), organisation)
    first, *others = dict.fromkeys(address.lower() for address in addresses)
    return PastedPerson(
        name or name_of(first),
        first,
        organisation=organisation[:200],
        other_addresses=tuple(others),
        is_guessed=not name,
    )


def without_nothing(text: str) -> str:
    """The text, unless it is what people write where they do not know yet."""
    return "" if text.strip().lower() in NOTHING else text


def _problem(name, addresses):
    """(reason, gaps), or nothing."""
    if not addresses:
        return NO_ADDRESS, {}
    if len(name) > LONGEST_NAME:
        return TOO_LONG, {}
    return next((problem for address in addresses if (problem := _problem_of_address(address))), None)


def _problem_of_address(address):
    if len(address) > LONGEST_ADDRESS:
        return TOO_LONG, {}
    if address.count("@") != 1:
        return NO_AT, {}
    try:
        validate_email(address)
    except ValidationError:
        return UNREACHABLE, {"address": address}
    return None


def name_of(address: str) -> str:
    """`ruth.nansubuga@…` → Ruth Nansubuga, when nothing better was said."""
    words = re.split(r"[._+-]+", address.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word)[:LONGEST_NAME] or address
