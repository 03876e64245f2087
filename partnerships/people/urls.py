from django.urls import path

from partnerships.people.views import assistants, contacts, doubles, pasting, people, personal_data, setup

urlpatterns = [
    path("setup/", setup.first_steps, name="first_steps"),
    path("partnerships/new/", setup.partnership_new, name="partnership_new"),
    path("partnerships/<slug:slug>/setup/", setup.setup, name="setup"),
    path("partnerships/<slug:slug>/people/", pasting.people_paste, name="people_paste"),
    path("partnerships/<slug:slug>/contacts/", contacts.contact_list, name="contacts"),
    path(
        "partnerships/<slug:slug>/contacts/addresses/", contacts.contact_addresses, name="contact_addresses"
    ),
    path("partnerships/<slug:slug>/contacts/table/", contacts.contact_workbook, name="contact_workbook"),
    path("partnerships/<slug:slug>/contacts/cards/", contacts.contact_cards, name="contact_cards"),
    path("partnerships/<slug:slug>/contacts/keeping/", contacts.contacts_kept, name="contacts_kept"),
    path("partnerships/<slug:slug>/contacts/<int:pk>/", contacts.contact, name="contact"),
    path(
        "partnerships/<slug:slug>/contacts/<int:pk>/sign-in-address/",
        contacts.contact_address,
        {"kind": "sign_in"},
        name="contact_sign_in_address",
    ),
    path(
        "partnerships/<slug:slug>/contacts/<int:pk>/contact-address/",
        contacts.contact_address,
        {"kind": "contact"},
        name="contact_address",
    ),
    path(
        "partnerships/<slug:slug>/contacts/<int:pk>/right-address/",
        contacts.contact_right_address,
        name="contact_right_address",
    ),
    path(
        "partnerships/<slug:slug>/contacts/<int:pk>/merging/", doubles.contact_merging, name="contact_merging"
    ),
    path(
        "partnerships/<slug:slug>/contacts/<int:pk>/merges/<int:merge_pk>/undo/",
        doubles.contact_merge_undo,
        name="contact_merge_undo",
    ),
    path(
        "partnerships/<slug:slug>/contacts/<int:pk>/assistants/new/",
        assistants.assistant_new,
        name="assistant_new",
    ),
    path("assistants/<int:pk>/end/", assistants.assistant_end, name="assistant_end"),
    path("assistants/<int:pk>/return/", assistants.assistant_return, name="assistant_return"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/role/", people.person_role, name="person_role"),
    path("me/data/", personal_data.own_data, name="own_data"),
    path("me/data/file/", personal_data.own_data_file, name="own_data_file"),
    path("people/<int:pk>/data/", personal_data.person_data, name="person_data"),
    path("people/<int:pk>/data/file/", personal_data.person_data_file, name="person_data_file"),
    path("people/<int:pk>/erasure/", personal_data.person_erasure, name="person_erasure"),
    path("people/<int:pk>/access/", people.person_access, name="person_access"),
]
