"""Who mail comes from, a test of it, and its release. What waits for that is in held.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backbone.outbox import samples, sender
from backbone.outbox.models import Message
from backbone.pages.forms import Form
from backbone.pages.htmx import render_page
from partnerships.access import check_administrator
from partnerships.correspondence.waiting_mail import waiting_messages


class SenderForm(Form):
    name = forms.CharField(
        label=gettext_lazy("Sender’s name"),
        max_length=150,
        help_text=gettext_lazy(
            "Your backbone organisation. Emails for a partnership carry the coordinator’s name before it."
        ),
    )
    address = forms.EmailField(
        label=gettext_lazy("Sender’s address"),
        help_text=gettext_lazy(
            "Your mail server must be allowed to send for its domain, or emails land in spam folders."
        ),
    )
    reply_to = forms.EmailField(
        label=gettext_lazy("Answers go to"),
        required=False,
        help_text=gettext_lazy("Leave empty to use the sender’s address."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request: Any) -> HttpResponse | None:
    """The installation's sender, the test mail and whether sending is held."""
    check_administrator(request.user)
    now = sender.sender()
    initial = {
        "name": now.name,
        "address": now.address or settings.DEFAULT_FROM_EMAIL,
        "reply_to": now.reply_to,
    }
    form = SenderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        sender.change_sender(**form.cleaned_data)
        messages.success(request, _("The sender is saved. Send yourself a test email next."))
        return redirect("mail_settings")
    context = {
        "form": form,
        "sender": now,
        "test": Message.objects.filter(key__startswith="test:", recipient=request.user)
        .order_by("-pk")
        .first(),
        "waiting": samples.count(waiting_messages()),
        "mail_is_local": settings.MAIL_IS_LOCAL,
    }
    return render_page(request, "correspondence/mail_settings.html", context, partial="test")


@require_POST
def mail_test(request: Any) -> HttpResponse:
    """Send a test mail to oneself, or say that it arrived."""
    check_administrator(request.user)
    if request.POST.get("action") == "arrived":
        sender.confirm_test()
        messages.success(request, _("Good. Email from this installation arrives."))
        return redirect("first_steps")
    elif sender.send_test(request.user) is None:
        messages.error(request, _("You have no email address yet; add one to your settings."))
    return redirect("mail_settings")


@require_POST
def mail_release(request: Any) -> HttpResponse | None:
    """Let go what waits, or hold again."""
    check_administrator(request.user)
    if request.POST.get("action") == "hold":
        sender.hold()
        messages.success(request, _("Sending is on hold. Only sign-in codes and test emails are sent."))
        return redirect("mail_settings")
    count = sender.release(request.user)
    words = ngettext("%(n)s email is on its way.", "%(n)s emails are on their way.", count)
    messages.success(request, _("Sending has started.") + " " + (words % {"n": count} if count else ""))
    return redirect("first_steps")
