"""What disputes add to the pages that span apps: the way to them, and days under "Needs you"; nothing else."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import Naming, NotExported, naming, not_exported, staying
from partnerships.disputes import needs
from partnerships.disputes.access import sees_page
from partnerships.disputes.models import Dispute


def on_agreement_page(partnership: Any, person: Any, **page: Any) -> dict | None:
    """The way to the disputes, for whoever may open them."""
    return {"partnership": partnership} if sees_page(person, partnership) else None


registry.agreement_ways.append(Panel("disputes", "disputes/on_agreement.html", on_agreement_page, 60))
registry.needs.append(needs.of_disputes)
naming.append(Naming(Dispute, ("handler_name",)))
not_exported.append(
    NotExported(
        Dispute,
        ("by", "handler"),
        _(
            "Disputes are about partners, and only coordinators who are no party read them, with whoever handles them. Ask them to read those that concern you."
        ),
    )
)
staying.append(
    _("Disputes are about partners, not about people. Those who read them delete what names the person.")
)
