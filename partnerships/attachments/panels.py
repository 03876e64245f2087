"""Files beside what a partner gives and gets, and what is kept of people who add files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import NotExported, not_exported, staying
from backbone.registered.first_files import FirstFiles
from backbone.registered.removable import Removable
from backbone.tracked import Tracked, show_in_history
from partnerships.access import access_to, get_benefit, get_contribution
from partnerships.attachments import shown
from partnerships.attachments.forms import add_files, keep_files
from partnerships.attachments.kinds import Attachable, take_files
from partnerships.attachments.models import BenefitFile, ContributionFile, Upload

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Benefit, Contribution


def may_prove(person: Person, row: Contribution | Benefit) -> bool:
    """Whether the person shows what the partner gives or gets: who coordinates, and who represents it."""
    access = access_to(person, row.partnership)
    return access.works_for(row.partner_id)


take_files(
    Attachable(
        "contribution",
        ContributionFile,
        "contribution",
        get=lambda person, pk: get_contribution(person, pk, "see"),
        may_add=may_prove,
        page=lambda row: row.partner.get_absolute_url(),
    ),
    Attachable(
        "benefit",
        BenefitFile,
        "benefit",
        get=lambda person, pk: get_benefit(person, pk, "see"),
        may_add=may_prove,
        page=lambda row: row.partner.get_absolute_url(),
    ),
)
registry.first_files.append(FirstFiles(add_files, keep_files))
registry.row_page.append(Panel("files", "attachments/files.html", shown.below_form, 10))
registry.row_page.append(Panel("file_room", "attachments/room.html", shown.room_of, 20))
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
