"""What sharing upward adds to the pages that span apps."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import NotExported, not_exported
from backbone.tracked import Tracked, show_in_history
from partnerships.models import Partnership
from partnerships.sharing import partners
from partnerships.sharing.models import SharedUpward


def on_overview(partnership: Partnership, **page: Any) -> dict | None:
    """Ways to what came up, and for coordinators to what is shared."""
    chooses = partnership.parent is not None and partnership.access.look_back
    below = partnership.children.exists()
    return {"has_children": below, "chooses": chooses} if below or chooses else None


registry.shared_upward.append(partners.KIND)
registry.overview.append(Panel("sharing", "sharing/overview_panel.html", on_overview, 90))
show_in_history(Tracked(SharedUpward, _("Shared upward"), ("kind", "parent")))
not_exported.append(NotExported(SharedUpward, ("by",), ""))
