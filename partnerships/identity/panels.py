"""What a partnership's identity adds to the pages that span apps."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.panels import NavEntry, Panel, partnership_page, registry
from backbone.registered.removable import Removable
from backbone.registered.searched import Hit, Searched
from backbone.tracked import Tracked, show_in_history
from partnerships.attachments.kinds import hold_files
from partnerships.identity import glossary, logos
from partnerships.identity.models import Identity, Logo, Word
from partnerships.models import Partnership


def _way_to_it(person: Any, row: Any) -> dict | None:
    return {} if isinstance(row, Partnership) else None


hold_files(Logo)
registry.nav.append(NavEntry("glossary", _("Words"), partnership_page("glossary"), 128))
registry.row_page.append(Panel("identity", "identity/way_to_it.html", _way_to_it, 15))
registry.after_removal.append(logos.show_after_removal)
registry.removable += [
    Removable("identity.logo", _("Logo"), after=lambda row: logos.show(row.partnership_id)),
    Removable("identity.word", _("Word")),
]
registry.searched.append(
    Searched(
        "glossary",
        _("Words"),
        glossary.found,
        lambda row: Hit(row.word, row.get_absolute_url(), str(row.partnership)),
        27,
    )
)
show_in_history(
    Tracked(Identity, _("Identity"), ("partnership",)),
    Tracked(Logo, _("Logo"), ("name",), labels={"upload": _("File")}),
    Tracked(Word, _("Word"), ("word",), lambda pk: reverse("word_edit", args=[pk]), is_form=True),
)
