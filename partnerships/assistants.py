"""Assistants of representatives and directors: naming one, ending, and taking back that they ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from partnerships.models import Assistant
from partnerships.partners import TAKEN_BACK_FOR
from partnerships.persons import find_or_add

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership


@transaction.atomic
def name(assisted: Person, partnership: Partnership, data: dict, *, by: Person) -> Assistant:
    """The person of a form's data assists somebody from now on; who does so already keeps the row that is there."""
    is_same = data.get("whose") == "same"
    person = find_or_add(data["name"], data["email"], partnership, by=by, is_same=is_same)
    row, _is_new = Assistant.objects.get_or_create(
        partnership=partnership, person=person, assisted=assisted, until=None, defaults={"since": now()}
    )
    return row


@transaction.atomic
def end(row: Assistant) -> None:
    """They assist no more; what had ended stays as it was."""
    locked = Assistant.objects.select_for_update().get(pk=row.pk)
    if locked.until is None or locked.ended_with:
        locked.until, locked.ended_with = locked.until or now(), False
        locked.save(update_fields=["until", "ended_with"])


@transaction.atomic
def take_back(row: Assistant) -> bool:
    """They go on as if it had not ended; False when they were named again meanwhile, or whom they assist has left."""
    locked = Assistant.objects.select_for_update().get(pk=row.pk)
    others = _there(locked).filter(until=None, person=locked.person_id).exclude(pk=row.pk)
    if locked.ended_with or others.exists() or not _takes_part(locked):
        return False
    locked.until = None
    locked.save(update_fields=["until"])
    return True


def _there(row):
    return Assistant.objects.filter(partnership=row.partnership_id, assisted=row.assisted_id)


def _takes_part(row):
    seats = row.partnership.representatives.current().filter(person=row.assisted_id)
    roles = row.assisted.roles.current().filter(partnership__in=[row.partnership_id])
    return seats.exists() or roles.exists() or row.assisted.roles.current().filter(partnership=None).exists()


def of(people: Iterable[Person], partnership: Partnership) -> QuerySet[Assistant]:
    """Who assists any of these people there now, by name."""
    rows = Assistant.objects.current().filter(partnership=partnership, assisted__in=list(people))
    return rows.select_related("person", "assisted")


def ended_lately(assisted: Person, partnership: Partnership) -> QuerySet[Assistant]:
    """Those who were ended today or yesterday and can be taken back where they stood."""
    rows = Assistant.objects.filter(partnership=partnership, assisted=assisted, ended_with=False)
    going = rows.filter(until=None).values("person")
    since = now() - TAKEN_BACK_FOR
    return rows.filter(until__gte=since, until__lte=now()).exclude(person__in=going).select_related("person")
