"""Who is at work: the leases under which workers claim rows."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import QuerySet
from django.db.models.functions import Now

from backbone import deadlines


class LeaseQuerySet(models.QuerySet):
    def names_of_living(self) -> QuerySet:
        """The names of those that were renewed of late, for a subquery; by the database's clock, which all share."""
        return self.filter(renewed_at__gt=Now() - timedelta(seconds=deadlines.LEASE_LASTS)).values("name")


class Lease(models.Model):
    """A worker's piece of work; while it is renewed the worker lives, wherever it runs."""

    name = models.CharField(max_length=80, primary_key=True)
    renewed_at = models.DateTimeField(db_default=Now())

    objects = LeaseQuerySet.as_manager()

    def __str__(self):
        return self.name
