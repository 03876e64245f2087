"""A task's page, the list of tasks, and each step that a task can take."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import after_saving, focus_first, status_of
from backbone.pages.htmx import is_fragment, render_page
from partnerships.access import get_partnership
from partnerships.attachments.shown import files_of
from partnerships.correspondence.reached import is_held
from partnerships.named import say_who_left
from partnerships.removing import removed_from
from partnerships.views.removals import remove
from workplans import history, task_list, task_proposals, todo
from workplans.access import get_own_task, get_task, is_own, may_do
from workplans.answers import more_time
from workplans.answers.finishing import finish
from workplans.forms import DoneForm, TaskForm, TimeForm
from workplans.models import Task
from workplans.views.requests import is_delete, words_of

TASKS_PER_PAGE = 50
FORM = ["GET", "HEAD", "POST"]


@require_safe
def tasks(request: Any, slug: str) -> HttpResponse:
    """All tasks of a partnership, open ones by date first; filtered in the address."""
    partnership = get_partnership(request.user, slug)
    chosen = task_list.Filters.from_query(request.GET)
    page = Paginator(chosen.apply(partnership), TASKS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "partnership": partnership,
        "nav": "plan",
        "choice": chosen,
        "shows": task_list.SHOW.items(),
        "page_obj": page,
        "tasks": task_list.with_names(list(page.object_list), partnership),
        "people": task_list.owners(partnership),
        "partner": partnership.partners.filter(pk=chosen.partner).first() if chosen.partner else None,
    }
    return render_page(request, "workplans/tasks.html", context, partial="rows")


@require_http_methods(FORM)
def task_new(request: Any, slug: str) -> HttpResponse:
    """Write down a task; the owner is asked, unless they have said yes already."""
    partnership = get_partnership(request.user, slug, "coordinate")
    initial = {"milestone": request.GET.get("milestone")}
    form = TaskForm(request.POST or None, instance=Task(), initial=initial, partnership=partnership)
    if request.method == "POST" and form.is_valid():
        row = task_proposals.add_task(partnership, by=request.user, **form.cleaned_data)
        messages.success(request, task_proposals.what_happens(row))
        return redirect(after_saving(request, row))
    focus_first(form)
    page = {"partnership": partnership, "form": form, "nav": "plan"}
    return render(request, "workplans/task_form.html", page, status=status_of(form))


@require_http_methods(FORM)
def task(request: Any, pk: int, forms: dict | None = None, status: int | None = None) -> HttpResponse:
    """One task: what, who, by when, what can be done about it, and its history."""
    row = get_task(request.user, pk)
    say_who_left(row, "owner")
    forms = forms or {}
    context = {
        "partnership": row.partnership,
        "nav": "plan",
        "task": row,
        "milestone_removed": removed_from(row, "milestone"),
        "may_do": may_do(request.user, row),
        "files": files_of("task", request.user, row),
        "is_own": is_own(request.user, row),
        "speaks_for_owner": row.owner and not row.owner.has_left,
        "is_for_finishing": _is_for_finishing(row),
        "history": history.entries(_changes(row, request.GET), request.user, row.partnership.access),
        "is_held": row.is_unfinished and is_held(),
        "reminded": row.owner and history.reminded(row),
        "done_form": forms.get("done") or DoneForm(),
        "time_form": forms.get("time") or TimeForm(task=row, is_own=is_own(request.user, row)),
    }
    return render(request, "workplans/task.html", context, status=status)


def _is_for_finishing(row):
    """Whether finishing it comes next: an answer to what was proposed, or to a wish for more time, comes before."""
    waits_for_answer = row.wanted_due_on and row.partnership.access.coordinate
    return row.state == Task.State.OPEN and not waits_for_answer


def _changes(row, query):
    return first_rows(row.changes.select_related("by"), query, "history", at=row.get_absolute_url())


@require_http_methods(FORM)
def task_edit(request: Any, pk: int) -> HttpResponse:
    """Change a task; a new owner is asked, unless they have said yes already."""
    row = get_task(request.user, pk, "coordinate")
    form = TaskForm(request.POST or None, instance=row, partnership=row.partnership)
    if request.method == "POST" and form.is_valid() and task_proposals.change_task(form, by=request.user):
        messages.success(request, _("Task saved."))
        return redirect(row)
    focus_first(form)
    page = {"partnership": row.partnership, "form": form, "task": row, "nav": "plan"}
    return render(request, "workplans/task_form.html", page, status=status_of(form))


@require_POST
def task_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a task that was recorded by mistake."""
    row = get_task(request.user, pk, "coordinate")
    back = reverse("tasks", args=[row.partnership.slug])
    return remove(request, row, back=back, page=row.get_absolute_url())


@require_http_methods(["POST", "DELETE"])
def task_acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner accepts what was proposed, or declines it (DELETE)."""
    row = get_own_task(request.user, pk)
    if is_delete(request):
        words = words_of(request)
        return _after(request, row, lambda: todo.decline(row, by=request.user, words=words), _("Declined."))
    said = _("Accepted. It is on your list.") if is_own(request.user, row) else _("Recorded as accepted.")
    return _after(request, row, lambda: todo.accept(row, by=request.user), said)


@require_http_methods(["POST", "DELETE"])
def task_completion(request: Any, pk: int) -> HttpResponse | None:
    """Done, with a line that shows it; DELETE takes that back."""
    row = get_own_task(request.user, pk)
    if is_delete(request):
        return _after(
            request, row, lambda: todo.reopen(row, by=request.user), _("Undone: the task is open again.")
        )
    form = DoneForm(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, row, done=form)
    return _after(request, row, partial(_finish, request, row, form), _("Done."))


def _finish(request, row, form):
    for words in finish(row, form, by=request.user):
        messages.warning(request, words)


@require_POST
def task_extension(request: Any, pk: int) -> HttpResponse:
    """The owner asks for more time."""
    row = get_own_task(request.user, pk)
    form = TimeForm(request.POST, task=row, is_own=is_own(request.user, row))
    if not form.is_valid():
        return _again(request, row, time=form)
    step = partial(more_time.ask, row, by=request.user, **form.cleaned_data)
    return _after(request, row, step, _("Asked. The coordinator sees it; without an answer the date stays."))


@require_http_methods(["POST", "DELETE"])
def task_extension_answer(request: Any, pk: int) -> HttpResponse | None:
    """The coordinator agrees to the day asked for, or keeps the date (DELETE)."""
    row = get_task(request.user, pk, "coordinate")
    if is_delete(request):
        words = words_of(request)
        return _after(
            request, row, lambda: more_time.keep_date(row, by=request.user, words=words), _("The date stays.")
        )
    return _after(
        request, row, lambda: more_time.agree(row, by=request.user), _("Agreed; the date has moved.")
    )


@require_http_methods(["POST", "DELETE"])
def task_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody needs to do it any more; DELETE takes that back."""
    row = get_task(request.user, pk, "coordinate")
    words = words_of(request)
    if is_delete(request):
        return _after(request, row, lambda: todo.reopen(row, by=request.user), _("The task is open again."))
    return _after(request, row, lambda: todo.drop(row, by=request.user, words=words), _("Dropped."))


def _after(request, row, step, words):
    """Take the step; a row on My work answers with itself, everything else goes back where it came from."""
    try:
        step()
        messages.success(request, words)
    except todo.NotPossible as problem:
        messages.error(request, str(problem))
    if is_fragment(request):
        row = get_task(request.user, row.pk)
        return render_page(request, "workplans/my_task.html", {"task": row, "changed": True}, partial="row")
    response = HttpResponseRedirect(_back(request, row))
    response.status_code = 303
    return response


def _again(request, row, **forms):
    """What was typed, with what is wrong beside it."""
    if is_fragment(request):
        context = {"task": row, "forms": forms}
        return render_page(request, "workplans/my_task.html", context, partial="row", status=422)
    return task(request, row.pk, forms, status=422)


def _back(request, row):
    target = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if own and target.startswith("/") else reverse("task", args=[row.pk])
