"""Tensions to be looked at again, and reports of local conveners that are due. Nothing of a tension is said here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.time import dates
from backbone.time.days import latest_day, today_of, today_there
from partnerships.conveners.models import ConvenerRole, LocalConvening, Tension
from partnerships.conveners.roles import SPEAKING
from partnerships.models import Pause, Representative, Role

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

CONVENERS = Kind("conveners", gettext_lazy("Conveners"))
NOBODY = [0]
# So long before its day a report is near.
NEAR = timedelta(days=7)


def to_look_at(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """Open tensions whose day has come, for those who may read them, and reports that are near or late."""
    where = [scope for kind, scope in person.standing.roles if kind == Role.Kind.COORDINATOR]
    if not (where or person.standing.represents):
        return
    at = timezone.now()
    for tension in _tensions(person.pk, where or NOBODY, latest_day(at), at):
        if _is_here(tension, partnership) and tension.revisit_on <= today_of(tension.partnership):
            yield _of_tension(tension, bool(partnership))
    for row in _reports(person.pk, where or NOBODY, latest_day(at) + NEAR, at):
        if _is_here(row, partnership) and row.report_due <= today_of(row.partnership) + NEAR:
            yield _of_report(row, bool(partnership))


def _is_here(row, partnership):
    return partnership is None or row.partnership_id == partnership.pk


def _of_tension(row, is_here):
    day = dates.short(row.revisit_on)
    return Need(
        kind=CONVENERS,
        state="late" if row.revisit_on < today_of(row.partnership) else "open",
        word=_("Look at it again"),
        title=str(row),
        url=row.get_absolute_url(),
        detail=_("for %(day)s") % {"day": day} if is_here else f"{row.partnership.name} · {day}",
        action=_("Open the tensions"),
        action_url=row.get_absolute_url(),
        due=row.revisit_on,
    )


def _of_report(row, is_here):
    words = _("report of convening")
    return Need(
        kind=CONVENERS,
        state="late" if row.is_late else "open",
        word=_("by %(day)s") % {"day": dates.short(row.report_due)},
        title=str(row),
        url=row.get_absolute_url(),
        detail=words if is_here else f"{row.partnership.name} · {words}",
        action=_("Write the report, or enter it"),
        action_url=row.get_absolute_url(),
        due=row.report_due,
    )


@prepared
def _tensions(person: int, coordinated: list[int], day: date, at: datetime) -> QuerySet[Tension]:
    today = today_there("partnership__timezone", now=at)
    convening = _seats(person, at).filter(partner__in=ConvenerRole.objects.current(today).values("partner"))
    theirs = Q(partnership__in=coordinated) | Q(partnership__in=convening.values("partnership"))
    rows = Tension.objects.filter(theirs, state=Tension.State.OPEN, revisit_on__lte=day)
    return _open(rows).defer("one_pole", "other_pole", "words").order_by("revisit_on", "pk")


@prepared
def _reports(person: int, coordinated: list[int], day: date, at: datetime) -> QuerySet[LocalConvening]:
    theirs = Q(partnership__in=coordinated) | Q(partner__in=_seats(person, at).values("partner"))
    rows = LocalConvening.objects.filter(theirs, reported_on=None, report_due__lte=day)
    return _open(rows).select_related("partner__organisation").order_by("report_due", "pk")


def _open(rows):
    return rows.filter(partnership__closed_at=None).select_related("partnership")


def _seats(person, at):
    """Where they speak for a partner and are asked something: who pauses is not, nor is a partner that does."""
    pauses = Pause.objects.current(at).order_by()
    own = Exists(pauses.filter(person=person, partnership=OuterRef("partnership")))
    of_partner = Exists(pauses.filter(partner=OuterRef("partner")))
    rows = Representative.objects.current(at).filter(person=person, capacity__in=SPEAKING)
    return rows.exclude(own).exclude(of_partner).order_by()
