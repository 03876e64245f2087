"""Several requests at one moment, against the real database."""

import os
import select
from contextlib import contextmanager
from threading import Thread

from django.db import connection, connections, transaction

WAITING = """SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()"""
A_MOMENT, MANY = 0.02, 3000


def together(model, *calls):
    """What each call returns; none gets past its first lock on, or write to, the model's rows before all are there.

    So each has read what it decides by, and is about to act on it: the worst moment there is.
    """
    return _stopped(f"LOCK TABLE {model._meta.db_table} IN EXCLUSIVE MODE", [], lambda: None, calls)


def behind(row, act, *calls):
    """What each call returns that comes to a locked row, after `act` has changed something under that lock."""
    return _stopped(*_lock_of(row), act, calls)


@contextmanager
def row_locked(row):
    """Somebody else, on a connection of their own, has this row locked within the block."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor, connection.cursor() as own:
            cursor.execute(*_lock_of(row))
            # Who waits here would wait for ever.
            own.execute("SET lock_timeout = '2s'")
            yield
            own.execute("RESET lock_timeout")
    finally:
        other.rollback()
        other.close()


def _lock_of(row):
    return f"SELECT 1 FROM {row._meta.db_table} WHERE {row._meta.pk.column} = %s FOR UPDATE", [row.pk]


def _stopped(lock, values, act, calls):
    results = [None] * len(calls)
    done, tell = os.pipe()
    threads = [Thread(target=_run, args=(results, at, call, tell)) for at, call in enumerate(calls)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(lock, values)
        for thread in threads:
            thread.start()
        _until_all_wait(cursor, threads, done)
        act()
    for thread in threads:
        thread.join()
    for end in (done, tell):
        os.close(end)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results


def _run(results, at, call, tell):
    try:
        results[at] = call()
    except Exception as problem:
        results[at] = problem
    finally:
        connections.close_all()
        os.write(tell, b".")


def _until_all_wait(cursor, threads, done):
    for _look in range(MANY):
        # Not join(A_MOMENT): under another clock (tests/at.py) what waits for a lock never gives up.
        if select.select([done], [], [], A_MOMENT)[0]:
            os.read(done, 1)
        # Within a transaction the view shows what it showed first, unless told otherwise.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        if cursor.fetchone()[0] >= sum(thread.is_alive() for thread in threads):
            return
    raise AssertionError("they never all stood at the table")
