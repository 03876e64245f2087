"""The clauses of the partnering agreement: edited by hand, written again, added, moved, removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import form_page
from backbone.pages.htmx import is_fragment
from backbone.pages.undo import say_with_undo
from backbone.panels import Panel
from partnerships.access import get_partnership
from partnerships.agreements import arranging, templates, writing
from partnerships.agreements.access import get_clause
from partnerships.agreements.forms import ClauseForm, OwnClauseForm
from partnerships.agreements.views import shown_clauses
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
SAID_NOW = Panel("said_now", "agreements/said_now.html", dict, 10)


@require_http_methods(FORM)
def clause_new(request: Any, slug: str) -> HttpResponse:
    """Add a clause of the partners' own."""
    partnership = get_partnership(request.user, slug, "coordinate")
    agreement = writing.agreement_of(partnership)
    if agreement is None:
        return redirect("agreement", slug)
    back = reverse("agreement", args=[slug])
    if agreement.clauses.count() >= arranging.MOST:
        messages.error(request, _("An agreement holds 200 clauses; remove one first."))
        return redirect(back)
    form = OwnClauseForm(
        request.POST or None, instance=arranging.begin_own(agreement), partnership=partnership
    )
    words = {"title": _("A clause of your own"), "submit": _("Save clause"), "done": _("Clause saved.")}
    return form_page(request, form, partnership, back=back, nav="agreement", **words)


@require_http_methods(FORM)
def clause_edit(request: Any, pk: int) -> HttpResponse | None:
    """Edit a clause by hand, or leave it out."""
    clause = get_clause(request.user, pk)
    form_class = OwnClauseForm if clause.is_own else ClauseForm
    clause.agreement.partnership = clause.partnership
    if is_fragment(request) and "shown" in request.GET:
        return shown_clauses.in_its_place(request, clause)
    if clause.written_from != writing.HAND and not clause.is_own:
        writing.in_step(clause.agreement, [clause])
    form = form_class(request.POST or None, instance=clause, partnership=clause.partnership)
    if is_fragment(request):
        return shown_clauses.edited(request, form)
    return form_page(
        request,
        form,
        clause.partnership,
        title=_("Clause: %(heading)s") % {"heading": clause.heading},
        lead=_hint(clause),
        panels=_said_now(clause),
        removal=reverse("clause_removal", args=[pk]) if clause.is_own else "",
        submit=_("Save clause"),
        done=_("Clause saved."),
        back=_at(clause),
        nav="agreement",
        history=f"clause-{pk}",
    )


def _hint(clause):
    """The instruction to whoever writes it."""
    return templates.hint_of(clause)


def _said_now(clause):
    """Below the form of a clause that was edited by hand: what the records would say now, where that is something else."""
    now = shown_clauses.said_now(clause)
    if not now:
        return []
    return [(SAID_NOW, {"now": now, "language": clause.agreement.document.language})]


@require_POST
def clause_rewriting(request: Any, pk: int) -> HttpResponse | None:
    """Replace a clause with what the records or the standard wording say now."""
    clause = get_clause(request.user, pk)
    if clause.is_own:
        raise Http404
    clause = writing.write_again(clause)
    done = _("“%(heading)s” is written again.") % {"heading": clause.heading}
    say_with_undo(request, done, reverse("clause_return", args=[pk]))
    return redirect(_at(clause))


@require_POST
def clause_return(request: Any, pk: int) -> HttpResponse | None:
    """Undo: a clause that was written again has its editor's words again."""
    clause = get_clause(request.user, pk)
    words = {"heading": clause.heading}
    if writing.take_back(clause):
        messages.success(request, _("“%(heading)s” has its own words again.") % words)
    else:
        messages.error(request, _("Nothing was changed: “%(heading)s” was edited since.") % words)
    return redirect(_at(clause))


@require_POST
def clause_move(request: Any, pk: int) -> HttpResponse:
    """Move a clause up or down in its group."""
    clause = get_clause(request.user, pk)
    arranging.move(clause, arranging.UP if request.POST.get("way") == arranging.UP else arranging.DOWN)
    return redirect(_at(clause))


@require_POST
def clause_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a clause of the partners' own; one from the standard wording is left out instead."""
    clause = get_clause(request.user, pk)
    if not clause.is_own:
        raise Http404
    back = reverse("agreement", args=[clause.partnership.slug])
    return remove(request, clause, back=back, page=clause.get_absolute_url())


def _at(clause):
    return clause.get_absolute_url()
