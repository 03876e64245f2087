"""Who leads the wider relationship with a partner's organisation is spoken to before the agreement is proposed to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.time.days import day_of
from partnerships.agreements.models import Agreement
from partnerships.correspondence import notices
from partnerships.correspondence.models import Notice

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Organisation


@dataclass(frozen=True)
class Talk:
    """Somebody to speak to about one organisation; asked_on: when they were mailed about the coming version."""

    organisation: Organisation
    asked_on: date | None

    @property
    def person(self) -> Person:
        """Who leads the wider relationship."""
        lead: Person = self.organisation.wider_lead
        return lead


def before(agreement: Agreement, reader: Person) -> list[Talk]:
    """Whom to speak to before the next version is proposed: nobody about what the reader leads themselves."""
    rows = agreement.partnership.partners.present().filter(organisation__wider_lead__isnull=False)
    rows = rows.exclude(organisation__wider_lead=reader).select_related("organisation__wider_lead")
    found = [partner.organisation for partner in rows.in_own_order()]
    if not found:
        return []
    number = _next_number(agreement)
    keys = {one.pk: _key(agreement, number, one) for one in found}
    asked = dict(Notice.objects.filter(key__in=keys.values()).values_list("key", "at"))
    zone = agreement.partnership.zone
    return [Talk(one, day_of(asked[keys[one.pk]], zone) if keys[one.pk] in asked else None) for one in found]


def _next_number(agreement: Agreement) -> int:
    return (agreement.document.versions.values_list("number", flat=True).first() or 0) + 1


def _key(agreement: Agreement, number: int, organisation: Organisation) -> str:
    return f"wider:{agreement.pk}:{number}:{organisation.pk}:{organisation.wider_lead_id}"


@transaction.atomic
def ask(agreement: Agreement, organisation: Organisation, by: Person) -> bool:
    """Mail whoever leads the wider relationship that somebody wants to talk first; False when nothing went."""
    # Two presses at once are told apart by the agreement that both want.
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    lead = organisation.wider_lead
    with override(lead.language):
        words = _(
            "%(who)s wants to talk first: the agreement of %(partnership)s is about to be proposed to %(organisation)s, with which you lead the wider relationship."
        ) % {"who": by, "partnership": agreement.partnership, "organisation": organisation.short}
    key = _key(agreement, _next_number(agreement), organisation)
    return notices.tell_at_once(lead, agreement.partnership, key=key, text=words) is not None
