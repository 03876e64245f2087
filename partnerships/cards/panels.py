"""What cards add to the pages that span apps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.registered.removable import Removable
from backbone.tracked import Tracked, show_in_history
from partnerships.attachments.kinds import Attachable, take_files
from partnerships.cards import views
from partnerships.cards.access import get_card, may_fill
from partnerships.cards.forms import CardForm
from partnerships.cards.models import Card, CardFile
from partnerships.merges.merging_partners import filled


def on_partner_page(partnership: Any, partner: Any, **page: Any) -> dict | None:
    """The way to the card, for whoever may look at it."""
    return {"partner": partner} if partnership.access.works_for(partner.pk) else None


take_files(
    Attachable(
        "card",
        CardFile,
        "card",
        get=get_card,
        may_add=may_fill,
        page=lambda row: row.partner.get_absolute_url(),
        label=_("Organisation chart, or other files"),
    )
)


def merge_changes(gone: Any, stays: Any) -> Iterator[tuple[Any, dict]]:
    """What only the card that goes knows."""
    if isinstance(gone, Card) and (known := filled(gone, stays, *CardForm.Meta.fields)):
        yield stays, known


registry.merge_changes.append(merge_changes)
registry.partner_page.append(Panel("card", "cards/partner_panel.html", on_partner_page, 44))
registry.link_page.append(Panel("card", "cards/link_way.html", views.on_link, 45))
registry.removable.append(Removable("cards.cardfile", _("File")))
show_in_history(
    Tracked(Card, _("How a partner works"), ("partner",)),
    Tracked(
        CardFile, _("Paper of a partner’s card"), ("name",), labels={"card": _("Card")}, left_out=("upload",)
    ),
)
