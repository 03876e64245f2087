"""A choice of one row: a list while there are few, and when there are more a text field that asks the server.

Without scripts a typed name is looked up when the form is sent; when it can mean several, the form comes back with
these to choose from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _

from backbone.typed_text import is_key

FEW = 30
SHOWN = 8
COPIED = ("required", "label", "initial", "help_text", "disabled", "empty_label", "error_messages")


class SearchInput(forms.TextInput):
    """A text field with what the server offers for its words, and below it those of whom one has to be chosen.

    What is chosen is sent under the field's own name, what is typed under the name with "-words".
    """

    template_name = "ui/search_input.html"

    def __init__(self, address: str, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.address = address
        self.written: Callable[[Any], str] = str
        # (key, label) of the rows that the typed words can mean.
        self.offered: list[tuple[Any, str]] = []

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        """What the template needs; `value` is a key or typed words."""
        context = super().get_context(name, value, attrs)
        own = {"words": self.written(value), "address": self.address, "offered": self.offered}
        return {"widget": {**context["widget"], **own, "typed": typed_name(name)}}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """The chosen key, or the typed words."""
        return data.get(name) or (data.get(typed_name(name)) or "").strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and typed_name(name) not in data


class FirstRows(ModelChoiceIterator):
    """The rows that were read to see whether there are few, so that a list asks for them once."""

    def __iter__(self):
        if getattr(self.field, "empty_label", None) is not None:
            yield ("", self.field.empty_label)
        names = self.field.queryset.model._meta.ordering
        ordering = attrgetter(*(name.replace("__", ".") for name in names))
        yield from map(self.choice, sorted(self.field.first_rows, key=ordering))


class SearchedChoiceField(forms.ModelChoiceField):
    """One of `queryset`, by its key or, when there are more than FEW rows, by words that `find` understands.

    find: those rows of `queryset` that words can mean, the likeliest first; a single one is taken, of several it is
    asked. written: how a row is written in the text field, so that `find` finds it alone. offered_as: how it stands
    in the list. first: its `first_rows`.
    """

    iterator = FirstRows

    def __init__(
        self,
        queryset: QuerySet,
        *,
        address: str,
        find: Callable[[str], Sequence[Model]],
        written: Callable[[Model], str] = str,
        offered_as: Callable[[Model], str] = str,
        first: Start,
        **kwargs: Any,
    ) -> None:
        self.first_rows = first.rows
        self.find, self.written = find, written
        self.label_from_instance = offered_as
        if not first.is_all:
            kwargs["widget"] = SearchInput(address)
        super().__init__(queryset, **kwargs)
        if self.is_searched:
            self.widget.written = self._words_of

    @property
    def is_searched(self) -> bool:
        """Whether there are too many for a list."""
        return isinstance(self.widget, SearchInput)

    def to_python(self, value: Any) -> Model | None:
        """The row; ValidationError for a key that cannot be chosen and for words that mean none, or several."""
        if self.is_searched and isinstance(value, str) and value and not value.isdecimal():
            return self._meant(value)
        return super().to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another row is chosen, be it by its words."""
        try:
            row = None if self.disabled else self.to_python(data)
        except ValidationError:
            return True
        return not self.disabled and (row.pk if row else None) != self.prepare_value(initial)

    def _meant(self, words):
        found = self.find(words)
        if len(found) == 1:
            return found[0]
        self.widget.offered = [(row.pk, self.written(row)) for row in found[:SHOWN]]
        if found:
            raise ValidationError(_("“%(words)s” can mean several. Choose one."), params={"words": words})
        raise ValidationError(
            _("“%(words)s” was not found. Type a part of the name, and choose from what is offered."),
            params={"words": words},
        )

    def _words_of(self, value):
        """What stands in the text field: a chosen row as it is written, typed words as they were typed."""
        if not is_key(value):
            return value or ""
        return next((self.written(row) for row in self.first_rows if row.pk == int(value)), "")


@dataclass(frozen=True)
class Start:
    """What is read before a field is made: all rows where a list takes them, else only the chosen ones."""

    rows: list[Model]
    is_all: bool


def first_rows(rows: QuerySet, chosen: Sequence[str] = ()) -> Start:
    """Those of `rows` that a field begins with; `chosen` are keys; in no order."""
    rows = rows.order_by()
    # What is annotated is worked out for the rows that are shown, and not to see how many there are.
    light = rows.values_list("pk", flat=True) if rows.query.annotations else rows
    found = list(light[: FEW + 1])
    if len(found) > FEW:
        keys = [int(key) for key in chosen if is_key(key)]
        return Start(list(rows.filter(pk__in=keys)) if keys else [], is_all=False)
    if light is not rows and found:
        found = list(rows.filter(pk__in=found))
    return Start(found, is_all=True)


def typed_name(name: str) -> str:
    """The name under which the words of a searched field are sent."""
    return f"{name}-words"


def search(form: forms.BaseForm, *names: str, rows: QuerySet, **how: Any) -> None:
    """Let these fields of a form choose among `rows`; `how` is what `SearchedChoiceField` takes besides."""
    first = first_rows(rows, [_chosen(form, name) for name in names])
    for name in names:
        copied = {one: getattr(form.fields[name], one) for one in COPIED}
        form.fields[name] = SearchedChoiceField(rows, first=first, **copied, **how)


def choose_among(form: forms.BaseForm, *names: str, rows: QuerySet) -> None:
    """Let these fields list the same `rows`, which are read once for all of them."""
    found = list(rows)
    for name in names:
        field = form.fields[name]
        field.iterator, field.first_rows = FirstRows, found
        field.queryset = rows


def _chosen(form, name):
    """The key that is sent, or else the one that the form begins with."""
    sent = form.data.get(form.add_prefix(name)) if form.is_bound else None
    value = sent or form.get_initial_for_field(form.fields[name], name)
    return str(getattr(value, "pk", value) or "")
