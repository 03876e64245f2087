"""Questions whose SQL is worked out once per process: Django builds it anew for each request, which is most of a page.

    @prepared
    def _milestones(partnership: int, day: date) -> QuerySet[Milestone]:
        return Milestone.objects.filter(partnership=partnership, due__lt=day)

    _milestones(7, today)  # a list, as list(queryset) would give it

The function is called once for each shape of its keys, with stand-ins of the same types; the SQL is kept, and from
then on only the keys change. So it may depend on nothing but its keys: no moment, language or person of its own.
Keys are numbers, texts, days, moments, and lists of these; a longer list is another shape. What one key decides
about the SQL itself (an empty list, None) does not fit: ask without it. Prefetching is refused, since that is a
question of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    get_related_populators,
)

# Far from whatever a query has as a constant of its own.
NUMBER = -918_273_645
MOMENT = datetime.datetime(1001, 1, 1, tzinfo=datetime.UTC)
DAY = datetime.date(1001, 1, 1)


def prepared(build: Callable[..., QuerySet]) -> Callable[..., list]:
    """Decorate a function from keys to a queryset; called, it gives the queryset's rows as a list."""
    plans: dict[tuple, _Plan] = {}

    @wraps(build)
    def rows(*keys: Any) -> list:
        shape = tuple(_shape(key) for key in keys)
        if shape not in plans:
            plans[shape] = _Plan(build, keys)
        return plans[shape].rows(keys)

    return rows


def _shape(key):
    if isinstance(key, list | tuple):
        return tuple(type(one) for one in key)
    return type(key)


class _Plan:
    """One statement, where each key goes in its parameters, and how its rows become what the queryset gives."""

    def __init__(self, build, keys):
        places: dict[Any, int] = {}
        queryset = build(*_stand_ins(keys, places))
        if queryset._prefetch_related_lookups:
            raise ValueError(f"{build.__name__} prefetches, which is a question of its own.")
        self.compiler = queryset.query.get_compiler("default")
        self.sql, parameters = self.compiler.as_sql()
        # (which key, or None for a constant, the constant)
        self.slots = [(_place(places, one), one) for one in parameters]
        if {place for place, _constant in self.slots if place is not None} != set(places.values()):
            raise ValueError(f"{build.__name__} does not hand each key on as it is: {self.sql}")
        if any(place is None and isinstance(one, datetime.date) for place, one in self.slots):
            raise ValueError(f"{build.__name__} has a day or a moment of its own, which would stay for ever.")
        self.make = _maker(queryset, self.compiler)

    def rows(self, keys: tuple) -> list:
        flat = list(_flat(keys))
        parameters = [constant if place is None else flat[place] for place, constant in self.slots]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            found = cursor.fetchall()
        return self.make(self.compiler.results_iter([found]))


def _flat(keys) -> Iterable:
    for key in keys:
        if isinstance(key, list | tuple):
            yield from key
        else:
            yield key


def _stand_ins(keys, places):
    """Keys of the same types, each another value, by which its place among the parameters is known."""

    def stand_in(key: Any) -> Any:
        number = len(places)
        value = _stand_in(key, number)
        places[value] = number
        return value

    return [
        [stand_in(one) for one in key] if isinstance(key, list | tuple) else stand_in(key) for key in keys
    ]


def _stand_in(key, number):
    if isinstance(key, datetime.datetime):
        return MOMENT + datetime.timedelta(days=number)
    if isinstance(key, datetime.date):
        return DAY + datetime.timedelta(days=number)
    if isinstance(key, str):
        return f"~key {number}~"
    if isinstance(key, int) and not isinstance(key, bool):
        return NUMBER - number
    raise TypeError(f"{key!r} cannot be a key of a prepared question.")


def _place(places, parameter):
    try:
        return places.get(parameter)
    except TypeError:
        return None


def _maker(queryset, compiler):
    """A function from the compiler's rows to what iterating the queryset would give."""
    if issubclass(queryset._iterable_class, ModelIterable):
        return _model_maker(queryset, compiler)
    if issubclass(queryset._iterable_class, ValuesIterable):
        names = _names(compiler.query)
        return lambda rows: [dict(zip(names, row, strict=True)) for row in rows]
    if issubclass(queryset._iterable_class, FlatValuesListIterable):
        return lambda rows: [row[0] for row in rows]
    return lambda rows: [tuple(row) for row in rows]


def _names(query):
    if query.selected:
        return list(query.selected)
    return [*query.extra_select, *query.values_select, *query.annotation_select]


def _model_maker(queryset, compiler):
    """Rows of a model with their related rows and annotations, as Django's ModelIterable makes them."""
    info, select = compiler.klass_info, compiler.select
    model, fields = info["model"], info["select_fields"]
    first, last = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in select[first:last]]
    populators = get_related_populators(info, select, "default")
    annotations = list(compiler.annotation_col_map.items())

    def made(row: tuple) -> Any:
        found = model.from_db("default", names, row[first:last])
        for populator in populators:
            populator.populate(row, found)
        for name, position in annotations:
            setattr(found, name, row[position])
        return found

    return lambda rows: [made(row) for row in rows]
