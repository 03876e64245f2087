from django.urls import path

from partnerships.mandates import letter_views, link, sponsor_views, views

urlpatterns = [
    path("representatives/<int:pk>/mandate/", views.mandate, name="mandate"),
    path("representatives/<int:pk>/days/", views.seat_days, name="seat_days"),
    path("mandates/<int:pk>/", views.mandate_by_key, name="mandate_by_key"),
    path("mandates/<int:pk>/ending/", views.mandate_ending, name="mandate_ending"),
    path("mandates/<int:pk>/removal/", views.mandate_removal, name="mandate_removal"),
    path("representatives/<int:pk>/mandate-letter/", letter_views.letter_new, name="mandate_letter_new"),
    path("mandate-letters/<int:pk>/", letter_views.letter, name="mandate_letter"),
    path(
        "mandate-letters/<int:pk>/letter.pdf",
        letter_views.letter_file,
        {"ending": "pdf"},
        name="mandate_letter_pdf",
    ),
    path(
        "mandate-letters/<int:pk>/letter.docx",
        letter_views.letter_file,
        {"ending": "docx"},
        name="mandate_letter_docx",
    ),
    path("sponsor-questions/<int:pk>/", sponsor_views.confirmation, name="sponsor_confirmation"),
    path("sponsor-questions/<int:pk>/asking/", sponsor_views.asking, name="sponsor_asking"),
    path("sponsor-questions/<int:pk>/answer/", sponsor_views.answer, name="sponsor_answer"),
    path("sponsor-questions/<int:pk>/drop/", sponsor_views.drop, name="sponsor_drop"),
    path(
        "l/<str:token>/sponsor-questions/<int:pk>/",
        link.link_sponsor_confirmation,
        name="link_sponsor_confirmation",
    ),
]
