"""What holds from one moment to another, such as a role or a seat."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from backbone.time.days import day_of, last_day_of, zone_here

if TYPE_CHECKING:
    from partnerships.models.partners import Representative
    from partnerships.models.partnership import Role


class DatedQuerySet(models.QuerySet):
    def current(self, at: Any = None) -> QuerySet:
        """Rows that hold at this moment (now by default): the same for everybody, wherever they look from."""
        return self.filter(_holds(at))

    def not_current(self, at: Any = None) -> QuerySet[Role]:
        """The others: those that are over, and those still to begin."""
        return self.exclude(_holds(at))

    def not_ended(self) -> QuerySet:
        """Rows that hold, or will: those without an end and those whose end is still to come."""
        return self.filter(models.Q(until=None) | models.Q(until__gt=now()))

    def during(self, start: datetime, end: datetime) -> QuerySet[Representative]:
        """Rows that hold at some moment between the two."""
        return self.filter(
            models.Q(since=None) | models.Q(since__lt=end), models.Q(until=None) | models.Q(until__gt=start)
        )


def _holds(at=None):
    at = at or now()
    return (models.Q(since=None) | models.Q(since__lte=at)) & (models.Q(until=None) | models.Q(until__gt=at))


class Dated(models.Model):
    """What holds from one moment to another; days are those in the partnership, or here for everything."""

    since = models.DateTimeField(_("from"), null=True, blank=True)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def zone(self) -> ZoneInfo:
        """Where its days begin and end."""
        return self.partnership.zone if self.partnership else zone_here()

    @property
    def first_day(self) -> date | None:
        return self.since and day_of(self.since, self.zone)

    @property
    def last_day(self) -> date:
        return self.until and last_day_of(self.until, self.zone)
