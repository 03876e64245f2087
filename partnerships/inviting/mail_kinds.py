"""The mail that invites an organisation to become a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.panels import MailKind
from backbone.registered.mail_kinds import MailField, Worded
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.wording.mail_fields import COMMON
from partnerships.inviting.models import PartnerInvitation

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

WHO = MailField(
    "who", gettext_lazy("the organisation that is invited"), lambda mail: mail["invitation"].organisation
)


def _example(person: Person, partnership: Partnership) -> Draft:
    def context(link: str) -> dict:
        row = PartnerInvitation(partnership=partnership, organisation=_("Soil Laboratory"))
        return {"invitation": row, "again": False, "expected": [(_("As what"), _("Partner"))], "link": link}

    return Draft(kind="partner_invitation", person=person, partnership=partnership, context=context)


KIND = MailKind(
    key="partner_invitation",
    template="partner_invitation",
    why="An organisation is invited to become a partner; it says yes, no, somebody else there, or only as an observer.",
    asks=True,
    budget_holds=True,
    link="partner_invitation",
    # Who left with their partner is invited back with it.
    reaches_who_left=True,
    worded=Worded(
        gettext_lazy("Invitation to become a partner"),
        gettext_lazy("when a coordinator invites an organisation, and once more after two weeks"),
        (*COMMON, WHO),
        _example,
        in_subject=("partnership",),
        in_opening=("who",),
    ),
)
