from django.urls import path

from partnerships.attachments.urls import file_paths
from partnerships.inviting import link, views

urlpatterns = [
    path("partnerships/<slug:slug>/invitations/", views.invitation_list, name="partner_invitations"),
    path("partnerships/<slug:slug>/invitations/new/", views.invitation_new, name="partner_invitation_new"),
    path("partner-invitations/<int:pk>/", views.invitation, name="partner_invitation"),
    path("partner-invitations/<int:pk>/edit/", views.invitation_edit, name="partner_invitation_edit"),
    path("partner-invitations/<int:pk>/mail/", views.invitation_mail, name="partner_invitation_mail"),
    path(
        "partner-invitations/<int:pk>/letter.pdf",
        views.invitation_letter,
        {"ending": "pdf"},
        name="partner_invitation_pdf",
    ),
    path(
        "partner-invitations/<int:pk>/letter.docx",
        views.invitation_letter,
        {"ending": "docx"},
        name="partner_invitation_docx",
    ),
    path(
        "partner-invitations/<int:pk>/delivery/",
        views.invitation_delivery,
        name="partner_invitation_delivery",
    ),
    path("partner-invitations/<int:pk>/answer/", views.invitation_answer, name="partner_invitation_answer"),
    path(
        "partner-invitations/<int:pk>/reopening/",
        views.invitation_reopening,
        name="partner_invitation_reopening",
    ),
    path("partner-invitations/<int:pk>/look/", views.invitation_look, name="partner_invitation_look"),
    path(
        "partner-invitations/<int:pk>/representative/",
        views.invitation_representative,
        name="partner_invitation_representative",
    ),
    path(
        "partner-invitations/<int:pk>/withdrawal/",
        views.invitation_withdrawal,
        name="partner_invitation_withdrawal",
    ),
    path("partner-invitations/<int:pk>/return/", views.invitation_return, name="partner_invitation_return"),
    path(
        "l/<str:token>/partner-invitations/<int:pk>/",
        link.link_partner_invitation,
        name="link_partner_invitation",
    ),
    *file_paths("partner_invitation", "partner-invitations"),
]
