"""Column types and constraints that more than one app stands on."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.constraints import BaseConstraint
from django.utils.translation import gettext_lazy as _


class SortKey(models.Func):
    """The casefolded, accent-stripped form of a name, for sorting in code point order."""

    template = r"lower(regexp_replace(normalize(%(expressions)s, NFD), '[\u0300-\u036f]', '', 'g'))"
    output_field = models.TextField(db_collation="C")


class FoldedSortKey(models.Func):
    """A name folded as `backbone.reading.folding.unaccented` folds it, as far as PostgreSQL can, for sorting.

    ß, ligatures, letters with a stroke and full-width letters stand beside the plain ones. What lower() makes of the
    letters of other scripts depends on the database's locale. `SortKey` is what the first migrations made.
    """

    # Both cases, since a database in the locale C lowers ASCII alone.
    template = (
        "normalize(lower("
        "replace(replace(replace(replace(replace(replace(replace(replace(translate("
        r"regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'), "
        "'øđðłħıŧØĐÐŁĦŦ', 'oddlhitoddlht'), "
        "'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th')"
        "), NFC)"
    )
    output_field = models.TextField(db_collation="C")


def sort_key(field: str = "name") -> models.GeneratedField:
    """A stored column, kept by the database, by which a list is sorted."""
    return models.GeneratedField(
        expression=FoldedSortKey(models.F(field)),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )


def one_of(field: str, values: str, name: str) -> models.CheckConstraint:
    """A check that a text column holds one of these words; a model's own choices are out of its Meta's sight."""
    return models.CheckConstraint(condition=models.Q((f"{field}__in", values.split())), name=name)


def between(field: str, low: float | None, high: float | None, name: str) -> models.CheckConstraint:
    """A check that a number lies within these bounds, or is missing; None is no bound."""
    bounds = {f"{field}__gte": low, f"{field}__lte": high}
    known = {lookup: bound for lookup, bound in bounds.items() if bound is not None}
    return models.CheckConstraint(condition=models.Q((field, None)) | models.Q(**known), name=name)


class SamePartnership(BaseConstraint):
    """A composite foreign key: what `field` points to belongs to the same partnership as the row itself.

    The target must carry a unique constraint over (id, partnership). Rows with an empty `field` pass.
    """

    violation_error_message = _("This belongs to another partnership.")

    def __init__(self, *, field, name, violation_error_code=None, violation_error_message=None):
        self.field = field
        super().__init__(
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message,
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> None:
        self.create_sql(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> None:
        # The target's table or unique pair may not stand yet, so the key is added last in the migration.
        schema_editor.deferred_sql.append(self._add_key(model, schema_editor))

    def _add_key(self, model, schema_editor):
        field = model._meta.get_field(self.field)
        quote = schema_editor.quote_name
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY ({quote(field.column)}, {quote('partnership_id')}) "
            f"REFERENCES {quote(field.related_model._meta.db_table)} ({quote('id')}, {quote('partnership_id')}) "
            "DEFERRABLE INITIALLY DEFERRED"
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"

    def validate(
        self, model: Any, instance: Any, exclude: set[str] | None = None, using: str = "default"
    ) -> None:
        if exclude and self.field in exclude:
            return
        target = getattr(instance, self.field, None)
        if target is not None and target.partnership_id != instance.partnership_id:
            raise ValidationError({self.field: self.get_violation_error_message()})

    def deconstruct(self) -> tuple:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"field": self.field}

    def __eq__(self, other):
        return isinstance(other, SamePartnership) and (self.name, self.field) == (other.name, other.field)


class JoinQuerySet(models.QuerySet):
    """Rows of a many-to-many table within partnerships; the field adds them without naming the partnership."""

    def bulk_create(self, objs: list, *args: Any, **kwargs: Any) -> list:
        """Add the rows, each in its first side's partnership; one that is there already stays as it is."""
        rows = list(objs)
        self._place([row for row in rows if row.partnership_id is None])
        return super().bulk_create(rows, *args, **{**kwargs, "ignore_conflicts": True})

    def _place(self, rows):
        rules = self.model._meta.constraints
        side = self.model._meta.get_field(next(r.field for r in rules if isinstance(r, SamePartnership)))
        owners = side.related_model.objects.filter(pk__in={getattr(row, side.attname) for row in rows})
        known = dict(owners.values_list("pk", "partnership_id"))
        for row in rows:
            row.partnership_id = known.get(getattr(row, side.attname))


def same_partnership(app_model: str, *fields: str) -> list[BaseConstraint]:
    """The composite keys of a model and the unique pair that others point to.

    app_model: short name used in constraint names, at most 12 characters.
    """
    pair = models.UniqueConstraint(fields=["id", "partnership"], name=f"{app_model}_id_partnership")
    return [pair, *(SamePartnership(field=f, name=f"{app_model}_{f}_same_ps") for f in fields)]
