"""The audit trail: database triggers write a row for each insert, update and delete, bulk writes included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pghistory
from django.db import models
from django.db.migrations.operations.base import Operation
from django.http import HttpRequest
from pghistory import runtime
from pghistory.middleware import HistoryMiddleware

from backbone.logs import without_tokens

if TYPE_CHECKING:
    from collections.abc import Callable


class TrailMiddleware(HistoryMiddleware):
    """Notes person and address beside each change, without the part of an address that opens something."""

    def get_context(self, request: HttpRequest) -> dict:
        """What stands beside every row that this request changes."""
        context = super().get_context(request)
        return {**context, "url": without_tokens(context["url"])}


def track(**kwargs: Any) -> Callable[[type], type]:
    """A class decorator that keeps every version of a model's rows, with person, address and reason.

    Rows of a partnership have them in an order by which `backbone.database.trail` finds the newest.
    """

    def tracked(model: type) -> type:
        kinds = pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
        return pghistory.track(*kinds, meta={"indexes": _by_time(model)}, **kwargs)(model)

    return tracked


def _by_time(model):
    name = model._meta.model_name
    own = "pgh_obj" if name == "partnership" else "partnership"
    if own == "partnership" and not any(field.name == own for field in model._meta.fields):
        return []
    return [models.Index(fields=[own, "pgh_created_at", "pgh_context"], name=f"{name}_history")]


@contextmanager
def noted(step: str, by: Any = None) -> Iterator[None]:
    """A block whose changes the trail keeps with what was done, such as "put back", and by which person.

    All changes of a request share one entry of the trail, which names their steps in their order.
    """
    who = {"user": by.pk} if by else {}
    with pghistory.context(**who) as trail:
        trail.metadata.setdefault("steps", []).append(step)
        yield


@contextmanager
def followed(step: str) -> Iterator[None]:
    """A block whose changes follow from others and are nobody's: the trail keeps them apart, and names no person.

    What else the request changes stays under its own entry.
    """
    around = getattr(runtime._tracker, "value", None)
    if around is None:
        with noted(step):
            yield
        return
    # Entered within another, pghistory's own context would be that one, with its person.
    runtime._tracker.value = runtime.Context(id=uuid4(), metadata={"steps": [step]})
    try:
        yield
    finally:
        runtime._tracker.value = around


def is_tracked(model: type) -> bool:
    """Whether the versions of this model's rows are kept, in its `pgh_event_model`."""
    return hasattr(model, "pgh_event_model")


@contextmanager
def watched(step: str, by: Any = None) -> Iterator[str]:
    """As `noted`; gives the name under which `made_in` and `changed_since` find again what the block did."""
    with noted(step, by), pghistory.context() as trail:
        yield str(trail.id)


def made_in(name: str, models: list[type]) -> dict[type, list]:
    """{model: keys of its rows that were made} under that name."""
    found = {}
    for model in filter(is_tracked, models):
        keys = model.pgh_event_model._base_manager.filter(pgh_context_id=name, pgh_label="insert")
        found[model] = list(keys.order_by("pgh_id").values_list("pgh_obj_id", flat=True))
    return {model: keys for model, keys in found.items() if keys}


def changed_since(name: str, model: type, keys: Iterable) -> set:
    """The keys of those rows of a tracked model that were changed since, by whomever."""
    rows = model.pgh_event_model._base_manager.filter(pgh_obj_id__in=list(keys), pgh_label="update")
    rows = rows.exclude(pgh_context_id__isnull=False, pgh_context_id=name)
    return set(rows.values_list("pgh_obj_id", flat=True))


class InstallTriggers(Operation):
    """Install the triggers that an initial migration's models carry in their options, in one operation.

    One `AddTrigger` each would render all related models again, which took most of a first migration's time.
    """

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The triggers stand in the options of the models already."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for (label, _), model in to_state.models.items():
            for trigger in model.options.get("triggers", []) if label == app_label else []:
                schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Triggers go with their tables."""

    def describe(self) -> str:
        return "Install the triggers of the models above"
