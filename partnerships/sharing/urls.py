from django.urls import path

from partnerships.sharing import views

urlpatterns = [
    path("partnerships/<slug:slug>/shared-upward/", views.shared_upward, name="shared_upward"),
    path("partnerships/<slug:slug>/children/", views.children, name="children"),
]
