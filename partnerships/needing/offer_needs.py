"""What partners offer, and what they say that they get: their coordinators are told, and agree with one press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from partnerships.access import coordinated_by
from partnerships.models import Benefit, Contribution

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

OFFERS = Kind("offers", gettext_lazy("Offers of partners"))


def of_partners(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """What is offered and was neither agreed, declined nor removed, the oldest first; nobody is asked what they recorded."""
    names = {one.pk: one.name for one in coordinated_by(person, partnership)}
    for row in _of_others(person, _offered(list(names)) if names else ()):
        yield _need(row, "contribution", _("Offered"), "" if partnership else names[row.partnership_id])
    for row in _of_others(person, _proposed(list(names)) if names else ()):
        yield _need(row, "benefit", _("Proposed"), "" if partnership else names[row.partnership_id])


def _of_others(person, rows):
    return (row for row in rows if row.recorded_by_id != person.pk)


def _need(row, kind, word, where):
    return Need(
        kind=OFFERS,
        state="open",
        word=word,
        title=str(row),
        url=reverse(f"{kind}_edit", args=[row.pk]),
        detail=" · ".join(filter(None, (where, str(row.partner), _said_by_itself(row)))),
        action=_("Agree"),
        action_url=reverse(f"{kind}_agreement", args=[row.pk]),
        is_post=True,
    )


def _said_by_itself(row):
    """Where it came from, unless that is only the name of who recorded it: such as in place of what it is meant."""
    return "" if row.recorded_by and row.source == row.recorded_by.name else row.source


@prepared
def _offered(partnerships: list[int]) -> QuerySet[Contribution]:
    rows = Contribution.objects.to_answer().filter(partnership__in=partnerships, partner__withdrawn_on=None)
    return rows.select_related("partner__organisation", "recorded_by").order_by("recorded_at", "pk")


@prepared
def _proposed(partnerships: list[int]) -> QuerySet[Benefit]:
    rows = Benefit.objects.to_answer().filter(partnership__in=partnerships, partner__withdrawn_on=None)
    return rows.select_related("partner__organisation", "recorded_by").order_by("recorded_at", "pk")
