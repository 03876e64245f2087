from django.urls import path

from partnerships.views import bodies, home, notes, partners, partnership, representatives, roles, terms

urlpatterns = [
    path("", home.home, name="home"),
    path("partnerships/<slug:slug>/roles/", roles.role_list, name="roles"),
    path("roles/<int:pk>/end/", roles.role_end, name="role_end"),
    path("partnerships/", partnership.partnership_list, name="partnerships"),
    path("partnerships/<slug:slug>/", partnership.overview, name="partnership"),
    path("partnerships/<slug:slug>/edit/", partnership.edit, name="partnership_edit"),
    path("partnerships/<slug:slug>/purpose/", partnership.purpose_history, name="purpose_history"),
    path("partnerships/<slug:slug>/partners/", partners.partner_list, name="partners"),
    path("partnerships/<slug:slug>/partners/new/", partners.partner_new, name="partner_new"),
    path("partners/<int:pk>/", partners.partner_page, name="partner"),
    path("partners/<int:pk>/edit/", partners.partner_edit, name="partner_edit"),
    path("partners/<int:pk>/withdrawal/", partners.partner_withdrawal, name="partner_withdrawal"),
    path("partners/<int:pk>/return/", partners.partner_return, name="partner_return"),
    path(
        "partners/<int:pk>/representatives/new/",
        representatives.representative_new,
        name="representative_new",
    ),
    path("representatives/<int:pk>/edit/", representatives.representative_edit, name="representative_edit"),
    path("representatives/<int:pk>/end/", representatives.representative_end, name="representative_end"),
    path("partners/<int:pk>/contributions/new/", terms.contribution_new, name="contribution_new"),
    path("contributions/<int:pk>/edit/", terms.contribution_edit, name="contribution_edit"),
    path("contributions/<int:pk>/removal/", terms.contribution_removal, name="contribution_removal"),
    path("partners/<int:pk>/benefits/new/", terms.benefit_new, name="benefit_new"),
    path("benefits/<int:pk>/edit/", terms.benefit_edit, name="benefit_edit"),
    path("benefits/<int:pk>/removal/", terms.benefit_removal, name="benefit_removal"),
    path("partners/<int:pk>/notes/", notes.partner_notes, name="partner_notes"),
    path("notes/<int:pk>/removal/", notes.note_removal, name="note_removal"),
    path("partnerships/<slug:slug>/bodies/", bodies.body_list, name="bodies"),
    path("partnerships/<slug:slug>/bodies/new/", bodies.body_new, name="body_new"),
    path("bodies/<int:pk>/edit/", bodies.body_edit, name="body_edit"),
    path("bodies/<int:pk>/removal/", bodies.body_removal, name="body_removal"),
]
