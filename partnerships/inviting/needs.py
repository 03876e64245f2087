"""Invitations that need a coordinator: nobody answered, somebody else is named, or a yes that nobody looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.needs import Kind, Need
from backbone.time import dates
from partnerships.access import coordinated_by
from partnerships.inviting.hasty import is_to_be_confirmed, with_mail
from partnerships.inviting.models import PartnerInvitation
from partnerships.inviting.reminding import CALLED_AFTER, REMINDED_AFTER

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

INVITATIONS = Kind("partner_invitations", gettext_lazy("Invitations"))
State = PartnerInvitation.State


def of_invitations(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """A call where a reminder brought nothing, somebody else to ask instead, and answers that nobody has seen."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    for row in _waiting(list(of)) if of else ():
        where = of[row.partnership_id]
        detail = _who(row)
        yield Need(
            kind=INVITATIONS,
            state="open",
            title=str(row),
            url=row.get_absolute_url(),
            detail=detail if partnership else f"{where.name} · {detail}",
            action_url=row.get_absolute_url(),
            **_step(row),
        )


def _who(row):
    """Who was asked, and of a yes whom they named."""
    if row.state == State.OTHER:
        return row.other_name
    asked, named = str(row.person or _("by letter")), row.other_name or row.other_email
    if row.state == State.YES and named:
        return _("%(who)s, who named %(other)s") % {"who": asked, "other": named}
    return asked


def _step(row):
    if row.state == State.OTHER:
        return {"word": _("Somebody else"), "action": _("Ask them instead")}
    if row.state == State.SENT:
        sent = _("Sent on %(day)s") % {"day": dates.short(row.sent_at)}
        return {"word": sent, "action": _("Call, and note the answer")}
    if is_to_be_confirmed(row, row.mailed_at):
        word = _("%(answer)s, to be confirmed") % {"answer": row.get_state_display()}
        return {"word": word, "action": _("Look at the answer")}
    return {"word": row.get_state_display(), "action": _("Look at the answer")}


def _waiting(partnerships: list[int]) -> QuerySet[PartnerInvitation]:
    silent = Q(state=State.SENT, reminded_at__lte=now() - CALLED_AFTER)
    silent |= Q(state=State.SENT, reminded_at=None, sent_at__lte=now() - REMINDED_AFTER - CALLED_AFTER)
    unseen = Q(state__in=(State.YES, State.NO, State.OBSERVER), looked_at=None)
    rows = PartnerInvitation.objects.filter(
        silent | unseen | Q(state=State.OTHER), partnership__in=partnerships
    )
    return with_mail(rows).select_related("person").order_by("sent_at", "pk")
