"""One fetch-and-check function per protected type of the work plan; each goes through the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from partnerships.access import Closed, fetch
from workplans.history import reminder_mails
from workplans.models import Milestone, Objective, Resource, Task

if TYPE_CHECKING:
    from backbone.accounts.models import Person

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def get_objective(person: Person, pk: int, need: str) -> Objective | None:
    """An objective, checked through its partnership."""
    return fetch(Objective.objects.select_related("plan", "outcome"), person, need, pk=pk)


def get_milestone(person: Person, pk: int | str, need: str = "see") -> Milestone | None:
    """A milestone, checked through its partnership."""
    related = ("objective__outcome", "lead_partner__organisation", "lead_person", "indicator")
    return fetch(Milestone.objects.select_related(*related), person, need, pk=pk)


def get_led_milestone(person: Person, pk: str) -> Milestone | None:
    """A milestone that this person leads, or one in a partnership that they coordinate."""
    milestone = get_milestone(person, pk)
    access = milestone.partnership.access
    if access.is_closed and (access.look_back or milestone.lead_person_id == person.pk):
        raise Closed(milestone.partnership)
    if not may_lead(person, milestone):
        raise PermissionDenied
    return milestone


def may_lead(person: Person, milestone: Milestone) -> bool:
    """Whether this person may act as the lead of a milestone whose partnership carries their access."""
    access = milestone.partnership.access
    return access.coordinate or (milestone.lead_person_id == person.pk and not access.is_closed)


def get_resource(person: Person, pk: int) -> Resource | None:
    """A resource of a milestone, for coordinators."""
    return fetch(Resource.objects.select_related("milestone"), person, "coordinate", pk=pk)


def get_task(person: Person, pk: int, need: str = "see") -> Task | None:
    """A task, checked through its partnership."""
    related = ("milestone", "owner", "backup", "partner__organisation")
    rows = Task.objects.select_related(*related).annotate(**reminder_mails())
    task = fetch(rows, person, need, pk=pk)
    access = task.partnership.access
    if (task.can_be_undone and not access.coordinate) or (access.set_aside and _is_hidden(task)):
        raise Http404
    return task


def _is_hidden(task):
    return not Task.objects.filter(pk=task.pk).on_a_wall().exists()


def get_own_task(person: Person, pk: int) -> Task | None:
    """A task that this person owns or stands in for, or one in a partnership that they coordinate."""
    task = get_task(person, pk)
    access = task.partnership.access
    if access.is_closed and (access.look_back or is_own(person, task)):
        raise Closed(task.partnership)
    if not may_do(person, task):
        raise PermissionDenied
    return task


def is_own(person: Person, task: Task) -> bool:
    """Whether this person owns a task or stands in for its owner."""
    return person.pk in (task.owner_id, task.backup_id)


def may_do(person: Person, task: Task) -> bool:
    """Whether this person may answer for a task whose partnership carries their access."""
    access = task.partnership.access
    return access.coordinate or (is_own(person, task) and not access.is_closed)
