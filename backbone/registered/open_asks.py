"""What somebody was asked and has not answered, as the call list shows it; the registry is backbone.panels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class OpenAsk:
    """One thing: whom it waits for (their key), what it is, since when it is late, and the answers there are.

    answers: [(value, words)]
    """

    person: int
    key: str
    title: str
    url: str
    detail: str
    answers: list[tuple[str, Any]]
    due: date | None = None


@dataclass(frozen=True)
class AskKind:
    """A kind of question that somebody can answer to a coordinator.

    people(partnership): the keys of those who have one open, as a queryset
    open_asks(partnership, people): the `OpenAsk`s of these people (keys), whose `key` is the row's alone
    record(partnership, person, key, answer, told): notes it; raises LookupError when it is open no more
    hangs: whether what it asks about is among what hangs on the person anyway, such as a task
    """

    key: str
    people: Callable[[Any], QuerySet]
    open_asks: Callable[[Any, list[int]], list[OpenAsk]]
    record: Callable[..., None]
    order: int
    hangs: bool = False
