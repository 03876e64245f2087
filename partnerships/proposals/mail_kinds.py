"""The mail that tells a partner what became of what it proposed in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.panels import MailKind
from backbone.registered.mail_kinds import MailField, Worded
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.wording.mail_fields import COMMON

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

WHO = MailField("who", gettext_lazy("the partner"), lambda mail: mail["partner"])


def _example(person: Person, partnership: Partnership) -> Draft:
    line = {
        "where": _("Disputes"),
        "kind": _("Other words"),
        "words": _("The partners talk first."),
        "answer": _("taken"),
        "reason": "",
    }
    return Draft(
        kind="word_answer",
        person=person,
        partnership=partnership,
        context=lambda link: {"partner": _("Soil Laboratory"), "lines": [line]},
    )


KIND = MailKind(
    key="word_answer",
    template="word_answer",
    why="A partner proposed changes of the agreement in Word; it reads what was taken, what was not, and why.",
    worded=Worded(
        gettext_lazy("Answer to proposals in Word"),
        gettext_lazy("when a coordinator sends the answer"),
        (*COMMON, WHO),
        _example,
        in_subject=("partnership",),
        in_opening=("who",),
    ),
)
