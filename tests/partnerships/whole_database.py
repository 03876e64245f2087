"""Every row of every table, so that a test can compare the database of before with that of after."""

from django.apps import apps
from django.db import IntegrityError, connection, transaction

from backbone.database.merging import pointing_to

# What merging leaves behind by intention: the trail, the merge itself, and how often a row was saved.
LEFT = {"partnerships.Merge", "partnerships.MergedRows", "pghistory.Context"}
# What removing leaves behind by intention: the trail, and the bin itself; sequences are no tables.
APART = {"pghistory_context", "partnerships_removal"}


def rows_of_all_tables(apart=frozenset(), without=()):
    """{table: its rows as text, sorted} of all that is no history; `apart` are other tables, `without` columns."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - APART - apart
        return {name: _rows(cursor, name, without) for name in names if not name.endswith("event")}


def _rows(cursor, table, without):
    cursor.execute(
        f'SELECT (to_jsonb(one) - %s::text[])::text FROM "{table}" AS one ORDER BY 1', [list(without)]
    )
    return [row for (row,) in cursor.fetchall()]


def rows():
    """{(table, key): row as text} of everything that merging does not leave behind by intention."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        if (
            options.proxy
            or not options.managed
            or hasattr(model, "pgh_tracked_model")
            or options.label in LEFT
        ):
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT one."{options.pk.column}", (to_jsonb(one) - %s::text[])::text FROM "{options.db_table}" one',
                [["revision", "sign_in_epoch"]],
            )
            found |= {(options.label, key): row for key, row in cursor.fetchall()}
    return found


def differing(before, after):
    """The rows that are not the same, each with both."""
    return {
        key: (before.get(key), after.get(key))
        for key in {*before, *after}
        if before.get(key) != after.get(key)
    }


def still_pointing(model, key):
    """Where the row with this key is still pointed to."""
    return [
        f"{other._meta.label}.{column.name}"
        for other, column in pointing_to(model)
        if other._base_manager.filter(**{column.attname: key}).exists()
    ]


def point_everything_to(row, partnership):
    """Let a row of each table point to this one, in each column that can; returns the columns that could not."""
    without = []
    for other, column in pointing_to(type(row)):
        names = {one.name for one in other._meta.concrete_fields}
        rows = other._base_manager.all()
        if "partnership" in names:
            rows = rows.filter(partnership=partnership)
        if not _point_one(rows.exclude(**{column.name: row}), column, row) and not rows.filter(
            **{column.name: row}
        ):
            without.append(f"{other._meta.label}.{column.name}")
    return without


def _point_one(rows, column, row):
    for one in rows.order_by("pk")[:10]:
        try:
            with transaction.atomic():
                rows.filter(pk=one.pk).update(**{column.name: row})
                connection.check_constraints()
            return True
        except IntegrityError:
            continue
    return False
