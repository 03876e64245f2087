"""What the tests of signing say for partners."""

from backbone.time.days import today_of
from partnerships.documents import acceptance as documents_acceptance
from partnerships.documents.models import Version
from partnerships.signing import recording
from partnerships.signing.models import Acceptance

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"
State = Acceptance.State


def rows_of(round):
    return {row.name: row for row in round.acceptances.all()}


def accept(row, by, state=State.ACCEPTED, **values):
    return recording.record(
        row, {"state": state, "answered_on": today_of(row.partnership), "way": "paper", **values}, by
    )


def words_of(round):
    return documents_acceptance.words(Version.objects.get(pk=round.version_id))
