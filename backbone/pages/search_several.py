"""A choice of several rows: boxes while there are few, and when there are more those chosen and a field for another.

What is typed means one row, or several when `find` says so (numbers, for example). Without scripts it is looked up
when the form is sent; when it can mean several, the form comes back with these as boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from backbone.pages.search_field import SHOWN, FirstRows, first_rows, typed_name
from backbone.typed_text import is_key


class SearchSeveral(forms.TextInput):
    """Boxes of what is chosen and of what typed words can mean, and a text field that asks the server."""

    template_name = "ui/search_several.html"
    use_fieldset = True

    def __init__(self, address: str, labels: Callable[[list], list[tuple[Any, str]]]) -> None:
        super().__init__()
        self.address, self.labels = address, labels
        # The rows that the typed words can mean.
        self.offered: list[Model] = []

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        """What the template needs; `value` is a list of keys and of typed words."""
        context = super().get_context(name, None, attrs)
        values = value or []
        words = [one for one in values if not is_key(one)]
        own = {
            "words": "" if self.offered else " ".join(words),
            "address": self.address,
            "chosen": self.labels([one for one in values if is_key(one)]),
            "offered": [(row.pk, str(row)) for row in self.offered],
        }
        return {"widget": {**context["widget"], **own, "typed": typed_name(name)}}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The chosen keys, and behind them the typed words."""
        words = (data.get(typed_name(name)) or "").strip()
        keys = data.getlist(name) if hasattr(data, "getlist") else list(data.get(name) or [])
        return [*keys, words] if words else keys

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        # An unchecked box is not sent, as with any list of boxes.
        return False

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""


class SearchedMultipleField(forms.ModelMultipleChoiceField):
    """Some of `queryset`, by their keys or, when there are more than FEW rows, by words that `find` understands.

    find: (the rows that words can mean, whether all of them are meant). chosen: the keys that are chosen now, whose
    rows are read with the first ones.
    """

    iterator = FirstRows

    def __init__(
        self,
        queryset: QuerySet,
        *,
        address: str,
        find: Callable[[str], tuple[Sequence[Model], bool]],
        chosen: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        self.find, first = find, first_rows(queryset, chosen)
        self.first_rows, self.is_searched = first.rows, not first.is_all
        kwargs["widget"] = (
            SearchSeveral(address, self._labels) if self.is_searched else forms.CheckboxSelectMultiple()
        )
        super().__init__(queryset, **kwargs)

    def clean(self, value: Any) -> QuerySet:
        """The rows; ValidationError for keys that cannot be chosen, and for words that mean none or one of several."""
        if not self.is_searched:
            return super().clean(value)
        keys = [one for one in value or [] if is_key(one)]
        chosen = super().clean(keys)
        found = [row.pk for one in value or [] if not is_key(one) for row in self._meant(one)]
        return self.queryset.filter(pk__in=[*keys, *found]) if found else chosen

    def _meant(self, words):
        found, are_all_meant = self.find(words)
        if are_all_meant or len(found) == 1:
            return found
        self.widget.offered = list(found[:SHOWN])
        if found:
            raise ValidationError(_("“%(words)s” can mean several. Choose one."), params={"words": words})
        raise ValidationError(
            _("“%(words)s” was not found. Type a part of the name, and choose from what is offered."),
            params={"words": words},
        )

    def _labels(self, keys):
        wanted = {int(key) for key in keys}
        return [(row.pk, str(row)) for row in self.first_rows if row.pk in wanted]


COPIED = ("required", "label", "initial", "help_text", "disabled")


def search_several(form: forms.BaseForm, name: str, rows: QuerySet, **how: Any) -> None:
    """Let this field of a form choose some of `rows`; `how` is what `SearchedMultipleField` takes besides."""
    copied = {one: getattr(form.fields[name], one) for one in COPIED}
    form.fields[name] = SearchedMultipleField(rows, chosen=_chosen(form, name), **copied, **how)


def _chosen(form, name):
    """The keys that are sent, or else those that the form begins with."""
    if form.is_bound:
        return [key for key in form.data.getlist(form.add_prefix(name)) if is_key(key)]
    rows = form.get_initial_for_field(form.fields[name], name) or []
    return [str(getattr(row, "pk", row)) for row in rows]
