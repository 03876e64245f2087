"""What reading a pasted text yields: people, and pieces that are nobody."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from backbone.accounts.models import Person
from backbone.reading import person_names
from partnerships.people import domains

LONGEST_NAME = Person._meta.get_field("name").max_length
LONGEST_ADDRESS = Person._meta.get_field("email").max_length
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
class Found:
    """Somebody in the text. A name that nobody wrote is guessed from the address."""

    name: str
    address: str
    # The name as the text has it, where somebody typed another one.
    as_read: str = ""
    organisation: str = ""
    other_addresses: tuple[str, ...] = ()
    is_guessed: bool = False
    # How many other people of the text have the same address before this one: a shared mailbox.
    place: int = 0
    # Who has this address already under another name, and whether somebody says that it is the same person.
    owner: Person | None = None
    is_same: bool = False

    @property
    def key(self):
        """What tells this person from the others of the text."""
        return f"{self.address} {self.place}" if self.place else self.address

    @property
    def shares_mailbox(self):
        """Whether the address is somebody else's: mail goes there, and nobody else signs in with it."""
        return bool(self.place or self.owner)

    @property
    def domain(self):
        """The domain that tells an organisation, or nothing for a mail provider."""
        return domains.of_an_organisation(self.address)


@dataclass(frozen=True)
class Malformed:
    """A piece of the text that is nobody, and what is wrong with it."""

    text: str
    problem: str


def person(name, addresses, *, organisation="", piece=""):
    """`Found` for a name as it was written and this person's addresses, or `Malformed` with what is wrong.

    The first address is where mail goes; the others are kept beside it. `piece` is what to show of the text.
    """
    addresses = [address.strip().strip("<>'\".,;").removeprefix("mailto:") for address in addresses]
    name = person_names.readable(
        "" if name.strip().lower() in NOTHING else name, addresses[0] if addresses else ""
    )
    organisation = "" if organisation.strip().lower() in NOTHING else " ".join(organisation.split())
    if problem := _problem(name, addresses):
        return Malformed((piece or name or " ".join(addresses))[:LONGEST_SHOWN], problem)
    first, *others = dict.fromkeys(address.lower() for address in addresses)
    return Found(
        name or _name_of(first),
        first,
        organisation=organisation[:200],
        other_addresses=tuple(others),
        is_guessed=not name,
    )


def _problem(name, addresses):
    if not addresses:
        return _("there is no e-mail address in it")
    if len(name) > LONGEST_NAME:
        return _("it is too long")
    return next((problem for address in addresses if (problem := _problem_of_address(address))), "")


def _problem_of_address(address):
    if len(address) > LONGEST_ADDRESS:
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
