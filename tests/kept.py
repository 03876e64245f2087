"""What tests start from: the demo, copied back where it is wanted, and otherwise empty tables.

The demo takes seconds to load: each test process loads it once and keeps its rows. Both need a superuser of the
database, because triggers are left out.
"""

from contextlib import contextmanager
from copy import deepcopy

from django.db import OperationalError, connection, transaction

from tests.world import World

# PostgreSQL’s own number for two who wait for each other; it looks for them after a second.
DEADLOCK, ATTEMPTS = "40P01", 10
OF_MIGRATIONS = {"django_migrations", "django_content_type", "auth_permission"}


class KeptWorld:
    """A world, with what it added to the database."""

    def __init__(self):
        with transaction.atomic():
            before = _with_rows(_tables())
            self.world = World()
            self.rows = {table: _copy_out(table) for table in _with_rows(_tables()) - before}
            transaction.set_rollback(True)

    def again(self):
        """The same world, in the database of this test. What was to happen on commit does not happen again."""
        with _without_triggers() as cursor:
            for table, rows in self.rows.items():
                with cursor.copy(f"COPY {_quoted(table)} FROM STDIN") as copy:
                    copy.write(rows)
        return deepcopy(self.world)


def empty_tables(*_):
    """As TRUNCATE of all tables would, but only where rows are, which takes a tenth of the time.

    A worker of the test may still hold some of the tables and wait for others: one of the two has to give way.
    """
    for _attempt in range(ATTEMPTS):
        try:
            return _empty(sorted(_tables() - OF_MIGRATIONS))
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) != DEADLOCK:
                raise
    raise AssertionError(f"the tables were not free in {ATTEMPTS} attempts")


def _empty(tables):
    with _without_triggers() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(map(_quoted, tables))} IN ACCESS EXCLUSIVE MODE")
        for table in _with_rows(tables):
            cursor.execute(f"DELETE FROM {_quoted(table)}")


@contextmanager
def _without_triggers():
    """The history is among the rows, and what refers to another row has been checked or goes with it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = origin")


def _tables():
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def _with_rows(tables):
    asked = [f"(SELECT '{table}' FROM {_quoted(table)} LIMIT 1)" for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return {table for (table,) in cursor.fetchall()}


def _copy_out(table):
    with connection.cursor() as cursor, cursor.copy(f"COPY {_quoted(table)} TO STDOUT") as copy:
        return b"".join(copy)


def _quoted(table):
    return connection.ops.quote_name(table)
