"""A prospect that has become a partner says so by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from backbone.database.history import noted
from backbone.reading.organisation_names import organisation_key
from partnerships.prospects.models import Prospect

if TYPE_CHECKING:
    from partnerships.models import Partnership


def note_joined(partnership: Partnership) -> str:
    """Mark prospects that are called as a partner is; a sentence about it, or ""."""
    waiting = list(partnership.prospects.select_for_update().filter(state__in=Prospect.OPEN))
    if not waiting:
        return ""
    partners = partnership.partners.filter(withdrawn_on=None).select_related("organisation")
    by_name = {organisation_key(one.organisation.name): one for one in partners}
    joined = [one for one in waiting if organisation_key(one.name) in by_name]
    with noted("joined"):
        for one in joined:
            one.state, one.partner = Prospect.State.JOINED, by_name[organisation_key(one.name)]
            one.next_step, one.next_on = "", None
            one.revision += 1
            one.save()
    return _("It is no prospect any more.") if joined else ""
