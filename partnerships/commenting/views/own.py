"""A partner's comments on a page of their own: its own people's, or noted from its letter by a coordinator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from backbone.numbers import number
from backbone.pages.form_pages import CONFLICT, status_of
from backbone.time.days import today_of
from partnerships.access import get_own_partner
from partnerships.agreements.stages import stage_of
from partnerships.agreements.writing import agreement_of
from partnerships.commenting import late, saying
from partnerships.commenting.forms import CommentsForm, ToldCommentsForm
from partnerships.commenting.models import ClauseComment

FORM = ["GET", "HEAD", "POST"]
# Of one partner, the newest that its page shows above the fields; the list of comments has all.
MOST_SHOWN = 40
# Way and day are chosen before anything is said to be without comments.
FINE = "fine"


@require_http_methods(FORM)
def own_comments(request: Any, pk: int) -> HttpResponse:
    """What a partner says about the clauses of the draft."""
    partner = get_own_partner(request.user, pk)
    partnership = partner.partnership
    agreement = agreement_of(partnership)
    if agreement is None or partner.withdrawn_on:
        messages.info(request, _("There is no draft on which it could comment."))
        return redirect("agreement", partnership.slug)
    form = form_for(request, agreement, partner, request.user, pk in partnership.access.partner_ids)
    if request.method == "POST" and form.is_valid() and save(request, form, by=request.user, way="page"):
        return redirect("comments", partnership.slug)
    context = {**page_of(form, request.user), "partnership": partnership, "nav": "agreement"}
    return render(request, "commenting/own.html", context, status=status(form))


def form_for(request: Any, agreement: Any, partner: Any, person: Any, is_own: bool) -> CommentsForm:
    """The form: of whoever speaks for the partner, or of who notes what it said."""
    data = request.POST if request.method == "POST" else None
    said = {"agreement": agreement, "partner": partner, "places": saying.places_of(agreement)}
    if not is_own:
        return ToldCommentsForm(data, there={}, today=today_of(partner.partnership), **said)
    there = {row.place: row for row in saying.own_open(agreement, partner, person)}
    return CommentsForm(data, there=there, **said)


def page_of(form: CommentsForm, person: Any) -> dict:
    """What a page of the form shows: the whole and each clause with what its partner said before, and its field."""
    rows = ClauseComment.objects.filter(agreement=form.agreement, partner=form.partner)
    rows = list(rows.select_related("by").order_by("-at", "-pk")[:MOST_SHOWN])
    stage = late.mark(rows, form.agreement)
    own = {row.pk for row in rows if row.is_open and row.by_id == person.pk and row.way in saying.OWN_WAYS}
    before: dict = {}
    for row in reversed(rows):
        if form.is_told or row.pk not in own:
            before.setdefault(row.place, []).append(row)
    places = [_place(form, place, before.get(place.pk, [])) for place in form.places]
    return {
        "form": form,
        "agreement": form.agreement,
        "partner": form.partner,
        "places": places,
        "gone": before.get(None, []),
        "late": late.words(stage),
        "back": reverse("agreement", args=[form.agreement.partnership.slug]),
    }


def _place(form, place, before):
    field = form[f"text-{place.pk}"]
    return {
        "place": place,
        "before": before,
        "field": field,
        "seen": form[f"seen-{place.pk}"],
        "is_open": bool(field.errors or field.value()),
        "says": bool(before or field.value()),
    }


def save(request: Any, form: CommentsForm, *, by: Any, way: str) -> bool:
    """Save a valid form and say what was recorded; False when its page is shown again."""
    told = {name: form.cleaned_data[name] for name in ("way", "told_on", "said_by") if form.is_told}
    how = {"way": way, **told}
    try:
        count = saying.save(form, by=by, **how)
    except saying.TooMany:
        messages.error(request, _("This agreement has as many comments as it can hold; nothing was saved."))
        return False
    if form.errors:
        return False
    if not count and FINE in request.POST:
        how.pop("said_by", None)
        saying.nothing_to_add(form.agreement, form.partner, by=by, **how)
        messages.success(request, _("Recorded: no comments on this draft. Thank you."))
        return True
    if not count:
        messages.warning(request, _("Nothing was changed: no field says anything new."))
        return not form.is_told
    words = ngettext("%(n)s comment is saved.", "%(n)s comments are saved.", count) % {"n": number(count)}
    messages.success(request, f"{words} {late.words(stage_of(form.agreement))}".strip())
    return True


def status(form: CommentsForm) -> int:
    """409 when somebody saved meanwhile, else as other forms."""
    return CONFLICT if form.is_conflicting else status_of(form)
