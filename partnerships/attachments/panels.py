"""Files beside what a partner gives and gets, and what is kept of people who add files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import NotExported, not_exported, staying
from backbone.registered.removable import Removable
from backbone.tracked import Tracked, show_in_history
from partnerships.access import get_benefit, get_contribution
from partnerships.attachments import shown
from partnerships.attachments.kinds import Attachable, take_files
from partnerships.attachments.models import BenefitFile, ContributionFile, Upload


def coordinates(person, row) -> bool:
    """Whether the person coordinates the row's partnership, which carries their access."""
    return row.partnership.access.coordinate


take_files(
    Attachable(
        "contribution",
        ContributionFile,
        "contribution",
        get=get_contribution,
        may_add=coordinates,
        page=lambda row: row.partner.get_absolute_url(),
    ),
    Attachable(
        "benefit",
        BenefitFile,
        "benefit",
        get=get_benefit,
        may_add=coordinates,
        page=lambda row: row.partner.get_absolute_url(),
    ),
)
registry.row_page.append(Panel("files", "attachments/files.html", shown.below_form, 10))
registry.partner_page.append(Panel("files", "attachments/partner_files.html", shown.of_partner, 60))
registry.removable += [
    Removable("attachments.contributionfile", _("File")),
    Removable("attachments.benefitfile", _("File")),
]
show_in_history(
    Tracked(
        ContributionFile, _("Proof of a contribution"), ("name",), labels={"contribution": _("Contribution")}
    ),
    Tracked(
        BenefitFile,
        _("Evidence of a benefit"),
        ("name",),
        labels={"benefit": _("Benefit")},
        left_out=("upload",),
    ),
)
not_exported.append(NotExported(Upload, ("by",), ""))
staying.append(
    _("Files that the person added beside records of a partnership: what is in them is about many.")
)
