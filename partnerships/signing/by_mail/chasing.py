"""Partners that stay silent: after the reminders, or a month after it went on paper, a coordinator is to ask."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.timezone import now

from backbone.time.days import latest_day
from partnerships.correspondence.models import Correspondence
from partnerships.models import Representative
from partnerships.signing.by_mail import mailed
from partnerships.signing.by_mail.asking import STEP, open_rows
from partnerships.signing.models import Acceptance

# As long as it takes until a partner that was mailed has had two reminders and ten days more.
SILENT = 3 * STEP


def silent(partnerships: list[int]) -> QuerySet[Acceptance]:
    """Rows without an answer for a month of which nothing was asked by mail for ten days.

    Each says whether it `is_mailed`, `has_sponsor`, and has one who `can_be_asked`, since no mail went to them yet.
    """
    rows = mailed.with_days(open_rows().filter(partnership__in=partnerships).of_rounds_in(partnerships))
    rows = rows.annotate(
        had_since=Greatest("sent_on", "received_on"),
        is_mailed=mailed.is_asked_by_mail(),
        has_sponsor=Exists(_sponsors(OuterRef("partner"))),
        can_be_asked=Exists(_to_be_asked()),
    )
    return rows.filter(_after_reminders() | _on_paper()).order_by("pk")


def _sponsors(partner):
    return Representative.objects.current().filter(partner=partner, capacity=Representative.Capacity.SPONSOR)


def _with_address(partner):
    has_address = Q(person__contact_email__gt="") | Q(person__email__gt="")
    return _sponsors(partner).filter(has_address)


def _to_be_asked():
    known = Correspondence.objects.filter(
        cause=mailed.CAUSE, cause_id=OuterRef(OuterRef("pk")), person=OuterRef("person")
    )
    return _with_address(OuterRef("partner")).filter(~Exists(known))


def _after_reminders():
    """Also where no reminder could go: there was no room for it, or nobody is left who was mailed."""
    lately = Correspondence.objects.filter(cause=mailed.CAUSE, cause_id=OuterRef("pk"), at__gt=now() - STEP)
    return Q(~Exists(lately), mailed_on__lte=latest_day(now()) - SILENT)


def _on_paper():
    """From the day when it had it, where that is known."""
    return Q(is_mailed=False, sent_on__isnull=False, had_since__lte=latest_day(now()) - SILENT)


def sponsors(row: Acceptance) -> list[Representative]:
    """The sponsors of the row's partner who have an address."""
    return list(_with_address(row.partner_id).select_related("person"))
