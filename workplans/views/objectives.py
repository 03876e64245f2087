"""Objectives: writing, ordering, removing."""

from django.contrib import messages
from django.db.models import Max
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.access import get_partnership
from workplans.access import get_objective
from workplans.forms import ObjectiveForm
from workplans.milestones import move
from workplans.models import Objective
from workplans.plans import plan_for


def objective_new(request, slug):
    """Write down a new objective, at the plan's end."""
    partnership = get_partnership(request.user, slug, "coordinate")
    if request.method == "POST":
        objective = Objective(plan=plan_for(partnership), position=_next_position(partnership))
        form = ObjectiveForm(request.POST, instance=objective, partnership=partnership)
        if form.is_valid() and form.save_or_conflict():
            messages.success(request, _("Objective added. What will be there when it is reached?"))
            return redirect(f"{reverse('milestone_new', args=[slug])}?objective={form.instance.pk}")
    else:
        form = ObjectiveForm(partnership=partnership)
    return render(request, "workplans/form.html", _page(partnership, form, _("New objective")))


def objective(request, pk):
    """Change an objective."""
    row = get_objective(request.user, pk, "coordinate")
    form = ObjectiveForm(request.POST or None, instance=row, partnership=row.partnership)
    if request.method == "POST" and form.is_valid() and form.save_or_conflict():
        messages.success(request, _("Objective saved."))
        return redirect("plan", row.partnership.slug)
    page = _page(row.partnership, form, _("Change objective"))
    return render(
        request, "workplans/form.html", page | {"objective": row, "empty": not row.milestones.exists()}
    )


@require_POST
def objective_removal(request, pk):
    """Take an objective without milestones out of the plan."""
    row = get_objective(request.user, pk, "coordinate")
    if row.milestones.exists():
        messages.error(request, _("It still has milestones; move or drop these first."))
    else:
        row.delete()
        messages.success(request, _("Objective removed."))
    return redirect("plan", row.partnership.slug)


@require_POST
def objective_position(request, pk):
    """One place up or down in the plan."""
    row = get_objective(request.user, pk, "coordinate")
    move(row, Objective.objects.filter(plan=row.plan_id), request.POST.get("to") == "up")
    return redirect(f"{reverse('plan', args=[row.partnership.slug])}#objective-{pk}")


def _next_position(partnership):
    last = Objective.objects.filter(partnership=partnership).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _page(partnership, form, title):
    return {
        "partnership": partnership,
        "form": form,
        "nav": "plan",
        "title": title,
        "kicker": _("Work plan"),
        "practice": _(
            "An objective says what partners want to reach together, in words that each would use."
        ),
    }
