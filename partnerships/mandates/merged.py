"""What a mandate and an open question take over from those of a seat that becomes another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partnerships.mandates.forms import MandateForm
from partnerships.mandates.models import Mandate, SponsorConfirmation
from partnerships.merges.merging_partners import filled

DAYS = ("days_expected", "days_per")


def changes(gone: Any, stays: Any) -> Iterator[tuple[Any, dict]]:
    """What only the row that goes knows; days go with what they are meant by."""
    known: dict[str, Any] = {}
    if isinstance(gone, Mandate):
        known = filled(gone, stays, *(name for name in MandateForm.Meta.fields if name not in DAYS))
        if stays.days_expected is None and gone.days_expected is not None:
            known |= {name: getattr(gone, name) for name in DAYS}
        if stays.agreed_on or stays.holds_until:
            # The two days belong together.
            known = {name: value for name, value in known.items() if name not in ("agreed_on", "holds_until")}
    elif isinstance(gone, SponsorConfirmation):
        known = filled(gone, stays, "asked_at", "by")
    if known:
        yield stays, known
