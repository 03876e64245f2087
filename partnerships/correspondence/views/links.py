"""The page that a mailed link opens: the person's own tasks and minutes, without an account. GET changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from functools import partial, wraps
from typing import Any

import pghistory
from allauth.core import ratelimit
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.accounts.models import MailPreference
from backbone.outbox import link_tokens as tokens
from backbone.panels import registry, shown
from backbone.typed_text import clean_line
from partnerships.correspondence import link_renewal
from partnerships.correspondence.links import (
    ExpiredLink,
    LeftLink,
    RestingLink,
    is_denied,
    open_link,
    with_part,
)
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.reached import is_held
from partnerships.correspondence.signing import coordinator_of
from partnerships.correspondence.tasks import renew_links
from partnerships.correspondence.views.typed_words import kept, typed_in

CONFLICT, GONE, TOO_OFTEN = 409, 410, 429


def with_link(view: Callable, while_closed: bool = False, after_leaving: bool = False) -> Callable:
    """Give a view the link behind its token, in the person's language and time; explain one that opens nothing.

    while_closed: whether it is about the person alone, and works while their partnership is closed.
    after_leaving: whether it works for who takes part no more and is asked something all the same.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def opened(request: Any, token: str, **kwargs: Any) -> HttpResponse | None:
        try:
            link = open_link(token)
        except LeftLink as left:
            if not after_leaving:
                return _over(request, token, left.link)
            link = left.link
        except ExpiredLink as expired:
            return _over(request, token, expired.link)
        except RestingLink as resting:
            if not while_closed:
                return _resting(request, resting.link)
            link = resting.link
        except Http404:
            return _over(request, token, None)
        with _in_the_name_of(link.person):
            if request.method == "POST" and not link.partnership.closed_at:
                AccessLink.objects.filter(pk=link.pk).update(last_used_at=timezone.now())
            response = kept(request, link, token, partial(view, request, link, token, **kwargs))
        response["Content-Language"] = link.person.language
        return response

    return opened


with_link_while_closed = partial(with_link, while_closed=True, after_leaving=True)
with_link_after_leaving = partial(with_link, after_leaving=True)


@contextmanager
def _in_the_name_of(person):
    """The person's language and time, and their name in the audit trail, though nobody is signed in."""
    with ExitStack() as stack:
        stack.enter_context(translation.override(person.language))
        stack.enter_context(timezone.override(person.zone))
        stack.enter_context(pghistory.context(user=person.pk, way="link"))
        yield


def _resting(request, link):
    """Words instead of questions, while the partnership is closed; what is posted changes nothing."""
    with _in_the_name_of(link.person):
        status = 200 if request.method in ("GET", "HEAD") else CONFLICT
        context = {"link": link, "typed": typed_in(request)}
        response = render(request, "correspondence/links/resting.html", context, status=status)
    response["Content-Language"] = link.person.language
    return response


def _over(request, token, link):
    """The page of a link that is over, or that we did not make; a forgery learns nothing from it."""
    language = link.person.language if link else translation.get_language()
    with translation.override(language):
        context = {"token": token if link else "", "link": link, "is_denied": link and is_denied(link.person)}
        context["typed"] = typed_in(request) if link else []
        return render(request, "correspondence/links/closed.html", context, status=GONE if link else 404)


@with_link_after_leaving
@require_safe
def link_page(request: Any, link: AccessLink, token: str) -> HttpResponse:
    """What the person is asked and can read, from what the apps show on it."""
    return show_link(request, link, token)


def show_link(request: Any, link: AccessLink, token: str, status: int = 200, **typed: object) -> HttpResponse:
    """The page of a link. typed: forms that were refused, by the names that their panels read them by."""
    panels = [one for one in registry.sorted("link_page") if link.has_part or one.key == link.purpose]
    context = {
        "link": link,
        "token": token,
        "partnership": link.partnership,
        "panels": shown(panels, link=link, token=token, request=request, **typed),
        "is_own_sign_in": request.user.is_authenticated and request.user.pk == link.person_id,
        "signed_in_as": request.user
        if request.user.is_authenticated and request.user.pk != link.person_id
        else None,
        "coordinator": coordinator_of(link.partnership),
        "preferences": MailPreference.choices,
    }
    return render(request, "correspondence/links/link.html", context, status=status)


@with_link_while_closed
@require_POST
def link_mail_preference(request: HttpRequest, link: AccessLink, token: str) -> HttpResponse:
    """Choose which mails come."""
    chosen = request.POST.get("mail_preference")
    if chosen not in MailPreference.values:
        raise Http404
    _prefer(link.person, chosen)
    messages.success(request, _("Saved. Emails that need something from you will still come."))
    return HttpResponseRedirect(f"/l/{token}/#mail", status=303)


@with_link_while_closed
@require_http_methods(["GET", "HEAD", "POST"])
def link_unsubscribe(request: Any, link: AccessLink, token: str) -> HttpResponse:
    """One click in a mail client posts here; somebody who opens the address is shown the choice."""
    if request.method != "POST":
        return redirect(f"/l/{token}/#mail")
    _prefer(link.person, MailPreference.NEEDED)
    return HttpResponse(
        _("Done: you will only get emails that need something from you."),
        content_type="text/plain; charset=utf-8",
    )


def _prefer(person, preference):
    person.mail_preference = preference
    person.save(update_fields=["mail_preference"])


@csrf_exempt
@never_cache
@require_POST
def link_renewal_of(request: Any, token: str) -> HttpResponse:
    """Mail a new link to the person whose link is over; the answer is the same whether there is one or not."""
    uuid = tokens.uuid_of(token)
    link = with_part().filter(pk=uuid).first() if uuid else None
    if not ratelimit.consume(request, action="new_link", key=f"person:{link.person_id}" if link else token):
        return _too_often(request)
    if link:
        link_renewal.renew(link)
    return _asked(request, link.person.language if link else None)


@csrf_exempt
@never_cache
@require_POST
def link_renewal_for_address(request: HttpRequest) -> HttpResponse:
    """Mail new links to an address that has had some; the answer is the same whether it has or not.

    The work is the worker's, so that the time it takes tells nothing either.
    """
    address = clean_line(request.POST.get("email", "")).strip().lower()
    if not ratelimit.consume(request, action="new_link", key=address):
        return _too_often(request)
    transaction.on_commit(partial(renew_links.delay, address), robust=True)
    return _asked(request, None)


def _too_often(request):
    return render(request, "correspondence/links/asked.html", {"too_often": True}, status=TOO_OFTEN)


def _asked(request, language):
    with translation.override(language or translation.get_language()):
        return render(request, "correspondence/links/asked.html", {"is_held": is_held()})
