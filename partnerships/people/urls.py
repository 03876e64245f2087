from django.urls import path

from partnerships.people.views import pasting, people, setup

urlpatterns = [
    path("setup/", setup.first_steps, name="first_steps"),
    path("partnerships/new/", setup.partnership_new, name="partnership_new"),
    path("partnerships/<slug:slug>/setup/", setup.setup, name="setup"),
    path("partnerships/<slug:slug>/people/", pasting.people_paste, name="people_paste"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/role/", people.person_role, name="person_role"),
    path("people/<int:pk>/access/", people.person_access, name="person_access"),
]
