"""Two rows that are one: whatever points to the one that goes is moved to the one that stays, and can be moved back.

It finds by itself which columns point to a row. Where a moved row would be there twice by a rule of uniqueness, as a
partner's seat in a group, the two are made one in the same way. The rows that go are deleted and kept whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import F, Model, QuerySet, UniqueConstraint

from backbone.database import whole_rows
from backbone.database.whole_rows import quoted

# What changes when a row is made one with another: (gone, stays) -> (row or rows, {column: value}); rows with None
# for the values are deleted, since they make no sense any more.
Changes = Callable[[Model, Model], Iterable[tuple[Any, dict | None]]]


@dataclass
class Step:
    """What was done to rows of a table: their columns before and after; `after` is None when a whole row was deleted."""

    table: str
    rows: list
    before: dict
    after: dict | None


@dataclass
class Merging:
    """One merge as it is done; `steps` is what undoing needs, in order.

    changes: what else changes with each pair of rows that become one
    set_aside: (model, column) of rows that never go over to another, as what somebody signs in with
    """

    changes: Changes
    set_aside: frozenset = frozenset()
    steps: list[Step] = field(default_factory=list)

    def merge(self, gone: Model, stays: Model) -> None:
        """Make the two rows one; what points to both where only one may is made one too."""
        own, others = [], []
        for row, values in self.changes(gone, stays):
            (own if row == stays else others).append((row, values))
        for row, values in others:
            if values is None:
                self._remove(row)
            else:
                self._change(row, values)
        for model, column in pointing_to(type(gone)):
            if (model, column.name) in self.set_aside:
                self._remove(model._base_manager.filter(**{column.name: gone}))
            else:
                self._fold_doubles(model, column, gone, stays)
                self._move(model, column, gone, stays)
        self._remove(type(gone)._base_manager.filter(pk=gone.pk))
        # Last, since what is unique was the other's until now.
        for row, values in own:
            self._change(row, values)

    def _fold_doubles(self, model, column, gone, stays):
        for rule in unique_sets(model, column):
            for one, other in _doubles(model, column, rule, gone, stays):
                self.merge(*(model._base_manager.get(pk=pk) for pk in (one, other)))

    def _move(self, model, column, gone, stays):
        rows = list(model._base_manager.filter(**{column.name: gone}).values_list("pk", flat=True))
        if rows:
            before, after = ({column.column: as_plain(one.pk)} for one in (gone, stays))
            _write(model, rows, {column.name: stays})
            self.steps.append(Step(model._meta.label, as_plain(rows), before, after))

    def _change(self, changed, values):
        model = changed.model if isinstance(changed, QuerySet) else type(changed)
        rows = list(changed.values_list("pk", flat=True)) if isinstance(changed, QuerySet) else [changed.pk]
        columns = [model._meta.get_field(name).column for name in values]
        before = _stored(model, rows)
        _write(model, rows, values)
        after = _stored(model, rows)
        for pk in rows:
            old, new = (_only(one[str(pk)], columns) for one in (before, after))
            self._keep_changed(model, pk, old, new)

    def _keep_changed(self, model, pk, before, after):
        """One step for all rows that follow each other and change in the same way."""
        last = self.steps[-1] if self.steps else None
        if last and (last.table, last.before, last.after) == (model._meta.label, before, after):
            last.rows.append(as_plain(pk))
        else:
            self.steps.append(Step(model._meta.label, [as_plain(pk)], before, after))

    def _remove(self, rows):
        """Without Django's cascade: what still points there is refused by the database."""
        model = rows.model
        for pk, row in _stored(model, list(rows.values_list("pk", flat=True))).items():
            self.steps.append(Step(model._meta.label, [pk], row, None))
        rows._raw_delete(rows.db)


def pointing_to(model: type[Model]) -> Iterator[tuple[type[Model], models.Field]]:
    """(model, column) of everything that points to rows of a model; the trail stays as it was written."""
    for other in apps.get_models(include_auto_created=True):
        options = other._meta
        if options.proxy or not options.managed or hasattr(other, "pgh_tracked_model"):
            continue
        for column in options.concrete_fields:
            if column.remote_field and column.remote_field.model._meta.concrete_model is model:
                yield other, column


@dataclass(frozen=True)
class Unique:
    """Columns that are unique together, where a condition holds."""

    columns: tuple
    condition: Any = None
    nulls_are_one: bool = False


def unique_sets(model: type[Model], column: models.Field) -> Iterator[Unique]:
    """The rules of uniqueness of which a column is a part."""
    if column.unique:
        yield Unique((column.name,))
    for names in model._meta.unique_together:
        if column.name in names:
            yield Unique(tuple(names))
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and column.name in rule.fields and "id" not in rule.fields:
            yield Unique(tuple(rule.fields), rule.condition, rule.nulls_distinct is False)


def _doubles(model, column, rule, gone, stays):
    """(key, key) of each row of the one that the other has as well by this rule."""
    rest = [name for name in rule.columns if name != column.name]
    rows = model._base_manager.filter(rule.condition or models.Q())
    mine, theirs = (
        list(rows.filter(**{column.name: one}).order_by("pk").values_list("pk", *rest))
        for one in (gone, stays)
    )
    known = {tuple(values): pk for pk, *values in theirs}
    for pk, *values in mine:
        if tuple(values) in known and (rule.nulls_are_one or None not in values):
            yield pk, known[tuple(values)]


def _write(model, rows, values):
    """Set columns of rows; a form that was opened before says so when it is saved."""
    if any(one.name == "revision" for one in model._meta.concrete_fields):
        values = {"revision": F("revision") + 1, **values}
    model._base_manager.filter(pk__in=rows).update(**values)


# Rows as plain data, which a column of JSON keeps


def as_plain(value: Any) -> Any:
    """A key, or a list of keys, as JSON keeps it."""
    if isinstance(value, list):
        return [as_plain(one) for one in value]
    return value if isinstance(value, int) else str(value)


def _only(row, columns):
    return {name: row[name] for name in columns}


def _stored(model, keys):
    """{key as text: the row as plain data, without what the database works out itself}."""
    names = [one.column for one in model._meta.concrete_fields if not one.generated]
    return {pk: _only(json.loads(row), names) for pk, row in whole_rows.read(model, keys).items()}


class RowsGone(Exception):
    """Rows that were moved are not there any more."""


def undo(steps: Iterable[Step]) -> None:
    """Take the steps back, the last first. What was changed since stays as it is; raises `RowsGone`.

    To be called in a transaction. `IntegrityError` when something new stands where a row was.
    """
    for step in reversed(list(steps)):
        model = apps.get_model(step.table)
        if step.after is None:
            whole_rows.insert(model, [json.dumps(step.before)])
        else:
            _set_back(model, step)
    # What is looked at when a transaction ends is looked at here, where it can be refused in words.
    connection.check_constraints()


def _set_back(model, step):
    rows = model._base_manager.filter(pk__in=step.rows)
    if rows.count() != len(step.rows):
        raise RowsGone(model)
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    as_before = ", ".join(f"{quoted(one)} = before.{quoted(one)}" for one in step.before)
    unchanged = " AND ".join(
        f"row.{quoted(one)} IS NOT DISTINCT FROM now.{quoted(one)}" for one in step.before
    )
    if any(one.name == "revision" for one in model._meta.concrete_fields):
        as_before += ", revision = row.revision + 1"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} row SET {as_before} FROM jsonb_populate_record(NULL::{table}, %s::jsonb) before, "
            f"jsonb_populate_record(NULL::{table}, %s::jsonb) now "
            f"WHERE row.{key} = ANY(%s::{model._meta.pk.rel_db_type(connection)}[]) AND {unchanged}",
            [json.dumps(step.before), json.dumps(step.after), [str(pk) for pk in step.rows]],
        )
