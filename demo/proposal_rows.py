"""What a partner of the demo proposed in Word: a sentence that is still open, and a remark that was not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone.files import storing
from partnerships.attachments.models import Upload
from partnerships.proposals import receiving, word
from partnerships.proposals.base import of_version
from partnerships.proposals.models import ClauseProposal, ReadingFile, WordReading

if TYPE_CHECKING:
    from demo.builder import Builder


def add_proposals(builder: Builder) -> None:
    """One file that came back, made from the version that was issued."""
    entry = builder.story["word_file"]
    agreement = builder.partnership.agreement
    version = agreement.document.versions.first()
    at = builder.moment(-6)
    reading = WordReading.objects.create(
        partnership=builder.partnership,
        agreement=agreement,
        partner=builder.partners[entry["partner"]],
        sent_by=entry["sent_by"],
        came_on=builder.day(-6),
        version=version.number,
        by=builder.coordinator,
        at=at,
    )
    _keep(builder, reading, word.write(of_version(agreement, version)))
    _propose(builder, reading, entry)


def _keep(builder, reading, data):
    file = storing.store("agreement.docx", receiving.DOCX, data, builder.coordinator)
    upload = Upload.objects.create(partnership=builder.partnership, file=file, by=builder.coordinator)
    ReadingFile.objects.create(
        partnership=builder.partnership, reading=reading, upload=upload, name=file.name
    )


def _propose(builder, reading, entry):
    own = reading.agreement.clauses.filter(key__startswith="own-").first()
    shared = {
        "partnership": builder.partnership,
        "reading": reading,
        "author": entry["sent_by"],
        "dated": builder.moment(-7),
        "is_tracked": True,
    }
    ClauseProposal.objects.create(
        clause=own,
        heading=own.heading,
        place=0,
        kind="text",
        before=own.text,
        after=f"{own.text} {entry['adds']}",
        **shared,
    )
    other = reading.agreement.clauses.get(key="communication")
    ClauseProposal.objects.create(
        clause=other,
        heading=other.heading,
        place=1,
        kind="comment",
        after=entry["remark"],
        state="refused",
        reason=entry["why_not"],
        decided_by=builder.coordinator,
        decided_at=builder.moment(-5, after=reading.at),
        **shared,
    )
