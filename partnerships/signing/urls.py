from django.urls import path

from partnerships.attachments.urls import file_paths
from partnerships.signing.by_mail import answer_views, file_views, send_views
from partnerships.signing.views import acceptances, proposing, rounds

urlpatterns = [
    path(
        "partnerships/<slug:slug>/agreement/proposal/", proposing.agreement_propose, name="agreement_propose"
    ),
    path(
        "partnerships/<slug:slug>/agreement/wider-leads/<int:pk>/",
        proposing.wider_lead_asking,
        name="wider_lead_asking",
    ),
    path("signing-rounds/<int:pk>/", rounds.signing_round, name="signing_round"),
    path(
        "signing-rounds/<int:pk>/taking-back/",
        proposing.signing_round_taking_back,
        name="signing_round_taking_back",
    ),
    path(
        "signing-rounds/<int:pk>/in-force/", proposing.signing_round_in_force, name="signing_round_in_force"
    ),
    path("signing-rounds/<int:pk>/end/", proposing.signing_round_end, name="signing_round_end"),
    path(
        "signing-rounds/<int:pk>/partners/", proposing.signing_round_partners, name="signing_round_partners"
    ),
    path("signing-rounds/<int:pk>/paper/", rounds.signing_round_paper, name="signing_round_paper"),
    path("signing-rounds/<int:pk>/fit/", proposing.signing_round_fit, name="signing_round_fit"),
    path(
        "signing-rounds/<int:pk>/ceremony/",
        acceptances.signing_round_ceremony,
        name="signing_round_ceremony",
    ),
    path("acceptances/<int:pk>/edit/", acceptances.acceptance_edit, name="acceptance_edit"),
    path(
        "acceptances/<int:pk>/confirmation/",
        acceptances.acceptance_confirmation,
        name="acceptance_confirmation",
    ),
    path("acceptances/<int:pk>/still/", acceptances.acceptance_still, name="acceptance_still"),
    path("signed-scans/<int:pk>/partners/", acceptances.signed_scan_partners, name="signed_scan_partners"),
    path("signing-rounds/<int:pk>/sending/", send_views.signing_round_sending, name="signing_round_sending"),
    path("acceptances/<int:pk>/sponsor/", send_views.acceptance_sponsor, name="acceptance_sponsor"),
    path("acceptances/<int:pk>/answer/", answer_views.acceptance_answer, name="acceptance_answer"),
    path(
        "l/<str:token>/acceptances/<int:pk>/",
        answer_views.link_acceptance,
        name="link_acceptance",
    ),
    path(
        "l/<str:token>/acceptances/<int:pk>/version.pdf",
        file_views.link_acceptance_file,
        name="link_acceptance_file",
    ),
    *file_paths("signed_scan", "signed-scans"),
]
