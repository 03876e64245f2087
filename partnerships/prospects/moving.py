"""What becomes of a prospect when it is invited and answers; a form that was opened before finds that it changed."""

from __future__ import annotations

from partnerships.prospects.models import Prospect

MOST_WORDS = 300


def move(prospect: Prospect, state: str, *, words: str = "") -> None:
    """Put it into this state, with the words that were said, if any; who calls has a transaction open."""
    row = Prospect.objects.select_for_update(of=("self",)).get(pk=prospect.pk)
    row.state, row.words = state, words[:MOST_WORDS] or row.words
    row.revision += 1
    row.save(update_fields=["state", "words", "revision"])
