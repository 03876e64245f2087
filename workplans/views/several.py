"""Changing the tasks or milestones that were ticked in a list, or the one whose button was pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from backbone.numbers import number
from backbone.pages.coming_back import asked_back
from backbone.pages.form_pages import focus_first, status_of
from backbone.typed_text import is_key
from partnerships.access import get_partnership
from workplans import task_proposals
from workplans.changing_hands import several, several_milestones
from workplans.changing_hands.several_forms import MilestonesForm, TasksForm

MOST = 50
FORM = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Page:
    """What differs between the two pages: names, what was ticked, and where somebody goes who ticked nothing."""

    name: str
    template: str
    nothing: str
    back: str
    rows: list


@require_http_methods(FORM)
def tasks_several(request: Any, slug: str) -> HttpResponse:
    """The ticked tasks, and what is to be of all of them."""
    partnership = get_partnership(request.user, slug, "coordinate")
    rows = partnership.tasks.select_related("owner", "partner", "partnership").order_by("due_on", "pk")
    nothing, back = _("Tick the tasks that you want to change."), reverse("tasks", args=[slug])
    page = Page("task", "workplans/tasks_several.html", nothing, back, _ticked(request, "task", rows))
    form = TasksForm(request.POST or None, partnership=partnership)
    return _page(request, page, form, lambda: _tasks_changed(page.rows, form, request.user))


def _tasks_changed(rows, form, by):
    changed, left = several.change_all(rows, several.Wanted(**form.cleaned_data), by=by)
    n, due_on = len(changed), form.cleaned_data["due_on"]
    words = ngettext("%(n)s task changed.", "%(n)s tasks changed.", n) % {"n": number(n)}
    is_over = due_on and any(task.is_late for task in changed)
    return [words, *_finished_words(len(left)), *([task_proposals.gone_by(due_on)] if is_over else [])]


def _finished_words(n):
    if not n:
        return []
    words = ngettext("%(n)s is finished and stays as it was.", "%(n)s are finished and stay as they were.", n)
    return [words % {"n": number(n)}]


@require_http_methods(FORM)
def milestones_several(request: Any, slug: str) -> HttpResponse:
    """The ticked milestones, and what is to be of all of them."""
    partnership = get_partnership(request.user, slug, "coordinate")
    rows = partnership.milestones.select_related("lead_person", "lead_partner__organisation", "partnership")
    nothing, back = _("Tick the milestones that you want to change."), reverse("plan", args=[slug])
    ticked = _ticked(request, "milestone", rows.order_by("due", "pk"))
    page = Page("milestone", "workplans/milestones_several.html", nothing, back, ticked)
    form = MilestonesForm(request.POST or None, partnership=partnership)
    return _page(request, page, form, lambda: _milestones_changed(page.rows, form, request.user))


def _milestones_changed(rows, form, by):
    changed, left = several_milestones.change_all(rows, several_milestones.Wanted(**form.cleaned_data), by=by)
    n = len(changed)
    words = ngettext("%(n)s milestone changed.", "%(n)s milestones changed.", n) % {"n": number(n)}
    return [words, *(f"{row}: {why}" for row, why in left)]


def _ticked(request: Any, name: str, rows: QuerySet) -> list:
    """Those of the partnership's, at most as many as a page of the list has."""
    asked = (request.POST or request.GET).getlist(name)[:MOST]
    return list(rows.filter(pk__in=[key for key in asked if is_key(key)]))


def _page(request, page, form, change):
    back = asked_back(request, page.back)
    if not page.rows:
        messages.error(request, page.nothing)
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        done, *left = change()
        messages.success(request, done)
        for words in left:
            messages.warning(request, words)
        return redirect(back)
    focus_first(form)
    context = {"partnership": form.partnership, "form": form, "rows": page.rows, "name": page.name}
    return render(request, page.template, {**context, "back": back, "nav": "plan"}, status=status_of(form))
