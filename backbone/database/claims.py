"""Claiming rows that are due, and who holds a claimed row: a worker's lease, which it renews while it lives.

A worker that is killed renews nothing, so its claims can be told from those of a slow one, on any machine
and behind any pooler.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.db.models.sql import UpdateQuery

from backbone import deadlines
from backbone.isolation import Busy

from .models import Lease

log = logging.getLogger(__name__)


def claim_all(rows: QuerySet) -> list:
    """Lock these rows within a transaction, all of them; Busy when somebody else has one of them just now.

    To wait could end in a deadlock with whoever has it, and to take the rest would lose it: what is said
    once a day to a person has been said by then.
    """
    claimed = list(rows.select_for_update(of=("self",), skip_locked=True))
    if rows.exclude(pk__in=[row.pk for row in claimed]).exists():
        raise Busy
    return claimed


def claim_whole(rows: QuerySet, columns: tuple[str, ...]) -> dict[tuple, list]:
    """Lock these rows by what they have in the columns; a group of which somebody else has a row is left out whole."""
    claimed = list(rows.select_for_update(of=("self",), skip_locked=True))
    rest = rows.exclude(pk__in=[row.pk for row in claimed])
    busy = set(rest.order_by().values_list(*columns).distinct())
    found: dict[tuple, list] = {}
    for row in claimed:
        key = tuple(getattr(row, column) for column in columns)
        if key not in busy:
            found.setdefault(key, []).append(row)
    return found


def take(rows: QuerySet, **changes: Any) -> list:
    """Change these rows but for those that somebody else holds, in one statement; returns them as they are then."""
    table, key = (connection.ops.quote_name(name) for name in _table_and_key(rows.model))
    chosen, keys = rows.values("pk").query.get_compiler(connection=connection).as_sql()
    update = rows.model._base_manager.all().query.chain(UpdateQuery)
    update.add_update_values(changes)
    change, values = update.get_compiler(connection=connection).as_sql()
    # Materialized, so that a limit of rows holds whatever way the server goes.
    statement = (
        f"WITH chosen (key) AS MATERIALIZED ({chosen} FOR UPDATE OF {table} SKIP LOCKED)"
        f" {change} FROM chosen WHERE {table}.{key} = chosen.key RETURNING {table}.*"
    )
    return list(rows.model._base_manager.raw(statement, [*keys, *values]))


def _table_and_key(model):
    return model._meta.db_table, model._meta.pk.column


class Held:
    """A lease that this process holds."""

    def __init__(self):
        self.name = uuid.uuid4().hex
        self._ended = Event()
        self._renewed = _clock()

    @property
    def is_good(self) -> bool:
        """Whether nobody can have taken it for dead: a machine that slept must look before it goes on."""
        return _clock() - self._renewed < deadlines.LEASE_IS_SAFE

    def renew_until_ended(self) -> None:
        """Renew it from a thread of its own, with a connection of its own."""
        try:
            while not self._ended.wait(deadlines.LEASE_RENEWED):
                self._renew()
        finally:
            connection.close()

    def end(self) -> None:
        """Stop renewing; what is claimed under it is free."""
        self._ended.set()
        Lease.objects.filter(name=self.name).delete()

    def _renew(self):
        before = _clock()
        try:
            if self.is_good and Lease.objects.filter(name=self.name).update(renewed_at=Now()):
                self._renewed = before
        except DatabaseError:
            log.warning("a lease could not be renewed: the database is away")
            connection.close()


@contextmanager
def lease() -> Iterator[Held]:
    """A name under which this process claims rows as long as the block runs."""
    held = Held()
    Lease.objects.create(name=held.name)
    thread = Thread(target=held.renew_until_ended, name="lease", daemon=True)
    thread.start()
    try:
        yield held
    finally:
        held.end()
        thread.join()


def forget_old_leases() -> None:
    """Remove what killed workers left, once nobody can hold anything under it."""
    old = Now() - timedelta(seconds=deadlines.CLAIM_LASTS)
    Lease.objects.filter(renewed_at__lt=old).delete()


def _clock():
    """Seconds that pass while the machine sleeps, too, where the system has such a clock."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
