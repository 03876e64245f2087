"""Clauses as the page of the agreement shows them: all of them by group, or one that was edited in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.pages.form_pages import focus_first, status_of
from backbone.panels import registry
from partnerships.agreements import templates, writing
from partnerships.agreements.models import Clause

if TYPE_CHECKING:
    from partnerships.models import Partnership

# Of a longer clause the beginning stands among the others; the preview has all of it.
LONGEST_SHOWN = 3_000


def in_groups(
    partnership: Partnership, clauses: list[Clause], hints: dict[str, str], only: Clause | None = None
) -> list[tuple[str, list[Clause]]]:
    """The clauses that are in, by group, called as in the document; of a long text the beginning.

    only: the one clause that is shown, where its place among the others is all that is wanted of them
    """
    beside = _beside(partnership, [one for one in clauses if only in (None, one)])
    groups = {group: [] for group in Clause.Group}
    for clause in clauses:
        if clause.left_out:
            continue
        clause.shown = _beginning(clause.text)
        clause.hint = hints.get(clause.key, "")
        clause.is_cut = clause.shown != clause.text
        clause.beside = [(panel, of[clause.pk]) for panel, of in beside if clause.pk in of]
        groups[clause.group].append(clause)
    for own in groups.values():
        for place, clause in enumerate(own, start=1):
            clause.is_first, clause.is_last = place == 1, place == len(own)
    with override(partnership.language):
        return [(str(group.label), own) for group, own in groups.items() if own]


def _beside(partnership, clauses):
    """What apps show beside clauses: [(panel, {a clause's key: its context})]."""
    panels = registry.sorted("beside_clauses") if clauses else []
    return [(panel, panel.context(partnership=partnership, clauses=clauses)) for panel in panels]


def _beginning(text):
    """The text, or its first whole lines, or words where one line is too long."""
    if len(text) <= LONGEST_SHOWN:
        return text
    start = text[:LONGEST_SHOWN]
    return start.rpartition("\n")[0] or start.rpartition(" ")[0]


# In its place


def edited(request: Any, form: Any) -> HttpResponse:
    """The form of a clause for the page of the agreement; once it is saved the clause in its place."""
    clause = form.instance
    # Several are open at once: each has ids of its own.
    form.auto_id = f"clause-{clause.pk}-%s"
    if request.method == "POST" and form.is_valid() and form.save_or_conflict():
        if {"left_out", "group"} & set(form.changed_data):
            # The clauses around it change, too; the form's page leads back in the same way.
            messages.success(request, _("Clause saved."))
            return HttpResponse(headers={"HX-Refresh": "true"})
        return in_its_place(request, clause, is_saved=True)
    focus_first(form)
    context = {"form": form, "clause": clause, "back": clause.get_absolute_url(), "now": said_now(clause)}
    html = render_to_string("agreements/clause_form.html", context, request)
    return HttpResponse(html, status=status_of(form), headers={"Vary": "HX-Request"})


def said_now(clause: Clause) -> str:
    """What the records would say now in the place of a clause that was edited by hand, where that is something else."""
    now = writing.said_now(clause) if clause.written_from == writing.HAND else ""
    return now if now != clause.text else ""


def in_its_place(request: Any, clause: Clause, *, is_saved: bool = False) -> HttpResponse:
    """The clause as it stands on the page, with the focus where its form was opened, and its entry in the contents."""
    partnership, agreement = clause.partnership, clause.agreement
    clauses = writing.drafted(agreement)
    groups = in_groups(partnership, clauses, templates.hints_of(agreement), only=clause)
    found = [one for _name, own in groups for one in own if one.pk == clause.pk]
    if not found:
        return HttpResponse(headers={"HX-Redirect": reverse("agreement", args=[partnership.slug])})
    context = {"clause": found[0], "partnership": partnership, "has_focus": True, "is_saved": is_saved}
    html = render_to_string("agreements/clause.html", context, request)
    html += render_to_string("agreements/contents_entry.html", {**context, "out_of_band": True}, request)
    headers = {"HX-Retarget": f"#clause-{clause.key}", "HX-Reswap": "outerHTML", "Vary": "HX-Request"}
    return HttpResponse(html, headers=headers)
