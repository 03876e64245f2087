"""What agreements add to the pages that span apps; the registry is backbone.panels."""

from django.utils.translation import gettext_lazy as _

from backbone.panels import NavEntry, SetupStep, partnership_page, registry
from partnerships.agreements.models import Agreement

registry.nav.append(NavEntry("agreement", _("Agreement"), partnership_page("agreement"), 30))
registry.setup.append(
    SetupStep(
        "agreement",
        _("The partnering agreement"),
        _("Who does what on which terms. It can wait until you have met once or twice."),
        partnership_page("agreement"),
        lambda partnership: Agreement.objects.filter(partnership=partnership),
        90,
        can_wait=True,
    )
)
