from django.urls import path

from partnerships.disputes import views

urlpatterns = [
    path("partnerships/<slug:slug>/disputes/", views.dispute_list, name="disputes"),
    path("partnerships/<slug:slug>/disputes/new/", views.dispute_new, name="dispute_new"),
    path("disputes/<int:pk>/", views.dispute, name="dispute"),
    path("disputes/<int:pk>/edit/", views.dispute_edit, name="dispute_edit"),
    path("disputes/<int:pk>/ending/", views.dispute_ending, name="dispute_ending"),
    path("disputes/<int:pk>/reopening/", views.dispute_reopening, name="dispute_reopening"),
    path("disputes/<int:pk>/removal/", views.dispute_removal, name="dispute_removal"),
    path("disputes/<int:pk>/steps/new/", views.dispute_step_new, name="dispute_step_new"),
    path("dispute-steps/<int:pk>/edit/", views.dispute_step_edit, name="dispute_step_edit"),
    path("dispute-steps/<int:pk>/removal/", views.dispute_step_removal, name="dispute_step_removal"),
]
