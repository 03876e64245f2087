"""Who convenes: several partners as equals, each in its roles; the tick of a partner follows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from backbone.time.days import today_of, today_there
from partnerships.conveners.models import ConvenerRole
from partnerships.models import Partner, Representative

if TYPE_CHECKING:
    from datetime import date

    from partnerships.models import Partnership, Removal

Capacity = Representative.Capacity
# Who speaks for a convener where conveners are among themselves.
SPEAKING = (Capacity.LEAD, Capacity.ALTERNATE, Capacity.SPONSOR)


def current(partnership: Partnership) -> QuerySet[ConvenerRole]:
    """The roles of today, by the names of the partners."""
    rows = partnership.convener_roles.current(today_of(partnership))
    return rows.select_related("partner__organisation")


def coming(partnership: Partnership) -> QuerySet[ConvenerRole]:
    """Roles that begin on a later day."""
    rows = partnership.convener_roles.filter(since__gt=today_of(partnership), partner__withdrawn_on=None)
    return rows.select_related("partner__organisation")


def earlier(partnership: Partnership) -> QuerySet[ConvenerRole]:
    """Roles that are over, the last to end first; and those of partners that withdrew."""
    over = Q(until__lt=today_of(partnership)) | Q(partner__withdrawn_on__isnull=False)
    rows = partnership.convener_roles.filter(over).select_related("partner__organisation")
    return rows.order_by(F("until").desc(nulls_last=True), "partner__organisation__sort_name", "pk")


def speaking_for(day: date) -> Q:
    """A condition on seats: of those who speak for a partner that convenes on this day."""
    return Q(capacity__in=SPEAKING, partner__in=ConvenerRole.objects.current(day).values("partner"))


@transaction.atomic
def keep_in_step(partnership: int | None = None) -> int:
    """Let the tick of each partner say whether it has a role today; returns how many changed. Of one partnership, by
    its key, or of all that go on."""
    today = today_there("partner__partnership__timezone")
    roles = ConvenerRole.objects.current(today).filter(partner=OuterRef("pk"))
    rows = Partner.objects.filter(partnership__closed_at=None)
    if partnership is not None:
        rows = rows.filter(partnership=partnership)
    changed = 0
    for is_one, condition in ((True, Exists(roles)), (False, ~Exists(roles))):
        changed += rows.filter(condition, is_convener=not is_one).update(is_convener=is_one)
    return changed


def after_removal(removal: Removal) -> None:
    """A role that was removed convenes no more."""
    if removal.kind == "conveners.convenerrole":
        keep_in_step(removal.partnership_id)


def back(role: ConvenerRole) -> None:
    """A role that is back convenes again."""
    keep_in_step(role.partnership_id)


def merge_changes(gone: Any, stays: Any) -> Iterator[tuple[Any, dict]]:
    """What of a partner that goes would stand there twice with the other: the same role for the same time."""
    if not isinstance(gone, Partner):
        return
    columns = ("words", "since", "until")
    known = set(ConvenerRole.objects.filter(partner=stays).values_list(*columns))
    for role in ConvenerRole.objects.filter(partner=gone):
        if tuple(getattr(role, name) for name in columns) in known:
            yield ConvenerRole.objects.filter(pk=role.pk), None
