"""A partner wants to talk about what is asked of it: its coordinators are told."""

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
from partnerships.giving.models import Renegotiation

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

RENEGOTIATIONS = Kind("renegotiations", gettext_lazy("What partners want to talk over"))


def to_talk_over(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """What is open, the oldest first."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    for row in _open(list(of)) if of else ():
        where = str(row.partner) if partnership else f"{of[row.partnership_id].name} · {row.partner}"
        yield Need(
            kind=RENEGOTIATIONS,
            state="open",
            word=_("Renegotiate"),
            title=row.words,
            url=reverse("asked_and_agreed", args=[row.partner_id]),
            detail=where,
            action=_("Note what came of it"),
            action_url=reverse("settlement", args=[row.pk]),
        )


@prepared
def _open(partnerships: list[int]) -> QuerySet[Renegotiation]:
    rows = Renegotiation.objects.filter(partnership__in=partnerships, settled_at=None)
    return rows.select_related("partner__organisation").order_by("at", "pk")
