"""Who gets what from the addresses of work plans, milestones and tasks."""

from tests.access_table.policies import ANYBODY, COORDINATE, SEE, SIGNED_IN, WORK

TABLE = [
    (
        "post",
        ANYBODY,
        """
        link_milestone_answers link_milestone_lead link_task_answer
    """,
    ),
    (
        "get",
        SIGNED_IN,
        """
        my_work
    """,
    ),
    (
        "get",
        SEE,
        """
        milestone milestone_file milestone_files plan task task_file task_files tasks
    """,
    ),
    (
        "post",
        SEE,
        """
        milestone task
    """,
    ),
    (
        "post",
        WORK,
        """
        task_acceptance task_completion task_extension task_file_removal task_files
    """,
    ),
    (
        "get",
        COORDINATE,
        """
        milestone_edit milestone_new milestones_found milestones_several objective objective_new
        plan_settings resource smart_answer task_edit task_new tasks_paste tasks_several
    """,
    ),
    (
        "post",
        COORDINATE,
        """
        milestone_edit milestone_file_removal milestone_files milestone_lead milestone_lead_request
        milestone_new milestone_position milestone_removal milestone_resources milestone_state
        milestones_several objective objective_new objective_position objective_removal plan_settings
        plan_versions resource smart_answer task_drop task_edit task_extension_answer task_new
        task_removal tasks_paste tasks_several
    """,
    ),
    (
        "delete",
        WORK,
        """
        task_acceptance task_completion
    """,
    ),
    (
        "delete",
        COORDINATE,
        """
        milestone_lead resource task_drop task_extension_answer
    """,
    ),
]
