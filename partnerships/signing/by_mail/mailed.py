"""Whether and when the question really left: a mail that waits, or that did not arrive, has asked nobody yet."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import DateField, DateTimeField, Exists, F, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast

from backbone.time.days import day_of
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.reached import NOT_REACHED
from partnerships.signing.models import Acceptance, SigningRound

CAUSE = "acceptance"


def with_days(rows: QuerySet[Acceptance]) -> QuerySet[Acceptance]:
    """Each with `mailed_on`: on which day, where the partnership is, the first mail about it left; None before."""
    sent = Correspondence.objects.filter(cause=CAUSE, cause_id=OuterRef("pk"), message__sent_at__isnull=False)
    first = Subquery(sent.order_by("message__sent_at").values("message__sent_at")[:1])
    there = Func(F("partnership__timezone"), first, function="timezone", output_field=DateTimeField())
    return rows.annotate(mailed_on=Cast(there, DateField()))


def is_asked_by_mail() -> Exists:
    """Rows about which a mail was made, whatever became of it."""
    return Exists(Correspondence.objects.filter(cause=CAUSE, cause_id=OuterRef("pk")))


def look_at(round: SigningRound, rows: Iterable[Acceptance]) -> None:
    """Each gets `sent_day`, on which it was really sent, and `unmailed`: what became of a mail that has not left."""
    rows = list(rows)
    asked = Correspondence.objects.filter(cause=CAUSE, cause_id=OuterRef("pk"))
    known = with_days(Acceptance.objects.filter(Exists(asked), pk__in=[row.pk for row in rows])).annotate(
        asked_at=Subquery(asked.order_by("at").values("at")[:1]),
        last_state=Subquery(asked.order_by("-message").values("message__state")[:1]),
    )
    columns = known.order_by().values_list("pk", "mailed_on", "asked_at", "last_state")
    found = {pk: rest for pk, *rest in columns}
    for row in rows:
        row.sent_day, row.unmailed = _really(row, round, *found.get(row.pk, (None, None, None)))


def _really(row, round, mailed_on, asked_at, state):
    if asked_at is None:
        return row.sent_on, ""
    by_mail = row.sent_on == day_of(asked_at, round.partnership.zone)
    return mailed_on if by_mail else row.sent_on, "" if mailed_on else NOT_REACHED.get(state, "")
