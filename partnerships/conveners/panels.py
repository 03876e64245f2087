"""What conveners add to the pages that span apps."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.panels import Panel, registry
from backbone.personal import NotExported, not_exported, staying
from backbone.registered.removable import Removable
from backbone.tracked import Tracked, show_in_history
from partnerships.attachments.kinds import Attachable, take_files
from partnerships.conveners import needs, roles
from partnerships.conveners.access import get_local_convening, may_report
from partnerships.conveners.models import ConvenerRole, LocalConvening, LocalConveningFile, Tension


def on_partner_page(partnership: Any, partner: Any, **page: Any) -> dict | None:
    """What the partner does as a convener today; for coordinators also the way to say so."""
    found = list(roles.current(partnership).filter(partner=partner))
    may_add = partnership.access.coordinate and not partner.withdrawn_on
    return {"roles": found, "partner": partner, "may_add": may_add} if found or may_add else None


registry.partner_page.append(Panel("conveners", "conveners/partner_panel.html", on_partner_page, 43))
registry.needs.append(needs.to_look_at)
registry.merge_changes.append(roles.merge_changes)
registry.after_removal.append(roles.after_removal)
registry.removable += [
    Removable("conveners.convenerrole", _("Convener"), after=roles.back),
    Removable("conveners.localconvening", _("Convening given to a local actor")),
    Removable("conveners.localconveningfile", _("File")),
]
take_files(
    Attachable(
        "local_convening",
        LocalConveningFile,
        "local_convening",
        get=lambda person, pk: get_local_convening(person, pk, "see"),
        may_add=may_report,
        page=lambda row: row.get_absolute_url(),
    )
)
show_in_history(
    Tracked(
        ConvenerRole,
        _("Convener"),
        ("partner", "words"),
        lambda pk: reverse("convener_role_edit", args=[pk]),
        is_form=True,
    ),
    Tracked(
        LocalConvening,
        _("Convening given to a local actor"),
        ("organisation", "partner"),
        lambda pk: reverse("local_convening", args=[pk]),
        money=("fee",),
    ),
    Tracked(
        LocalConveningFile,
        _("File of a local convener’s report"),
        ("name",),
        labels={"local_convening": pgettext_lazy("of a file", "Convening")},
        left_out=("upload",),
    ),
)
not_exported.append(
    NotExported(
        Tension,
        ("by",),
        _(
            "Tensions are about conveners, who alone read them with the coordinators. Ask them to read those that concern you."
        ),
    )
)
staying.append(
    _("Tensions are about conveners, not about people. Those who read them delete what names the person.")
)
