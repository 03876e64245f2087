from django.urls import path

from partnerships.views import (
    agreement,
    bodies,
    correspondence,
    documents,
    home,
    imports,
    links,
    notes,
    partners,
    partnership,
    representatives,
    terms,
)

urlpatterns = [
    # Home, first steps, roles and people
    path("", home.home, name="home"),
    # Imports
    path("partnerships/<slug:slug>/import/", imports.imports, name="imports"),
    path("imports/<int:pk>/", imports.import_run, name="import_run"),
    path("imports/<int:pk>/sheets/", imports.import_sheets, name="import_sheets"),
    path("imports/<int:pk>/confirmation/", imports.import_confirmation, name="import_confirmation"),
    path("imports/<int:pk>/refused/", imports.import_refused, name="import_refused"),
    # Links in mails
    path("l/new/", links.link_renewal_for_address, name="link_renewal_for_address"),
    path("l/<str:token>/", links.link_page, name="link"),
    path("l/<str:token>/renewal/", links.link_renewal_of, name="link_renewal"),
    path("l/<str:token>/mail/", links.link_mail_preference, name="link_mail_preference"),
    path("l/<str:token>/unsubscribe/", links.link_unsubscribe, name="link_unsubscribe"),
    # Partnership
    path("partnerships/", partnership.partnership_list, name="partnerships"),
    path("partnerships/<slug:slug>/", partnership.overview, name="partnership"),
    path("partnerships/<slug:slug>/edit/", partnership.edit, name="partnership_edit"),
    path("partnerships/<slug:slug>/purpose/", partnership.purpose_history, name="purpose_history"),
    # Partners
    path("partnerships/<slug:slug>/partners/", partners.partner_list, name="partners"),
    path("partnerships/<slug:slug>/partners/new/", partners.partner_new, name="partner_new"),
    path("partners/<int:pk>/", partners.partner_page, name="partner"),
    path("partners/<int:pk>/edit/", partners.partner_edit, name="partner_edit"),
    path("partners/<int:pk>/withdrawal/", partners.partner_withdrawal, name="partner_withdrawal"),
    path("partners/<int:pk>/return/", partners.partner_return, name="partner_return"),
    path("partners/<int:pk>/representatives/new/", representatives.representative_new, name="representative_new"),
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
    # Groups
    path("partnerships/<slug:slug>/bodies/", bodies.body_list, name="bodies"),
    path("partnerships/<slug:slug>/bodies/new/", bodies.body_new, name="body_new"),
    path("bodies/<int:pk>/edit/", bodies.body_edit, name="body_edit"),
    path("bodies/<int:pk>/removal/", bodies.body_removal, name="body_removal"),
    # Agreement
    path("partnerships/<slug:slug>/agreement/", agreement.agreement, name="agreement"),
    path("partnerships/<slug:slug>/agreement/edit/", agreement.agreement_edit, name="agreement_edit"),
    path("partnerships/<slug:slug>/agreement/update/", agreement.agreement_update, name="agreement_update"),
    path("partnerships/<slug:slug>/agreement/preview/", agreement.agreement_preview, name="agreement_preview"),
    path("partnerships/<slug:slug>/agreement/issue/", agreement.agreement_issue, name="agreement_issue"),
    path("clauses/<int:pk>/edit/", agreement.clause_edit, name="clause_edit"),
    path("clauses/<int:pk>/rewriting/", agreement.clause_rewriting, name="clause_rewriting"),
    # Correspondence
    path("partnerships/<slug:slug>/correspondence/", correspondence.correspondence, name="correspondence"),
    path("correspondence/<int:pk>/", correspondence.correspondence_message, name="correspondence_message"),
    path("correspondence/<int:pk>/sending/", correspondence.correspondence_sending, name="correspondence_sending"),
    # Documents
    path("documents/<int:pk>/file/", documents.version_file, name="version_file"),
    path("documents/<int:pk>/", documents.version_status, name="version_status"),
    path("documents/<int:pk>/retry/", documents.version_retry, name="version_retry"),
    path("verify/<slug:start>/", documents.verify, name="verify"),
]
