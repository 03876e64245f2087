"""What a plan keeps of a person, for an export of their data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.personal import Erased, Naming, NotExported, Personal
from workplans.models import Change, Indicator, Milestone, SmartAnswer, Task, TaskReminder

OF = {"partnership": _("Partnership")}
KINDS = [
    Personal(
        Task,
        _("Your tasks"),
        _("To know who does what by when."),
        ("owner", "backup"),
        {
            **OF,
            "title": "",
            "owner": "",
            "backup": "",
            "raised_on": "",
            "due_on": "",
            "state": "",
            "evidence": "",
            "wanted_due_on": _("More time wanted, until"),
            "wanted_reason": _("Why more time is wanted"),
        },
    ),
    Personal(
        Milestone,
        pgettext_lazy("page", "Milestones that you lead"),
        _("To know who does what by when."),
        ("lead_person",),
        {**OF, "title": "", "due": "", "state": "", "lead_accepted_at": _("Lead accepted")},
    ),
    Personal(
        SmartAnswer,
        _("Your answers about milestones"),
        _("To see whether a milestone can be reached."),
        ("by",),
        {
            **OF,
            "milestone": _("Milestone"),
            "letter": _("Letter"),
            "yes": "",
            "confidence": "",
            "words": "",
            "at": _("When"),
        },
    ),
    Personal(
        Change,
        _("What you changed or answered"),
        _("So that others see who changed what."),
        ("by",),
        {**OF, "task": _("Task"), "milestone": _("Milestone"), "words": _("In your words"), "at": _("When")},
    ),
]
LEFT_OUT = [
    NotExported(
        TaskReminder, ("person",), _("Which email reminded of what: the emails themselves are in the export.")
    ),
    NotExported(Indicator, ("baseline_by", "target_by"), _("Figures are the partnership’s.")),
]
ERASED = [
    Erased(Task, _("Why they wanted more time for a task"), ("owner",), {"wanted_reason": ""}),
    Erased(SmartAnswer, _("Words in their answers about milestones"), ("by",), {"words": ""}),
    Erased(Change, _("Words with what they changed or answered"), ("by",), {"words": ""}),
    Erased(
        Change,
        _("Words that a coordinator noted for them"),
        ("task__owner", "milestone__lead_person"),
        {"words": ""},
        {"told_on__isnull": False},
    ),
]
NAMING = [Naming(Change, ("words",)), Naming(Task, ("evidence",))]
