"""My work: what is asked of the person who is signed in, in all partnerships."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.htmx import render_page
from backbone.panels import registry, shown
from partnerships.needing.later import needs_now
from workplans import own_work


@require_safe
def my_work(request: Any) -> HttpResponse:
    """What is proposed, what is open by date, and what other parts of the product ask."""
    work = own_work.work_of(request.user)
    own = {row.get_absolute_url() for row in [*work.tasks, *work.leads]}
    needs = needs_now(request.user).without(own)
    context = {
        "work": work,
        "proposed": first_rows(work.proposed, request.GET, "proposed"),
        "leads": first_rows(work.leads, request.GET, "leads"),
        "tasks": first_rows(work.open, request.GET, "tasks"),
        "needs": first_rows(needs.in_groups(request.GET.get("group", "")), request.GET, "needs"),
        "needs_count": len(needs),
        "panels": shown(registry.sorted("my_work"), person=request.user, request=request),
    }
    return render_page(request, "workplans/my_work.html", context)
