from django.urls import path

from partnerships.imports import views

urlpatterns = [
    path("partnerships/<slug:slug>/import/", views.imports, name="imports"),
    path("imports/<int:pk>/", views.import_run, name="import_run"),
    path("imports/<int:pk>/sheets/", views.import_sheets, name="import_sheets"),
    path("imports/<int:pk>/corrections/", views.import_corrections, name="import_corrections"),
    path("imports/<int:pk>/meanings/", views.import_meanings, name="import_meanings"),
    path("imports/<int:pk>/confirmation/", views.import_confirmation, name="import_confirmation"),
    path("imports/<int:pk>/removal/", views.import_removal, name="import_removal"),
    path("imports/<int:pk>/refused/", views.import_refused, name="import_refused"),
]
