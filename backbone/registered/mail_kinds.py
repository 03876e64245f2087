"""The kinds of mail that apps register, and what of their words can be changed; the registry is backbone.panels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

from backbone.registered.field_names import FIELD, shown_name


@dataclass(frozen=True)
class MailField:
    """A field that a wording can have: `meaning` says what it stands for, `value(context)` what one mail has there.

    in_ours(context): in which ways our own words say the same, where they say it otherwise
    """

    name: str
    meaning: str
    value: Callable[[dict], Any]
    in_ours: Callable[[dict], Iterable[str]] = lambda mail: ()

    def __str__(self):
        return f"{{{shown_name(self.name)}}}"


@dataclass(frozen=True)
class Words:
    """What a mail says in other words than ours; where one is empty, ours stands."""

    subject: str = ""
    opening: str = ""
    closing: str = ""

    @property
    def named(self) -> set[str]:
        """The names of the fields in them."""
        return {name for one in fields(self) for name in FIELD.findall(getattr(self, one.name))}

    def before(self, other: Words) -> Words:
        """These, and the other's where these are empty."""
        return Words(*(getattr(self, one.name) or getattr(other, one.name) for one in fields(self)))

    def filled(self, value: Callable[[str], str]) -> Words:
        """The same with what `value(name)` says for each field, which is not read for fields again."""
        parts = (getattr(self, one.name) for one in fields(self))
        return Words(*(FIELD.sub(lambda match: value(match[1]), part) for part in parts))


OURS = Words()


@dataclass(frozen=True)
class Worded:
    """What of a kind of mail can be worded otherwise: subject, opening and closing, with these fields in them.

    label: what such a mail is called; when: when it goes out, in a few words
    in_subject, in_opening: the names of the fields that these must have, since nothing else in the mail says it
    example(person, partnership): a mail of the kind with made-up facts, as `sending.preview` takes it
    """

    label: str
    when: str
    fields: tuple[MailField, ...]
    example: Callable[[Any, Any], Any]
    in_subject: tuple[str, ...] = ()
    in_opening: tuple[str, ...] = ()


@dataclass(frozen=True)
class MailKind:
    """A kind of mail: why it is sent, whether it asks, and what may keep it back.

    key: under which `queue` knows it; template: templates/mail/<template>.txt and .html, none for a copy
    why: a sentence for docs/mails.md; asks: whether it wants something of the person
    budget_holds: whether it waits when the person has been asked enough this month
    merges_into: "digest" when those who chose that get it there instead
    switched_off_by: who can do without it, a few words for docs/mails.md; nobody when empty
    link: the purpose of the access link that it carries for the person's answer, if any
    reaches_who_left: whether it goes to somebody whose part there has ended, and its link opens what it asks alone
    question: the kind of Confirmation that such a mail puts, which waits there when the budget holds it
    put(confirmation): sends a question that waited, or takes it back when it is settled; true when a mail left
    draft(confirmation): the same, not sent; url(subject's key): where the coordinator reads about it
    worded: what of its words can be changed; None where they always stay ours
    """

    key: str
    why: str
    template: str = ""
    asks: bool = False
    budget_holds: bool = False
    merges_into: str = ""
    switched_off_by: str = ""
    link: str = ""
    reaches_who_left: bool = False
    question: str = ""
    put: Callable | None = None
    draft: Callable | None = None
    url: Callable | None = None
    worded: Worded | None = None
