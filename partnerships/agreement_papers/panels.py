"""What papers of the agreement add to a partner's page."""

from __future__ import annotations

from typing import Any

from backbone.panels import Panel, registry
from partnerships.agreement_papers.pack_part import PART


def _on_partner_page(partnership: Any, partner: Any, **page: Any) -> dict | None:
    """The way to the partner's own page, for its own people and who coordinates."""
    if not partnership.access.is_between(partner.pk) or partner.withdrawn_on:
        return None
    return {"partner": partner}


def _on_agreement_page(agreement: Any, partnership: Any, **page: Any) -> dict | None:
    """The way to the papers, for everybody: each is shown what there is for them."""
    return {"partnership": partnership}


registry.agreement_page.append(Panel("papers", "agreement_papers/way_to_papers.html", _on_agreement_page, 90))
registry.partner_page.append(Panel("own_part", "agreement_papers/way_to_part.html", _on_partner_page, 90))
registry.pack_parts.append(PART)
