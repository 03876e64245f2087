"""The mail that asks for comments on the draft of the agreement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.panels import MailKind
from backbone.registered.mail_kinds import MailField, Worded
from backbone.time import dates
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.wording.mail_fields import COMMON
from partnerships.models import Organisation, Partner

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

PARTNER = MailField("organisation", gettext_lazy("the partner that is asked"), lambda mail: mail["partner"])
DATE = MailField(
    "date", gettext_lazy("the day by which comments are asked"), lambda mail: dates.long(mail["until"])
)


def _example(person: Person, partnership: Partnership) -> Draft:
    def context(link: str) -> dict:
        partner = Partner(partnership=partnership, organisation=Organisation(name=_("Soil Laboratory")))
        day = date(2026, 9, 1)
        return {"partner": partner, "until": day, "again": False, "is_next": False, "link": link}

    return Draft(kind="clause_comments", person=person, partnership=partnership, context=context)


KIND = MailKind(
    key="clause_comments",
    template="clause_comments",
    why="The agreement is a draft: a partner comments on its clauses, or says that it has no comments.",
    asks=True,
    budget_holds=True,
    link="comments",
    worded=Worded(
        gettext_lazy("The draft of our agreement"),
        gettext_lazy(
            "when a coordinator asks partners for comments on the draft, and once more after a week"
        ),
        (*COMMON, PARTNER, DATE),
        _example,
        in_subject=("partnership",),
        in_opening=("organisation", "date"),
    ),
)
