"""Which rows of a plan take files, and who adds some."""

from django.utils.translation import gettext_lazy as _

from backbone.registered.removable import Removable
from partnerships.attachments.kinds import Attachable
from workplans.access import get_milestone, get_task, may_do, may_lead
from workplans.models import MilestoneFile, TaskFile

KINDS = [
    Attachable(
        "milestone",
        MilestoneFile,
        "milestone",
        get=get_milestone,
        may_add=may_lead,
        page=lambda row: row.get_absolute_url(),
    ),
    Attachable(
        "task", TaskFile, "task", get=get_task, may_add=may_do, page=lambda row: row.get_absolute_url()
    ),
]
REMOVABLE = [
    Removable("workplans.milestonefile", _("File")),
    Removable("workplans.taskfile", _("File")),
]
