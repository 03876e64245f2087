"""The list of a partnership's tasks: which are shown, in which order, as it stands in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import Person
from backbone.database.pointed_to import set_pointed_to
from backbone.database.prepared import prepared
from partnerships import named
from partnerships.taking_part import has_left
from workplans.models import Milestone, Task

if TYPE_CHECKING:
    from partnerships.models import Partnership

SHOW = {
    "": _("Not finished"),
    "late": _("Late"),
    "proposed": _("Proposed"),
    "wanted": _("More time asked"),
    "unowned": _("Without an owner"),
    "done": _("Done"),
    "all": _("Everything"),
}
SPOKEN_NUMBER = re.compile(r"\s*(?:A\s*)?(?P<year>[0-9]{2})-(?P<number>[0-9]{1,9})\s*", re.I)
FINISHED_LAST = Case(
    When(state__in=["proposed", "open"], then=Value(0)), default=Value(1), output_field=IntegerField()
)


@dataclass(frozen=True)
class Filters:
    """Unknown words in the address are as if they were not there."""

    show: str = ""
    owner: int | None = None
    partner: int | None = None
    words: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Filters:
        """From the address's query."""
        return cls(
            show=query.get("show", "") if query.get("show") in SHOW else "",
            owner=_key(query.get("owner", "")),
            partner=_key(query.get("partner", "")),
            words=query.get("q", "").replace("\x00", "").strip()[:100],
        )

    def apply(self, partnership: Partnership) -> QuerySet[Task]:
        """The tasks that are shown to whom the partnership carries the access of: still to do first, by date."""
        rows = partnership.tasks.shown_to(partnership.access)
        rows = getattr(self, f"_{self.show or 'unfinished'}")(rows)
        if self.owner:
            rows = rows.filter(owner=self.owner)
        if self.partner:
            rows = rows.filter(partner=self.partner)
        if self.words:
            rows = rows.filter(Q(title__icontains=self.words) | numbered(self.words))
        # Without the first key an index has this order.
        return rows.order_by(*([FINISHED_LAST] if self.show == "all" else []), "due_on", "pk")

    def _unfinished(self, rows):
        return rows.unfinished()

    def _late(self, rows):
        return rows.late()

    def _proposed(self, rows):
        return rows.filter(state=Task.State.PROPOSED)

    def _wanted(self, rows):
        return rows.unfinished().filter(wanted_due_on__isnull=False)

    def _unowned(self, rows):
        return rows.unfinished().filter(owner=None)

    def _done(self, rows):
        return rows.filter(state=Task.State.DONE)

    def _all(self, rows):
        return rows


def _key(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def with_names(tasks: list[Task], partnership: Partnership) -> list[Task]:
    """The tasks of a page of a partnership's, with their owners, organisations and milestones."""
    set_pointed_to(tasks, "owner", named.people_in(partnership))
    set_pointed_to(tasks, "partner", named.partners)
    set_pointed_to(tasks, "milestone", _milestones)
    return tasks


@prepared
def _milestones(keys: list[int]) -> QuerySet[Milestone]:
    return Milestone.objects.filter(pk__in=keys).order_by()


def numbered(words: str) -> Q:
    """The task with this number, as people say it: "A 26-014", "a26-14" or "26-014"; none for other words."""
    number = SPOKEN_NUMBER.fullmatch(words)
    if number is None:
        return Q(pk=None)
    return Q(number_year=2000 + int(number["year"]), number=int(number["number"]))


def owners(partnership: Partnership) -> QuerySet[Person]:
    """Everybody who owns a task that is shown to whom the partnership carries the access of."""
    rows = partnership.tasks.shown_to(partnership.access).order_by()
    # As keys they are found by the index; as a condition all people would be read.
    keys = rows.exclude(owner=None).values_list("owner", flat=True).distinct()
    people = Person.objects.filter(pk__in=list(keys)).only("name", "email")
    return people.annotate(has_left=has_left(partnership.pk, timezone.now()))
