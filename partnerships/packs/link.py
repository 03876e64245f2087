"""What somebody is asked to take over, on the page of the mail's link: accepted or declined without an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.correspondence.confirmations import AlreadyAnswered
from partnerships.correspondence.models import AccessLink, Confirmation
from partnerships.correspondence.views.links import with_link
from partnerships.correspondence.views.typed_words import not_saved
from partnerships.packs import taking_over
from partnerships.packs.forms import TakingOverForm


def on_link(link: AccessLink, token: str = "", **page: Any) -> dict | None:
    """What its person is asked to take over and has not answered."""
    questions = taking_over.asked_of(link.person, link.partnership)
    return {"questions": questions, "token": token} if questions else None


@with_link
@require_POST
def link_taking_over(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """Their answer: with a yes it is theirs from now on."""
    rows = Confirmation.objects.filter(
        person=link.person, partnership=link.partnership, kind__startswith=taking_over.PREFIX
    )
    question = rows.filter(pk=pk).first()
    if question is None:
        raise Http404
    form = TakingOverForm(request.POST)
    if form.is_valid():
        _record(request, question, form.cleaned_data)
    else:
        not_saved(request, _("Choose an answer, and say it in at most 400 letters."), level=messages.ERROR)
    return HttpResponseRedirect(f"/l/{token}/", status=303)


def _record(request, question, said):
    try:
        taking_over.answer(question, said["answer"], said["words"])
    except AlreadyAnswered:
        not_saved(request, _("You have answered this already. That answer stays."))
    except taking_over.Settled:
        not_saved(request, _("This is asked of you no more: somebody else has it by now."))
    else:
        messages.success(request, _("Thank you. The coordinators have your answer."))
