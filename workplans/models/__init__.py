"""What was intended: the plan, its objectives and milestones, outcomes and indicators, and tasks."""

from workplans.models.files import MilestoneFile, TaskFile
from workplans.models.milestones import (
    Milestone,
    MilestoneDependency,
    MilestoneSupporter,
    Resource,
    SmartAnswer,
)
from workplans.models.plans import Indicator, Objective, Outcome, Plan
from workplans.models.tasks import Change, Task, TaskReminder

__all__ = [
    "Change",
    "Indicator",
    "Milestone",
    "MilestoneDependency",
    "MilestoneFile",
    "MilestoneSupporter",
    "Objective",
    "Outcome",
    "Plan",
    "Resource",
    "SmartAnswer",
    "Task",
    "TaskFile",
    "TaskReminder",
]
