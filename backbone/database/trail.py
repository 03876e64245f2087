"""Reading the audit trail of one partnership, or of what belongs to none: what was changed together, and each row as it was and became.

What one transaction of one request changed is an `Act`. Every statement goes through the event tables by their
index over partnership, moment and context; none reads a table whole.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection

from backbone.database.whole_rows import quoted

NOTHING = "00000000-0000-0000-0000-000000000000"
CONTEXT = f"coalesce(e.pgh_context_id, '{NOTHING}')"


@dataclass(frozen=True, order=True)
class Act:
    """What was changed together; `context` is the request, or zeros where none was noted."""

    at: datetime
    context: str


@dataclass(frozen=True)
class Asked:
    """Which changes are asked for: of a partnership (None: of what belongs to none), by these people, within these
    moments, of one row."""

    partnership: int | None
    people: tuple[int, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None
    row: str = ""
    before: Act | None = None


@dataclass(frozen=True)
class Change:
    """A row as it was before an event and as it became; `before` is empty for a new row."""

    kind: str
    row: str
    label: str
    act: Act
    now: dict
    before: dict = field(default_factory=dict)
    lives: bool = True

    def followed_by(self, later: Change) -> Change:
        """Both as one change of the row."""
        label = later.label if self.label == "update" or later.label == "delete" else self.label
        return replace(self, label=label, now=later.now, lives=later.lives)


def acts(models: list[type], asked: Asked, most: int) -> list[Act]:
    """The newest acts that touched rows of these models."""
    parts, values = [], []
    for model in models:
        where, own = _where(model, asked)
        parts.append(
            f"(SELECT DISTINCT e.pgh_created_at AS at, {CONTEXT} AS context FROM {_events(model)} e "
            f"WHERE {where} ORDER BY 1 DESC, 2 DESC LIMIT %s)"
        )
        values += [*own, most]
    found = _rows(
        f"SELECT DISTINCT * FROM ({_all(parts)}) q ORDER BY 1 DESC, 2 DESC LIMIT %s", [*values, most]
    )
    return [Act(at, str(context)) for at, context in found]


def counts(models: list[type], asked: Asked, of: list[Act]) -> list[tuple[Act, str, str, int]]:
    """(act, model's name, insert, update or delete, how many rows)."""
    parts, values = [], []
    for model in models:
        where, own = _where(model, asked, of)
        parts.append(
            f"(SELECT e.pgh_created_at, {CONTEXT}, '{model._meta.model_name}', e.pgh_label, "
            f"count(DISTINCT e.pgh_obj_id) FROM {_events(model)} e WHERE {where} GROUP BY 1, 2, 4)"
        )
        values += own
    found = _rows(_all(parts), values) if of else []
    return [(Act(at, str(context)), kind, label, n) for at, context, kind, label, n in found]


def changes(models: list[type], asked: Asked, of: list[Act], most: int, after: int = 0) -> list[Change]:
    """The rows that these acts changed, each once an act, in the order of the models and of the events."""
    parts, values = [], []
    for place, model in enumerate(models):
        where, own = _where(model, asked, of)
        events, meta = _events(model), model._meta
        # By + 0 the events of the one row are sorted, and not all of the table gone through from its end.
        parts.append(
            f"(SELECT {place} AS place, e.pgh_id, '{meta.model_name}', e.pgh_obj_id::text, e.pgh_label, e.pgh_created_at, "
            f"{CONTEXT}, to_jsonb(e)::text, (SELECT to_jsonb(b)::text FROM {events} b WHERE b.pgh_obj_id = e.pgh_obj_id "
            f"AND b.pgh_id < e.pgh_id ORDER BY b.pgh_id + 0 DESC LIMIT 1), EXISTS (SELECT 1 FROM {quoted(meta.db_table)} r "
            f"WHERE r.{quoted(meta.pk.column)} = e.pgh_obj_id) FROM {events} e WHERE {where} ORDER BY 2 LIMIT %s)"
        )
        values += [*own, most + after]
    statement = f"SELECT * FROM ({_all(parts)}) q ORDER BY 1, 2 LIMIT %s OFFSET %s"
    return _once_an_act(_rows(statement, [*values, most, after]) if of else [])


def _once_an_act(rows):
    found: dict[Any, Change] = {}
    for _place, _pk, kind, row, label, at, context, now, before, lives in rows:
        act = Act(at, str(context))
        was = json.loads(before) if before and label != "insert" else {}
        change = Change(kind, row, label, act, json.loads(now), was, lives)
        key = (act, kind, row)
        found[key] = found[key].followed_by(change) if key in found else change
    return list(found.values())


def contexts(of: list[Act]) -> dict[str, dict]:
    """What was noted beside these acts: {context: person, address, steps}."""
    keys = [act.context for act in of if act.context != NOTHING]
    if not keys:
        return {}
    found = _rows("SELECT id, metadata::text FROM pghistory_context WHERE id = ANY(%s::uuid[])", [keys])
    return {str(key): json.loads(metadata) for key, metadata in found}


def _where(model, asked, of=None):
    """A condition on the events e of this model, and its values."""
    own = "pgh_obj_id" if model._meta.model_name == "partnership" else "partnership_id"
    parts, values = (
        ([f"e.{own} = %s"], [asked.partnership]) if asked.partnership else ([f"e.{own} IS NULL"], [])
    )
    if of is not None:
        parts.append(
            f"e.pgh_created_at = ANY(%s) AND (e.pgh_created_at, {CONTEXT}) IN (SELECT * FROM unnest(%s, %s::uuid[]))"
        )
        moments = [act.at for act in of]
        values += [moments, moments, [act.context for act in of]]
    if asked.row:
        parts.append("e.pgh_obj_id::text = %s")
        values.append(asked.row)
    if asked.before and of is None:
        parts.append(f"e.pgh_created_at <= %s AND (e.pgh_created_at < %s OR {CONTEXT} < %s)")
        values += [asked.before.at, asked.before.at, asked.before.context]
    if asked.since:
        parts.append("e.pgh_created_at >= %s")
        values.append(asked.since)
    if asked.until:
        parts.append("e.pgh_created_at < %s")
        values.append(asked.until)
    if asked.people is not None:
        parts.append(
            "e.pgh_context_id IN (SELECT id FROM pghistory_context WHERE metadata -> 'user' = ANY(%s::jsonb[]))"
        )
        values.append([str(person) for person in asked.people])
    return " AND ".join(parts), values


def _events(model):
    return quoted(model.pgh_event_model._meta.db_table)


def _all(parts):
    return " UNION ALL ".join(parts)


def _rows(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
