"""Changing the tasks that were ticked in the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from backbone.accounts.models import Person
from backbone.numbers import number
from backbone.pages.form_pages import focus_first, status_of
from backbone.pages.forms import Form
from backbone.pages.search_field import search
from backbone.typed_text import is_key
from partnerships.access import get_partnership
from partnerships.finding import by_name
from workplans import task_proposals
from workplans.changing_hands import several
from workplans.people import people_of

MOST = 50


class SeveralForm(Form):
    """What is to be of all of them; what is left empty stays."""

    owner = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Owner"),
        required=False,
        empty_label=gettext_lazy("as it is"),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("They have said yes already"),
        required=False,
        help_text=gettext_lazy("Otherwise they are asked by mail, and accept or decline."),
    )
    due_on = forms.DateField(label=gettext_lazy("Due"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[
            ("", gettext_lazy("as it is")),
            (several.DONE, gettext_lazy("Done")),
            (several.DROPPED, gettext_lazy("Dropped")),
        ],
        required=False,
    )

    def __init__(self, data: Any = None, *, partnership: Any) -> None:
        super().__init__(data)
        search(self, "owner", **by_name(partnership, people_of(partnership)))

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not any(data.get(name) for name in ("owner", "due_on", "state")):
            raise forms.ValidationError(_("Choose what is to be of them."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
def tasks_several(request: Any, slug: str) -> HttpResponse:
    """The ticked tasks, and what is to be of all of them."""
    partnership = get_partnership(request.user, slug, "coordinate")
    ticked = _ticked(partnership, request.POST or request.GET)
    if not ticked:
        messages.error(request, _("Tick the tasks that you want to change."))
        return redirect("tasks", slug)
    form = SeveralForm(request.POST or None, partnership=partnership)
    if request.method == "POST" and form.is_valid():
        found = several.change_all(ticked, several.Wanted(**form.cleaned_data), by=request.user)
        messages.success(request, " ".join(_said(*found, form.cleaned_data["due_on"])))
        return redirect("tasks", slug)
    focus_first(form)
    back = reverse("tasks", args=[slug])
    context = {"partnership": partnership, "form": form, "tasks": ticked, "back": back, "nav": "plan"}
    return render(request, "workplans/tasks_several.html", context, status=status_of(form))


def _ticked(partnership: Any, query: QueryDict) -> list:
    """Those of the partnership's, at most as many as a page of the list has."""
    keys = [key for key in query.getlist("task")[:MOST] if is_key(key)]
    rows = partnership.tasks.filter(pk__in=keys).select_related("owner", "partner", "partnership")
    return list(rows.order_by("due_on", "pk"))


def _said(changed, left, due_on):
    yield ngettext("%(n)s task changed.", "%(n)s tasks changed.", len(changed)) % {"n": number(len(changed))}
    if left:
        n = len(left)
        yield ngettext(
            "%(n)s is finished and stays as it was.", "%(n)s are finished and stay as they were.", n
        ) % {"n": number(n)}
    if due_on and any(task.is_late for task in changed):
        yield task_proposals.gone_by(due_on)
