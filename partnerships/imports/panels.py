"""What imports add to the pages that span apps; the registry is backbone.panels."""

from django.utils.translation import gettext_lazy as _

from backbone.panels import NavEntry, partnership_page, registry
from backbone.registered.removable import Removable
from partnerships.imports import confirming, partners

registry.nav.append(
    NavEntry(
        "imports", _("Import"), partnership_page("imports"), 240, visible=lambda access: access.coordinate
    )
)
registry.imports.append(partners.SHEET)
registry.removable.append(Removable("imports.importrun", _("Import"), after=confirming.brought_back))
