"""What mails say in a partnership's or the installation's own words: the list, each kind in each language, the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.outbox.views import in_a_frame
from backbone.pages.form_pages import status_of
from backbone.pages.undo import say_with_undo
from backbone.panels import registry
from backbone.registered.mail_kinds import OURS
from partnerships.correspondence.access import get_wording, may_word
from partnerships.correspondence.models import MailWording
from partnerships.correspondence.wording import way_back
from partnerships.correspondence.wording.examples import Example
from partnerships.correspondence.wording.forms import MailWordingForm

if TYPE_CHECKING:
    from backbone.panels import MailKind

FORM = ["GET", "HEAD", "POST"]
# After the tag that begins what is shown of a mail, and before the one that ends it.
BODY = re.compile("(<body[^>]*>)|(?=</body>)")


@require_safe
def mail_wordings(request: Any, slug: str | None = None) -> HttpResponse:
    """Each kind of mail whose words can be changed, and in which languages they were."""
    partnership = may_word(request.user, slug)
    rows = MailWording.objects.filter(partnership=partnership).select_related("changed_by")
    found = {(row.kind, row.language): row for row in rows}
    context = {
        "partnership": partnership,
        "kinds": [(kind, _cells(kind, slug, found)) for kind in registry.mails.values() if kind.worded],
        "languages": settings.LANGUAGES,
        "nav": "correspondence",
    }
    return render(request, "correspondence/mail_wordings.html", context)


def _cells(kind: MailKind, slug, found):
    """(language, its name, where its words are changed, those that there are) for each language."""
    return [
        (code, name, _at("mail_wording", slug, kind.key, code), found.get((kind.key, code)))
        for code, name in settings.LANGUAGES
    ]


@require_http_methods(FORM)
def mail_wording(request: Any, mail: str, language: str, slug: str | None = None) -> HttpResponse:
    """The words of one kind of mail in one language: the standard ones, one's own, and how the mail looks."""
    wording = get_wording(request.user, slug, mail, language)
    example = _example(request, wording)
    form = _form(request, wording, standard=example.with_fields)
    noted = {"is_used": True, "changed_by": request.user, "changed_at": timezone.now()}
    if request.method == "POST" and form.is_valid() and form.save_or_conflict(**noted):
        messages.success(request, _("Saved. Emails that are written from now on say it in these words."))
        return redirect(request.path)
    context = {
        "form": form,
        "wording": MailWording.objects.select_related("changed_by").filter(pk=wording.pk).first(),
        "partnership": wording.partnership,
        "example": example,
        "others": [one for one in _cells(_kind(wording), slug, {}) if one[0] != language],
        "back": _at("mail_wordings", slug),
        "nav": "correspondence",
    }
    context |= {step: _at(f"mail_wording_{step}", slug, mail, language) for step in STEPS}
    return render(request, "correspondence/mail_wording.html", context, status=status_of(form))


STEPS = ("preview", "standard", "return")


@require_http_methods(FORM)
@in_a_frame
def mail_wording_preview(request: Any, mail: str, language: str, slug: str | None = None) -> HttpResponse:
    """The whole mail for the frame: with the words in use, or with those just typed; these are saved nowhere."""
    wording = get_wording(request.user, slug, mail, language)
    words = wording.words if wording.pk and wording.is_used else OURS
    form = _form(request, wording)
    if request.method == "POST":
        if not form.is_valid():
            return render(request, "correspondence/mail_wording_refused.html", {"form": form}, status=422)
        words = form.instance.words
    return _shown(request, _example(request, wording).message(words))


def _shown(request, message):
    """The mail with its subject above it and its plain text below."""
    start, tag, inside, _none, end = BODY.split(message.shown_html)
    # Written by our own templates, in which what people typed is escaped.
    parts = {"start": mark_safe(start + tag), "mail": mark_safe(inside), "end": mark_safe(end)}
    return render(request, "correspondence/mail_wording_preview.html", {"message": message, **parts})


@require_POST
def mail_wording_standard(request: Any, mail: str, language: str, slug: str | None = None) -> HttpResponse:
    """Back to the standard words; one's own are kept."""
    wording = get_wording(request.user, slug, mail, language)
    if wording.pk:
        way_back.use_standard(wording, by=request.user)
        done = _("From now on such emails have the standard words again; yours are kept.")
        say_with_undo(request, done, _at("mail_wording_return", slug, mail, language))
    return redirect(_at("mail_wording", slug, mail, language))


@require_POST
def mail_wording_return(request: Any, mail: str, language: str, slug: str | None = None) -> HttpResponse:
    """The own words that were kept are used again."""
    wording = get_wording(request.user, slug, mail, language)
    if wording.pk:
        way_back.use_again(wording, by=request.user)
        messages.success(request, _("From now on such emails have your words again."))
    return redirect(_at("mail_wording", slug, mail, language))


def _form(request, wording, standard=OURS):
    data = request.POST if request.method == "POST" else None
    return MailWordingForm(data, instance=wording, worded=_kind(wording).worded, standard=standard)


def _kind(wording):
    return registry.mail(wording.kind)


def _example(request, wording):
    return Example(_kind(wording), wording.language, request.user, wording.partnership)


def _at(name, slug, *which):
    return reverse(name, args=[slug, *which]) if slug else reverse(f"{name}_everywhere", args=which)
