from django.urls import path

from partnerships.documents import views

urlpatterns = [
    path("documents/<int:pk>/file/", views.version_file, name="version_file"),
    path("documents/<int:pk>/", views.version_status, name="version_status"),
    path("documents/<int:pk>/retry/", views.version_retry, name="version_retry"),
    path("verify/<slug:start>/", views.verify, name="verify"),
]
