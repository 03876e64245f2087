"""What mails link to because it is large; and the mailbox of the embedded mode, for people at this machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from backbone.files.storing import clean_name, download_response

from . import large_files, mailbox

PER_PAGE = 30
PROXY_HEADERS = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_FORWARDED",
    "HTTP_X_REAL_IP",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_VIA",
)
# A mail may style itself and nothing else: no scripts, no pictures from elsewhere, no forms.
MAIL_CSP = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


@require_safe
@never_cache
def mailed_file(request: Any, token: str) -> HttpResponse:
    """The file that a mail links to, for whoever has its address."""
    file = large_files.opened(token)
    if file is None:
        return render(request, "outbox/file_gone.html", status=410)
    return download_response(file, inline=True, request=request)


def in_a_frame(view: Callable) -> Callable:
    """A view whose answer is shown in a frame of our own pages, where it can do nothing."""
    return never_cache(xframe_options_sameorigin(csp(MAIL_CSP)(view)))


def mail_in_a_frame(view: Callable) -> Callable:
    """Show the message that a view returns as its recipient would see it, for a frame that can do nothing.

    Its personal links are dead.
    """

    @require_safe
    @in_a_frame
    @wraps(view)
    def framed(request: Any, **kwargs: Any) -> HttpResponse | None:
        return HttpResponse(view(request, **kwargs).shown_html)

    return framed


def at_this_machine(view: Callable) -> Callable:
    """404 for everybody but a browser on this machine, in the embedded mode."""

    @never_cache
    @require_safe
    @wraps(view)
    def guarded(request: Any, **kwargs: Any) -> HttpResponse | None:
        if not (settings.MAIL_IS_LOCAL and _is_near(request)):
            raise Http404
        return view(request, **kwargs)

    return guarded


@at_this_machine
def sent_mail(request: Any) -> HttpResponse:
    """All mails, newest first."""
    page = Paginator(mailbox.names(), PER_PAGE).get_page(request.GET.get("page"))
    mails = [mail for name in page if (mail := mailbox.read(name))]
    return render(request, "outbox/sent_mail.html", {"page_obj": page, "mails": mails})


@at_this_machine
def sent_mail_message(request: Any, name: str) -> HttpResponse | None:
    """One mail: as it looks, as text, its headers and attachments."""
    return render(request, "outbox/sent_mail_message.html", {"mail": _mail(name)})


@at_this_machine
@xframe_options_sameorigin
@csp(MAIL_CSP)
def sent_mail_html(request: Any, name: str) -> HttpResponse:
    """The HTML part by itself, for the frame."""
    html = _mail(name).html
    # Links open beside the frame, which must not become a browser of its own.
    return HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))


@at_this_machine
def sent_mail_attachment(request: Any, name: str, number: int) -> HttpResponse | None:
    """An attachment, to save."""
    attachments = _mail(name).attachments
    if number >= len(attachments):
        raise Http404
    part = attachments[number]
    file_name = clean_name(part.get_filename() or "file")
    disposition = content_disposition_header(True, file_name)
    data = part.get_payload(decode=True) or part.as_bytes()
    return HttpResponse(
        data, content_type=part.get_content_type(), headers={"Content-Disposition": disposition}
    )


def _mail(name):
    mail = mailbox.read(name)
    if mail is None:
        raise Http404
    return mail


def _is_near(request):
    """From this machine itself, and not handed on by a proxy that stands on it."""
    handed_on = any(name in request.META for name in PROXY_HEADERS)
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback and not handed_on
    except ValueError:
        return False
