"""The page of a short form: save and go on, or show it again with what was typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import widgets
from django.http import HttpResponse
from django.shortcuts import redirect, render

WRONG, CONFLICT = 422, 409
SEVERAL = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)


def form_page(
    request: Any,
    form: Any,
    partnership: Any,
    *,
    done: str,
    back: str,
    also: dict | None = None,
    **context: Any,
) -> HttpResponse:
    """Save the form and go back with the words `done`; else its page, with errors or the other's text.

    `also` are columns that the form does not show, {name: value}; `context` is what `show_form` takes.
    """
    if request.method == "POST" and form.is_valid() and form.save_or_conflict(**also or {}):
        messages.success(request, done)
        return redirect(after_saving(request, back))
    return show_form(request, form, partnership, back=back, **context)


def show_form(request: Any, form: Any, partnership: Any, **context: Any) -> HttpResponse:
    """The form's page, with the status that tells what is wrong.

    `title`, `submit` (the button's word) and `back` (the address to leave to) are always given; `kicker` and
    `lead` stand above and below the title, `another` offers to save and add one more, `nav` marks the rail's entry,
    `removal` is where the row can be removed, `above` and `panels` are pieces that
    other apps show above and below the form (backbone.panels.shown), `history` the row as the address of its history names it.
    """
    focus_first(form)
    context |= {"form": form, "partnership": partnership}
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
