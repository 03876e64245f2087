"""What shows that a milestone is reached or a task is done, as files."""

from __future__ import annotations

from django.db import models

from backbone.database.fields import same_partnership
from backbone.database.history import track
from partnerships.attachments.models import AttachedFile
from workplans.models.milestones import Milestone
from workplans.models.tasks import Task


@track()
class MilestoneFile(AttachedFile):
    """Evidence of a milestone, or what belongs to it."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("ms_file", "milestone", "upload")]


@track()
class TaskFile(AttachedFile):
    """Evidence of a task, or what belongs to it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("task_file", "task", "upload")]
