"""Which rows of a plan the history of a partnership tells, and how each reads."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.tracked import Tracked
from workplans.models import (
    Indicator,
    Milestone,
    MilestoneDependency,
    MilestoneFile,
    MilestoneSupporter,
    Objective,
    Outcome,
    Plan,
    Resource,
    SmartAnswer,
    Task,
    TaskFile,
)

KINDS = [
    Tracked(
        MilestoneFile,
        _("File of a milestone"),
        ("name",),
        labels={"milestone": _("Milestone")},
        left_out=("upload",),
    ),
    Tracked(TaskFile, _("File of a task"), ("name",), labels={"task": _("Task")}, left_out=("upload",)),
    Tracked(Plan, _("Joint work plan"), ("title",)),
    Tracked(Outcome, _("Outcome"), ("name",), lambda pk: reverse("outcome_edit", args=[pk]), is_form=True),
    Tracked(Indicator, _("Measure"), ("name",), lambda pk: reverse("indicator", args=[pk])),
    Tracked(Objective, _("Objective"), ("title",), lambda pk: reverse("objective", args=[pk]), is_form=True),
    Tracked(
        Milestone,
        _("Milestone"),
        ("title",),
        lambda pk: reverse("milestone", args=[pk]),
        labels={"reached_on": _("Reached on"), "lead_accepted_at": _("Lead accepted")},
    ),
    Tracked(
        MilestoneSupporter,
        _("Taking part in a milestone"),
        ("milestone", "partner"),
        labels={"milestone": _("Milestone"), "partner": _("Partner")},
    ),
    Tracked(
        MilestoneDependency,
        _("What a milestone waits for"),
        ("from_milestone", "to_milestone"),
        labels={"from_milestone": _("Milestone"), "to_milestone": _("Waits for")},
    ),
    Tracked(Resource, _("Resource"), ("what",), lambda pk: reverse("resource", args=[pk]), is_form=True),
    Tracked(
        SmartAnswer,
        _("SMART answer"),
        ("milestone", "letter"),
        labels={"letter": _("Letter"), "by": _("By whom")},
    ),
    Tracked(
        Task,
        _("Task"),
        ("title",),
        lambda pk: reverse("task", args=[pk]),
        labels={
            "agreed_in_room": _("Agreed in the room"),
            "accepted_at": _("Accepted"),
            "closed_at": _("Closed"),
            "wanted_due_on": _("More time wanted, until"),
            "wanted_reason": _("Why more time is wanted"),
        },
    ),
]
