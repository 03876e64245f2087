"""The mail that asks for a partner's answer in a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.panels import MailKind
from backbone.registered.mail_kinds import MailField, Worded
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.wording.mail_fields import COMMON
from partnerships.models import Organisation, Partner
from partnerships.scoping.models import FIRST, Canvas

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

PARTNER = MailField("organisation", gettext_lazy("the partner that is asked"), lambda mail: mail["partner"])


def _example(person: Person, partnership: Partnership) -> Draft:
    def context(link: str) -> dict:
        partner = Partner(partnership=partnership, organisation=Organisation(name=_("Soil Laboratory")))
        canvas = Canvas(partnership=partnership, name=str(FIRST))
        return {"canvas": canvas, "partner": partner, "again": False, "link": link}

    return Draft(kind="canvas", person=person, partnership=partnership, context=context)


KIND = MailKind(
    key="canvas",
    template="canvas",
    why="A round begins: a partner says what it wants to achieve, what that needs, what it brings, what goes only together.",
    asks=True,
    budget_holds=True,
    link="canvas",
    worded=Worded(
        gettext_lazy("What do we want to achieve?"),
        gettext_lazy(
            "when a coordinator asks partners at the start or for a new year, and once more after a week"
        ),
        (*COMMON, PARTNER),
        _example,
        in_subject=("partnership",),
        in_opening=("organisation",),
    ),
)
