"""Taking and refusing proposals one by one, and the answer that goes back to the partner."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.outbox import link_tokens
from backbone.pages.form_pages import show_form
from backbone.pages.undo import say_with_undo
from partnerships.agreement_papers.views import to_paper
from partnerships.agreements.stages import stage_of
from partnerships.correspondence.sending import preview
from partnerships.proposals import deciding, shown
from partnerships.proposals.access import get_proposal, get_reading
from partnerships.proposals.answers import answer_paper, answering
from partnerships.proposals.forms import RefusalForm
from partnerships.proposals.models import ClauseProposal


@require_safe
def clause_proposal(request: Any, pk: int) -> HttpResponse:
    """One proposal in full, with the clause as it is now."""
    row = get_proposal(request.user, pk, "see")
    stage = stage_of(row.reading.agreement)
    deciding.with_clauses_now([row], row.reading.agreement)
    context = {
        "partnership": row.partnership,
        "proposal": shown.prepare(row, stage, whole=True),
        "reading": row.reading,
        "stage": stage,
        "nav": "agreement",
    }
    return render(request, "proposals/proposal.html", context)


@require_POST
def clause_proposal_taking(request: Any, pk: int) -> HttpResponse:
    """Take it; the clause says so from now on, where it fits."""
    row = get_proposal(request.user, pk, "coordinate")
    deciding.with_clauses_now([row], row.reading.agreement)
    fits = row.is_open and deciding.fits(row)
    try:
        row = deciding.take(row, by=request.user, for_amendment="amendment" in request.POST)
    except deciding.NotDone as why:
        messages.error(request, str(why))
        return redirect(row)
    words = " ".join(filter(None, [_taken(row, fits), shown.what_follows(row)]))
    say_with_undo(request, words, reverse("clause_proposal_reopening", args=[pk]))
    return redirect(row)


def _taken(row, fits):
    if row.kind == ClauseProposal.Kind.COMMENT:
        return _("Taken to heart.")
    if fits:
        return _("Taken. The clause says so now.")
    return _("Taken. The clause is as it was: change it by hand.")


@require_http_methods(["GET", "HEAD", "POST"])
def clause_proposal_refusal(request: Any, pk: int) -> HttpResponse:
    """Do not take it, and say why."""
    row = get_proposal(request.user, pk, "coordinate")
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = deciding.refuse(row, form.cleaned_data["reason"], by=request.user)
        except deciding.NotDone as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("Not taken. The reason goes back with the answer."))
        return redirect(row)
    return show_form(
        request,
        form,
        row.partnership,
        title=_("Do not take this: %(what)s") % {"what": row},
        submit=_("Do not take it"),
        back=row.get_absolute_url(),
        nav="agreement",
    )


@require_POST
def clause_proposal_reopening(request: Any, pk: int) -> HttpResponse:
    """Take an answer back, until the partner has it; a clause that it changed says again what it said."""
    row = get_proposal(request.user, pk, "coordinate")
    try:
        row = deciding.reopen(row, by=request.user)
    except deciding.NotDone as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("It is open again."))
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
def word_answer(request: Any, pk: int) -> HttpResponse:
    """One look at the answer, then it goes to the partner by mail, or is noted as handed over."""
    row = get_reading(request.user, pk, "coordinate" if request.method == "POST" else "look_back")
    if request.method == "POST":
        return _send(request, row)
    seats = answering.people(row)
    stage = stage_of(row.agreement)
    mail = preview(answering.draft(row, seats[0].person)) if seats else None
    context = {
        "partnership": row.partnership,
        "reading": row,
        "seats": seats,
        "mail": mail,
        "mail_text": mail and link_tokens.hide(mail.text),
        "lines": answering.lines(row),
        "open_count": row.proposals.filter(state="open").count(),
        "stage": stage,
        "not_proposed": deciding.not_proposed_yet(row, stage),
        "by_hand": sum(map(deciding.is_by_hand, row.proposals.all())),
        "nav": "agreement",
    }
    return render(request, "proposals/answer.html", context)


def _send(request, row):
    try:
        if "otherwise" in request.POST:
            answering.hand_over(row, by=request.user)
            messages.success(request, _("Noted: they have the answer."))
        else:
            count = answering.send(row, by=request.user)
            words = ngettext("The answer goes to %(n)s person.", "The answer goes to %(n)s people.", count)
            messages.success(request, words % {"n": count})
    except answering.NotSent as why:
        messages.error(request, str(why))
        return redirect("word_answer", row.pk)
    return redirect(row)


@require_POST
def word_answer_paper(request: Any, pk: int) -> HttpResponse:
    """Have the answer made as a file, to print or for Word."""
    row = get_reading(request.user, pk, "look_back")
    kind = answer_paper.IN_WORD if request.POST.get("for") == "word" else answer_paper.PRINTED
    return to_paper(request, answer_paper.ask_for(kind, row, by=request.user))
