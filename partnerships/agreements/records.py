"""What an agreement is written from: each source is asked once for all clauses, and what has no end is counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, QuerySet

from backbone.accounts.models import Person
from backbone.time.days import today_of
from partnerships.conveners import roles
from partnerships.models import BodyPartner, Contribution, Representative
from partnerships.named import say_who_left_of

if TYPE_CHECKING:
    from partnerships.agreements.models import Agreement
    from partnerships.conveners.models import ConvenerRole
    from partnerships.models import Body, Partner, Partnership

# Who speaks for a partner: its sponsor, where there is one, before its lead.
SPEAKERS = (Representative.Capacity.SPONSOR, Representative.Capacity.LEAD)
# Of the people, and of the contributions: where there are more in all, a clause counts each partner's.
MOST_IN_ALL = 1_000


@dataclass
class Records:
    """The sources of an agreement's clauses, as they are when they are first asked for."""

    agreement: Agreement

    @property
    def partnership(self) -> Partnership:
        return self.agreement.partnership

    @cached_property
    def partners(self) -> list[Partner]:
        """Those that are in it now, by name."""
        return list(self.partnership.partners.present().select_related("organisation"))

    @cached_property
    def speakers(self) -> dict[int, Representative]:
        """Who speaks for each partner, by the partner's key."""
        return speakers(self.partnership)

    @cached_property
    def convening(self) -> list[ConvenerRole]:
        """The conveners' roles of today."""
        return list(roles.current(self.partnership))

    @cached_property
    def bodies(self) -> list[Body]:
        """The groups, each with its seats of today and `chair_now`, whoever chairs it and has not left."""
        sitting = BodyPartner.objects.on(today_of(self.partnership)).select_related("partner__organisation")
        sitting = sitting.order_by("partner__organisation__sort_name", "pk")
        rows = list(self.partnership.bodies.prefetch_related(Prefetch("seats", sitting)))
        say_who_left_of(rows, "chair", self.partnership)
        for body in rows:
            body.chair_now = None if body.chair is None or body.chair.has_left else body.chair
        return rows

    @cached_property
    def people(self) -> dict[int, int]:
        """How many represent each partner now."""
        return _count(self._people)

    @cached_property
    def named(self) -> dict[int, list[Representative]]:
        """Who represents each partner now, by name; where there are too many in all, whoever speaks for it."""
        if sum(self.people.values()) > MOST_IN_ALL:
            return {partner: [row] for partner, row in self.speakers.items()}
        rows = self._people.select_related("person")
        return _by_partner(
            rows.only("partnership_id", "partner_id", "capacity", "person__name", "person__email")
        )

    @property
    def _people(self):
        return self.partnership.representatives.current()

    @cached_property
    def given(self) -> dict[int, int]:
        """How much of what each partner brings is agreed."""
        return _count(self._gifts)

    @cached_property
    def gifts(self) -> dict[int, list[Contribution]]:
        """What each partner brings, in the order in which it was recorded; nothing where there is too much in all."""
        if sum(self.given.values()) > MOST_IN_ALL:
            return {}
        return _by_partner(self._gifts.order_by("pk"))

    @property
    def _gifts(self):
        return Contribution.objects.agreed().filter(partnership=self.partnership)


def _count(rows: QuerySet) -> dict[int, int]:
    return dict(rows.order_by().values_list("partner").annotate(n=Count("*")))


def _by_partner(rows):
    found = {}
    for row in rows:
        found.setdefault(row.partner_id, []).append(row)
    return found


def speakers(partnership: Partnership) -> dict[int, Representative]:
    """Who speaks for each partner, by the partner's key."""
    rows = Representative.objects.current().filter(partnership=partnership, capacity__in=SPEAKERS)
    people = Prefetch("person", Person.objects.only("name", "email"))
    found = {}
    for row in sorted(rows.order_by("pk").prefetch_related(people), key=_place):
        found.setdefault(row.partner_id, row)
    return found


def _place(row):
    return SPEAKERS.index(row.capacity)
