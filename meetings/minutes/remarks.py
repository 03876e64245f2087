"""What readers say about issued minutes: a remark waits for the coordinator until it is dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.models import Remark
from partnerships.correspondence import confirmations
from partnerships.correspondence.calling import told
from partnerships.correspondence.models import Confirmation, Correspondence
from partnerships.documents.models import Document, Version

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from meetings.models import Meeting
    from partnerships.correspondence.calling.told import Told
    from partnerships.models import Partnership

KIND = "minutes"


def received_by(person: Person, partnership: Partnership) -> QuerySet[Version]:
    """The versions of minutes that were mailed to this person, the newest first."""
    sent = Correspondence.objects.filter(partnership=partnership, person=person, cause="minutes").values(
        "cause_id"
    )
    rows = Version.objects.public().filter(
        pk__in=sent, partnership=partnership, document__kind=Document.Kind.MINUTES
    )
    return rows.select_related("document__meeting", "file").order_by("-issued_at", "-pk")


@transaction.atomic
def remark(version: Version, person: Person, words: str, heard: Told | None = None) -> Remark:
    """Record that somebody finds something not right in these minutes; `heard`: how it was told to a coordinator."""
    with override(version.partnership.language):
        question = _("Is “%(document)s” right?") % {"document": version.document}
    asked = confirmations.ask(KIND, version, person, question=question)
    if heard:
        answered = confirmations.record(asked, Confirmation.Answer.CHANGE, told=heard)
    else:
        answered = confirmations.answer(asked, Confirmation.Answer.CHANGE, words, "link")
    meeting = version.document.meeting
    return Remark.objects.create(partnership=meeting.partnership, meeting=meeting, confirmation=answered)


def waiting(partnerships: list[Partnership] | list[int]) -> QuerySet[Remark]:
    """Remarks in these partnerships, or those with these keys, that nobody has dealt with, the oldest first."""
    rows = Remark.objects.filter(partnership__in=partnerships, settled_at=None)
    return rows.select_related("meeting", "confirmation__person")


def open_at(meeting: Meeting) -> list[Remark]:
    """Those on one meeting's minutes, each with how it was told to a coordinator (`told`), where it was."""
    rows = waiting([meeting.partnership]).filter(meeting=meeting).select_related("confirmation__noted_by")
    for row in rows:
        given = row.confirmation
        row.told = told.in_words(given.answered_via, given.noted_by, given.told_on)
    return rows


def settle(remarks: QuerySet[Remark], by: Person) -> int:
    """Somebody dealt with these remarks."""
    return remarks.filter(settled_at=None).update(settled_at=timezone.now(), settled_by=by)
