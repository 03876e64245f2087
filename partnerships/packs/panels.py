"""What packs add to the pages that span apps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import NotExported, Personal, not_exported, personal
from partnerships.models import Representative
from partnerships.packs import link, needs, parts, taking_over
from partnerships.packs.mail_kinds import KINDS
from partnerships.packs.models import Pack

SHOWN = 5


def _way_to_it(person: Any, row: Any) -> dict | None:
    return {"seat": row} if isinstance(row, Representative) else None


def _on_partner_page(partnership: Any, partner: Any, **page: Any) -> dict | None:
    """The packs that were made about the people of a partner, for coordinators."""
    if not partnership.access.coordinate:
        return None
    rows = list(Pack.objects.filter(seat__partner=partner).select_related("to", "seat__person")[:SHOWN])
    return {"packs": rows} if rows else None


registry.partner_page.append(Panel("packs_made", "packs/on_partner.html", _on_partner_page, 48))
registry.row_page.append(Panel("packs", "packs/way_to_it.html", _way_to_it, 30))
registry.add_mails(*KINDS)
registry.needs += [needs.of_seats, needs.of_taking_over]
registry.asks_to_take_over.append(taking_over.ask)
registry.asks.append(taking_over.ASKS)
registry.link_page.append(Panel("taking_over", "packs/link.html", link.on_link, 7))
registry.pack_parts += parts.PARTS
personal.append(
    Personal(
        Pack,
        _("Packs that you were given"),
        _("So that nobody gets the same twice."),
        ("to",),
        {"partnership": _("Partnership"), "kind": _("Pack"), "at": _("Given on")},
    )
)
not_exported.append(NotExported(Pack, ("by",), ""))
