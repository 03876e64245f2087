"""What of the work plan is found by its words, or by its number."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backbone.database.search import has_words
from backbone.registered.searched import Hit, Searched
from workplans import task_list
from workplans.models import Milestone, Task
from workplans.plan import finding


def _milestones(person, where, words):
    written = Q(has_words(words, "title", "activity", "deliverable"))
    found = Milestone.objects.filter(written | finding.numbered(words), partnership__in=where)
    return found.select_related("partnership").order_by(F("due").desc(nulls_last=True), "pk")


def _tasks(person, where, words):
    """Those that everybody may see; on a wall not those under confidential items."""
    written = Q(has_words(words, "title"))
    found = Task.objects.public().filter(written | task_list.numbered(words), partnership__in=where)
    found = found.on_a_wall() if person.standing.set_aside else found
    return found.select_related("partnership").order_by(F("due_on").desc(nulls_last=True), "pk")


def _hit(row):
    return Hit(str(row), row.get_absolute_url(), f"{row.partnership} · {row.word}")


KINDS = [
    Searched("milestones", _("Milestones"), _milestones, _hit, 40),
    Searched("tasks", _("Tasks"), _tasks, _hit, 50),
]
