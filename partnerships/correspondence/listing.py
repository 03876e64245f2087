"""Reading a partnership's correspondence: a page of it at a time, what failed, what was asked of whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.utils import timezone

from backbone.database.pointed_to import set_pointed_to
from backbone.database.prepared import prepared
from backbone.outbox.models import Message
from partnerships.access import coordinated_by
from partnerships.correspondence.models import Correspondence
from partnerships.models import Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner

PAGE = 40
LATELY = 3
STUCK = Q(message__in=Message.objects.waiting_for_failed_file())
STATES = {
    "waiting": Q(message__state__in=[Message.State.WAITING, Message.State.CLAIMED]),
    "sent": Q(message__state=Message.State.SENT),
    "given_up": Q(undelivered=Message.State.GIVEN_UP),
    "perhaps": Q(undelivered=Message.State.PERHAPS),
    "stuck": STUCK,
    "cancelled": Q(undelivered=Message.State.CANCELLED),
}
TROUBLES = ("given_up", "perhaps", "stuck")


@dataclass
class Page:
    """Some rows, newest first, and the `before` under which the next ones are found."""

    rows: list
    older: str = ""


def page_of(partnership: Partnership, *, before: str = "", state: str = "") -> Page:
    """The rows before the key of the last one seen; new mail on top does not shift the pages."""
    rows = partnership.correspondence.filter(STATES.get(state, Q()))
    rows = rows.select_related("person", "partner__organisation").defer("text")
    rows = rows.annotate(is_stuck=ExpressionWrapper(STUCK, BooleanField()))
    key = _read_key(before)
    if key:
        # As one row value the index finds the place; as an OR every row before it would be read.
        rows = rows.filter(TupleLessThan(Tuple(F("at"), F("pk")), key))
    found = list(rows[: PAGE + 1])
    set_pointed_to(found, "message", _mails)
    older = _key(found[PAGE - 1]) if len(found) > PAGE else ""
    return Page(found[:PAGE], older)


def lately_to(partner: Partner) -> list[Correspondence]:
    """The last mails that went, or are to go, to a partner's people."""
    rows = Correspondence.objects.filter(partnership=partner.partnership_id, partner=partner)
    found = list(rows.select_related("person").defer("text").order_by("-at", "-pk")[:LATELY])
    set_pointed_to(found, "message", _mails)
    return found


@prepared
def _mails(keys: list[int]) -> QuerySet[Message]:
    return Message.objects.filter(pk__in=keys).order_by().defer("html", "text")


def troubled(person: Person, partnership: Partnership | None = None) -> list:
    """(partnership, {state: how many mails}) where the person is a coordinator; given_up, perhaps and stuck: waiting for a file that failed."""
    everywhere = partnership is None and person.is_administrator
    where = [] if everywhere else [one.pk for one in coordinated_by(person, partnership)]
    if not (everywhere or where):
        return []
    found = {}
    for pk, state, number in [*(_refused_anywhere() if everywhere else _refused(where)), *_stuck(where)]:
        found.setdefault(pk, dict.fromkeys(TROUBLES, 0))[state] = number
    partnerships = {partnership.pk: partnership} if partnership else Partnership.objects.in_bulk(found)
    return [(partnerships[pk], numbers) for pk, numbers in found.items()]


@prepared
def _refused_anywhere() -> QuerySet:
    return _counts(Q())


@prepared
def _refused(partnerships: list[int]) -> QuerySet:
    return _counts(Q(partnership__in=partnerships))


def _counts(where):
    """(partnership, state, how many)."""
    rows = Correspondence.objects.filter(where, undelivered__in=Message.FOR_A_PERSON).order_by()
    rows = rows.values("partnership", "undelivered").annotate(n=Count("pk"))
    return rows.values_list("partnership", "undelivered", "n")


def _stuck(partnerships):
    """The same of mails that wait for a failed document, which are few: they are asked for first."""
    if not (keys := list(_waiting_for_failed_file())):
        return []
    where = Q(partnership__in=partnerships) if partnerships else Q()
    rows = Correspondence.objects.filter(where, message__in=keys).order_by().values("partnership")
    return list(rows.annotate(state=Value("stuck"), n=Count("pk")).values_list("partnership", "state", "n"))


@prepared
def _waiting_for_failed_file() -> QuerySet:
    return Message.objects.waiting_for_failed_file().values_list("pk", flat=True)


def _key(row):
    return f"{row.at.isoformat()}_{row.pk}"


def _read_key(text):
    """The moment and key of a row from an address; None for what we did not write."""
    at, _, pk = text.partition("_")
    try:
        moment = datetime.fromisoformat(at.replace(" ", "+"))
        return (moment, int(pk)) if timezone.is_aware(moment) and abs(int(pk)) < 2**63 else None
    except ValueError:
        return None
