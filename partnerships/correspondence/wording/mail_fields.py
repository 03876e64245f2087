"""The fields that several kinds of mail have in their words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from backbone.registered.mail_kinds import MailField
from backbone.time import dates

PERSON = MailField("person", gettext_lazy("the recipient’s name"), lambda mail: mail["person"])
PARTNERSHIP = MailField(
    "partnership", gettext_lazy("the partnership’s name"), lambda mail: mail["partnership"]
)
COMMON = (PERSON, PARTNERSHIP)


def asker(mail: dict) -> object:
    """Who asks: a person, or the partnership where nobody is known to have asked."""
    return mail["asker"] or mail["partnership"]


def due_words(day: date | None, today: date) -> str:
    """Until when something is due, as a mail says it anywhere in a sentence."""
    if day is None:
        return _("no date yet")
    words = _("was due %(day)s") if day < today else _("due %(day)s")
    return words % {"day": dates.weekday(day)}


def due_in_ours(day: date | None) -> list[str]:
    """In which ways our own words say the same."""
    days = (dates.weekday(day), dates.short(day)) if day else ()
    return [
        words % {"day": one} for one in days for words in (_("due %(day)s"), pgettext("mail", "by %(day)s"))
    ]
