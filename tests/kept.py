"""The demo takes seconds to load: each test process loads it once and copies its rows back for every test."""

from copy import deepcopy

from django.db import connection, transaction

from tests.world import World


class KeptWorld:
    """A world, with what it added to the database."""

    def __init__(self):
        with transaction.atomic():
            before = _tables_with_rows()
            self.world = World()
            self.rows = {table: _copy_out(table) for table in _tables_with_rows() - before}
            transaction.set_rollback(True)

    def again(self):
        """The same world, in the database of this test. What was to happen on commit does not happen again."""
        with transaction.atomic(), connection.cursor() as cursor:
            # The history is among the rows, and whatever refers to another row has been checked.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, rows in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows)
            cursor.execute("SET LOCAL session_replication_role = origin")
        return deepcopy(self.world)


def _tables_with_rows():
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        asked = " UNION ALL ".join(f"(SELECT '{table}' FROM \"{table}\" LIMIT 1)" for table in tables)
        cursor.execute(asked)
        return {table for (table,) in cursor.fetchall()}


def _copy_out(table):
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)
