"""The page of a partnership's disputes, and each with its steps; nothing of them is kept by a browser."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page, show_form
from backbone.time.days import today_of
from partnerships.disputes import access, keeping, ladder, parties
from partnerships.disputes.forms import DisputeForm, EndForm, StepForm
from partnerships.disputes.models import MOST_STEPS, Dispute, DisputeStep

FORM = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def dispute_list(request: Any, slug: str) -> HttpResponse:
    """The disputes that this person may open; how many others there are is not said."""
    partnership = access.get_partnership_with_disputes(request.user, slug)
    rows = access.opened_by(request.user).filter(partnership=partnership)
    rows = rows.select_related("handler").prefetch_related("parties__organisation")
    context = {
        "partnership": partnership,
        "disputes": first_rows(rows, request.GET, "page"),
        "may_begin": access.coordinates(partnership) and not partnership.access.is_closed,
        "nav": "agreement",
    }
    return render(request, "disputes/list.html", context)


@never_cache
@require_http_methods(FORM)
def dispute_new(request: Any, slug: str) -> HttpResponse:
    """Write down a dispute; the steps of the agreement are there at once."""
    partnership = access.get_partnership_to_begin(request.user, slug)
    row = Dispute(partnership=partnership, by=request.user, opened_on=today_of(partnership))
    return _dispute_form(
        request,
        row,
        title=_("New dispute"),
        lead=" ".join(
            [
                _("The steps that the agreement has for a dispute are added; you can change them then."),
                ladder.where_from(partnership),
            ]
        ),
        back=reverse("disputes", args=[slug]),
    )


@never_cache
@require_http_methods(FORM)
def dispute_edit(request: Any, pk: int) -> HttpResponse:
    """Change what it is about, who the parties are, or who handles it."""
    row = access.get_dispute_of_coordinator(request.user, pk)
    return _dispute_form(request, row, title=_("Edit dispute"), back=row.get_absolute_url())


def _dispute_form(request, row, **page):
    form = DisputeForm(request.POST or None, instance=row, partnership=row.partnership, writer=request.user)
    if request.method == "POST" and form.is_valid() and form.save_or_conflict():
        messages.success(request, _("Saved."))
        return redirect(row)
    words = {"kicker": _("Disputes"), "submit": _("Save dispute")}
    return show_form(request, form, row.partnership, nav="agreement", draft="", **words, **page)


@never_cache
@require_safe
def dispute(request: Any, pk: int) -> HttpResponse:
    """One dispute: what it is about, its parties, who handles it, and its steps."""
    row = access.get_dispute(request.user, pk)
    sides = list(row.parties.select_related("organisation"))
    steps = list(row.steps.all())
    may_change = not row.partnership.access.is_closed
    context = {
        "partnership": row.partnership,
        "dispute": row,
        "parties": sides,
        "became_party": row.handler and parties.spoken_for(row.handler, sides),
        "steps": steps,
        "today": today_of(row.partnership),
        "may_change": may_change,
        "may_add": may_change and len(steps) < MOST_STEPS,
        "may_edit": may_change and access.coordinates(row.partnership),
        "nav": "agreement",
    }
    return render(request, "disputes/dispute.html", context)


@never_cache
@require_http_methods(FORM)
def dispute_ending(request: Any, pk: int) -> HttpResponse:
    """End a dispute, with a day and words."""
    row = access.get_dispute_to_change(request.user, pk)
    return form_page(
        request,
        EndForm(request.POST or None, instance=row, partnership=row.partnership),
        row.partnership,
        title=_("End of the dispute"),
        kicker=_("Dispute"),
        submit=_("End the dispute"),
        done=_("The dispute has ended."),
        back=row.get_absolute_url(),
        nav="agreement",
        draft="",
    )


@never_cache
@require_POST
def dispute_reopening(request: Any, pk: int) -> HttpResponse:
    """Let a dispute go on that had ended."""
    row = access.get_dispute_to_change(request.user, pk)
    keeping.reopen(row)
    messages.success(request, _("The dispute is open again."))
    return redirect(row)


@never_cache
@require_POST
def dispute_removal(request: Any, pk: int) -> HttpResponse:
    """Delete a dispute for good; nothing keeps it."""
    row = access.get_dispute_of_coordinator(request.user, pk)
    row.delete()
    messages.success(request, _("Deleted for good."))
    return redirect("disputes", row.partnership.slug)


# Steps


@never_cache
@require_http_methods(FORM)
def dispute_step_new(request: Any, pk: int) -> HttpResponse:
    """Add a step behind the others."""
    row = access.get_dispute_to_change(request.user, pk)
    return _step_form(request, DisputeStep(dispute=row, partnership=row.partnership), _("New step"))


@never_cache
@require_http_methods(FORM)
def dispute_step_edit(request: Any, pk: int) -> HttpResponse:
    """Change a step, or say when it was done and what came of it."""
    return _step_form(request, access.get_step(request.user, pk), _("Step"))


def _step_form(request, step, title):
    form = StepForm(request.POST or None, instance=step, partnership=step.partnership)
    words = {"title": title, "kicker": _("Dispute"), "submit": _("Save step"), "done": _("Step saved.")}
    back = step.dispute.get_absolute_url()
    return form_page(request, form, step.partnership, back=back, nav="agreement", draft="", **words)


@never_cache
@require_POST
def dispute_step_removal(request: Any, pk: int) -> HttpResponse:
    """Take a step out for good."""
    step = access.get_step(request.user, pk)
    keeping.remove_step(step)
    messages.success(request, _("Step removed."))
    return redirect(step.dispute)
