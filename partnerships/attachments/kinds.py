"""Which rows take files; apps register theirs in their `panels.py` and give each its addresses in their `urls.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from partnerships.attachments.models import AttachedFile


FILES = _("Files")


@dataclass(frozen=True)
class Attachable:
    """A kind of row that takes files.

    key: its name in addresses; model: the `AttachedFile` of such rows; of: that model's key to the row
    get(person, key): the door of the row: who may see it sees its files
    may_add(person, row): whether this person adds and removes files
    page(row): where the row is seen
    most: how many files a row takes
    label: what is asked for on the form of a new row
    media_types: what it takes, where that is not every kind of file
    """

    key: str
    model: type[AttachedFile]
    of: str
    get: Callable[[Any, int], Any]
    may_add: Callable[[Any, Any], bool]
    page: Callable[[Any], str]
    most: int = 20
    label: Any = FILES
    media_types: frozenset[str] = frozenset()

    def files(self, row: Any) -> QuerySet:
        """The files beside the row, in the order in which they came, with what is shown of each."""
        return self.model.objects.filter(**{self.of: row}).select_related("upload__file", "upload__by")

    def add_address(self, row: Any) -> str:
        """Where files are sent to, and listed."""
        return reverse(f"{self.key}_files", args=[row.pk])

    @property
    def row_model(self) -> type:
        """The model of the rows."""
        return self.model._meta.get_field(self.of).related_model


_kinds: dict[str, Attachable] = {}
_others: list[type[AttachedFile]] = []


def take_files(*kinds: Attachable) -> None:
    """Register kinds of rows, each once."""
    for kind in kinds:
        if _kinds.setdefault(kind.key, kind) is not kind:
            raise ValueError(f"{kind.key} takes files already")


def attachable(key: str) -> Attachable:
    """The kind of this name."""
    return _kinds[key]


def kind_of(row: Any) -> Attachable | None:
    """The kind that such a row is of; None for rows that take no files."""
    return next((kind for kind in attachables() if isinstance(row, kind.row_model)), None)


def attachables() -> list[Attachable]:
    """All kinds, in the order in which they were registered."""
    return list(_kinds.values())


def hold_files(*models: type[AttachedFile]) -> None:
    """Register models of files that have pages of their own, such as a logo's."""
    _others.extend(models)


def models_with_files() -> list[type[AttachedFile]]:
    """Every model whose rows keep an upload."""
    return [*(kind.model for kind in attachables()), *_others]
