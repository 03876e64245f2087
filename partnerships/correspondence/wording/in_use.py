"""Which words a mail gets: a partnership's own, else the installation's, else ours; for each of its parts alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from backbone.registered.mail_kinds import OURS, Words
from partnerships.correspondence.models import MailWording

if TYPE_CHECKING:
    from partnerships.models import Partnership


class WordsInUse:
    """The own words of these partnerships (their keys) and of the installation, read once."""

    def __init__(self, partnerships: Iterable[int]):
        rows = MailWording.objects.filter(
            Q(partnership=None) | Q(partnership__in=list(partnerships)), is_used=True
        )
        self._words = {(row.partnership_id, row.kind, row.language): row.words for row in rows}

    def of(self, kind: str, language: str, partnership: Partnership | None) -> Words:
        """What such a mail says in this language, in a partnership's name or, without one, in the installation's."""
        everywhere = self._words.get((None, kind, language), OURS)
        own = self._words.get((partnership.pk, kind, language), OURS) if partnership else OURS
        return own.before(everywhere)
