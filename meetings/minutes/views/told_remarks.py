"""What somebody found not right in the minutes and told a coordinator, by phone or in the corridor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from backbone.accounts.models import Person
from backbone.pages.form_pages import show_form
from backbone.pages.search_field import search
from backbone.time.days import today_of
from meetings.access import get_meeting
from meetings.minutes import remarks
from partnerships.correspondence.calling.forms import ToldForm
from partnerships.finding import by_name
from partnerships.persons import known_here


class ToldRemarkForm(ToldForm):
    """Who said it, what, and how it came."""

    person = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Who told you"))
    words = forms.CharField(label=gettext_lazy("What is not right"), max_length=400, widget=forms.Textarea)
    field_order = ["person", "words", "way", "on"]

    def __init__(self, data: Any = None, *, partnership: Any) -> None:
        super().__init__(data, today=today_of(partnership))
        search(self, "person", **by_name(partnership, known_here(partnership)))


@require_http_methods(["GET", "HEAD", "POST"])
def remark_told(request: Any, pk: int) -> HttpResponse:
    """Note a remark for somebody; it waits for the coordinators as one that came by a link."""
    meeting = get_meeting(request.user, pk, "coordinate")
    version = meeting.document.versions.public().first() if meeting.document else None
    if version is None:
        raise Http404
    form = ToldRemarkForm(request.POST or None, partnership=meeting.partnership)
    if request.method == "POST" and form.is_valid():
        remarks.remark(version, form.cleaned_data["person"], "", form.told(request.user))
        messages.success(request, _("Noted; it waits with the remarks."))
        return redirect(f"{meeting.get_absolute_url()}#remarks")
    page = {"title": _("They told me"), "kicker": meeting, "nav": "meetings"}
    page |= {"submit": _("Note it"), "back": meeting.get_absolute_url()}
    return show_form(request, form, meeting.partnership, **page)
