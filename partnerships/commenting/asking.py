"""Asking representatives for comments on the draft: one mail with a link, one reminder, through the budget of asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, When
from django.utils.timezone import now

from backbone.isolation import each, rested
from backbone.outbox.models import SenderSettings
from backbone.outbox.sender import leaves_at
from backbone.panels import Forthcoming, registry
from backbone.time.days import day_of
from backbone.time.mornings import working_morning_after
from partnerships.agreement_papers.draft import file_of
from partnerships.agreements.models import Agreement
from partnerships.commenting.models import ClauseComment, CommentAsk, NoComments
from partnerships.correspondence.budget import Budget
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.sending import AskedEnough, preview, put_or_wait, send
from partnerships.documents.models import Version
from partnerships.models import Representative
from partnerships.pausing.who_rests import rests

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from backbone.accounts.models import Person
    from backbone.files.models import StoredFile

REMINDED_AFTER = timedelta(days=7)
# So long somebody is not offered again who was asked and has not answered.
ASKED_AGAIN_AFTER = timedelta(days=14)
# So many a page offers; those that were asked make room for the others.
MOST_OFFERED = 60


def answered() -> Q:
    """A condition on questions: their partner commented since, said that it has no comments, or sent the text back."""
    since = {
        "agreement": OuterRef("agreement"),
        "partner": OuterRef("partner"),
        "at__gte": OuterRef("asked_at"),
    }
    rows = [
        ClauseComment.objects.all(),
        NoComments.objects.all(),
        *(found() for found in registry.draft_answers),
    ]
    said = Q()
    for one in rows:
        said |= Q(Exists(one.filter(**since).order_by()))
    return said


def is_over() -> Exists:
    """A condition on questions: a version was issued since, so that the draft which they are about is none any more."""
    issued = Version.objects.filter(
        document=OuterRef("agreement__document"), issued_at__gte=OuterRef("asked_at")
    )
    return Exists(issued.order_by())


def to_ask(agreement: Agreement) -> list[Representative]:
    """Who could be asked: representatives with an address, but not who was asked these days and has not answered."""
    lately = Q(asked_at=None) | Q(asked_at__gt=now() - ASKED_AGAIN_AFTER)
    waiting = CommentAsk.objects.filter(lately, agreement=agreement)
    waiting = waiting.filter(~answered(), person=OuterRef("person"), partner=OuterRef("partner"))
    rows = Representative.objects.current().filter(
        ~Exists(waiting), partnership=agreement.partnership_id, partner__withdrawn_on=None
    )
    rows = rows.exclude(rests()).select_related("person", "partner__organisation", "partner__partnership")
    in_order = rows.order_by("partner__organisation__sort_name", "partner", "capacity", "pk")
    return [seat for seat in in_order[: 2 * MOST_OFFERED] if seat.person.mail_address][:MOST_OFFERED]


def ask(agreement: Agreement, seats: Iterable[Representative], until: date) -> tuple[int, int]:
    """Ask these people; returns how many mails go now, and how many wait for room in somebody's month."""
    seats = list(seats)
    text = file_of(agreement) if seats else None
    outcomes = [_ask_anew(agreement, seat, until, text) for seat in seats]
    return outcomes.count("sent"), outcomes.count("waits")


@transaction.atomic
def _ask_anew(agreement, seat, until, text):
    # Two coordinators at one moment ask once: the second finds what the first has asked.
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    there = {"agreement": agreement, "partner": seat.partner, "person": seat.person}
    row = CommentAsk.objects.filter(**there).first()
    if row is None:
        row = CommentAsk.objects.create(**there, partnership_id=agreement.partnership_id, until=until)
    elif not _may_be_asked_again(row):
        return ""
    else:
        row.until, row.times, row.asked_at, row.reminded_at = until, row.times + 1, None, None
        row.save(update_fields=["until", "times", "asked_at", "reminded_at"])
    return put_or_wait(row, draft(row, text=text))


def _may_be_asked_again(row):
    if row.asked_at is None:
        return False
    long_ago = row.asked_at <= now() - ASKED_AGAIN_AFTER
    return long_ago or CommentAsk.objects.filter(answered(), pk=row.pk).exists()


def draft(row: CommentAsk, *, again: bool = False, text: StoredFile | None = None) -> Draft:
    """The question as a mail with the draft's text as a file; `again` is its one reminder."""
    key = f"comments:{row.agreement_id}:{row.partner_id}:person:{row.person_id}:{row.times}"
    return Draft(
        kind="clause_comments",
        key=key + (":again" if again else ""),
        person=row.person,
        partnership=row.partnership,
        cause="comments",
        cause_id=row.agreement_id,
        partner=row.partner,
        asks=1,
        attachments=[text] if text else [],
        context=lambda link: {
            "partner": row.partner,
            "until": row.until,
            "again": again,
            "is_next": row.agreement.document.versions.exists(),
            "link": link,
        },
    )


def send_due() -> int:
    """Ask whose morning has come, and remind of what nobody answered; returns how many mails that were."""
    if SenderSettings.load().held:
        return 0
    asked = each(
        _waiting().values_list("pk", flat=True), _ask_due, what="question for comments", put_off=_put_off
    )
    return asked + each(_silent().values_list("pk", flat=True), _remind, what="reminder of comments")


def _waiting() -> QuerySet[CommentAsk]:
    return _open().filter(next_ask_at__lte=now())


def _silent() -> QuerySet[CommentAsk]:
    return _open().filter(~answered(), asked_at__lte=now() - REMINDED_AFTER, reminded_at=None)


def _open():
    """Questions of partners that are there, to people who represent them still and do not rest."""
    seats = Representative.objects.current().filter(person=OuterRef("person"), partner=OuterRef("partner"))
    rows = CommentAsk.objects.filter(Exists(seats), partnership__closed_at=None, partner__withdrawn_on=None)
    rows = rows.filter(~is_over()).exclude(rests())
    return rows.select_related("partner__organisation", "partnership", "person").order_by("pk")


@transaction.atomic
def _ask_due(pk):
    found = _waiting().filter(pk=pk).first()
    if found is None:
        return 0
    # It locks the agreement, which is locked before a question wherever somebody is asked.
    text = file_of(found.agreement)
    row = _waiting().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    return int(row is not None and put_or_wait(row, draft(row, text=text)) == "sent")


@transaction.atomic
def _remind(pk):
    found = _silent().filter(pk=pk).first()
    if found is None or reminds_at(found) > now():
        return 0
    text = file_of(found.agreement)
    row = _silent().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if row is None:
        return 0
    try:
        message = send(draft(row, again=True, text=text))
    except AskedEnough:
        return 0
    row.reminded_at = now()
    row.save(update_fields=["reminded_at"])
    return int(message is not None)


def _put_off(pk):
    CommentAsk.objects.filter(pk=pk).update(next_ask_at=rested())


def reminds_at(row: CommentAsk) -> datetime:
    """The working morning of its reminder, where its person is."""
    return working_morning_after(row.asked_at + REMINDED_AFTER, row.person.zone, row.partnership.country)


def forthcoming(partnerships: Any) -> list[Forthcoming]:
    """The mails of questions that wait for room, and the reminders of those that nobody answered."""
    to_come = Q(next_ask_at__isnull=False) | Q(~answered(), asked_at__isnull=False, reminded_at=None)
    rows = [row for row in _open().filter(to_come, partnership__in=partnerships) if row.person.mail_address]
    if not rows:
        return []
    sender, budget = SenderSettings.load(), Budget({row.partnership_id for row in rows})
    return [_forthcoming(row, sender, budget) for row in rows]


def _forthcoming(row, sender, budget):
    at = leaves_at(row.next_ask_at or reminds_at(row), row.person.zone, sender)
    return Forthcoming(
        key=f"comments-{row.pk}",
        person=row.person,
        about=str(row.partner),
        leaves_at=at,
        message=partial(_message, row, at),
        partnership=row.partnership,
        held_back=not budget.left(row.person_id, row.partnership, at, row.partner),
    )


def _message(row: CommentAsk, at: datetime) -> Any:
    return preview(draft(row, again=row.asked_at is not None), at)


@dataclass
class Asked:
    """Those who were asked on one day for comments until another; `silent` are those who have not answered."""

    on: date
    until: date
    people: int = 0
    silent: list[CommentAsk] = field(default_factory=list)


def who_was_asked(agreement: Agreement, zone: ZoneInfo) -> list[Asked]:
    """Who was asked, by day, the latest first; of many questions the newest."""
    rows = CommentAsk.objects.filter(agreement=agreement, asked_at__isnull=False)
    rows = rows.annotate(is_answered=Case(When(answered(), then=True), default=False))
    rows = rows.select_related("person", "partner__organisation").order_by("-asked_at", "-pk")
    found: dict[tuple[date, date], Asked] = {}
    for row in rows[: 2 * MOST_OFFERED]:
        key = day_of(row.asked_at, zone), row.until
        one = found.setdefault(key, Asked(*key))
        one.people += 1
        one.silent += [] if row.is_answered else [row]
    return list(found.values())


def how_far(agreement: Agreement) -> dict[str, Any]:
    """How many partners were asked about this draft, how many answered (“no comments” is an answer), and until when.

    What was asked before the newest version was issued was about an earlier draft.
    """
    rows = CommentAsk.objects.filter(agreement=agreement, asked_at__isnull=False, partner__withdrawn_on=None)
    rows = rows.filter(~is_over())
    rows = rows.annotate(is_answered=Case(When(answered(), then=True), default=False)).order_by()
    return rows.aggregate(
        asked=Count("partner", distinct=True),
        answered=Count("partner", distinct=True, filter=Q(is_answered=True)),
        until=Max("until"),
    )


def asked_of(person: Person) -> QuerySet[CommentAsk]:
    """What this person was asked for partners that they still represent."""
    seats = Representative.objects.current().filter(person=OuterRef("person"), partner=OuterRef("partner"))
    rows = CommentAsk.objects.filter(Exists(seats), asked_at__isnull=False, person=person)
    rows = rows.filter(partner__withdrawn_on=None)
    return rows.select_related("agreement__document", "partner__organisation", "partnership", "person")


def unanswered(person: Person) -> list[CommentAsk]:
    """What this person was asked and nobody of their partner has answered."""
    rows = asked_of(person).filter(partnership__closed_at=None)
    return list(rows.filter(~answered(), ~is_over())[:MOST_OFFERED])
