"""Tracked rows in the product's words: what a row is called, and what its columns hold.

A column is shown when it has a heading that people know; keys, revisions, places and sort keys have none.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from backbone.numbers import money, number, percent
from backbone.time import dates
from backbone.typed_text import one_line

if TYPE_CHECKING:
    from backbone.database.trail import Change
    from backbone.tracked import Tracked

LONGEST = 160


class Words:
    """Rows of these changes as people read them; what they point to is named by one query for each model."""

    def __init__(self, kinds: dict[str, Tracked], changes: Iterable[Change], currency: str) -> None:
        self.kinds, self.currency = kinds, currency
        self.names = self._named(changes)

    def _named(self, changes):
        wanted: dict[type, set] = {}
        for change in changes:
            kind = self.kinds[change.kind]
            for field in pointing(kind):
                keys = {row.get(field.attname) for row in (change.now, change.before)} - {None}
                wanted.setdefault(field.related_model, set()).update(keys)
        return {model: named(model, keys) for model, keys in wanted.items() if keys}

    def title(self, change: Change) -> str:
        """What the row is called after the change."""
        kind = self.kinds[change.kind]
        parts = [self.value(kind, kind.model._meta.get_field(name), change.now) for name in kind.named_by]
        return ", ".join(part for part in parts if part) or str(kind.label)

    def differences(self, change: Change) -> list[tuple[str, str, str]]:
        """(heading, before, after) of each column that people know and that the change touched."""
        kind = self.kinds[change.kind]
        found = []
        for field, heading in shown_fields(kind):
            if change.before and change.before.get(field.attname) == change.now.get(field.attname):
                continue
            before = self.value(kind, field, change.before) if change.before else ""
            after = self.value(kind, field, change.now) if change.label != "delete" else ""
            if change.before and change.label == "update":
                before, after = before or _("nothing"), after or _("nothing")
            if before != after and (before or after):
                found.append((heading, before, after))
        return found

    def value(self, kind: Tracked, field: Any, row: dict) -> str:
        """What a column of a row holds, in words; empty for nothing."""
        raw = row.get(field.attname)
        if raw is None or raw == "" or raw == []:
            return ""
        if field.is_relation:
            return self.names.get(field.related_model, {}).get(str(raw), _("something that was removed"))
        if field.name in kind.money:
            return money(Decimal(str(raw)), row.get("currency") or self.currency)
        if field.name in kind.shares:
            return percent(Decimal(str(raw)))
        return in_words(field, raw)


def in_words(field: Any, raw: Any) -> str:
    """What a column that points nowhere holds, in words."""
    if field.choices:
        return str(dict(field.flatchoices).get(raw, raw))
    if isinstance(field, models.BooleanField):
        return _("yes") if raw else _("no")
    value = field.to_python(raw)
    if isinstance(field, models.DateTimeField):
        return f"{dates.dated(value)}, {dates.clock(value)}"
    if isinstance(field, models.DateField):
        return dates.dated(value)
    if isinstance(field, models.DecimalField | models.IntegerField):
        return number(value)
    return _cut(one_line(", ".join(map(str, value)) if isinstance(value, list) else str(value)))


def _cut(text):
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


def shown_fields(kind: Tracked) -> list[tuple[Any, str]]:
    """The columns that people know, with their headings."""
    return [
        (field, str(heading))
        for field in kind.model._meta.concrete_fields
        if field.name not in kind.left_out and (heading := _heading(kind, field))
    ]


def _heading(kind, field):
    """Its own heading, where somebody wrote one for people."""
    if field.name in kind.labels:
        return kind.labels[field.name]
    is_known = field._verbose_name is not None and field.editable and not field.primary_key
    text = str(field.verbose_name) if is_known else ""
    return text[:1].upper() + text[1:]


def pointing(kind: Tracked) -> list[Any]:
    """The columns that point to a row that is named."""
    own = {field.name for field, _heading in shown_fields(kind)} | set(kind.named_by)
    return [field for field in kind.model._meta.concrete_fields if field.is_relation and field.name in own]


def named(model: type, keys: Iterable) -> dict[str, str]:
    """{key: name} of these rows."""
    rows = model._base_manager.filter(pk__in=keys)
    # A partner is called as its organisation is.
    fields = {field.name for field in model._meta.fields if field.is_relation}
    rows = rows.select_related("organisation") if "organisation" in fields else rows
    return {str(row.pk): str(row) for row in rows}
