"""What a mailed link posts to: the person's own tasks and leads, without an account. GET shows nothing here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backbone.pages.form_pages import status_of
from partnerships.correspondence.views.links import with_link
from partnerships.correspondence.views.typed_words import not_saved
from workplans import leads, milestones, todo
from workplans.answers import asking_again, more_time
from workplans.answers.finishing import finish
from workplans.forms import DoneForm, TimeForm
from workplans.models import Milestone, Task
from workplans.views.requests import words_of

if TYPE_CHECKING:
    from partnerships.correspondence.models import AccessLink


@with_link
@require_POST
def link_task_answer(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse | None:
    """Accept, decline, done, undo or more time, by the button that was pressed."""
    task = get_object_or_404(
        Task.objects.public().select_related("owner"), pk=pk, owner=link.person, partnership=link.partnership
    )
    answer = ANSWERS.get(request.POST.get("answer"))
    if answer is None:
        raise Http404
    try:
        form, words = answer(request, task, link.person)
    except todo.NotPossible as problem:
        not_saved(request, problem, _there(request, problem.task))
        return _back(token, task)
    if form is None:
        messages.success(request, words)
        return _back(token, task)
    page = {"link": link, "token": token, "task": task, "form": form, "partnership": link.partnership}
    page["answer"] = request.POST["answer"]
    return render(request, "workplans/link_answer.html", page, status=status_of(form))


def _there(request, task):
    """What the same answer as before says once more: two mails have one link each, and a button is pressed twice."""
    state, what = SAID.get(request.POST["answer"], ("", ""))
    there = _said_by(task.owner, task.changes.filter(what=what)) if task.state == state else []
    files = {(one.name, one.upload.file.size) for one in task.files.select_related("upload__file")}
    return [
        *there,
        *(file.name for file in request.FILES.getlist("files") if (file.name, file.size) in files),
    ]


def _said_by(person, steps):
    """The words of their last one of these steps."""
    last = steps.filter(by=person).first()
    return [last.words] if last else []


def _accept(request, task, person):
    todo.accept(task, by=person, via="link")
    return None, _("Thank you. “%(task)s” is yours now.") % {"task": task}


def _decline(request, task, person):
    todo.decline(task, by=person, words=words_of(request), via="link")
    return None, _("Noted: you can’t take on “%(task)s”. The coordinator sees it.") % {"task": task}


def _done(request, task, person):
    form = DoneForm(request.POST, request.FILES)
    if not form.is_valid():
        return form, ""
    for words in finish(task, form, by=person, via="link"):
        messages.warning(request, words)
    return None, _("Thank you. “%(task)s” is done.") % {"task": task}


def _more_time(request, task, person):
    form = TimeForm(request.POST, task=task)
    if not form.is_valid():
        return form, ""
    more_time.ask(task, by=person, via="link", **form.cleaned_data)
    return None, _("Asked. The coordinator sees it; without an answer the date stays.")


def _undo(request, task, person):
    """One's own answer; what the coordinator dropped stays dropped."""
    if task.state == Task.State.DROPPED:
        raise todo.NotPossible(task)
    todo.reopen(task, by=person, via="link")
    return None, _("Undone: “%(task)s” is open again.") % {"task": task}


ANSWERS = {"accept": _accept, "decline": _decline, "done": _done, "time": _more_time, "undo": _undo}
SAID = {"decline": (Task.State.DECLINED, "declined"), "done": (Task.State.DONE, "completed")}


@with_link
@require_POST
def link_milestone_lead(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """Accept the lead of a milestone, or give it back."""
    milestone = get_object_or_404(Milestone, pk=pk, partnership=link.partnership)
    try:
        if milestone.lead_person_id != link.person_id:
            raise milestones.LeadSettled
        messages.success(request, _answer_lead(request, milestone, link.person))
    except milestones.LeadSettled as problem:
        not_saved(request, problem, _said_by(link.person, milestone.changes.filter(what="lead_withdrawn")))
    return HttpResponseRedirect(f"/l/{token}/", status=303)


def _answer_lead(request, milestone, person):
    if request.POST.get("answer") == "decline":
        leads.answer(milestone, False, by=person, words=words_of(request), via="link")
        return _("Noted; the coordinator sees it.")
    leads.answer(milestone, True, by=person, via="link")
    return _("Thank you. You are now the lead of “%(milestone)s”.") % {"milestone": milestone}


@with_link
@require_POST
def link_milestone_answers(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """Say whether what was answered about a milestone holds for its new wording."""
    milestone = get_object_or_404(Milestone, pk=pk, partnership=link.partnership)
    given = request.POST.get("answer")
    if given not in ("holds", "gone"):
        raise Http404
    if not asking_again.answer(milestone, link.person, given == "holds", words=words_of(request)):
        why = _("Nothing is asked any more: this was answered already.")
        steps = ["answers_confirmed" if given == "holds" else "answers_withdrawn"]
        not_saved(request, why, _said_by(link.person, milestone.changes.filter(what__in=steps)))
    elif given == "holds":
        messages.success(
            request,
            _("Thank you. Your answer about “%(milestone)s” still applies.") % {"milestone": milestone},
        )
    else:
        messages.success(request, _("Noted; the coordinator sees it."))
    return HttpResponseRedirect(f"/l/{token}/", status=303)


def _back(token, task):
    return HttpResponseRedirect(f"/l/{token}/#task-{task.pk}", status=303)
