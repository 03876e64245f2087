"""The plan's page, its settings and its versions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.form_pages import form_page
from backbone.pages.htmx import is_fragment, render_page
from backbone.typed_text import is_key
from partnerships.access import get_partnership
from partnerships.documents.access import is_hidden
from workplans import printing
from workplans.forms import PlanForm
from workplans.plan.filters import MODES, SHOW, SORTS, Filters, partners_of
from workplans.plan.page import PlanPage, tasks_of
from workplans.plan.tally import tally_of
from workplans.plans import find_plan, plan_for
from workplans.views.requests import words_of


@require_safe
def plan(request: Any, slug: str) -> HttpResponse:
    """What is planned; what is shown, how it is sorted and whose tasks are opened stands in the address."""
    partnership = get_partnership(request.user, slug)
    filters = Filters.from_query(request.GET)
    opened = _opened(request, partnership)
    if opened and is_fragment(request):
        return render(request, "workplans/plan_tasks.html", {"milestone": opened, "tasks": tasks_of(opened)})
    current = find_plan(partnership)
    context = {
        "partnership": partnership,
        "plan": current,
        "tally": tally_of(partnership),
        "shown": PlanPage(partnership, filters, request.GET.get("page")),
        "opened": opened,
        "opened_tasks": tasks_of(opened) if opened else None,
        "filters": filters,
        "shows": SHOW.items(),
        "sorts": SORTS.items(),
        "modes": MODES.items(),
        "partners": partners_of(partnership.pk),
        "versions": _versions(request, current),
    }
    return render_page(request, "workplans/plan.html", context, partial="outline")


def _versions(request, current):
    """The plan's issued versions, of which some may be hidden while the person presents."""
    rows = printing.versions(current)
    for version in rows if request.is_presenting else ():
        version.is_hidden = is_hidden(request.user, version)
    return rows


def _opened(request, partnership):
    """The milestone whose tasks are asked for."""
    key = request.GET.get("tasks", "")
    return partnership.milestones.filter(pk=key).first() if is_key(key) else None


@require_http_methods(["GET", "HEAD", "POST"])
def plan_settings(request: Any, slug: str) -> HttpResponse | None:
    """The plan's title and period."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = PlanForm(request.POST or None, instance=plan_for(partnership), partnership=partnership)
    return form_page(
        request,
        form,
        partnership,
        title=_("The plan’s title and period"),
        kicker=_("Work plan"),
        submit=_("Save"),
        done=_("Plan saved."),
        back=reverse("plan", args=[slug]),
        nav="plan",
    )


@require_POST
def plan_versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze the plan as it stands and make its PDF."""
    partnership = get_partnership(request.user, slug, "coordinate")
    version = printing.issue_plan(partnership, request.user, words_of(request, "reason", 300))
    return redirect("version_status", version.pk)
