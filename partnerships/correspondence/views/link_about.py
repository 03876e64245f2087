"""Behind a mailed link: what is kept about its person, in which language, and "this is not me"."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.outbox.models import SenderSettings
from partnerships.correspondence.link_renewal import not_theirs
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.signing import coordinator_of
from partnerships.correspondence.views.links import with_link_after_leaving, with_link_while_closed
from partnerships.persons import source_in_words


@with_link_while_closed
@require_safe
def link_about(request: Any, link: AccessLink, token: str) -> HttpResponse:
    """What is kept about the person, since when, from where and why, and how to object or leave."""
    here = {"person": link.person, "partnership": link.partnership}
    context = {
        "link": link,
        "token": token,
        "partnership": link.partnership,
        "source": source_in_words(link.person),
        "holder": SenderSettings.load().name,
        "coordinator": coordinator_of(link.partnership),
        "seats": link.person.represents.current().filter(**here).select_related("partner__organisation"),
        "roles": link.person.roles.current().filter(**here),
    }
    return render(request, "correspondence/links/about.html", context)


@with_link_while_closed
@require_POST
def link_language(request: Any, link: AccessLink, token: str) -> HttpResponse:
    """The language in which the person reads pages and mails from now on."""
    language = request.POST.get("language")
    if language not in dict(settings.LANGUAGES):
        raise Http404
    link.person.language = language
    link.person.save(update_fields=["language"])
    with override(language):
        messages.success(request, _("Saved. Pages and emails are in English from now on."))
    return HttpResponseRedirect(f"/l/{token}/", status=303)


@with_link_after_leaving
@require_http_methods(["GET", "HEAD", "POST"])
def link_not_me(request: Any, link: AccessLink, token: str) -> HttpResponse:
    """Somebody else reads these mails: asked once more, as nobody can take it back; then the links to them end.

    The coordinators are told.
    """
    if request.method != "POST":
        context = {"link": link, "token": token, "partnership": link.partnership}
        return render(request, "correspondence/links/not_me_asked.html", context)
    not_theirs(link)
    return render(request, "correspondence/links/not_me.html", {"partnership": link.partnership})
