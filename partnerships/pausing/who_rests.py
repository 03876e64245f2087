"""Of whom nothing is asked now, since they pause or since the partner does for which it would be asked.

Somebody with another seat, or a role, goes on for that: a partner's pause holds what is asked for it, and what names
no partner only where its people are there for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.time import dates
from partnerships.models import Partnership, Pause, Representative, Role

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partner


def rests(
    person: str = "person", *, partner: str = "partner", partnership: str = "partnership", at: Any = None
) -> Q:
    """A condition on rows that name whom something is asked of, for which partner, and where."""
    now = at or timezone.now()
    there = {"person": OuterRef(person), "partnership": OuterRef(partnership)}
    lasting = Pause.objects.current(now).order_by()
    # From the few that pause to their seats, rather than through all seats.
    of_partner = Q(partner__in=lasting.filter(partner__isnull=False).values("partner"))
    seats = Representative.objects.current(now).filter(**there).order_by()
    only_there = (
        Q(Exists(seats.filter(of_partner)))
        & ~Q(Exists(seats.exclude(of_partner)))
        & ~Q(Exists(Role.objects.current(now).filter(**there).order_by()))
    )
    own, asked_for = Exists(lasting.filter(**there)), Exists(lasting.filter(partner=OuterRef(partner)))
    return Q(own) | Q(asked_for) | (Q(**{f"{partner}__isnull": True}) & only_there)


class Pauses:
    """The pauses that last in some partnerships, for many questions at once; read when the first is asked."""

    def __init__(self, partnerships: QuerySet | Iterable[Partnership | int]) -> None:
        self.partnerships = partnerships

    @cached_property
    def _rows(self):
        rows = Pause.objects.filter(partnership__in=self.partnerships, until__gt=timezone.now())
        columns = ("person", "partner", "partnership", "since", "until", "until_on")
        return list(rows.order_by("until").values_list(*columns))

    def __bool__(self) -> bool:
        return bool(self._rows)

    def day_of(
        self, person: int, partnership: int, partner: int | None = None, at: datetime | None = None
    ) -> date | None:
        """Until which day nothing is asked of this person (keys) for this partner; None when it can be."""
        now = at or timezone.now()
        days = {(own, of): day for own, of, where, since, until, day in self._rows if since <= now < until
                and where == partnership}  # fmt: skip
        if not days:
            return None
        own, for_partner = days.get((person, None)), days.get((None, partner))
        if own or partner:
            return own or for_partner
        return self._day_of_seats(person, partnership, days)

    def _day_of_seats(self, person, partnership, days):
        """The first day on which one of their partners goes on, where all of them pause and they have no role."""
        partners = self._parts.get((person, partnership), ())
        found = [days.get((None, partner)) if partner else None for partner in partners]
        return min(found) if found and all(found) else None

    @cached_property
    def _parts(self):
        """{(person, partnership): their partners' keys, and None for a role}, of those whose partner pauses."""
        paused = {partner for _person, partner, *_more in self._rows if partner}
        if not paused:
            return {}
        people = Representative.objects.current().filter(partner__in=paused).order_by().values("person")
        found: dict[tuple[int, int], list[int | None]] = {}
        for model, partner in ((Representative, "partner"), (Role, None)):
            rows = model.objects.current().filter(partnership__in=self.partnerships, person__in=people)
            columns = ["person", "partnership", *([partner] if partner else [])]
            for who, where, *of in rows.order_by().values_list(*columns):
                found.setdefault((who, where), []).append(of[0] if of else None)
        return found


def last_day(**whose: Any) -> Subquery:
    """For an annotation of rows: the day until which a person or a partner pauses, named by its columns."""
    return Subquery(Pause.objects.current().filter(**whose).order_by().values("until_on")[:1])


def paused_partners(partnership: Partnership) -> dict[int, date]:
    """{partner's key: until which day it pauses}"""
    rows = partnership.pauses.current().filter(partner__isnull=False)
    return dict(rows.order_by().values_list("partner", "until_on"))


def paused_people(partnership: Partnership) -> dict[int, date]:
    """{person's key: until which day they pause}"""
    rows = partnership.pauses.current().filter(person__isnull=False)
    return dict(rows.order_by().values_list("person", "until_on"))


def in_words(person: Person, partnership: Partnership, partner: Partner | None = None) -> str:
    """A sentence that says until when nothing is asked of the person; empty when it can be."""
    day = Pauses([partnership.pk]).day_of(person.pk, partnership.pk, partner and partner.pk)
    words = {"who": person, "day": day and dates.short(day)}
    return _("%(who)s is only informed until %(day)s; the email goes after that.") % words if day else ""
