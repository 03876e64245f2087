"""A letter in a partnership's name, and the letterhead that it is written on.

    letter = Letter(partnership, addressee, written_on, subject, salutation, body, closing, signer)
    content = letter_files.as_pdf(letter)
    content = letter_files.as_docx(letter)

One structure feeds both, so what is signed on paper says what was sent as a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.template.defaultfilters import truncatechars
from django.utils import translation
from django.utils.translation import gettext as _

from backbone.files import pictures
from backbone.time import dates
from backbone.typed_text import clean_text, one_line
from partnerships.identity.models import Identity

if TYPE_CHECKING:
    from partnerships.models import Partnership

# Letters of a name or subject above the pages that follow the first.
RUNNING = 45


@dataclass(frozen=True)
class Letter:
    """What a letter says, from the lines of its address to whoever signs it.

    addressee, signer: one line a row, the first the person or office; body: Markdown or plain paragraphs;
    language: of its reader, where that is not the partnership's
    """

    partnership: Partnership
    addressee: str
    written_on: date
    subject: str
    salutation: str
    body: str
    closing: str
    signer: str
    reference: str = ""
    language: str = ""

    @property
    def spoken(self) -> str:
        """The language that it is written in."""
        return self.language or self.partnership.language

    @property
    def addressee_lines(self) -> list[str]:
        """The address as it stands in the window of an envelope."""
        return _lines(self.addressee)

    @property
    def signer_lines(self) -> list[str]:
        """Who signs: the name, then what they are."""
        return _lines(self.signer)

    @property
    def title(self) -> str:
        """The subject, in one line."""
        return one_line(self.subject)

    @property
    def running_title(self) -> str:
        """The subject as it runs above the pages that follow, in one line whatever its length."""
        return truncatechars(self.title, RUNNING)

    @property
    def references(self) -> list[tuple[str, str]]:
        """Label and words of what stands above the subject, in its language."""
        with translation.override(self.spoken):
            rows = [(_("Date"), dates.long(self.written_on)), (_("Our reference"), one_line(self.reference))]
        return [(label, words) for label, words in rows if words]


@dataclass(frozen=True)
class Letterhead:
    """Whose paper it is: name, lines of the address, and the logo as a PNG (empty without one)."""

    name: str
    lines: list[str]
    logo: bytes


def letterhead(partnership: Partnership) -> Letterhead:
    """The paper that this partnership writes on; without an identity it has its name alone."""
    lines = Identity.objects.filter(partnership=partnership).values_list("letterhead", flat=True).first()
    return Letterhead(partnership.name, _lines(lines or ""), pictures.png(partnership.logo_hash))


def _lines(text):
    return [line for line in map(one_line, clean_text(text).splitlines()) if line]
