from django.urls import path

from partnerships.agreements.views import agreement, clauses

urlpatterns = [
    path("partnerships/<slug:slug>/agreement/", agreement.agreement, name="agreement"),
    path("partnerships/<slug:slug>/agreement/edit/", agreement.agreement_edit, name="agreement_edit"),
    path("partnerships/<slug:slug>/agreement/update/", agreement.agreement_update, name="agreement_update"),
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
