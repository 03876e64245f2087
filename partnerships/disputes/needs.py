"""Steps of disputes whose day is near or past, for those who may open them. Nothing of a dispute is said here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.time import dates
from backbone.time.days import latest_day, today_of
from partnerships.disputes.access import open_to
from partnerships.disputes.models import DisputeStep
from partnerships.models import Role

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

PRIVATE = Kind("private_steps", gettext_lazy("Steps of private notes"))
NOWHERE = [0]
# So long before its day a step is near.
NEAR = timedelta(days=3)


def of_disputes(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Steps that are not done and whose day is near or past."""
    standing = person.standing
    here = [scope for _kind, scope, _partner in standing.rows if scope]
    if not here or standing.set_aside:
        return
    coordinated = [scope for kind, scope in standing.roles if kind == Role.Kind.COORDINATOR and scope]
    at = timezone.now()
    for step in _steps(person.pk, coordinated or NOWHERE, here, latest_day(at) + NEAR, at):
        is_here = partnership is None or step.partnership_id == partnership.pk
        if is_here and step.due_on <= today_of(step.partnership) + NEAR:
            yield _need(step, bool(partnership))


def _need(step, is_here):
    day = dates.short(step.due_on)
    return Need(
        kind=PRIVATE,
        state="late" if step.due_on < today_of(step.partnership) else "open",
        word=_("by %(day)s") % {"day": day},
        title=_("A step of a private note is due"),
        url=step.get_absolute_url(),
        detail="" if is_here else step.partnership.name,
        action=_("Open the note"),
        action_url=step.get_absolute_url(),
        due=step.due_on,
    )


@prepared
def _steps(
    person: int, coordinated: list[int], here: list[int], day: date, at: datetime
) -> QuerySet[DisputeStep]:
    opened = open_to(person, coordinated, at).filter(ended_on=None, partnership__in=here).order_by()
    rows = DisputeStep.objects.filter(dispute__in=opened, done_on=None, due_on__lte=day)
    rows = rows.filter(partnership__closed_at=None).select_related("partnership")
    return rows.defer("what", "outcome").order_by("due_on", "pk")
