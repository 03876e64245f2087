"""Taking a row out with all that hangs on it, and putting it back as it was, with its key and in every column.

`found` says what would go and which keys elsewhere would become empty, as plain values that can wait in a column;
`take` lets it go; `put_back` makes the database what it was, but for what was changed in the meantime; `forget`
clears the history of what is not there any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from backbone.database import history, whole_rows

# PostgreSQL’s own number for a place that is taken.
UNIQUE = "23505"


class CannotGo(Exception):
    """Something else needs the row."""


class CannotReturn(Exception):
    """What was taken cannot be put back; `is_taken`: another row has its place by now, else what it needs is gone."""

    def __init__(self, is_taken: bool) -> None:
        super().__init__()
        self.is_taken = is_taken


@dataclass
class Found:
    """What goes with a row: {model's label: {key: the row as JSON text}}, and [(label, column, key, value)] of emptied keys.

    A row is text within JSON, since a reader of JSON would round its decimals. `untouched` are keys of those rows
    that nobody changed since they were made, {label: keys}: what they say, nobody else said.
    """

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    emptied: list[list] = field(default_factory=list)
    untouched: dict[str, set[str]] = field(default_factory=dict)

    def keys(self, label: str) -> list[str]:
        """The keys of the rows of this model that go."""
        return list(self.rows.get(label, {}))

    def keys_emptied(self, label: str) -> list:
        """The keys of the rows of this model that stay and lose a pointer."""
        return [key for one, _column, key, _value in self.emptied if one == label]


def found(rows: Iterable[Model]) -> tuple[Found, Collector]:
    """What would go with these rows, and Django's own reckoning of it, for `take`; CannotGo when something needs them."""
    collector = Collector(using="default")
    try:
        for of_one_model in _by_model(rows):
            collector.collect(of_one_model)
    except (ProtectedError, RestrictedError) as error:
        raise CannotGo from error
    going = Found()
    for model, keys in _going(collector).items():
        going.rows[model._meta.label_lower] = whole_rows.read(model, keys)
    going.emptied = list(_emptied(collector, going))
    return going, collector


def _by_model(rows):
    groups: dict[type, list] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    return groups.values()


def _going(collector):
    """{model: keys} of all rows that the collector would delete."""
    keys: dict[type, set] = {}
    for model, rows in collector.data.items():
        keys.setdefault(model, set()).update(row.pk for row in rows)
    for rows in collector.fast_deletes:
        if found_keys := set(rows.values_list("pk", flat=True)):
            keys.setdefault(rows.model, set()).update(found_keys)
    return keys


def _emptied(collector, going):
    """The keys that become empty in rows that stay."""
    for (column, _value), groups in collector.field_updates.items():
        label = column.model._meta.label_lower
        for group in groups:
            for key, value in _pointing(group, column.attname):
                if str(key) not in going.rows.get(label, {}):
                    yield [label, column.attname, key, value]


def _pointing(group, column):
    """(key, what it points to) of rows that the collector keeps as a query or as a list."""
    if isinstance(group, QuerySet):
        return group.order_by("pk").values_list("pk", column)
    return [(row.pk, getattr(row, column)) for row in group]


def take(collector: Collector) -> None:
    """Let it go."""
    try:
        with transaction.atomic():
            collector.delete()
    except IntegrityError as error:
        raise CannotGo from error


def put_back(taken: Found) -> None:
    """Insert the rows again and point to them again where the place is still empty; all of it or CannotReturn."""
    try:
        with transaction.atomic():
            for label, rows in taken.rows.items():
                whole_rows.insert(apps.get_model(label), list(rows.values()))
            for label, column, key, value in taken.emptied:
                rows = apps.get_model(label)._base_manager.filter(pk=key, **{column: None})
                rows.update(**{column: value})
            # Keys are looked at when a transaction ends, which would be too late to say why.
            connection.check_constraints()
    except LookupError as error:
        raise CannotReturn(is_taken=False) from error
    except IntegrityError as error:
        raise CannotReturn(is_taken=getattr(error.__cause__, "sqlstate", "") == UNIQUE) from error


def forget(taken: Found) -> None:
    """Clear the history of those rows that are not there; what came back by another way keeps its own."""
    for label, rows in taken.rows.items():
        try:
            model = apps.get_model(label)
        except LookupError:
            continue
        there = {
            str(key) for key in model._base_manager.filter(pk__in=list(rows)).values_list("pk", flat=True)
        }
        if history.is_tracked(model):
            model.pgh_event_model._base_manager.filter(pgh_obj_id__in=set(rows) - there).delete()
