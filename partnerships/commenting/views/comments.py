"""All comments in the order of the clauses; one is answered, changed or removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Case, F, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.database.history import noted
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page, show_form
from backbone.panels import Panel
from backbone.time.days import today_of
from partnerships.access import get_partnership
from partnerships.agreements.models import Clause
from partnerships.agreements.writing import agreement_of, in_step
from partnerships.commenting import answering, asking, late
from partnerships.commenting.access import get_comment, get_comment_to_change, may_change, shown_to
from partnerships.commenting.beside import above
from partnerships.commenting.forms import AnswerForm, CommentForm, ToldCommentForm
from partnerships.commenting.models import NoComments
from partnerships.correspondence.calling.told import Way
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 50
COMMENT = Panel("comment", "commenting/answered.html", dict, 10)


@require_safe
def comments(request: Any, slug: str) -> HttpResponse:
    """Every comment that the reader may read, the open ones of each clause first."""
    partnership = get_partnership(request.user, slug, "work")
    agreement = agreement_of(partnership)
    rows = shown_to(partnership).prefetch_related("clause", "partner__organisation", "by", "answered_by")
    in_order = rows.order_by(_place_of_clause(agreement), F("answered_at").asc(nulls_first=True), "at", "pk")
    page = first_rows(in_order, request.GET, "page", PER_PAGE)
    for row in page:
        row.partnership = partnership
        row.may_change = may_change(request.user, row)
    sees_asked = agreement and partnership.access.coordinate
    context = {
        **above(partnership, agreement),
        "agreement": agreement,
        "late": _late(page, agreement, partnership),
        "asked": asking.who_was_asked(agreement, partnership.zone) if sees_asked else [],
        "page": page,
        "fine": _fine(partnership),
        "nav": "agreement",
    }
    return render(request, "commenting/list.html", context)


def _place_of_clause(agreement):
    """What concerns the whole first; then as the page of the agreement has the clauses; those removed come last."""
    groups = list(Clause.Group)
    clauses = agreement.clauses.values_list("pk", "group", "position") if agreement else []
    in_order = sorted(clauses, key=lambda one: (groups.index(one[1]), one[2]))
    places = (When(clause=one[0], then=n) for n, one in enumerate(in_order))
    return Case(When(is_general=True, then=-1), When(clause=None, then=len(in_order)), *places)


def _late(rows, agreement, partnership):
    if agreement is None:
        return ""
    agreement.partnership = partnership
    return late.words(late.mark(rows, agreement))


def _fine(partnership):
    """The partners without comments, of which the reader knows; of many the newest."""
    access = partnership.access
    rows = NoComments.objects.filter(partnership=partnership).select_related("partner__organisation")
    if not access.look_back:
        rows = rows.filter(partner__in=access.partner_ids)
    return list(rows.order_by("-at", "-pk")[:PER_PAGE])


@require_http_methods(FORM)
def comment_answer(request: Any, pk: int) -> HttpResponse:
    """Say what becomes of a comment."""
    row = get_comment(request.user, pk, "coordinate")
    late.mark([row], row.agreement)
    in_step(row.agreement, [row.clause] if row.clause else [])
    form = AnswerForm(request.POST or None, instance=row, partnership=row.partnership)
    if request.method == "POST" and form.is_valid() and answering.answer(form, by=request.user):
        messages.success(request, _("Saved. The partner reads it at its link and on its page."))
        return redirect(row)
    return show_form(
        request,
        form,
        row.partnership,
        title=_("Answer %(partner)s") % {"partner": row.partner},
        kicker=row.about,
        submit=_("Save answer"),
        panels=[(COMMENT, {"comment": row})],
        back=row.get_absolute_url(),
        nav="agreement",
        history=f"clausecomment-{pk}",
    )


@require_http_methods(FORM)
def comment_edit(request: Any, pk: int) -> HttpResponse:
    """Change a comment that nobody has answered."""
    row = get_comment_to_change(request.user, pk)
    kind = {"instance": row, "partnership": row.partnership}
    data = request.POST or None
    if row.way in Way.values:
        form = ToldCommentForm(data, today=today_of(row.partnership), **kind)
    else:
        form = CommentForm(data, **kind)
    with noted("commented", request.user):
        return form_page(
            request,
            form,
            row.partnership,
            title=_("Comment of %(partner)s") % {"partner": row.partner},
            kicker=row.about,
            submit=_("Save comment"),
            done=_("Comment saved."),
            back=row.get_absolute_url(),
            removal=reverse("comment_removal", args=[pk]),
            nav="agreement",
        )


@require_POST
def comment_removal(request: Any, pk: int) -> HttpResponse:
    """Take a comment back, or remove what was noted by mistake."""
    row = get_comment_to_change(request.user, pk)
    return remove(request, row, back=reverse("comments", args=[row.partnership.slug]))
