"""How far an agreement is: a draft, proposed, in force or ended; whoever keeps the rounds of its versions says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backbone.panels import registry
from partnerships.agreements.models import Agreement


@dataclass(frozen=True)
class Stage:
    """Where the agreement stands, with the version that made it so.

    number: of that version; issued_at: when it was frozen; url: who has accepted it; next_url: where the draft is
    proposed as the version after it
    """

    name: str
    number: int = 0
    issued_at: datetime | None = None
    url: str = ""
    next_url: str = ""

    @property
    def is_proposed(self) -> bool:
        """Whether partners are asked to accept that version now."""
        return self.name == "proposed"

    @property
    def is_in_force(self) -> bool:
        """Whether that version binds, and no later one is proposed."""
        return self.name == "in_force"

    @property
    def is_ended(self) -> bool:
        """Whether the agreement ended, and nothing was proposed since."""
        return self.name == "ended"


DRAFT = Stage("draft")


def stage_of(agreement: Agreement) -> Stage:
    """The stage of an agreement; a draft where nobody knows of a round."""
    known = (source(agreement) for source in registry.agreement_stage)
    return next((stage for stage in known if stage), DRAFT)
