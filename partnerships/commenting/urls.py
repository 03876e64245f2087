from django.urls import path

from partnerships.commenting.views import asking, comments, link, own

urlpatterns = [
    path("partnerships/<slug:slug>/agreement/comments/", comments.comments, name="comments"),
    path(
        "partnerships/<slug:slug>/agreement/comments/asking/", asking.comments_asking, name="comments_asking"
    ),
    path("partners/<int:pk>/comments/", own.own_comments, name="own_comments"),
    path("comments/<int:pk>/answer/", comments.comment_answer, name="comment_answer"),
    path("comments/<int:pk>/edit/", comments.comment_edit, name="comment_edit"),
    path("comments/<int:pk>/removal/", comments.comment_removal, name="comment_removal"),
    path("l/<str:token>/comments/<int:pk>/", link.link_comments, name="link_comments"),
]
