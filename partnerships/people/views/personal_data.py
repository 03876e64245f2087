"""A person's data: the export, for the person and for administrators, and the erasure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backbone.accounts.who_is_there import must_be_known
from backbone.files.storing import download_response
from backbone.pages.htmx import render_page
from backbone.personal import staying
from partnerships.people.personal import erasure, export
from partnerships.people.views.people import get_person

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def own_data(request: Any) -> HttpResponse:
    """What is kept about oneself, to be made and downloaded."""
    words = {"title": _("Your data"), "back": reverse("settings"), "download": reverse("own_data_file")}
    return _page(request, request.user, nav="settings", **words)


@require_safe
def own_data_file(request: Any) -> HttpResponse:
    """The export that one had made."""
    return _file(request, request.user)


@require_http_methods(FORM)
def person_data(request: Any, pk: int) -> HttpResponse:
    """What is kept about somebody, for administrators."""
    subject = get_person(request.user, pk)
    words = {
        "title": _("What is kept about them"),
        "back": reverse("person", args=[pk]),
        "download": reverse("person_data_file", args=[pk]),
    }
    return _page(request, subject, nav="people", **words)


@require_safe
def person_data_file(request: Any, pk: int) -> HttpResponse:
    """The export about somebody that this administrator had made."""
    return _file(request, get_person(request.user, pk))


@require_http_methods(FORM)
@must_be_known
def person_erasure(request: Any, pk: int) -> HttpResponse:
    """What erasing somebody takes away and leaves; then it is done."""
    subject, refusal = get_person(request.user, pk), ""
    try:
        if request.method == "POST":
            erasure.erase(subject, by=request.user)
            messages.success(request, _("Erased. Nothing says any more who this was, but for what stays."))
            return redirect("person", pk)
        erasure.check(subject, request.user)
    except erasure.CannotBeErased as error:
        refusal = str(error)
    context = {
        "subject": subject,
        "parts": erasure.reached(subject),
        "staying": staying,
        "refusal": refusal,
        "nav": "people",
    }
    return render(
        request, "people/person_erasure.html", context, status=409 if request.method == "POST" else 200
    )


def _page(request, subject, **context):
    if request.method == "POST":
        export.ask_for(subject, by=request.user)
        return redirect(request.path)
    context |= {"subject": subject, "file": export.made_for(subject, request.user).first()}
    return render_page(request, "people/personal_data.html", context, "status")


def _file(request, subject):
    file = export.made_for(subject, request.user).first()
    if file is None or not file.is_ready:
        raise Http404
    return download_response(file, request=request)
