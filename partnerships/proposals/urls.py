from django.urls import path

from partnerships.proposals import views
from partnerships.proposals.answers import answer_views

urlpatterns = [
    path("partnerships/<slug:slug>/agreement/agreement.docx", views.agreement_word, name="agreement_word"),
    path("l/<str:token>/agreement.docx", views.link_agreement_word, name="link_agreement_word"),
    path("versions/<int:pk>/agreement.docx", views.version_word, name="version_word"),
    path("partnerships/<slug:slug>/agreement/word/", views.word_readings, name="word_readings"),
    path("partnerships/<slug:slug>/agreement/word/new/", views.word_reading_new, name="word_reading_new"),
    path("word-files/<int:pk>/", views.word_reading, name="word_reading"),
    path("word-files/<int:pk>/file/", views.word_reading_file, name="word_reading_file"),
    path("word-files/<int:pk>/removal/", views.word_reading_removal, name="word_reading_removal"),
    path("word-files/<int:pk>/answer/", answer_views.word_answer, name="word_answer"),
    path("word-files/<int:pk>/answer/paper/", answer_views.word_answer_paper, name="word_answer_paper"),
    path("clause-proposals/<int:pk>/", answer_views.clause_proposal, name="clause_proposal"),
    path(
        "clause-proposals/<int:pk>/taking/",
        answer_views.clause_proposal_taking,
        name="clause_proposal_taking",
    ),
    path(
        "clause-proposals/<int:pk>/refusal/",
        answer_views.clause_proposal_refusal,
        name="clause_proposal_refusal",
    ),
    path(
        "clause-proposals/<int:pk>/reopening/",
        answer_views.clause_proposal_reopening,
        name="clause_proposal_reopening",
    ),
]
