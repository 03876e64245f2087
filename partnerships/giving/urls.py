from django.urls import path

from partnerships.giving import views

urlpatterns = [
    path("partnerships/<slug:slug>/give-and-get/", views.give_and_get, name="give_and_get"),
]
