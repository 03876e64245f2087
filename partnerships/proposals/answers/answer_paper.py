"""The answer to a partner as a file, to print or for Word: hundreds of proposals take their time, so a file job makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import Person
from backbone.files.storing import Gone
from backbone.paper import apart
from partnerships.agreement_papers import papers
from partnerships.letters import letter_files
from partnerships.proposals.answers import answering
from partnerships.proposals.models import WordReading

if TYPE_CHECKING:
    from backbone.files.models import StoredFile
    from partnerships.letters.letter import Letter
    from partnerships.models import Partnership

PRINTED, IN_WORD = "word_answer", "word_answer_in_word"


def ask_for(kind: str, reading: WordReading, *, by: Person) -> StoredFile:
    """Have it made from what is decided now, signed by whoever asks."""
    keys = {"partner": reading.partner_id, "reading": reading.pk, "signer": by.pk}
    return papers.ask_for(kind, reading.partnership, by=by, name=f"w{reading.pk}", **keys)


def _asked_on(partnership: Partnership, reading: int, **of: int) -> tuple[str, str]:
    return _("The answer"), reverse("word_answer", args=[reading])


def _printed(partnership: Partnership, **of: int) -> bytes:
    return apart.render(letter_files.composed(_letter(partnership, **of)))


def _in_word(partnership: Partnership, **of: int) -> bytes:
    return letter_files.as_docx(_letter(partnership, **of))


def _letter(partnership: Partnership, partner: int, reading: int, signer: int) -> Letter:
    rows = WordReading.objects.filter(partnership=partnership, partner=partner, pk=reading)
    row = rows.select_related("agreement__document", "partner__organisation").first()
    by = Person.objects.filter(pk=signer).first()
    if row is None or by is None:
        raise Gone
    row.partnership = row.agreement.partnership = row.partner.partnership = partnership
    return answering.as_letter(row, by)


TITLE = _("Answer to a Word file")
PAPERS = {
    PRINTED: papers.Paper(TITLE, "look_back", _printed, asked_on=_asked_on),
    IN_WORD: papers.Paper(TITLE, "look_back", _in_word, papers.WORD, _asked_on),
}
