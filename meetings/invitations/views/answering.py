"""Reading an answer to an invitation from a form, on a page or behind a mailed link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.translation import gettext as _

from backbone.typed_text import clean_line
from meetings.invitations import answers, assisting
from meetings.models import Attendance
from partnerships.correspondence.views.typed_words import not_saved

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from meetings.models import Meeting

Expected = Attendance.Expected
LONGEST_NAME, LONGEST_WORDS = 120, 1000


def record(request: Any, meeting: Meeting, person: Person, via: str) -> None:
    """Record what was pressed, and say what follows from it."""
    expected = request.POST.get("answer")
    if expected not in Expected.values:
        not_saved(request, _("Choose whether you are coming."), level=messages.ERROR)
        return
    words = _line(request, "words", LONGEST_WORDS)
    replacement = _line(request, "replacement", LONGEST_NAME) if expected == Expected.APOLOGIES else ""
    try:
        answers.answer(meeting, person, expected, replacement=replacement, words=words, via=via)
    except answers.TooLate:
        not_saved(request, _("The meeting has started or was cancelled; your earlier answer stands."))
        return
    messages.success(request, _thanks(expected, meeting))


def record_for(request: Any, meeting: Meeting, assisted: Person, by: Person) -> None:
    """Record what an assistant pressed for whom they assist, and say what follows from it."""
    expected = request.POST.get("answer")
    if expected not in Expected.values:
        not_saved(request, _("Choose whether they are coming."), level=messages.ERROR)
        return
    try:
        assisting.answer(meeting, assisted, expected, by=by, words=_line(request, "words", LONGEST_WORDS))
    except answers.TooLate:
        not_saved(request, _("The meeting has started or was cancelled; the earlier answer stands."))
        return
    messages.success(request, _noted_for(expected, meeting, assisted))


def _noted_for(expected, meeting, assisted):
    words = {"person": assisted, "meeting": meeting}
    if expected == Expected.COMING:
        return _("Thank you. %(person)s is coming to “%(meeting)s”.") % words
    return _("Noted: %(person)s can’t come to “%(meeting)s”.") % words


def _thanks(expected, meeting):
    if expected == Expected.COMING:
        return _("Thank you. You are coming to “%(meeting)s”.") % {"meeting": meeting}
    return _("Noted: you can’t come to “%(meeting)s”. Your apologies are recorded.") % {"meeting": meeting}


def _line(request, name, longest):
    return " ".join(clean_line(request.POST.get(name, "")).split())[:longest]
