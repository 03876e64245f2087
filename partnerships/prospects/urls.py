from django.urls import path

from partnerships.prospects import views

urlpatterns = [
    path("partnerships/<slug:slug>/prospects/", views.prospect_list, name="prospects"),
    path("partnerships/<slug:slug>/prospects/new/", views.prospect_new, name="prospect_new"),
    path("partnerships/<slug:slug>/sectors/", views.sector_wishes, name="sector_wishes"),
    path("prospects/<int:pk>/edit/", views.prospect_edit, name="prospect_edit"),
    path("prospects/<int:pk>/removal/", views.prospect_removal, name="prospect_removal"),
]
