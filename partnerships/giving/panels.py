"""What giving adds to the pages that span apps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from backbone.panels import NavEntry, partnership_page, registry

registry.nav.append(NavEntry("give_and_get", _("Give and get"), partnership_page("give_and_get"), 115))
