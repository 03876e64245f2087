from django.urls import path

from partnerships.agreements.views import agreement, clauses, templates

TEMPLATE = "settings/agreements/<slug:template>/<slug:language>/"

urlpatterns = [
    path("settings/agreements/", templates.agreement_templates, name="agreement_templates"),
    path(TEMPLATE, templates.agreement_template, name="agreement_template"),
    path(f"{TEMPLATE}new/", templates.template_clause_new, name="template_clause_new"),
    path(f"{TEMPLATE}<slug:clause>/", templates.template_clause, name="template_clause"),
    path(
        f"{TEMPLATE}<slug:clause>/standard/",
        templates.template_clause_standard,
        name="template_clause_standard",
    ),
    path("partnerships/<slug:slug>/agreement/", agreement.agreement, name="agreement"),
    path("partnerships/<slug:slug>/agreement/edit/", agreement.agreement_edit, name="agreement_edit"),
    path(
        "partnerships/<slug:slug>/agreement/preview/", agreement.agreement_preview, name="agreement_preview"
    ),
    path("partnerships/<slug:slug>/agreement/clauses/new/", clauses.clause_new, name="clause_new"),
    path("clauses/<int:pk>/move/", clauses.clause_move, name="clause_move"),
    path("clauses/<int:pk>/removal/", clauses.clause_removal, name="clause_removal"),
    path("clauses/<int:pk>/edit/", clauses.clause_edit, name="clause_edit"),
    path("clauses/<int:pk>/rewriting/", clauses.clause_rewriting, name="clause_rewriting"),
    path("clauses/<int:pk>/return/", clauses.clause_return, name="clause_return"),
]
