"""The kinds of mail of packs: what somebody is given who starts, or takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.panels import MailKind
from backbone.registered.mail_kinds import MailField, Worded
from backbone.registered.pack_parts import HANDOVER, NEWCOMER
from partnerships.correspondence.drafts import Draft
from partnerships.correspondence.wording.mail_fields import COMMON
from partnerships.packs.contents import Part
from partnerships.packs.models import Pack

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

WHO = MailField("who", gettext_lazy("whose part it was"), lambda mail: mail["seat"].person)


def _example(kind):
    def draft(person: Person, partnership: Partnership) -> Draft:
        line = (_("What it is for"), _("One sentence about the partnership"))
        parts = [Part("purpose", _("What it is for"), [line], 0)]
        return Draft(
            kind=f"{kind}_pack",
            person=person,
            partnership=partnership,
            context=lambda link: {"pack": Pack(kind=kind), "seat": _Seat(person), "parts": parts},
        )

    return draft


class _Seat:
    """A made-up seat, of which a mail names the person."""

    def __init__(self, person):
        self.person = person


def _taking_over(person: Person, partnership: Partnership) -> Draft:
    return Draft(
        kind="taking_over",
        person=person,
        partnership=partnership,
        context=lambda link: {
            "of": person,
            "questions": [_("Will you chair “%(body)s”?") % {"body": _("Steering group")}],
            "link": link,
        },
    )


OF = MailField("who", gettext_lazy("whose part it was"), lambda mail: mail["of"])
KINDS = [
    MailKind(
        key="taking_over",
        template="taking_over",
        why="Somebody leaves, and another is to chair, to write or to sit where they did; accepted or declined from the email.",
        asks=True,
        link="taking_over",
        worded=Worded(
            gettext_lazy("Question who takes over"),
            gettext_lazy("when a coordinator names who takes over from somebody who leaves"),
            (*COMMON, OF),
            _taking_over,
            in_subject=("who",),
        ),
    ),
    MailKind(
        key="newcomer_pack",
        template="newcomer_pack",
        why="Somebody begins to represent a partner; a coordinator looked at it and sent it. It asks nothing.",
        worded=Worded(
            gettext_lazy("Newcomer’s pack"),
            gettext_lazy("when a coordinator sends it to somebody who starts"),
            COMMON,
            _example(NEWCOMER),
            in_subject=("partnership",),
        ),
    ),
    MailKind(
        key="handover_pack",
        template="handover_pack",
        why="Somebody takes over from a person who leaves; a coordinator looked at it and sent it. It asks nothing.",
        worded=Worded(
            gettext_lazy("Handover pack"),
            gettext_lazy("when a coordinator sends it to who takes over"),
            (*COMMON, WHO),
            _example(HANDOVER),
            in_subject=("who",),
        ),
    ),
]
