from django.urls import path

from partnerships.attachments.urls import file_paths
from partnerships.conveners import views

urlpatterns = [
    path("partnerships/<slug:slug>/conveners/", views.convener_list, name="conveners"),
    path("partnerships/<slug:slug>/conveners/new/", views.convener_role_new, name="convener_role_new"),
    path("convener-roles/<int:pk>/edit/", views.convener_role_edit, name="convener_role_edit"),
    path("convener-roles/<int:pk>/removal/", views.convener_role_removal, name="convener_role_removal"),
    path("partnerships/<slug:slug>/tensions/", views.tension_list, name="tensions"),
    path("tensions/<int:pk>/edit/", views.tension_edit, name="tension_edit"),
    path("tensions/<int:pk>/removal/", views.tension_removal, name="tension_removal"),
    path(
        "partnerships/<slug:slug>/local-convenings/new/",
        views.local_convening_new,
        name="local_convening_new",
    ),
    path("local-convenings/<int:pk>/", views.local_convening, name="local_convening"),
    path("local-convenings/<int:pk>/edit/", views.local_convening_edit, name="local_convening_edit"),
    path("local-convenings/<int:pk>/report/", views.local_convening_report, name="local_convening_report"),
    path("local-convenings/<int:pk>/removal/", views.local_convening_removal, name="local_convening_removal"),
    *file_paths("local_convening", "local-convenings"),
]
