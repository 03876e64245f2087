from django.conf import settings
from django.urls import path

from . import views

# The mailbox exists only where mail is written into a directory of this machine.
LOCAL = [
    path("mail/", views.sent_mail, name="sent_mail"),
    path("mail/<str:name>/", views.sent_mail_message, name="sent_mail_message"),
    path("mail/<str:name>/html/", views.sent_mail_html, name="sent_mail_html"),
    path(
        "mail/<str:name>/attachments/<int:number>/", views.sent_mail_attachment, name="sent_mail_attachment"
    ),
]
urlpatterns = [
    path("mailed-files/<str:token>/", views.mailed_file, name="mailed_file"),
    *(LOCAL if settings.MAIL_IS_LOCAL else []),
]
