"""A change of state as every room makes it: lock the row, check it, write what differs, count it and remember who."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Model

from backbone.database.history import noted


@contextmanager
def changing(
    row: Model, lock: Callable[[], Model], *, step: str, by: Any = None, uncounted: Iterable[str] = ()
) -> Iterator[Any]:
    """Give the row as the database has it, locked; whatever differs at the end of the block is written.

        with changing(meeting, lambda: Meeting.objects.locked(meeting.pk), step="reopened", by=person) as fresh:
            fresh.state = Meeting.State.RUNNING

    lock: returns the locked row, or raises what refuses the change; an error in the block undoes all of it
    step, by: what was done and by which person, for the trail
    uncounted: columns that count no revision, since nobody's text depends on them
    The row that was passed in gets the new values too.
    """
    with transaction.atomic():
        fresh = lock()
        before = _values(fresh)
        with noted(step, by):
            yield fresh
            written = _write(fresh, before, {"revision", *uncounted})
    for name in written:
        setattr(row, name, getattr(fresh, name))


def _values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _write(row, before, uncounted):
    """Save the columns that differ; returns their names."""
    written = [name for name, value in _values(row).items() if value != before[name]]
    if set(written) - uncounted:
        row.revision += 1
        written.append("revision")
    if written:
        row.save(update_fields=written)
    return written
