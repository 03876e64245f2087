from django.urls import path

from partnerships.bodies import views

urlpatterns = [
    path("partnerships/<slug:slug>/bodies/", views.body_list, name="bodies"),
    path("partnerships/<slug:slug>/bodies/new/", views.body_new, name="body_new"),
    path("bodies/<int:pk>/", views.body_page, name="body"),
    path("bodies/<int:pk>/edit/", views.body_edit, name="body_edit"),
    path("bodies/<int:pk>/norms/", views.body_norms, name="body_norms"),
    path("bodies/<int:pk>/guests/", views.guest_new, name="body_guest_new"),
    path("bodies/<int:pk>/removal/", views.body_removal, name="body_removal"),
    path("seats/<int:pk>/edit/", views.seat_edit, name="seat_edit"),
    path("guests/<int:pk>/removal/", views.guest_removal, name="body_guest_removal"),
]
