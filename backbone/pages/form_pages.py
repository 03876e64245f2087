"""The page of a short form: save and go on, or show it again with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import widgets
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from backbone.panels import registry

WRONG, CONFLICT = 422, 409
SEVERAL = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)


def form_page(
    request: Any,
    form: Any,
    partnership: Any,
    *,
    done: str | Callable[[Any], str],
    back: str,
    also: dict | None = None,
    **context: Any,
) -> HttpResponse:
    """Save the form and go back with the words `done`; else its page, with errors or the other's text.

    `done` may be a function that makes the words of the row that was saved. A new row's files are chosen in it.
    `also` are columns that the form does not show, {name: value}; `context` is what `show_form` takes.
    """
    for one in registry.first_files:
        one.add(form, request.FILES)
    if request.method == "POST" and form.is_valid() and (row := form.save_or_conflict(**also or {})):
        messages.success(request, done(row) if callable(done) else done)
        keep_chosen_files(request, form, row, request.user)
        return redirect(after_saving(request, back))
    return show_form(request, form, partnership, back=back, **context)


def keep_chosen_files(request: Any, form: Any, row: Any, person: Any) -> None:
    """Put the files that were chosen in the form of a new row beside it, and say which have no room."""
    for one in registry.first_files:
        for name, why in one.keep(form, row, person):
            messages.error(request, _("Not added: %(file)s. %(why)s") % {"file": name, "why": why})


def show_form(request: Any, form: Any, partnership: Any, **context: Any) -> HttpResponse:
    """The form's page, with the status that tells what is wrong.

    `title`, `submit` (the button's word) and `back` (the address to leave to) are always given; `kicker` and
    `lead` stand above and below the title, `another` offers to save and add one more, `nav` marks the rail's entry,
    `removal` is where the row can be removed, `above` and `panels` are pieces that other apps show above and below the
    form (backbone.panels.shown), `history` the row as the address of its history names it.
    What is typed is kept in the browser until it is saved; an empty `draft` keeps nothing of what is private.
    """
    focus_first(form)
    context = {"draft": request.path, **context, "form": form, "partnership": partnership}
    return render(request, "partnerships/form.html", context, status=status_of(form))


def after_saving(request: Any, back: Any) -> Any:
    """Where somebody goes after saving: back, or to the empty form once more for another one."""
    return request.get_full_path() if "another" in request.POST else back


def focus_first(form: Any) -> None:
    """Put the focus into the first field of a fresh form that is its page; one with errors begins at their summary."""
    if form.is_bound:
        return
    for field in form.visible_fields():
        # Of several boxes or buttons each would have the mark.
        if not field.field.disabled and not isinstance(field.field.widget, SEVERAL):
            field.field.widget.attrs["autofocus"] = True
            return


def status_of(form: Any) -> int:
    """200 for a fresh form, 422 with errors, 409 when somebody saved meanwhile."""
    if getattr(form, "conflict", None):
        return CONFLICT
    return WRONG if form.is_bound and form.errors else 200
