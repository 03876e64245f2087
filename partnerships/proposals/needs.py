"""What came back in Word and waits: for a decision, for an answer to the partner, for a version that has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from partnerships.access import coordinated_by
from partnerships.proposals import standing
from partnerships.proposals.models import ClauseProposal, WordReading

if TYPE_CHECKING:
    from datetime import datetime

    from backbone.accounts.models import Person
    from partnerships.models import Partnership

PROPOSALS = Kind("word_proposals", gettext_lazy("Proposals for the agreement"))


def of_readings(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Each file with proposals to take or refuse, or with an answer to send."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    rows = _waiting(list(of)) if of else []
    standing.count(rows)
    prefetch_related_objects(rows, "partner__organisation")
    for row in rows:
        if not row.every_count:
            continue
        where = of[row.partnership_id].name
        yield Need(
            kind=PROPOSALS,
            state="open",
            word=_word(row.open_count),
            title=str(row.partner),
            url=row.get_absolute_url(),
            detail="" if partnership else where,
            **_step(row),
        )


def _word(count):
    if not count:
        return _("all answered")
    return ngettext("%(n)s open", "%(n)s open", count) % {"n": count}


def _step(row):
    if row.open_count:
        return {"action": _("Take or refuse"), "action_url": row.get_absolute_url()}
    return {"action": _("Send the answer"), "action_url": reverse("word_answer", args=[row.pk])}


@prepared
def _waiting(partnerships: list[int]) -> QuerySet[WordReading]:
    return WordReading.objects.filter(partnership__in=partnerships, answered_at=None).order_by("at", "pk")


def not_in_a_version(since: Mapping[int, datetime]) -> dict[int, tuple[int, int]]:
    """{agreement's key: (how many changes were taken since, how many are not decided)}; a comment changes nothing."""
    later = Q(pk__in=[])
    for agreement, moment in since.items():
        later |= Q(reading__agreement=agreement, decided_at__gt=moment)
    rows = (
        ClauseProposal.objects.filter(reading__agreement__in=since)
        .exclude(kind=ClauseProposal.Kind.COMMENT)
        .order_by()
    )
    rows = rows.values(agreement=F("reading__agreement")).annotate(
        taken=Count("pk", filter=later & Q(state=ClauseProposal.State.TAKEN)),
        undecided=Count("pk", filter=Q(state=ClauseProposal.State.OPEN)),
    )
    return {row["agreement"]: (row["taken"], row["undecided"]) for row in rows}
