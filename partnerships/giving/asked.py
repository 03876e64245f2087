"""What is asked of a partner's people beside what was agreed, and saying that it is not the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.accounts.models import Person
from backbone.database.history import noted
from backbone.panels import registry
from backbone.registered.work_done import WorkDone
from backbone.time.days import end_of_day, start_of_day, today_of
from partnerships.correspondence import notices
from partnerships.correspondence.models import Correspondence
from partnerships.giving.agreed import PLACE, told_about
from partnerships.giving.models import Renegotiation
from partnerships.models import Contribution, Partner

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from partnerships.correspondence.calling.told import Told

# The periods that the page offers, in days.
PERIODS = (30, 90, 365)
USUAL = 90
SHOWN = 20


@dataclass
class Asked:
    """What one person was asked for the partner, and what they did."""

    person: Person
    mails: int = 0
    asks: int = 0
    work: WorkDone = field(default_factory=WorkDone)


def period(partner: Partner, days: Any) -> tuple[int, date, date]:
    """(days, first, last) of the period that an address asks for; the usual one for anything else."""
    chosen = int(days) if str(days) in map(str, PERIODS) else USUAL
    today = today_of(partner.partnership)
    return chosen, today - timedelta(days=chosen), today


def by_person(partner: Partner, first: date, last: date) -> list[Asked]:
    """Who was asked or did something for the partner in these days, by name; as many queries as there are sources."""
    mails = _mails(partner, first, last)
    work: dict[int, WorkDone] = {}
    for source in registry.work_by_person:
        for person, done in source(partner, first, last).items():
            work[person] = work.get(person, WorkDone()) + done
    people = Person.objects.filter(pk__in={*mails, *work}).order_by("sort_name", "pk")
    return [
        Asked(person, *mails.get(person.pk, (0, 0)), work=work.get(person.pk, WorkDone()))
        for person in people
    ]


def _mails(partner, first, last):
    """{person's key: (how many mails, how many things they asked)}."""
    counts = (
        mails_to(partner, first, last).order_by().values_list("person").annotate(Count("pk"), Sum("asks"))
    )
    return {person: (mails, asks) for person, mails, asks in counts}


def mails_to(partner: Partner, first: date, last: date) -> QuerySet[Correspondence]:
    """What was written to the partner's people in these days, the newest first."""
    zone = partner.partnership.zone
    return Correspondence.objects.filter(
        partner=partner,
        person__isnull=False,
        at__gte=start_of_day(first, zone),
        at__lt=end_of_day(last, zone),
    )


def agreed(partner: Partner) -> list[Contribution]:
    """The time of its people that the partner agreed to give or gave, the newest first."""
    rows = partner.contributions.agreed().filter(kind=Contribution.Kind.HOURS)
    return list(rows.order_by("-pk")[:SHOWN])


# Renegotiating


@transaction.atomic
def renegotiate(
    partner: Partner, words: str, *, by: Person, way: str = "page", told: Told | None = None
) -> Renegotiation | None:
    """The partner wants to talk about what is asked; None where that is open already."""
    row = Renegotiation(
        partnership_id=partner.partnership_id,
        partner=partner,
        words=words,
        by=by,
        way=told.way if told else way,
    )
    row.told_on = told.on if told else None
    try:
        with transaction.atomic(), noted("asked to renegotiate", by):
            row.save()
    except IntegrityError:
        return None
    return row


def latest(partner: Partner) -> Renegotiation | None:
    """What the partner asked to talk over last, open or settled."""
    return Renegotiation.objects.filter(partner=partner).select_related("by").first()


def open_words(partner: Partner) -> list[str]:
    """What the partner asked that is not settled."""
    return list(
        Renegotiation.objects.filter(partner=partner, settled_at=None).values_list("words", flat=True)
    )


@transaction.atomic
def settle(row: Renegotiation, outcome: str, *, by: Person) -> bool:
    """Note what came of it; False when somebody did before."""
    locked = (
        Renegotiation.objects.select_for_update(of=("self",))
        .select_related("partner", "partnership", "by")
        .get(pk=row.pk)
    )
    if locked.settled_at:
        return False
    locked.outcome, locked.settled_at, locked.settled_by = outcome, timezone.now(), by
    with noted("renegotiated", by):
        locked.save(update_fields=["outcome", "settled_at", "settled_by"])
    _tell(locked, by)
    return True


def _tell(row, by):
    """Whoever asked, or else leads the partner, hears what came of it."""
    for person in told_about(row.partner, row.by, but=by):
        with override(person.language):
            words = {"words": shorten(row.words, 60, placeholder="…"), "outcome": row.outcome}
            text = _("You asked to talk over “%(words)s”. What came of it: %(outcome)s") % words
        notices.tell(
            person,
            row.partnership,
            key=f"renegotiation:{row.pk}:{person.pk}",
            text=text,
            path=reverse("asked_and_agreed", args=[row.partner_id]),
            anchor=PLACE,
        )


def renegotiations(partner: Partner) -> list[Renegotiation]:
    """What the partner wanted to talk about, the newest first."""
    rows = Renegotiation.objects.filter(partner=partner).select_related("by", "settled_by")
    return list(rows[:SHOWN])
