"""The mail that asks a new sponsor whether their organisation stands by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.panels import MailKind
from backbone.registered.mail_kinds import MailField, Worded
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.wording.mail_fields import COMMON
from partnerships.mandates.models import SponsorConfirmation

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

WHO = MailField("who", gettext_lazy("the sponsor’s organisation"), lambda mail: mail["seat"].partner)


class _Seat:
    """A made-up seat, of which a mail names the organisation."""

    def __init__(self, person):
        self.person, self.partner = person, _("Soil Laboratory")


def _example(person: Person, partnership: Partnership) -> Draft:
    return Draft(
        kind="sponsor_confirmation",
        person=person,
        partnership=partnership,
        context=lambda link: {
            "confirmation": SponsorConfirmation(pk=1),
            "seat": _Seat(person),
            "link": link,
        },
    )


KIND = MailKind(
    key="sponsor_confirmation",
    template="sponsor_confirmation",
    why="A partner has another sponsor; they say whether the organisation stands by it, or want to talk first.",
    asks=True,
    budget_holds=True,
    link="sponsor",
    worded=Worded(
        gettext_lazy("Question to a new sponsor"),
        gettext_lazy("when a coordinator asks a new sponsor to confirm"),
        (*COMMON, WHO),
        _example,
        in_subject=("who",),
        in_opening=("who",),
    ),
)
