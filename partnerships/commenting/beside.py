"""Comments beside the clauses on the page of the agreement, and what is told of them above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from partnerships.commenting.access import shown_to
from partnerships.commenting.asking import how_far
from partnerships.models import Partner

if TYPE_CHECKING:
    from partnerships.agreements.models import Agreement, Clause
    from partnerships.models import Partnership

# Beside one clause, the newest; and of all clauses together.
MOST_BESIDE, MOST_READ = 3, 200


def of_clauses(partnership: Partnership, clauses: list[Clause], **page: Any) -> dict[int, dict]:
    """{the clause's key: what its panel shows} of clauses on which somebody commented; nothing once it is closed."""
    if partnership.access.is_closed:
        return {}
    counts = shown_to(partnership).filter(clause__in=clauses).order_by().values("clause")
    found = counts.annotate(n=Count("pk"), open=Count("pk", filter=Q(answered_at=None)))
    beside = {row["clause"]: {**row, "rows": []} for row in found}
    if not beside:
        return {}
    order = F("answered_at").asc(), F("at").desc(), F("pk").desc()
    nth = Window(RowNumber(), partition_by="clause", order_by=order)
    newest = shown_to(partnership).filter(clause__in=list(beside)).annotate(nth=nth)
    newest = newest.filter(nth__lte=MOST_BESIDE).order_by("nth", "pk")
    for row in newest.prefetch_related("partner__organisation")[:MOST_READ]:
        row.partnership = partnership
        beside[row.clause_id]["rows"].append(row)
    return {key: {**one, "partnership": partnership} for key, one in beside.items()}


def above(partnership: Partnership, agreement: Agreement | None = None, **page: Any) -> dict | None:
    """How many comments there are, how many partners answered, and the ways to one's own and to all; nothing for who may not comment."""
    access = partnership.access
    if not access.work or access.is_closed:
        return None
    counted = shown_to(partnership).aggregate(n=Count("pk"), open=Count("pk", filter=Q(answered_at=None)))
    far = how_far(agreement) if agreement else {}
    return {"partnership": partnership, **counted, "far": far, "own": _own(access)}


def before_proposing(partnership: Partnership, **page: Any) -> dict | None:
    """How many comments have no answer, for who is about to propose the draft."""
    n = shown_to(partnership).filter(answered_at=None).count()
    return {"partnership": partnership, "open": n} if n else None


def on_partner_page(partnership: Partnership, partner: Partner, **page: Any) -> dict | None:
    """The way to enter what a partner's letter says about the draft."""
    if not partnership.access.coordinate or partner.withdrawn_on:
        return None
    return {"partner": partner}


def _own(access):
    if not access.partner_ids:
        return []
    rows = Partner.objects.filter(pk__in=access.partner_ids, withdrawn_on=None)
    return list(rows.select_related("organisation"))
