"""Who pauses while tasks of theirs fall due: the coordinator sees how many, and decides what becomes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.needs import Kind, Need
from backbone.time import dates
from partnerships.access import coordinated_by
from partnerships.models import Partnership, Pause
from workplans.models import Task

if TYPE_CHECKING:
    from backbone.accounts.models import Person

PAUSES = Kind("pauses", gettext_lazy("Pauses"))


def due_meanwhile(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """For coordinators: each pause in which something falls due, with the tasks of whoever pauses."""
    names = {one.pk: one for one in coordinated_by(person, partnership)}
    if not names or not (pauses := list(_pauses(names))):
        return
    due = Counter(_due(names))
    for row in pauses:
        n = due[row.partnership_id, row.person_id, row.partner_id]
        if n:
            yield _need(row, n, names[row.partnership_id], partnership)


def _pauses(partnerships):
    rows = Pause.objects.current().filter(partnership__in=list(partnerships))
    return rows.select_related("person", "partner__organisation").order_by("until", "pk")


def _due(partnerships) -> Iterator[tuple]:
    """(partnership, person, partner) of the pause in which it falls, once for each unfinished task; two queries at most."""
    for whose, owner in (("person", "owner"), ("partner", "partner")):
        rows = _tasks(list(partnerships), whose, owner)
        for where, who in rows.values_list("partnership", owner):
            yield (where, who, None) if whose == "person" else (where, None, who)


def _tasks(partnerships: list[int], whose: str, owner: str) -> QuerySet[Task]:
    lasting = Pause.objects.current(timezone.now()).filter(
        Q(until_on__gte=OuterRef("due_on")), partnership=OuterRef("partnership"), **{whose: OuterRef(owner)}
    )
    rows = Task.objects.unfinished().public().filter(partnership__in=partnerships, due_on__isnull=False)
    return rows.filter(Exists(lasting)).order_by()


def _need(row, n, where, partnership):
    words = ngettext(
        "%(who)s is paused until %(day)s and has %(n)s task due before",
        "%(who)s is paused until %(day)s and has %(n)s tasks due before",
        n,
    )
    page = (
        row.partner.get_absolute_url()
        if row.partner
        else reverse("contact", args=[where.slug, row.person_id])
    )
    return Need(
        kind=PAUSES,
        state="open",
        word=_("Paused"),
        title=words % {"who": row, "day": dates.short(row.until_on), "n": n},
        url=page,
        detail="" if partnership else where.name,
        action=_("See what can be moved"),
    )
