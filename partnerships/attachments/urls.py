"""The addresses of files; `file_paths` makes those of one kind of row."""

from __future__ import annotations

from django.urls import URLPattern, path

from partnerships.attachments import views


def file_paths(kind: str, plural: str) -> list[URLPattern]:
    """`milestones/7/files/` lists and takes them, `milestones/files/3/` is one of them."""
    here = {"kind": kind}
    return [
        path(f"{plural}/<int:pk>/files/", views.files, here, name=f"{kind}_files"),
        path(f"{plural}/files/<int:pk>/", views.file, here, name=f"{kind}_file"),
        path(f"{plural}/files/<int:pk>/removal/", views.file_removal, here, name=f"{kind}_file_removal"),
    ]


urlpatterns = [
    *file_paths("contribution", "contributions"),
    *file_paths("benefit", "benefits"),
]
