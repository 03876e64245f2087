"""What waits, what will leave by itself, how each mail looks to its recipient, and samples of them to oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from backbone.outbox import samples, sender
from backbone.outbox.views import mail_in_a_frame
from partnerships.access import check_administrator, get_partnership
from partnerships.correspondence.waiting_mail import (
    forthcoming,
    get_forthcoming,
    get_waiting,
    waiting_messages,
)

if TYPE_CHECKING:
    from backbone.outbox.models import Message

PER_PAGE = 30
# Of what leaves by itself, the soonest are shown and sampled.
MOST_FORTHCOMING = 100


@require_safe
def waiting_mail_list(request: Any, slug: str | None = None) -> HttpResponse | None:
    """All that waits or will leave by itself, of one partnership or everywhere."""
    partnership = _scope(request, slug)
    rows, coming_mails = waiting_messages(partnership), forthcoming(partnership)
    context = {
        "partnership": partnership,
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": samples.count(rows),
        "everywhere": samples.count(waiting_messages()) if partnership else None,
        "soon": coming_mails[:MOST_FORTHCOMING],
        "soon_in_all": len(coming_mails),
        "samples_url": _at("waiting_mail_samples", slug),
        "sender": sender.sender(),
        "nav": "setup",
    }
    return render(request, "correspondence/waiting_mail.html", context)


@require_POST
def waiting_mail_samples(request: Any, slug: str | None = None) -> HttpResponse:
    """Send everything that waits, and what leaves by itself, to oneself first."""
    partnership = _scope(request, slug)
    coming_mails = (
        mail.message() for mail in forthcoming(partnership)[:MOST_FORTHCOMING] if not mail.held_back
    )
    waiting = waiting_messages(partnership).prefetch_related("attached")
    return _send_samples(request, [*waiting, *filter(None, coming_mails)], _at("waiting_mail", slug))


@require_safe
def waiting_message(request: Any, pk: int) -> HttpResponse | None:
    """One waiting mail as its recipient will see it."""
    message, about = get_waiting(request.user, pk)
    context = {
        "frame": reverse("waiting_message_html", args=[pk]),
        "sample": reverse("waiting_message_sample", args=[pk]),
        "files": [attached.file for attached in message.attached.select_related("file")],
    }
    return _message_page(request, message, about, context)


@mail_in_a_frame
def waiting_message_html(request: Any, pk: int) -> Message | None:
    """The HTML of a waiting mail, for the frame on its page."""
    return get_waiting(request.user, pk)[0]


@require_POST
def waiting_message_sample(request: Any, pk: int) -> HttpResponse:
    """Send one waiting mail to oneself first."""
    message, _about = get_waiting(request.user, pk)
    return _send_samples(request, [message], reverse("waiting_message", args=[pk]))


@require_safe
def forthcoming_mail(request: Any, key: str, slug: str | None = None) -> HttpResponse | None:
    """A mail that will leave by itself, as its recipient would see it."""
    partnership = _scope(request, slug)
    mail, message = get_forthcoming(partnership, key)
    context = {
        "frame": _at("forthcoming_mail_html", slug, key),
        "sample": _at("forthcoming_mail_sample", slug, key),
        "mail": mail,
    }
    return _message_page(request, message, partnership, context)


@mail_in_a_frame
def forthcoming_mail_html(request: Any, key: str, slug: str | None = None) -> Message:
    """The HTML of a forthcoming mail, for the frame on its page."""
    return get_forthcoming(_scope(request, slug), key)[1]


@require_POST
def forthcoming_mail_sample(request: Any, key: str, slug: str | None = None) -> HttpResponse:
    """Send a mail that will leave by itself to oneself first."""
    _mail, message = get_forthcoming(_scope(request, slug), key)
    return _send_samples(request, [message], _at("forthcoming_mail", slug, key))


def _scope(request, slug):
    """The partnership, for its coordinators; without one everything, for administrators."""
    return get_partnership(request.user, slug, "coordinate") if slug else check_administrator(request.user)


def _at(name, slug, *key):
    return reverse(name, args=[slug, *key]) if slug else reverse(f"{name}_everywhere", args=key)


def _message_page(request, message, partnership, context):
    slug = partnership.slug if partnership else None
    context |= {"message": message, "text": message.shown_text, "partnership": partnership}
    context |= {"back": _at("waiting_mail", slug), "nav": "setup"}
    return render(request, "correspondence/waiting_message.html", context)


def _send_samples(request, mails, back):
    if not request.user.mail_address:
        messages.error(request, _("You have no email address yet; add one to your settings."))
        return redirect(back)
    sent = samples.send_samples(mails, request.user)
    words = ngettext("%(n)s sample is on its way to you.", "%(n)s samples are on their way to you.", sent)
    messages.success(request, words % {"n": sent})
    return redirect(back)
