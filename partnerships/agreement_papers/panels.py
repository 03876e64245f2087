"""What papers of the agreement add to the pages of the agreement, of a signing round and of a partner."""

from __future__ import annotations

from typing import Any

from backbone.panels import Panel, registry
from partnerships.agreement_papers import draft
from partnerships.agreement_papers.pack_part import PART
from partnerships.agreement_papers.papers import take_paper


def _on_partner_page(partnership: Any, partner: Any, **page: Any) -> dict | None:
    """The way to the partner's own page, for its own people and who coordinates."""
    if not partnership.access.is_between(partner.pk) or partner.withdrawn_on:
        return None
    return {"partner": partner}


def _on_agreement_page(agreement: Any, partnership: Any, **page: Any) -> dict | None:
    """The way to the papers, for everybody: each is shown what there is for them."""
    return {"partnership": partnership}


def _on_round_page(round: Any, **page: Any) -> dict | None:
    """The way to what changed since the version before, for everybody."""
    version = round.version
    before = round.follows.version.number if round.follows else version.number - 1
    if not before:
        return None
    return {"slug": round.partnership.slug, "before": before, "now": version.number}


take_paper(draft.KIND, draft.PAPER)
registry.agreement_ways.append(Panel("papers", "agreement_papers/way_to_papers.html", _on_agreement_page, 90))
registry.round_page.append(Panel("difference", "agreement_papers/way_to_difference.html", _on_round_page, 20))
registry.partner_page.append(Panel("own_part", "agreement_papers/way_to_part.html", _on_partner_page, 90))
registry.pack_parts.append(PART)
