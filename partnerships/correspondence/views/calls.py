"""The call list, and noting what somebody said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.coming_back import asked_back
from backbone.time.days import today_of
from backbone.typed_text import is_key
from partnerships.access import get_partnership
from partnerships.correspondence.calling import calls
from partnerships.correspondence.calling.forms import AnswerForm
from partnerships.correspondence.calling.told import Way
from partnerships.persons import known_here

REFUSED = 422


@require_safe
def call_list(request: Any, slug: str) -> HttpResponse:
    """By person: the number, what is open with them, and the answers."""
    partnership = get_partnership(request.user, slug, "coordinate")
    return _page(request, partnership, request.GET.get("person", ""))


def _page(request, partnership, only, *, typed=None, status=200):
    """typed: the answer that was refused; it stands where it was typed, or on top when that is not open any more."""
    people = known_here(partnership).filter(pk=only) if is_key(only) else calls.people_to_call(partnership)
    page = first_rows(people, request.GET, "page", at=reverse("calls", args=[partnership.slug]))
    shown = calls.calls(partnership, list(page.object_list))
    context = {
        "partnership": partnership,
        "calls": shown,
        "page": page,
        "is_of_one": is_key(only),
        "back": asked_back(request, ""),
        "ways": Way.choices,
        "today": today_of(partnership),
        "typed": typed,
        "has_place": typed
        and any(_is_about(typed, call, kind, ask) for call in shown for kind, ask in call.first),
        "nav": "contacts",
    }
    return render(request, "correspondence/calls.html", context, status=status)


def _is_about(typed, call, kind, ask):
    asked = (typed["person"].value(), typed["kind"].value(), typed["key"].value())
    return asked == (str(call.person.pk), kind, ask.key)


@require_safe
def call_message(request: Any, slug: str, pk: int) -> HttpResponse:
    """What is open with one person, as text to copy into a messenger."""
    partnership = get_partnership(request.user, slug, "coordinate")
    person = get_object_or_404(known_here(partnership), pk=pk)
    context = {
        "partnership": partnership,
        "person": person,
        "text": calls.as_message(partnership, person, request.user),
        "nav": "contacts",
    }
    return render(request, "correspondence/call_message.html", context)


@require_POST
def call_answer(request: Any, slug: str) -> HttpResponse:
    """Note an answer that somebody gave to the coordinator; what is refused keeps what was typed."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = AnswerForm(request.POST, today=today_of(partnership))
    refused = _note(partnership, form, request.user)
    if not refused:
        messages.success(request, _("Noted."))
        here = f"{reverse('calls', args=[slug])}?{request.GET.urlencode()}"
        return redirect(asked_back(request, here))
    for words in refused:
        messages.error(request, words)
    return _page(request, partnership, form["person"].value(), typed=form, status=REFUSED)


def _note(partnership, form, by):
    """Why it was not noted; nothing when it was."""
    if not form.is_valid():
        return [problems[0] for problems in form.errors.values()]
    asked = [form.cleaned_data[name] for name in ("person", "kind", "key", "answer")]
    try:
        calls.note(partnership, *asked, form.told(by))
    except LookupError:
        return [_("Nothing was changed: this is not open any more.")]
    return []
