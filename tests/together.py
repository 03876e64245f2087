"""Several requests at one moment, against the real database."""

import os
import select
from threading import Thread

from django.db import connection, connections, transaction

WAITING = """SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()"""
A_MOMENT, MANY = 0.02, 3000


def together(model, *calls):
    """What each call returns; none gets past its first lock on, or write to, the model's rows before all are there.

    So each has read what it decides by, and is about to act on it: the worst moment there is.
    """
    results = [None] * len(calls)
    done, tell = os.pipe()
    threads = [Thread(target=_run, args=(results, at, call, tell)) for at, call in enumerate(calls)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {model._meta.db_table} IN EXCLUSIVE MODE")
        for thread in threads:
            thread.start()
        _until_all_wait(cursor, threads, done)
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
