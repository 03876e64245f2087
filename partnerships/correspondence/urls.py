from django.urls import URLPattern, path

from partnerships.correspondence.views import (
    calls,
    link_about,
    links,
    listing,
    mail_settings,
    mail_wording_history,
    mail_wordings,
    pauses,
    waiting_mail,
)


def mail_wordings_at(start: str, ending: str = "") -> list[URLPattern]:
    """The pages of mails' own words: of a partnership, or of the installation."""
    one = f"{start}<slug:mail>/<slug:language>/"
    return [
        path(start, mail_wordings.mail_wordings, name=f"mail_wordings{ending}"),
        path(one, mail_wordings.mail_wording, name=f"mail_wording{ending}"),
        path(f"{one}preview/", mail_wordings.mail_wording_preview, name=f"mail_wording_preview{ending}"),
        path(f"{one}standard/", mail_wordings.mail_wording_standard, name=f"mail_wording_standard{ending}"),
        path(f"{one}return/", mail_wordings.mail_wording_return, name=f"mail_wording_return{ending}"),
    ]


urlpatterns = [
    path("settings/mail/", mail_settings.mail_settings, name="mail_settings"),
    path("settings/mail/test/", mail_settings.mail_test, name="mail_test"),
    path("settings/mail/release/", mail_settings.mail_release, name="mail_release"),
    path("settings/mail/held/", waiting_mail.waiting_mail_list, name="waiting_mail_everywhere"),
    path(
        "settings/mail/held/samples/",
        waiting_mail.waiting_mail_samples,
        name="waiting_mail_samples_everywhere",
    ),
    path(
        "settings/mail/ahead/<slug:key>/", waiting_mail.forthcoming_mail, name="forthcoming_mail_everywhere"
    ),
    path(
        "settings/mail/ahead/<slug:key>/html/",
        waiting_mail.forthcoming_mail_html,
        name="forthcoming_mail_html_everywhere",
    ),
    path(
        "settings/mail/ahead/<slug:key>/sample/",
        waiting_mail.forthcoming_mail_sample,
        name="forthcoming_mail_sample_everywhere",
    ),
    path(
        "settings/mail/words/history/",
        mail_wording_history.mail_wording_history,
        name="mail_wording_history_everywhere",
    ),
    *mail_wordings_at("settings/mail/words/", "_everywhere"),
    *mail_wordings_at("partnerships/<slug:slug>/words/"),
    path("partnerships/<slug:slug>/held/", waiting_mail.waiting_mail_list, name="waiting_mail"),
    path(
        "partnerships/<slug:slug>/held/samples/",
        waiting_mail.waiting_mail_samples,
        name="waiting_mail_samples",
    ),
    path("partnerships/<slug:slug>/calls/", calls.call_list, name="calls"),
    path("partnerships/<slug:slug>/calls/answer/", calls.call_answer, name="call_answer"),
    path("partnerships/<slug:slug>/calls/<int:pk>/message/", calls.call_message, name="call_message"),
    path(
        "partnerships/<slug:slug>/ahead/<slug:key>/", waiting_mail.forthcoming_mail, name="forthcoming_mail"
    ),
    path(
        "partnerships/<slug:slug>/ahead/<slug:key>/html/",
        waiting_mail.forthcoming_mail_html,
        name="forthcoming_mail_html",
    ),
    path(
        "partnerships/<slug:slug>/ahead/<slug:key>/sample/",
        waiting_mail.forthcoming_mail_sample,
        name="forthcoming_mail_sample",
    ),
    path("held/<int:pk>/", waiting_mail.waiting_message, name="waiting_message"),
    path("held/<int:pk>/html/", waiting_mail.waiting_message_html, name="waiting_message_html"),
    path("held/<int:pk>/sample/", waiting_mail.waiting_message_sample, name="waiting_message_sample"),
    path("l/new/", links.link_renewal_for_address, name="link_renewal_for_address"),
    path("l/<str:token>/", links.link_page, name="link"),
    path("l/<str:token>/renewal/", links.link_renewal_of, name="link_renewal"),
    path("l/<str:token>/about/", link_about.link_about, name="link_about"),
    path("l/<str:token>/language/", link_about.link_language, name="link_language"),
    path("l/<str:token>/not-me/", link_about.link_not_me, name="link_not_me"),
    path("l/<str:token>/mail/", links.link_mail_preference, name="link_mail_preference"),
    path("l/<str:token>/pauses/<int:pk>/", pauses.link_pause, name="link_pause"),
    path("l/<str:token>/unsubscribe/", links.link_unsubscribe, name="link_unsubscribe"),
    path("partnerships/<slug:slug>/correspondence/", listing.correspondence, name="correspondence"),
    path("correspondence/<int:pk>/", listing.correspondence_message, name="correspondence_message"),
    path(
        "correspondence/<int:pk>/html/",
        listing.correspondence_message_html,
        name="correspondence_message_html",
    ),
    path(
        "correspondence/<int:pk>/without-file/",
        listing.correspondence_without_file,
        name="correspondence_without_file",
    ),
    path(
        "correspondence/<int:pk>/sending/",
        listing.correspondence_sending,
        name="correspondence_sending",
    ),
]
