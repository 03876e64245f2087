"""The ledger of what came in kind, and in cash that a match counts: who, what, when, how much, what its value rests on, proof, and who signed it off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Exists, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.tables import spreadsheets
from backbone.time.days import day_of
from partnerships.giving import matches
from partnerships.giving.models import Match
from partnerships.models import Contribution

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

# So many rows go into one workbook.
MOST = 20_000


def rows_of(partnership: Partnership) -> QuerySet[Contribution]:
    """What came in kind, and cash where a match counts it, the newest first; all of it, or what `partnership.access` may see."""
    access = partnership.access
    counts_cash = Exists(Match.objects.filter(partnership=partnership, takes_cash=True))
    is_here = Q(kind__in=Contribution.IN_KIND) | Q(signed_off_at__isnull=False) | counts_cash
    rows = partnership.contributions.filter(is_here, state=Contribution.State.DELIVERED)
    if not access.look_back:
        rows = rows.filter(partner__in=access.partner_ids)
    day = Coalesce("delivered_on", "period_end", "period_start")
    newest = [day.desc(nulls_last=True), F("pk").desc()]
    return rows.select_related("partner__organisation", "signed_off_by").order_by(*newest)


def with_files(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """The same, each with how many files prove it."""
    return rows.annotate(file_count=Count("files"))


@transaction.atomic
def sign_off(row: Contribution, *, by: Person) -> bool:
    """Say that it came as it stands here; False when it did not come, or somebody said so before."""
    locked = Contribution.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.signed_off_at or locked.state != Contribution.State.DELIVERED:
        return False
    with noted("signed off", by):
        _write(locked, timezone.now(), by)
    return True


@transaction.atomic
def take_back(row: Contribution, *, by: Person) -> bool:
    """It is signed off no more; False when it was not."""
    locked = Contribution.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.signed_off_at is None:
        return False
    with noted("sign-off taken back", by):
        _write(locked, None, None)
    return True


def _write(locked, at, by):
    locked.signed_off_at, locked.signed_off_by = at, by
    locked.save(update_fields=["signed_off_at", "signed_off_by"])


def workbook(partnership: Partnership) -> bytes:
    """The ledger as an xlsx file; each value beside its currency, and no sum over them."""
    headings = [
        _("Partner"),
        _("What"),
        _("Kind"),
        _("When"),
        _("Delivered on"),
        _("Quantity"),
        _("Unit"),
        _("Value"),
        _("Currency"),
        _("What the value rests on"),
        _("Source"),
        _("Proof"),
        _("Signed off by"),
        _("Signed off on"),
    ]
    rows = [[(one, "bold") for one in headings]]
    rows += [_cells(row, partnership) for row in with_files(rows_of(partnership))[:MOST]]
    sheets = [(_("What came in kind"), rows)]
    if partnership.access.coordinate and (required := matches.progress(partnership)):
        sheets.append((_("Match"), _match_rows(required)))
    return spreadsheets.write(sheets)


def _match_rows(required) -> list[list[Any]]:
    """What funders require, and how much of it is there."""
    headings = [
        _("Funder"),
        _("From"),
        _("Until"),
        _("To be put in"),
        _("Signed off"),
        _("Came, not signed off"),
        _("Currency"),
        _("Without a value"),
    ]
    rows: list[list[Any]] = [[(one, "bold") for one in headings]]
    for one in required:
        match = one.match
        days = [_day(match.starts_on), _day(match.ends_on)]
        sums = [float(amount) for amount in (match.required, one.signed_off, one.not_yet)]
        rows.append([match.funder, *days, *sums, match.currency, one.unvalued])
    return rows


def _cells(row, partnership) -> list[Any]:
    signed = row.signed_off_at and day_of(row.signed_off_at, partnership.zone)
    proof = [row.proof_link] if row.proof_link else []
    proof += [_("Files: %(n)s") % {"n": row.file_count}] if row.file_count else []
    return [
        str(row.partner),
        row.description,
        str(row.get_kind_display()),
        row.period_words,
        _day(row.delivered_on),
        None if row.quantity is None else float(row.quantity),
        row.unit,
        None if row.value is None else float(row.value),
        row.currency if row.value is not None else "",
        row.basis,
        row.source,
        "; ".join(proof),
        str(row.signed_off_by or ""),
        _day(signed),
    ]


def _day(day):
    return {"date": day.isoformat()} if day else ""
