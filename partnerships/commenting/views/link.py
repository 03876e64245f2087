"""Comments from the link in a mail: one tap for none, or a page with each clause and a field below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnerships.commenting import asking, saying
from partnerships.commenting.answering import PLACE
from partnerships.commenting.models import ClauseComment, NoComments
from partnerships.commenting.views.own import FINE, form_for, page_of, save, status
from partnerships.correspondence.models import AccessLink
from partnerships.correspondence.views.links import with_link

if TYPE_CHECKING:
    from backbone.accounts.models import Person

MOST_SHOWN = 3


def on_link(link: AccessLink, token: str = "", **page: Any) -> dict | None:
    """What a link's page shows: what its person was asked, and what became of what was said."""
    rows = list(asking.asked_of(link.person).filter(partnership=link.partnership)[:MOST_SHOWN])
    return {"asks": [_told(row) for row in rows], "token": token, "place": PLACE} if rows else None


def _told(ask):
    """The ask, with how many comments its partner made, how many are answered, and whether it has none."""
    mine = {"agreement": ask.agreement_id, "partner": ask.partner_id}
    said = list(ClauseComment.objects.filter(**mine).values_list("answered_at", flat=True))
    ask.said, ask.answers = len(said), sum(at is not None for at in said)
    ask.fine = NoComments.objects.filter(**mine).first()
    return ask


def on_my_work(person: Person, **page: Any) -> dict | None:
    """What the person was asked and nobody answered for their partner."""
    rows = asking.unanswered(person)
    return {"asks": rows} if rows else None


@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def link_comments(request: Any, link: AccessLink, token: str, pk: int) -> HttpResponse:
    """A partner's comments by whoever was asked for them, or that it has none."""
    ask = asking.asked_of(link.person).filter(partnership=link.partnership, partner=pk).first()
    if ask is None:
        raise Http404
    ask.agreement.partnership = ask.partner.partnership = ask.partnership
    page = HttpResponseRedirect(f"/l/{token}/#{PLACE}", status=303)
    if request.POST.get(FINE) == "tap":
        saying.nothing_to_add(ask.agreement, ask.partner, by=link.person, way="link")
        messages.success(request, _("Recorded: no comments on this draft. Thank you."))
        return page
    form = form_for(request, ask.agreement, ask.partner, link.person, is_own=True)
    if request.method == "POST" and form.is_valid() and save(request, form, by=link.person, way="link"):
        return page
    context = {**page_of(form, link.person), "link": link, "token": token, "partnership": link.partnership}
    return render(request, "commenting/link.html", context, status=status(form))
