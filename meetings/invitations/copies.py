"""What the assistants of those who are invited, or sent minutes, get: the same facts, and nothing that binds.

The copy of an invitation has a link of the assistant's own, to answer for whom they assist; that of minutes has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import override

from backbone.outbox.models import Message
from meetings import confidential, papers
from meetings.invitations import mails
from partnerships import assistants
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.sending import send_all

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.files.models import StoredFile
    from meetings.invitations.invitees import Invitee
    from meetings.models import Invitation, Meeting
    from partnerships.documents.models import Version
    from partnerships.models import Assistant

OF_INVITATION, OF_MINUTES = "invitation_copy", "minutes_copy"


def send(told: list[Invitee], meeting: Meeting, this: Invitation, file: StoredFile) -> None:
    """Queue a copy of what each of these was told for everybody who assists them."""
    invitees = {one.person.pk: one for one in told}
    rows = assistants.of([one.person for one in told], meeting.partnership)
    send_all(
        [draft(row, invitees[row.assisted_id], meeting, this, file) for row in rows if row.person.is_active]
    )


def draft(row: Assistant, one: Invitee, meeting: Meeting, this: Invitation, file: StoredFile) -> Draft:
    """The copy of a round's mail for one assistant."""
    return Draft(
        kind=OF_INVITATION,
        key=f"meeting:{meeting.pk}:copy:r{this.number}:of:{row.assisted_id}:person:{row.person_id}",
        person=row.person,
        partnership=meeting.partnership,
        context=lambda link: {
            **_facts(row, one, meeting),
            "assisted": row.assisted,
            "is_asked": one.is_asked,
            "link": link,
            "here": f"#meeting-{meeting.pk}-{row.assisted_id}",
        },
        cause=OF_INVITATION,
        cause_id=this.pk,
        attachments=[file],
    )


def _facts(row, one, meeting):
    """What the other is told, but for titles and papers of confidential items: an assistant is no member."""
    facts = mails.facts_for(row.person, one, meeting)
    with override(row.person.language):
        confidential.hide_confidential(facts["slots"])
    return {**facts, "papers": papers.mailed(meeting, facts["slots"])}


def outdated(meeting: Meeting, facts: dict) -> list[Message]:
    """The copies that wait and say what is not so any more."""
    return _waiting(meeting.invitations.exclude(told=facts))


def waiting(meeting: Meeting) -> list[Message]:
    """The copies of this meeting's rounds that have not left."""
    return _waiting(meeting.invitations.all())


def _waiting(rounds):
    rows = Correspondence.objects.filter(
        cause=OF_INVITATION, cause_id__in=rounds.values("pk"), message__state=Message.State.WAITING
    )
    return [row.message for row in rows.select_related("message")]


def of_minutes(people: list[Person], meeting: Meeting, content: dict, version: Version) -> list[Draft]:
    """A copy for everybody who assists one of these people."""
    rows = assistants.of(people, meeting.partnership)
    return [_of_minutes(row, meeting, content, version) for row in rows if row.person.is_active]


def _of_minutes(row, meeting, content, version):
    points = [one for one in content["action_points"] if one["owner_id"] == row.assisted_id]
    return Draft(
        kind=OF_MINUTES,
        key=f"meeting:{meeting.pk}:copy:v{version.number}:of:{row.assisted_id}:person:{row.person_id}",
        person=row.person,
        partnership=meeting.partnership,
        context=lambda link: {
            "meeting": meeting,
            "content": content,
            "assisted": row.assisted,
            "points": points,
            "correction": content["correction"],
        },
        cause=OF_MINUTES,
        cause_id=version.pk,
        attachments=[version.file],
        not_before=version.undoable_until,
    )
