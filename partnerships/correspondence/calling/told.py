"""What a coordinator was told: an answer given by phone, on paper, in a chat or in person, noted for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.time import dates

if TYPE_CHECKING:
    from backbone.accounts.models import Person


class Way(TextChoices):
    """How an answer came."""

    PHONE = "phone", gettext_lazy("by phone")
    PAPER = "paper", gettext_lazy("on paper")
    CHAT = "chat", gettext_lazy("in a chat")
    TALK = "talk", gettext_lazy("in person")
    MAIL = "mail", gettext_lazy("by an email of their own")


# Not told to a coordinator: an assistant answers for whom they assist.
ASSISTANT = "assist"


@dataclass(frozen=True)
class Told:
    """How an answer came, on which day, who noted it, and the words that were said.

    way: one of Way, or ASSISTANT, who is then `by`
    """

    way: str
    on: date
    by: Person
    words: str = ""


def in_words(way: str, by: Person | None, on: date | None) -> str:
    """`by phone, noted by Ruth, 24 Nov`; empty when nobody noted it for somebody."""
    if way == ASSISTANT and on:
        return _("by the assistant, %(person)s, %(day)s") % {
            "person": by or _("somebody"),
            "day": dates.short(on),
        }
    if way not in Way.values or on is None:
        return ""
    words = {"way": Way(way).label, "person": by or _("somebody"), "day": dates.short(on)}
    return _("%(way)s, noted by %(person)s, %(day)s") % words
