"""Comments that come when a version is proposed or in force: kept, and for the next version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from partnerships.agreements.stages import stage_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnerships.agreements.models import Agreement
    from partnerships.agreements.stages import Stage
    from partnerships.commenting.models import ClauseComment


def words(stage: Stage) -> str:
    """What becomes of what is said now; "" while there is only a draft."""
    if stage.is_proposed:
        return _("Version %(n)s is proposed. Comments from now on are kept for the next version.") % {
            "n": stage.number
        }
    if stage.is_in_force:
        return _("Version %(n)s is in force. Comments from now on are kept for the next version.") % {
            "n": stage.number
        }
    if stage.is_ended:
        return _("The agreement has ended. Comments are kept, should there be a next version.")
    return ""


def mark(rows: Iterable[ClauseComment], agreement: Agreement) -> Stage:
    """Set on each whether it came after the version that stands now was frozen; returns the agreement's stage."""
    stage = stage_of(agreement)
    for row in rows:
        row.is_late = stage.issued_at is not None and row.at > stage.issued_at
    return stage
