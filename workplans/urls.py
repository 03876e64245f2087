"""Addresses of the work plan: plan, objectives, milestones, tasks, My work, and what a mailed link posts to."""

from django.urls import path, re_path

from partnerships.attachments.urls import file_paths
from workplans.views import link, milestones, mywork, objectives, pasting, plan, several, tasks

urlpatterns = [
    *file_paths("milestone", "milestones"),
    *file_paths("task", "tasks"),
    path("my-work/", mywork.my_work, name="my_work"),
    path("partnerships/<slug:slug>/plan/", plan.plan, name="plan"),
    path("partnerships/<slug:slug>/plan/settings/", plan.plan_settings, name="plan_settings"),
    path("partnerships/<slug:slug>/plan/versions/", plan.plan_versions, name="plan_versions"),
    path("partnerships/<slug:slug>/objectives/new/", objectives.objective_new, name="objective_new"),
    path("objectives/<int:pk>/", objectives.objective, name="objective"),
    path("objectives/<int:pk>/removal/", objectives.objective_removal, name="objective_removal"),
    path("objectives/<int:pk>/position/", objectives.objective_position, name="objective_position"),
    path("partnerships/<slug:slug>/milestones/new/", milestones.milestone_new, name="milestone_new"),
    path("partnerships/<slug:slug>/milestones/found/", milestones.milestones_found, name="milestones_found"),
    path(
        "partnerships/<slug:slug>/milestones/several/", several.milestones_several, name="milestones_several"
    ),
    path("milestones/<int:pk>/", milestones.milestone, name="milestone"),
    path("milestones/<int:pk>/edit/", milestones.milestone_edit, name="milestone_edit"),
    path("milestones/<int:pk>/removal/", milestones.milestone_removal, name="milestone_removal"),
    path("milestones/<int:pk>/state/", milestones.milestone_state, name="milestone_state"),
    path("milestones/<int:pk>/lead/", milestones.milestone_lead, name="milestone_lead"),
    path(
        "milestones/<int:pk>/lead/request/", milestones.milestone_lead_request, name="milestone_lead_request"
    ),
    path("milestones/<int:pk>/position/", milestones.milestone_position, name="milestone_position"),
    re_path(
        r"^milestones/(?P<pk>\d+)/smart/(?P<criterion>[SAR])/$", milestones.smart_answer, name="smart_answer"
    ),
    path("milestones/<int:pk>/resources/", milestones.milestone_resources, name="milestone_resources"),
    path("resources/<int:pk>/", milestones.resource, name="resource"),
    path("partnerships/<slug:slug>/tasks/", tasks.tasks, name="tasks"),
    path("partnerships/<slug:slug>/tasks/new/", tasks.task_new, name="task_new"),
    path("partnerships/<slug:slug>/tasks/paste/", pasting.tasks_paste, name="tasks_paste"),
    path("partnerships/<slug:slug>/tasks/several/", several.tasks_several, name="tasks_several"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/edit/", tasks.task_edit, name="task_edit"),
    path("tasks/<int:pk>/removal/", tasks.task_removal, name="task_removal"),
    path("tasks/<int:pk>/acceptance/", tasks.task_acceptance, name="task_acceptance"),
    path("tasks/<int:pk>/completion/", tasks.task_completion, name="task_completion"),
    path("tasks/<int:pk>/extension/", tasks.task_extension, name="task_extension"),
    path("tasks/<int:pk>/extension/answer/", tasks.task_extension_answer, name="task_extension_answer"),
    path("tasks/<int:pk>/drop/", tasks.task_drop, name="task_drop"),
    path("l/<str:token>/tasks/<int:pk>/answer/", link.link_task_answer, name="link_task_answer"),
    path("l/<str:token>/milestones/<int:pk>/lead/", link.link_milestone_lead, name="link_milestone_lead"),
    path(
        "l/<str:token>/milestones/<int:pk>/answers/",
        link.link_milestone_answers,
        name="link_milestone_answers",
    ),
]
