"""Questions between bodies: asking, noting the answer, having read it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import form_page, show_form
from meetings.bodies import asks
from meetings.bodies.forms import AnswerForm, AskForm
from meetings.models import BodyAsk
from partnerships.access import fetch, get_body
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
PARTS = ("body", "to", "item__meeting")


@require_http_methods(FORM)
def body_ask_new(request: Any, pk: int) -> HttpResponse:
    """Ask another body something."""
    body = get_body(request.user, pk, "coordinate")
    form = AskForm(request.POST or None, body=body)
    if request.method == "POST" and form.is_valid():
        asked = asks.ask(form.instance, by=request.user)
        words = (
            _("It is on the next agenda of %(to)s.")
            if asked.item
            else _("It waits for the next meeting of %(to)s.")
        )
        messages.success(request, words % {"to": asked.to})
        return redirect(body)
    title = _("%(body)s asks") % {"body": body}
    return show_form(
        request,
        form,
        body.partnership,
        title=title,
        submit=_("Ask"),
        back=body.get_absolute_url(),
        nav="bodies",
    )


@require_http_methods(FORM)
def body_ask_answer(request: Any, pk: int) -> HttpResponse:
    """Note what was answered."""
    question = _get(request.user, pk, "coordinate")
    return form_page(
        request,
        AnswerForm(request.POST or None, instance=question, partnership=question.partnership),
        question.partnership,
        also=asks.answered_now(question),
        title=question.text,
        submit=_("Save the answer"),
        done=_("Answer saved."),
        back=question.to.get_absolute_url(),
        nav="bodies",
        removal=reverse("body_ask_removal", args=[pk]),
    )


@require_POST
def body_ask_reading(request: Any, pk: int) -> HttpResponse:
    """Whoever coordinates, or chairs the body that asked, has read the answer."""
    question = _get(request.user, pk, "see")
    if not (question.partnership.access.coordinate or question.body.chair_id == request.user.pk):
        raise PermissionDenied
    asks.read(question)
    return redirect(question.body)


@require_POST
def body_ask_removal(request: Any, pk: int) -> HttpResponse:
    """Take back a question; its agenda item stays."""
    question = _get(request.user, pk, "coordinate")
    return remove(request, question, back=question.body.get_absolute_url())


def _get(person, pk, need):
    return fetch(BodyAsk.objects.select_related(*PARTS), person, need, pk=pk)
