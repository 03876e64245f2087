"""The call list, and noting what somebody said."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.coming_back import asked_back
from backbone.pages.forms import Form
from backbone.time.days import today_of
from backbone.typed_text import is_key
from partnerships.access import get_partnership
from partnerships.correspondence.calling import calls
from partnerships.correspondence.calling.told import Told, Way
from partnerships.persons import known_here


class ToldForm(Form):
    """What was said, by which way, on which day."""

    person = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    kind = forms.CharField(max_length=20)
    key = forms.CharField(max_length=18)
    answer = forms.CharField(max_length=20)
    way = forms.ChoiceField(label=gettext_lazy("How"), choices=Way.choices)
    on = forms.DateField(label=gettext_lazy("On"))
    words = forms.CharField(label=gettext_lazy("What was said"), max_length=400, required=False)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_on(self) -> date:
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return self.cleaned_data["on"]


@require_safe
def call_list(request: Any, slug: str) -> HttpResponse:
    """By person: the number, what is open with them, and the answers."""
    partnership = get_partnership(request.user, slug, "coordinate")
    only = request.GET.get("person", "")
    people = known_here(partnership).filter(pk=only) if is_key(only) else calls.people_to_call(partnership)
    page = first_rows(people, request.GET, "page")
    context = {
        "partnership": partnership,
        "calls": calls.calls(partnership, list(page.object_list)),
        "page": page,
        "is_of_one": is_key(only),
        "back": asked_back(request, ""),
        "ways": Way.choices,
        "today": today_of(partnership),
        "nav": "contacts",
    }
    return render(request, "correspondence/calls.html", context)


@require_POST
def call_answer(request: Any, slug: str) -> HttpResponse:
    """Note an answer that somebody gave to the coordinator."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = ToldForm(request.POST, today=today_of(partnership))
    if not form.is_valid():
        for problems in form.errors.values():
            messages.error(request, problems[0])
    else:
        _note(request, partnership, form.cleaned_data)
    here = f"{reverse('calls', args=[slug])}?{request.GET.urlencode()}"
    return redirect(asked_back(request, here))


def _note(request, partnership, data):
    told = Told(data["way"], data["on"], request.user, data["words"])
    try:
        calls.note(partnership, data["person"], data["kind"], data["key"], data["answer"], told)
        messages.success(request, _("Noted."))
    except LookupError:
        messages.error(request, _("Nothing was changed: this is not open any more."))
