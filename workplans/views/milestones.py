"""A milestone's page, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.database.ordering import DOWN, UP
from backbone.pages.bounded import first_rows
from backbone.pages.coming_back import asked_back
from backbone.pages.form_pages import after_saving, focus_first, form_page, status_of
from backbone.typed_text import clean_text
from partnerships.access import get_partnership
from partnerships.attachments.shown import files_of
from partnerships.named import say_who_left
from partnerships.removing import removed_from
from partnerships.views.removals import remove
from workplans import history, leads, milestones, smart, smart_facts
from workplans.access import get_led_milestone, get_milestone, get_resource, may_lead
from workplans.answers import asking_again, wording
from workplans.answers.forms import SMART_FORMS
from workplans.forms import MilestoneForm, ResourceForm, StateForm
from workplans.models import Milestone
from workplans.plan import finding
from workplans.plan.page import address
from workplans.plans import find_plan
from workplans.views.requests import is_delete, words_of

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def milestone_new(request: Any, slug: str) -> HttpResponse | None:
    """Write down a milestone; the objective may stand in the address."""
    partnership = get_partnership(request.user, slug, "coordinate")
    if not partnership.objectives.exists():
        messages.info(request, _("A milestone belongs to an objective. Write that down first."))
        return redirect("objective_new", slug)
    initial = {"objective": request.GET.get("objective")}
    form = MilestoneForm(request.POST or None, instance=Milestone(), initial=initial, partnership=partnership)
    if request.method == "POST" and form.is_valid():
        row = milestones.save(form, by=request.user)
        messages.success(request, _("Milestone added."))
        return redirect(after_saving(request, row))
    focus_first(form)
    page = {"partnership": partnership, "form": form, "nav": "plan"}
    return render(request, "workplans/milestone_form.html", page, status=status_of(form))


@require_safe
def milestones_found(request: Any, slug: str) -> HttpResponse:
    """Options for a text field: milestones with these words or numbers; `field` names the parameter."""
    partnership = get_partnership(request.user, slug, "coordinate")
    words = clean_text(request.GET.get(request.GET.get("field", ""), "")).strip()
    found = finding.with_words(partnership.milestones.all(), words)[: finding.OFFERED]
    return render(request, "ui/search_options.html", {"options": [(str(row), "") for row in found]})


@require_http_methods(FORM)
def milestone(request: Any, pk: int, forms: Any = None, status: Any = None) -> HttpResponse:
    """One milestone: its facts, SMART, tasks, resources and history."""
    row = get_milestone(request.user, pk)
    say_who_left(row, "lead_person")
    changes = list(row.changes.select_related("by"))
    answers = smart_facts.latest_answers(row)
    context = {
        "partnership": row.partnership,
        "nav": "plan",
        "milestone": row,
        "partner_removed": removed_from(row, "lead_partner"),
        "criteria": _criteria(row, answers),
        "files": files_of("milestone", request.user, row),
        "supporters": row.supporters.select_related("organisation"),
        **_lists(row, request.user, changes, request.GET),
        "lead_was_recorded": leads.was_recorded(changes),
        "may_lead": may_lead(request.user, row),
        "asks_lead": leads.is_asked_of(row),
        "lead_asked": leads.asked(row),
        "is_lead": row.lead_person_id == request.user.pk,
        "said_to_stay": wording.says_it_stays(row, answers, changes),
        "asked_again": list(asking_again.waiting_for(row)),
        "meaning_is_open": wording.is_open(row, answers, changes),
        **_forms(row, forms or {}),
    }
    return render(request, "workplans/milestone.html", context, status=status)


def _lists(row, reader, changes, query):
    """What belongs to a milestone, the first rows of each; the page is shown again when a form on it is refused."""
    tasks = row.tasks.shown_to(row.partnership.access)
    lists = {
        "depends_on": row.depends_on.all(),
        "needed_by": row.needed_by.all(),
        "resources": row.resources.select_related("pledged_by__organisation"),
        "tasks": tasks.select_related("owner", "partner__organisation", "partnership"),
        "history": changes,
    }
    at = row.get_absolute_url()
    shown = {name: first_rows(rows, query, name, at=at) for name, rows in lists.items()}
    return {**shown, "history": history.entries(shown["history"], reader, row.partnership.access)}


def _criteria(row, answers):
    return smart.criteria(smart_facts.facts_of(row, find_plan(row.partnership), answers), answers)


def _forms(row, given):
    partnership = row.partnership
    return {
        "state_form": given.get("state") or StateForm(milestone=row),
        "resource_form": given.get("resource") or ResourceForm(partnership=partnership),
    }


@require_http_methods(FORM)
def milestone_edit(request: Any, pk: int) -> HttpResponse | None:
    """Change a milestone; another lead has to accept anew."""
    row = get_milestone(request.user, pk, "coordinate")
    form = MilestoneForm(request.POST or None, instance=row, partnership=row.partnership)
    if request.method == "POST" and form.is_valid() and milestones.save(form, by=request.user):
        messages.success(request, _("Milestone saved."))
        return redirect(row)
    focus_first(form)
    page = {"partnership": row.partnership, "form": form, "milestone": row, "nav": "plan"}
    return render(request, "workplans/milestone_form.html", page, status=status_of(form))


@require_POST
def milestone_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a milestone that was recorded by mistake; its tasks stay."""
    row = get_milestone(request.user, pk, "coordinate")
    back = reverse("plan", args=[row.partnership.slug])
    return remove(request, row, back=back, page=row.get_absolute_url())


@require_POST
def milestone_state(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead or a coordinator moves the milestone to another state, with a line of why."""
    row = get_led_milestone(request.user, pk)
    form = StateForm(request.POST, milestone=row)
    if not form.is_valid():
        return milestone(request, pk, {"state": form}, status=422)
    try:
        milestones.set_state(row, by=request.user, **form.cleaned_data)
        messages.success(request, _("The milestone is now “%(state)s”.") % {"state": row.get_state_display()})
    except milestones.NotPossible as problem:
        messages.error(request, str(problem))
    return redirect(row)


@require_http_methods(["POST", "DELETE"])
def milestone_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """The named lead accepts (POST) or gives the lead back (DELETE); a coordinator records what was said."""
    row = get_led_milestone(request.user, pk)
    try:
        if row.lead_person is None:
            messages.error(request, _("Nobody is named as the lead yet."))
        elif is_delete(request):
            leads.answer(row, False, by=request.user, words=words_of(request))
            messages.success(request, _("The lead was declined; the coordinator will see it."))
        else:
            leads.answer(row, True, by=request.user)
            messages.success(request, _("The lead is accepted."))
    except milestones.LeadSettled as problem:
        messages.error(request, str(problem))
    return redirect(row)


@require_POST
def milestone_lead_request(request: HttpRequest, pk: int) -> HttpResponse:
    """The coordinator asks the named lead by mail."""
    row = get_milestone(request.user, pk, "coordinate")
    try:
        messages.success(request, leads.what_happens(row, leads.ask(row, by=request.user)))
    except leads.CannotAsk as problem:
        messages.error(request, str(problem))
    return redirect(asked_back(request, row.get_absolute_url()))


@require_POST
def milestone_position(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down within its objective."""
    row = get_milestone(request.user, pk, "coordinate")
    milestones.move(row, UP if request.POST.get("to") == "up" else DOWN)
    return redirect(address(row.partnership, milestone=pk))


@require_http_methods(FORM)
def smart_answer(request: Any, pk: str, criterion: str) -> HttpResponse | None:
    """Answer one of the three questions that no machine can; each answer is kept."""
    row = get_led_milestone(request.user, pk)
    lead = None if row.lead_person_id == request.user.pk else row.lead_person
    form = SMART_FORMS[criterion](request.POST or None, lead=lead)
    if request.method == "POST" and form.is_valid():
        wording.answer(row, criterion, by=request.user, **form.cleaned_data)
        messages.success(request, _("Answer kept, with your name and today’s date."))
        return redirect(f"{row.get_absolute_url()}#smart")
    page = {"partnership": row.partnership, "milestone": row, "form": form, "nav": "plan"}
    page |= {"name": smart.NAMES[criterion], "criterion": criterion}
    return render(request, "workplans/smart_answer.html", page, status=status_of(form))


@require_POST
def milestone_resources(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a resource that the milestone needs."""
    row = get_milestone(request.user, pk, "coordinate")
    form = ResourceForm(request.POST, partnership=row.partnership)
    form.instance.milestone = row
    if not form.is_valid():
        return milestone(request, pk, {"resource": form}, status=422)
    form.save_or_conflict()
    messages.success(request, _("Resource added."))
    return redirect(f"{row.get_absolute_url()}#resources")


@require_http_methods([*FORM, "DELETE"])
def resource(request: Any, pk: int) -> HttpResponse | None:
    """Change a resource, or take it away (DELETE)."""
    row = get_resource(request.user, pk)
    back = f"{row.milestone.get_absolute_url()}#resources"
    if is_delete(request):
        return remove(request, row, back=back)
    form = ResourceForm(request.POST or None, instance=row, partnership=row.partnership)
    return form_page(
        request,
        form,
        row.partnership,
        title=_("Change resource"),
        kicker=row.milestone,
        submit=_("Save"),
        done=_("Resource saved."),
        back=back,
        nav="plan",
        removal=request.path,
    )
