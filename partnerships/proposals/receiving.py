"""A Word file comes back: checked, kept, read, and compared with what was given out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.files import storing
from backbone.files.uploads import checking
from backbone.numbers import number
from partnerships.agreements.models import Agreement, Clause
from partnerships.attachments.attaching import refuse_without_room
from partnerships.attachments.models import Upload
from partnerships.models import Partnership
from partnerships.proposals import base as given_out
from partnerships.proposals import comparing
from partnerships.proposals.models import ClauseProposal, ReadingFile, WordReading
from partnerships.proposals.reading import Unreadable, read

if TYPE_CHECKING:
    from backbone.accounts.models import Person

DOCX = checking.OFFICE + "wordprocessingml.document"
MOST_PROPOSALS = 1000


class NotTaken(Exception):
    """The file is not taken in; the words say why and what to do."""


def receive(reading: WordReading, sent: UploadedFile, *, by: Person) -> WordReading:
    """Keep the file and save what it proposes; raises NotTaken, `checking.Refused` and `attaching.NoRoom`."""
    checked = checking.check(sent)
    if checked.media_type != DOCX:
        raise NotTaken(_("This is no Word document. Save it as docx and choose that."))
    found, base, is_ours = compare(reading.agreement, checked.data)
    if is_ours:
        reading.version, reading.drafted_at = base.version, base.at
    return _save(reading, checked, found, by)


def compare(agreement: Agreement, data: bytes) -> tuple[list[comparing.Found], given_out.Base, bool]:
    """What these bytes propose, compared with which state of the agreement, and whether they said which."""
    try:
        said = read(data)
    except Unreadable as why:
        raise NotTaken(str(why)) from None
    marks = {mark for paragraph in said["paragraphs"] for mark in paragraph["marks"]}
    try:
        base, is_ours = given_out.of_file(agreement, marks, now())
    except given_out.AnotherAgreement:
        raise NotTaken(
            _("This file was made from another agreement. Download this one for Word, and change that file.")
        ) from None
    found = comparing.proposals(said, base, is_ours=is_ours)
    _refuse_other_texts(said, found, base)
    if len(found) > MOST_PROPOSALS:
        raise NotTaken(
            _("This file says something else in more than %(n)s places. Is it the agreement?")
            % {"n": MOST_PROPOSALS}
        )
    return found, base, is_ours


def _refuse_other_texts(said, found, base):
    """What is no agreement would propose to do without each of its clauses; and nothing is cut without a word."""
    if not any(run[0].strip() for paragraph in said["paragraphs"] for run in paragraph["runs"]):
        raise NotTaken(_("This file says nothing. Open it in Word, and save it again as docx."))
    gone = sum(one.kind == comparing.REMOVED for one in found)
    if gone == len(base.clauses):
        raise NotTaken(_("No clause of the agreement was found in this file. Is it the agreement?"))
    if any(comparing.is_too_long(one) for one in found):
        raise NotTaken(
            _("A part of this file has more than %(n)s letters without a heading. Divide it into clauses.")
            % {"n": number(comparing.LONGEST)}
        )


@transaction.atomic
def _save(reading, checked, found, by):
    partnership = Partnership.objects.select_for_update(no_key=True).get(pk=reading.partnership_id)
    refuse_without_room(partnership, checked)
    reading.by = by
    with noted("word file read", by):
        reading.save()
        file = storing.store(checked.name, checked.media_type, checked.data, by)
        upload = Upload.objects.create(partnership=partnership, file=file, by=by)
        ReadingFile.objects.create(partnership=partnership, reading=reading, upload=upload, name=file.name)
        clauses = dict(Clause.objects.filter(agreement=reading.agreement).values_list("key", "pk"))
        for place, one in enumerate(found):
            _proposal(reading, one, place, clauses.get(one.key)).save()
    return reading


def _proposal(reading: WordReading, one: comparing.Found, place: int, clause: Any) -> ClauseProposal:
    return ClauseProposal(
        partnership_id=reading.partnership_id,
        reading=reading,
        clause_id=clause,
        place=place,
        kind=one.kind,
        heading=one.heading,
        before=one.before,
        after=one.after,
        anchor=one.anchor,
        author=one.author,
        dated=one.dated,
        is_tracked=one.is_tracked,
        is_move=one.is_move,
    )
