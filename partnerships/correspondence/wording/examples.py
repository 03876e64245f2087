"""A mail of a kind with made-up facts, in the standard words or in one's own: saved nowhere and never sent."""

from __future__ import annotations

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
    def values(self) -> list[tuple[MailField, str]]:
        """Each field that its words can have, and what that says in this mail."""
        with override(self.language), timezone.override(self._reader.zone):
            return [(field, one_line(field.value(self._context))) for field in self.kind.worded.fields]

    @cached_property
    def _context(self):
        with override(self.language):
            fields = self._draft.message_fields(NewLinks(self._reader), Signing.for_drafts([self._draft]))
        return {"person": self._reader, **fields["context"]}

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
