"""Claiming rows that are due, and who holds a claimed row: the database session of a worker, which vanishes with it.

A worker that is killed loses its session at once, so its claims can be told from those of a slow one,
on any machine. (Behind a pooler in transaction mode only the age of a claim counts.)
"""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet

from backbone.isolation import Busy

SESSIONS = "SELECT pid || '/' || extract(epoch FROM backend_start) FROM pg_stat_activity"


def claim_all(rows: QuerySet) -> list:
    """Lock these rows within a transaction, all of them; Busy when somebody else has one of them just now.

    To wait could end in a deadlock with whoever has it, and to take the rest would lose it: what is said
    once a day to a person has been said by then.
    """
    claimed = list(rows.select_for_update(of=("self",), skip_locked=True))
    if rows.exclude(pk__in=[row.pk for row in claimed]).exists():
        raise Busy
    return claimed


def this_session() -> str:
    """The name under which this process claims rows now."""
    with connection.cursor() as cursor:
        cursor.execute(f"{SESSIONS} WHERE pid = pg_backend_pid()")
        return cursor.fetchone()[0]


def living_sessions() -> set[str]:
    """The names of all sessions that are connected to this database server."""
    with connection.cursor() as cursor:
        cursor.execute(f"{SESSIONS} WHERE backend_start IS NOT NULL")
        return {name for (name,) in cursor.fetchall()}
