"""What waits for whom: a partner's people are asked to accept; coordinators see wishes, and whom to ask at last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from backbone.needs import Need
from backbone.time import dates
from partnerships.access import coordinated_by
from partnerships.signing.by_mail import asking
from partnerships.signing.models import Acceptance, SigningRound
from partnerships.signing.needs import AGREEMENTS

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


def to_accept(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """The versions that a partner of this person has got and not answered."""
    of = None if partnership is None else [partnership.pk]
    if not person.standing.represents:
        return
    for row in _with_round(asking.open_for(person, of)):
        yield Need(
            kind=AGREEMENTS,
            state="open",
            word=_("sent on %(day)s") % {"day": dates.short(row.sent_on)},
            title=_("Does %(partner)s accept the agreement?") % {"partner": row.name},
            url=reverse("acceptance_answer", args=[row.pk]),
            detail=_where(row, partnership),
            action=_("Read it and answer"),
            action_url=reverse("acceptance_answer", args=[row.pk]),
        )


def of_coordinators(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Wishes for a change, and partners that stayed silent though they were reminded twice."""
    of = [one.pk for one in coordinated_by(person, partnership)]
    if not of:
        return
    for row in _with_round(_wishes(of)):
        yield Need(
            kind=AGREEMENTS,
            state="risk",
            word=_("wishes a change"),
            title=row.name,
            url=row.get_absolute_url(),
            detail=_where(row, partnership),
            action=_("Look at it"),
        )
    for row in _with_round(asking.silent(of)):
        yield Need(
            kind=AGREEMENTS,
            state="late",
            word=_("no answer after two reminders"),
            title=row.name,
            url=row.get_absolute_url(),
            detail=_where(row, partnership),
            action=_("Ask its sponsor"),
            action_url=reverse("acceptance_sponsor", args=[row.pk]),
            is_post=True,
        )


def _wishes(partnerships: list[int]) -> QuerySet[Acceptance]:
    return Acceptance.objects.filter(
        partnership__in=partnerships,
        state=Acceptance.State.WISHES_CHANGE,
        round__state__in=SigningRound.GOING,
    )


def _with_round(rows: QuerySet[Acceptance]) -> QuerySet[Acceptance]:
    rows = rows.select_related("round__version", "partnership")
    return rows.defer("round__version__html", "round__version__data").order_by("pk")


def _where(row: Acceptance, partnership: Partnership | None) -> str:
    return str(row.round) if partnership else f"{row.partnership} · {row.round}"
