from django.urls import path

from partnerships.agreement_papers import views

urlpatterns = [
    path("partnerships/<slug:slug>/agreement/papers/", views.agreement_papers, name="agreement_papers"),
    path(
        "partnerships/<slug:slug>/agreement/difference/", views.version_difference, name="version_difference"
    ),
    path(
        "partnerships/<slug:slug>/agreement/counterparts/",
        views.agreement_counterparts,
        name="agreement_counterparts",
    ),
    path("partnerships/<slug:slug>/agreement/folder/", views.agreement_folder, name="agreement_folder"),
    path("partners/<int:pk>/part/", views.own_part_page, name="own_part"),
    path("agreement-papers/<int:pk>/", views.agreement_paper, name="agreement_paper"),
    path("agreement-papers/<int:pk>/file/", views.agreement_paper_file, name="agreement_paper_file"),
]
