"""An answer within a minute of its email: a mail scanner may have pressed the button, so it is to be confirmed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery

from partnerships.correspondence.models import Correspondence
from partnerships.inviting.models import PartnerInvitation

if TYPE_CHECKING:
    from datetime import datetime

SOON = timedelta(minutes=1)


def with_mail(rows: QuerySet[PartnerInvitation]) -> QuerySet[PartnerInvitation]:
    """The same, each with `mailed_at`: when the last mail to its person left that was there before the answer."""
    mails = Correspondence.objects.filter(
        cause="partner_invitation",
        cause_id=OuterRef("pk"),
        person=OuterRef("person"),
        message__sent_at__lte=OuterRef("answered_at"),
    )
    return rows.annotate(
        mailed_at=Subquery(mails.order_by("-message__sent_at").values("message__sent_at")[:1])
    )


def mailed_at(row: PartnerInvitation) -> datetime | None:
    """The same of one."""
    return with_mail(PartnerInvitation.objects.filter(pk=row.pk)).values_list("mailed_at", flat=True).first()


def is_to_be_confirmed(row: PartnerInvitation, mailed: datetime | None) -> bool:
    """Whether the answer came so soon, from the mail, that a coordinator has still to say that it was meant."""
    is_new = row.way == PartnerInvitation.Way.LINK and row.answered_at and row.looked_at is None
    return bool(is_new and mailed and row.answered_at - mailed <= SOON)
