"""A prospect that has become a partner says so by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.reading.organisation_names import organisation_key
from partnerships import organisations
from partnerships.prospects.models import Prospect

if TYPE_CHECKING:
    from partnerships.models import Partner, Partnership


def note_joined(partnership: Partnership) -> str:
    """Mark prospects that are called as a partner is; a sentence about it, or ""."""
    waiting = list(partnership.prospects.select_for_update().filter(state__in=Prospect.OPEN))
    if not waiting:
        return ""
    by_name = organisations.partners_by_name(partnership)
    joined = [one for one in waiting if organisation_key(one.name) in by_name]
    with noted("joined"):
        for one in joined:
            joins(one, by_name[organisation_key(one.name)])
    return _("It is no prospect any more.") if joined else ""


def joins(prospect: Prospect, partner: Partner) -> None:
    """The prospect became this partner; its sector goes along where the organisation has none. It is locked."""
    prospect.state, prospect.partner = Prospect.State.JOINED, partner
    prospect.next_step, prospect.next_on = "", None
    prospect.revision += 1
    prospect.save()
    organisation = partner.organisation
    if prospect.sector and not organisation.sector:
        organisation.sector = prospect.sector
        organisation.revision += 1
        organisation.save(update_fields=["sector", "revision"])
