"""Putting a need off, giving it to another coordinator, and bringing it back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from backbone.accounts.models import Person
from backbone.pages.bounded import first_rows
from backbone.pages.coming_back import asked_back
from backbone.pages.form_pages import status_of
from backbone.pages.forms import Form
from backbone.time.days import today_of
from partnerships.needing import later

STATES = ["late", "risk", "part", "open"]


class LaterForm(Form):
    """Until when it is out of sight, or who has it from now on."""

    address = forms.CharField(max_length=200, widget=forms.HiddenInput)
    state = forms.ChoiceField(choices=[(one, one) for one in STATES], widget=forms.HiddenInput)
    title = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    until = forms.DateField(label=gettext_lazy("Until"), required=False)
    given_to = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Or give it to"),
        required=False,
        empty_label=gettext_lazy("nobody"),
    )

    def __init__(self, data: Any = None, *, person: Person, initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        self.person = person
        self.tomorrow = today_of(person) + timedelta(days=1)
        self.fields["until"].widget.attrs["min"] = self.tomorrow.isoformat()
        self.fields["given_to"].queryset = later.other_coordinators(person)

    def clean_address(self) -> str:
        """An address of ours."""
        address = self.cleaned_data["address"]
        try:
            resolve(address)
        except Resolver404:
            raise forms.ValidationError(_("This page is not known.")) from None
        return address

    def clean_until(self) -> date | None:
        until = self.cleaned_data["until"]
        if until and until < self.tomorrow:
            raise forms.ValidationError(_("Choose a day in the future."))
        return until

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and bool(data.get("until")) == bool(data.get("given_to")):
            self.add_error("until", _("Choose a day, or somebody to give it to."))
        if not self.errors and data.get("given_to"):
            data["given_in"] = self._given_in(data)
        return data

    def _given_in(self, data):
        found = later.where_both_have_it(self.person, data["given_to"], data["address"], data["state"])
        if found is None:
            self.add_error("given_to", _("This does not need %(person)s.") % {"person": data["given_to"]})
        return found


@require_http_methods(["GET", "HEAD", "POST"])
def need_later(request: Any) -> HttpResponse:
    """Put a need off; and what is put off already."""
    asked = {name: request.GET.get(name, "")[:300] for name in ("address", "state", "title")}
    form = LaterForm(request.POST or None, person=request.user, initial=asked)
    if request.method == "POST" and form.is_valid():
        later.put_off(request.user, **form.cleaned_data)
        messages.success(request, _said(form.cleaned_data))
        return redirect(asked_back(request, "my_work"))
    context = {
        "form": form,
        "title": form["title"].value(),
        "is_about_one": bool(form["address"].value()),
        "rows": first_rows(later.put_off_by(request.user), request.GET, "page"),
        "back": asked_back(request, "my_work"),
    }
    return render(request, "partnerships/later.html", context, status=status_of(form))


def _said(data):
    if data["given_to"]:
        return _("%(person)s has it now.") % {"person": data["given_to"]}
    return _("It is out of your sight until then.")


@require_POST
def need_back(request: Any, pk: int) -> HttpResponse:
    """Undo: the need stands in the list again."""
    if later.bring_back(request.user, pk):
        messages.success(request, _("It is back under “Needs you”."))
    return redirect("need_later")
