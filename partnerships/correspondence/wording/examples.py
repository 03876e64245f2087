"""A mail of a kind with made-up facts, in the standard words or in one's own: saved nowhere and never sent."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from backbone.outbox.mail import render
from backbone.registered.mail_kinds import OURS, MailField, MailKind, Words
from backbone.typed_text import one_line
from partnerships.correspondence.drafts import NewLinks
from partnerships.correspondence.sending import preview
from partnerships.correspondence.signing import Signing
from partnerships.correspondence.wording.in_use import WordsInUse
from partnerships.models import Partnership

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from backbone.outbox.models import Message

# A subject that is not ours, to see what is put before such a one.
OTHER = "x"


@dataclass(frozen=True)
class Example:
    """Such a mail to a reader in a language, in a partnership's name or, without one, in that of a made-up one."""

    kind: MailKind
    language: str
    reader: Person
    partnership: Partnership | None

    @cached_property
    def standard(self) -> Words:
        """What stands where somebody has no words of their own: the installation's for a partnership, and ours."""
        return WordsInUse([]).of(self.kind.key, self.language, None) if self.partnership else OURS

    def message(self, words: Words) -> Message:
        """The whole mail with these words, where they are not empty."""
        with override(self.language):
            return preview(self._draft, words=words.before(self.standard))

    @cached_property
    def parts(self) -> Words:
        """What it says in the standard words, in the three parts that can be worded."""
        return render(self.kind, self._context, self.language, self._reader, self.standard).parts

    @cached_property
    def with_fields(self) -> Words:
        """The standard words to begin one's own from, with fields where they say facts of the example."""
        ours = Words(
            *map(self._with_fields, (self._unmarked_subject, self.parts.opening, self.parts.closing))
        )
        return self.standard.before(ours)

    @property
    def _unmarked_subject(self):
        """Without what is put before each subject, such as "Cancelled: "."""
        other = render(
            self.kind, self._context, self.language, self._reader, Words(subject=OTHER)
        ).parts.subject
        mark = other.removesuffix(OTHER)
        if mark and not self.parts.subject.startswith(mark):
            return self.parts.subject.partition(": ")[2]
        return self.parts.subject.removeprefix(mark).strip()

    def _with_fields(self, text):
        return self._fact.sub(lambda match: self._facts[match[0].lower()], text)

    @cached_property
    def _fact(self):
        facts = "|".join(rf"(?<!\w){re.escape(fact)}(?!\w)" for fact in self._facts)
        return re.compile(facts, re.IGNORECASE)

    @cached_property
    def _facts(self):
        """{what the example says: its field}, the longest first; of fields that say the same the one that is needed."""
        needed = {*self.kind.worded.in_subject, *self.kind.worded.in_opening}
        facts: dict[str, str] = {}
        for field, value in sorted(self.values, key=lambda pair: pair[0].name in needed):
            with override(self.language), timezone.override(self._reader.zone):
                ways = [value, *field.in_ours(self._context)]
            facts |= {way.lower(): f"{{{field.name}}}" for way in ways if way}
        return dict(sorted(facts.items(), key=lambda pair: -len(pair[0])))

    @cached_property
    def values(self) -> list[tuple[MailField, str]]:
        """Each field that its words can have, and what that says in this mail."""
        with override(self.language), timezone.override(self._reader.zone):
            return [(field, one_line(field.value(self._context))) for field in self.kind.worded.fields]

    @cached_property
    def _context(self):
        with override(self.language):
            fields = self._draft.message_fields(NewLinks(self._reader), Signing.for_drafts([self._draft]))
        return {"person": self._reader, "sender": fields["sender"], **fields["context"]}

    @cached_property
    def _reader(self):
        reader = copy(self.reader)
        reader.language = self.language
        return reader

    @cached_property
    def _draft(self):
        with override(self.language):
            about = self.partnership or Partnership(name=_("Example partnership"))
            return self.kind.worded.example(self._reader, about)
