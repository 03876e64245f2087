"""What impact adds to the pages that span apps; the registry is backbone.panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from backbone.panels import NavEntry, Panel, registry
from backbone.personal import not_exported, personal
from backbone.tracked import show_in_history
from impact import removal, searching
from impact.figures import scorecard_of
from impact.imports import measurements
from impact.kept import files, personal_rows, shared_upward, tracked_rows
from partnerships.attachments.kinds import take_files

if TYPE_CHECKING:
    from partnerships.models import Partnership

ON_OVERVIEW = 6


def at_impact(partnership: Partnership) -> str:
    """The address of a partnership's impact."""
    return reverse("impact", args=[partnership.slug])


def scorecard(partnership: Partnership, **page: Any) -> dict | None:
    """The few measures on the scorecard, each with its course."""
    rows = scorecard_of(partnership, ON_OVERVIEW)
    return {"scorecard": [(series, series.spark(partnership.hue)) for series in rows]} if rows else None


registry.nav.append(NavEntry("impact", gettext_lazy("Impact"), at_impact, 130))
registry.overview.append(Panel("scorecard", "impact/scorecard_panel.html", scorecard, 50, width="half"))

registry.imports.append(measurements.SHEET)
registry.searched += searching.KINDS
registry.shared_upward += shared_upward.KINDS
take_files(files.KIND)
registry.removable += [*removal.KINDS, files.REMOVABLE]
registry.stays += removal.STAYS
show_in_history(*tracked_rows.KINDS)
personal += personal_rows.KINDS
not_exported += personal_rows.LEFT_OUT
