"""Whole rows as PostgreSQL itself writes and reads them, to be kept while they are not in their table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Model


def read(model: type[Model], keys: Iterable[Any]) -> dict[str, str]:
    """{key as text: the row as JSON text} of the rows with these keys, in their order."""
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}::text, to_jsonb(one)::text FROM {table} AS one WHERE {key} = ANY(%s) ORDER BY {key}",
            [list(keys)],
        )
        return dict(cursor.fetchall())


def insert(model: type[Model], rows: list[str]) -> None:
    """Put such rows into their table again; columns that it has by now and they do not keep their own default."""
    table, there = quoted(model._meta.db_table), json.loads(rows[0])
    columns = [one.column for one in model._meta.local_concrete_fields if not one.generated]
    names = ", ".join(quoted(column) for column in columns if column in there)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)",
            ["[" + ",".join(rows) + "]"],
        )


def quoted(name: str) -> str:
    """A table's or a column's name as SQL has it."""
    return connection.ops.quote_name(name)
