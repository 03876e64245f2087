"""An invitation on the page of its mail's link: answered without an account, in two taps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backbone.pages.form_pages import status_of
from backbone.reading.organisation_names import organisation_key
from backbone.time import dates
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import show_link, with_link_after_leaving
from partnerships.correspondence.views.typed_words import not_saved
from partnerships.inviting import answering, passing_on
from partnerships.inviting.forms import WordsForm
from partnerships.inviting.models import PartnerInvitation
from partnerships.inviting.writing import expectations
from partnerships.organisations import partners_by_name

State = PartnerInvitation.State
MOST_SHOWN = 5


def on_link(link: AccessLink, token: str = "", **page: Any) -> dict | None:
    """What a link's page shows: the invitations of its person, those to answer and how the others stand."""
    rows = list(_all(link).filter(passing_on.concerns(link.person))[:MOST_SHOWN])
    typed = page.get("invitation_typed", {})
    partners = partners_by_name(link.partnership) if any(row.state == State.SENT for row in rows) else {}
    shown = [
        _facts(row, typed.get(row.pk), partners)
        if row.person_id == link.person_id
        else _passed(row, link.person)
        for row in rows
    ]
    shown = [one for one in shown if one]
    return {"invitations": shown, "token": token} if shown else None


def _of(link):
    return _all(link).filter(person=link.person)


def _all(link):
    rows = PartnerInvitation.objects.filter(partnership=link.partnership)
    return rows.exclude(state=State.WRITTEN).select_related("partnership", "person")


def _passed(row, person):
    """How an invitation stands for who named somebody else: what they said themselves, and nothing of the other's."""
    said = passing_on.named_by(person, row)
    return said and {"row": row, "said": said, "answered_on": dates.long(said.answered_at)}


def _facts(row, typed, partners):
    """typed: what was refused, so that none of it is lost; partners: those that take part by now, by the keys of their names."""
    passed = passing_on.passed_to(row)
    return {
        "said": row if row.state == State.OTHER else None,
        "passed": passed,
        "own_words": passed.words if passed else row.words,
        "row": row,
        "words": typed or WordsForm(auto_id=f"invited-{row.pk}-%s"),
        "is_typed": typed is not None,
        "expected": expectations(row),
        "is_open": row.state == State.SENT,
        "takes_part": organisation_key(row.organisation) in partners,
        "answered_on": row.answered_at and dates.long(row.answered_at),
    }


@with_link_after_leaving
@require_POST
def link_partner_invitation(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """The answer of whoever was invited."""
    row = _of(link).filter(pk=pk).first()
    if row is None:
        raise Http404
    form = WordsForm(request.POST, auto_id=f"invited-{pk}-%s")
    is_right = form.is_valid()
    if not is_right and row.state == State.SENT:
        return show_link(request, link, token, status=status_of(form), invitation_typed={pk: form})
    if not is_right or request.POST.get("answer") not in PartnerInvitation.ANSWERS:
        not_saved(request, _("Choose an answer."), level=messages.ERROR)
    else:
        _record(request, row, form.cleaned_data, link)
    return HttpResponseRedirect(f"/l/{token}/", status=303)


def _record(request, row, words, link):
    try:
        answering.answer(
            row, request.POST["answer"], way=PartnerInvitation.Way.LINK, words=words, by=link.person
        )
    except answering.Settled as settled:
        if settled.invitation.state == State.WITHDRAWN:
            not_saved(request, _("The invitation was withdrawn. Nothing was changed."))
        else:
            why = _("This was answered before (%(state)s), and that answer stays.") % {"state": settled}
            not_saved(request, why, there=_said_before(settled.invitation, request.POST["answer"]))
    except answering.TakesPart:
        why = _("%(organisation)s takes part already. Nothing was changed.") % {"organisation": row}
        not_saved(request, why)
    else:
        messages.success(request, _("Thank you. The coordinators have your answer."))


def _said_before(row, given):
    """The words of an answer that is the same as the one before."""
    return [getattr(row, name) for name in answering.WORDS] if row.state == given else []
