"""What the minutes have for the daily digest: decisions that its reader was not mailed.

A decision alone is reason enough for a digest: it is news, told once, and who is on no list of the meeting hears
of it nowhere else. Whoever was mailed a version of the minutes in which it stands was told it there, and is not told
again; a mail that did not go out, or was taken back, told nothing.

Told is what became public since the person's last digest. Who never had one is told a week's, not the whole register.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from backbone.accounts.models import MailPreference, Person
from backbone.outbox.models import Message
from backbone.panels import DigestPart
from meetings import confidential
from meetings.invitations import copies
from meetings.minutes import undoing
from meetings.minutes.mails import CAUSE, UNASKED
from meetings.models import Decision
from partnerships.correspondence.digests import KIND
from partnerships.correspondence.models import Correspondence
from partnerships.documents.models import Version
from partnerships.models import Representative, Role
from partnerships.taking_part import goes_on

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from partnerships.models import Partnership

    Key = tuple[int, int]

FIRST_LOOKS_BACK = timedelta(days=7)


def claim(pairs: list[tuple[Person, Partnership]], has_room: dict) -> dict[Key, list[Decision]]:
    """The decisions that today's digests tell; they ask nothing, so that no budget holds them back."""
    people, partnerships = _apart(pairs)
    keys = {(person.pk, partnership.pk) for person, partnership in pairs}
    found = _untold(partnerships, people, timezone.now()) if pairs else {}
    return {key: decisions for key, decisions in found.items() if key in keys}


def preview(person: Person, partnership: Partnership, at: datetime) -> list[Decision]:
    """Those that a digest of that moment tells."""
    return _untold([partnership], [person], at).get((person.pk, partnership.pk), [])


def owed(
    partnerships: QuerySet[Partnership] | list[Partnership], people: list[Person] | None = None
) -> dict[Key, datetime]:
    """Since when the digest of a person has a decision to tell, by (person, partnership)."""
    found = _untold(partnerships, people, None)
    return {key: min(one.public_from for one in decisions) for key, decisions in found.items()}


def _untold(partnerships, people, at):
    """{(person, partnership): decisions}: public at that moment, or also those to come when it is None."""
    rows = _readers(partnerships, people)
    readers = {person for person, _partnership in rows}
    last, week_ago = _last_digests(readers), timezone.now() - FIRST_LOOKS_BACK
    since = {person: last.get(person, week_ago) for person in readers}
    decisions = _public(partnerships, min(since.values()), at) if rows else []
    mailed = _mailed(decisions, readers) if decisions else {}
    found: dict[Key, list[Decision]] = defaultdict(list)
    for person, partnership in rows:
        for one in decisions:
            is_new = one.partnership_id == partnership and one.public_from > since[person]
            if is_new and not _was_mailed(one, mailed.get((person, one.meeting.document_id))):
                found[person, partnership].append(one)
    return dict(found)


def _was_mailed(decision, last_version_at):
    """The decision stands in the version of that moment and in those after it."""
    return last_version_at is not None and decision.issued_at <= last_version_at


def _readers(partnerships, people):
    """The keys of who has a role or a seat there now and gets digests, sorted; who only assists somebody is no member."""
    wanted = Q(person__mail_preference=MailPreference.DIGEST, person__is_active=True) & goes_on()
    wanted &= Q(partnership__in=partnerships)
    wanted &= Q() if people is None else Q(person__in=people)
    first, second = (
        model.objects.current().filter(wanted).order_by().values_list("person", "partnership")
        for model in (Role, Representative)
    )
    return sorted(first.union(second))


def _last_digests(people):
    """{person: when}, of those who ever had one"""
    rows = Message.objects.filter(kind=KIND, recipient__in=people).order_by()
    return dict(rows.values_list("recipient").annotate(at=Max("created_at"))) if people else {}


def _public(partnerships, since, at):
    """The decisions that became public after a moment, as they hold, the first number first."""
    rows = Decision.objects.annotate(public_from=Coalesce("undoable_until", "issued_at"))
    rows = rows.filter(partnership__in=partnerships, public_from__gt=since)
    rows = rows.filter(number__isnull=False, struck_out_in=None)
    rows = rows if at is None else rows.filter(public_from__lte=at)
    rows = confidential.without_confidential(rows).select_related("meeting")
    rows = list(rows.order_by("partnership_id", "number"))
    return undoing.as_before(rows, undoing.before_corrections(partnerships)) if rows else []


def _mailed(decisions, people):
    """{(person, document): when the last version of the minutes was issued that they were mailed}"""
    documents = {one.meeting.document_id for one in decisions}
    versions = Version.objects.filter(document__in=documents).order_by()
    issued = {pk: (document, at) for pk, document, at in versions.values_list("pk", "document", "issued_at")}
    mails = Correspondence.objects.filter(
        person__in=people, cause__in=(CAUSE, copies.OF_MINUTES), cause_id__in=issued
    )
    mails = mails.exclude(message__state__in=UNASKED).order_by()
    found: dict[Key, datetime] = {}
    for person, version in mails.values_list("person", "cause_id"):
        document, at = issued[version]
        found[person, document] = max(at, found.get((person, document), at))
    return found


def _apart(pairs):
    return [person for person, _partnership in pairs], [partnership for _person, partnership in pairs]


PART = DigestPart(
    key="decisions",
    template="mail/digest_decisions",
    claim=claim,
    preview=preview,
    owed=owed,
    order=30,
    asks=False,
)
