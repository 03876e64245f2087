"""A prospect whose next step is due: its coordinators are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.access import coordinated_by
from partnerships.prospects.models import Prospect

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

PROSPECTS = Kind("prospects", gettext_lazy("Prospects"))


def steps_due(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Open prospects whose next step was to be taken by today."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    for row in _with_a_day(list(of)) if of else ():
        where = of[row.partnership_id]
        if row.next_on > today_of(where):
            continue
        words = row.next_step or _("next step")
        yield Need(
            kind=PROSPECTS,
            state="late" if row.next_on < today_of(where) else "open",
            word=_("by %(day)s") % {"day": dates.short(row.next_on)},
            title=str(row),
            url=row.get_absolute_url(),
            detail=words if partnership else f"{where.name} · {words}",
            action=_("Note what came of it"),
            action_url=row.get_absolute_url(),
            due=row.next_on,
        )


@prepared
def _with_a_day(partnerships: list[int]) -> QuerySet[Prospect]:
    rows = Prospect.objects.filter(partnership__in=partnerships, state__in=Prospect.OPEN)
    return rows.exclude(next_on=None)
