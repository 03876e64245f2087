from django.urls import path

from partnerships.agreements import views

urlpatterns = [
    path("partnerships/<slug:slug>/agreement/", views.agreement, name="agreement"),
    path("partnerships/<slug:slug>/agreement/edit/", views.agreement_edit, name="agreement_edit"),
    path("partnerships/<slug:slug>/agreement/update/", views.agreement_update, name="agreement_update"),
    path("partnerships/<slug:slug>/agreement/preview/", views.agreement_preview, name="agreement_preview"),
    path("partnerships/<slug:slug>/agreement/issue/", views.agreement_issue, name="agreement_issue"),
    path("clauses/<int:pk>/edit/", views.clause_edit, name="clause_edit"),
    path("clauses/<int:pk>/rewriting/", views.clause_rewriting, name="clause_rewriting"),
    path("clauses/<int:pk>/return/", views.clause_return, name="clause_return"),
]
