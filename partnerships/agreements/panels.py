"""What agreements add to the pages that span apps; the registry is backbone.panels."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.panels import NavEntry, Panel, partnership_page, registry
from backbone.registered.removable import Removable
from backbone.registered.setup_steps import SetupStep
from backbone.tracked import Tracked, show_in_history
from partnerships.agreements import pack_part
from partnerships.agreements.missing import missing
from partnerships.agreements.models import Agreement, Clause
from partnerships.agreements.records import Records


def on_proposing_page(records: Records, **page: Any) -> dict | None:
    """What the agreement lacks, before it is proposed."""
    found = list(missing(records))
    return {"missing": found} if found else None


registry.pack_parts.append(pack_part.PART)
registry.nav.append(NavEntry("agreement", _("Agreement"), partnership_page("agreement"), 110))
registry.proposing_page.append(Panel("missing", "agreements/missing.html", on_proposing_page, 30))
registry.removable.append(Removable("agreements.clause", _("Clause")))
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
show_in_history(
    Tracked(Agreement, _("Partnering agreement"), ()),
    Tracked(
        Clause,
        _("Clause"),
        ("heading",),
        lambda pk: reverse("clause_edit", args=[pk]),
        is_form=True,
        left_out=("position", "key"),
    ),
)
