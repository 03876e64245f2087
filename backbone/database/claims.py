"""Who holds a claimed row: the database session of a worker, which vanishes with it.

A worker that is killed loses its session at once, so its claims can be told from those of a slow one,
on any machine. (Behind a pooler in transaction mode only the age of a claim counts.)
"""

from django.db import connection

SESSIONS = "SELECT pid || '/' || extract(epoch FROM backend_start) FROM pg_stat_activity"


def this_session():
    """The name under which this process claims rows now."""
    with connection.cursor() as cursor:
        cursor.execute(f"{SESSIONS} WHERE pid = pg_backend_pid()")
        return cursor.fetchone()[0]


def living_sessions():
    """The names of all sessions that are connected to this database server."""
    with connection.cursor() as cursor:
        cursor.execute(f"{SESSIONS} WHERE backend_start IS NOT NULL")
        return {name for (name,) in cursor.fetchall()}
