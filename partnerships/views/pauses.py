"""Pausing: oneself, somebody of a partnership, or a partner; and going on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import status_of
from backbone.time import dates
from partnerships.access import Closed, get_partner, get_partnership, get_pause
from partnerships.forms.pauses import PauseForm
from partnerships.pausing import pauses
from partnerships.persons import known_here

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def own_pause(request: Any, slug: str) -> HttpResponse:
    """Whoever takes part pauses themselves."""
    partnership = get_partnership(request.user, slug)
    if partnership.access.is_closed:
        raise Closed(partnership)
    back = partnership.get_absolute_url()
    asked = pauses.to_answer(request.user).filter(partnership=partnership)
    asked = asked.select_related("partner__organisation")
    return _page(request, partnership, back, "overview", asked, person=request.user)


@require_http_methods(FORM)
def person_pause(request: Any, slug: str, pk: int) -> HttpResponse:
    """A coordinator lets somebody of the partnership pause."""
    partnership = get_partnership(request.user, slug, "coordinate")
    person = known_here(partnership).filter(pk=pk).first()
    if person is None:
        raise Http404
    return _page(request, partnership, reverse("contact", args=[slug, pk]), "contacts", person=person)


@require_http_methods(FORM)
def partner_pause(request: Any, pk: int) -> HttpResponse:
    """A coordinator lets a partner pause: nobody is asked anything for it."""
    partner = get_partner(request.user, pk, "coordinate")
    return _page(request, partner.partnership, partner.get_absolute_url(), "partners", partner=partner)


def _page(request, partnership, back, nav, asked=(), **who):
    pause = pauses.current(partnership, **who)
    whose = who.get("person") or partnership
    form = PauseForm(request.POST or None, partnership=partnership, whose=whose, pause=pause)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row = pauses.pause(partnership, said["until"], words=said["words"], by=request.user, **who)
        words = {"who": row, "day": dates.short(row.until_on)}
        messages.success(request, _("%(who)s is only informed until %(day)s.") % words)
        return redirect(back)
    context = {"partnership": partnership, "pause": pause, "form": form, "back": back, "nav": nav, **who}
    context |= {"asked": asked, "who": who.get("person") or who["partner"]}
    context["is_own"] = who.get("person") == request.user
    return render(request, "partnerships/pause.html", context, status=status_of(form))


@require_POST
def pause_end(request: Any, pk: int) -> HttpResponse:
    """Go on now, before the day or after it."""
    row = get_pause(request.user, pk)
    if pauses.end(row):
        messages.success(request, _("%(who)s is asked and reminded again.") % {"who": row})
    return redirect(row.partner or row.partnership)
