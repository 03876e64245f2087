"""What came back in Word and waits: proposals that are open, and answers that the partner does not have yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from partnerships.access import coordinated_by
from partnerships.proposals import standing
from partnerships.proposals.models import WordReading

if TYPE_CHECKING:
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
