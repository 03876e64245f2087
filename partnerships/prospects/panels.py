"""What prospects add to the pages that span apps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.database.search import has_words
from backbone.panels import NavEntry, partnership_page, registry
from backbone.personal import Erased, Personal, erased, personal
from backbone.registered.removable import Removable
from backbone.registered.searched import Hit, Searched
from backbone.tracked import Tracked, show_in_history
from partnerships import searching
from partnerships.prospects import joining, needs
from partnerships.prospects.models import Prospect, SectorWish

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _found(person, where, words) -> QuerySet[Prospect]:
    rows = Prospect.objects.filter(
        has_words(words, "name"), partnership__in=where.filter(searching.coordinated(person))
    )
    return rows.select_related("partnership")


registry.nav.append(
    NavEntry(
        "prospects",
        _("Prospects"),
        partnership_page("prospects"),
        125,
        visible=lambda access: access.coordinate,
    )
)
registry.needs.append(needs.steps_due)
registry.partner_joined.append(joining.note_joined)
registry.removable.append(Removable("prospects.prospect", _("Prospect")))
registry.searched.append(
    Searched(
        "prospects",
        _("Prospects"),
        _found,
        lambda row: Hit(str(row), row.get_absolute_url(), str(row.partnership)),
        25,
    )
)
show_in_history(
    Tracked(Prospect, _("Prospect"), ("name",), lambda pk: reverse("prospect_edit", args=[pk]), is_form=True),
    Tracked(SectorWish, _("Sector that is wanted"), ("sector",)),
)
personal.append(
    Personal(
        Prospect,
        _("Organisations that you know"),
        _("So that the right person calls them."),
        ("known_by",),
        {"partnership": _("Partnership"), "name": ""},
    )
)
erased.append(Erased(Prospect, _("Organisations that they know"), ("known_by",), {"known_by": None}))
