"""Once a year a new round is proposed, quietly: it can be put off, and nothing waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.time.days import today_of
from partnerships.access import coordinated_by
from partnerships.scoping.models import Canvas

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

ROUNDS = Kind("canvases", gettext_lazy("Scoping"))
PROPOSED_AFTER = timedelta(days=365)


def of_a_new_year(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Partnerships whose last round was opened a year ago and is closed."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    for pk, opened_on in _last_opened(list(of)) if of else ():
        where = of[pk]
        due = opened_on + PROPOSED_AFTER
        if due > today_of(where):
            continue
        yield Need(
            kind=ROUNDS,
            state="open",
            word=_("Once a year"),
            title=_("Ask partners again what they want to achieve"),
            url=reverse("canvases", args=[where.slug]),
            detail="" if partnership else where.name,
            action=_("Open a round"),
            action_url=reverse("canvas_new", args=[where.slug]),
            due=due,
        )


@prepared
def _last_opened(partnerships: list[int]) -> QuerySet:
    rows = Canvas.objects.filter(partnership__in=partnerships).order_by().values("partnership")
    last = rows.annotate(last=Max("opened_on"), going=Max("pk", filter=Q(closed_at=None)))
    return last.filter(going=None).order_by("last", "partnership").values_list("partnership", "last")
