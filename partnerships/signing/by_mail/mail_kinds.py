"""The mails of signing: the version that is proposed, and the code with which somebody accepts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.panels import MailKind
from backbone.registered.mail_kinds import MailField, Worded
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.wording.mail_fields import COMMON
from partnerships.documents.models import Version
from partnerships.signing.models import Acceptance

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

PARTNER = MailField(
    "organisation", gettext_lazy("the partner that is asked"), lambda mail: mail["acceptance"].name
)


def _example(person: Person, partnership: Partnership) -> Draft:
    def context(link: str) -> dict:
        row = Acceptance(pk=1, name=_("Soil Laboratory"))
        return {
            "acceptance": row,
            "version": Version(number=1),
            "still": False,
            "binds": False,
            "amends": False,
            "concerns_others": False,
            "again": 0,
            "link": link,
        }

    return Draft(kind="acceptance", person=person, partnership=partnership, context=context)


KINDS = [
    MailKind(
        key="acceptance",
        template="acceptance",
        why="A version of the agreement is proposed, and a coordinator sends it to who may accept it for a partner; or it is asked whether what was accepted still holds; two reminders.",
        asks=True,
        budget_holds=True,
        link="acceptance",
        worded=Worded(
            gettext_lazy("The agreement that is proposed"),
            gettext_lazy("when a coordinator sends a version, and as a reminder after ten and twenty days"),
            (*COMMON, PARTNER),
            _example,
            in_subject=("partnership",),
            in_opening=("organisation",),
        ),
    ),
    MailKind(
        key="acceptance_code",
        template="acceptance_code",
        why="Somebody accepts the agreement for a partner, and proves with a code that it is them.",
    ),
]
