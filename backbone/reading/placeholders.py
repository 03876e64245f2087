"""What people write where they have nothing to write yet: "TBD", "x", "n.v.t.", "?", "to be decided", "nog te bepalen"."""

from __future__ import annotations

import re

from backbone.reading.folding import folded
from backbone.reading.numbers import ABSENT

MORE = (
    "todo, to do, t b d, t b c, t b a, n v t, n t b, n n b, p m, later, follows, to follow, will follow, not yet, nothing, idem, ditto, "
    "dito, same, test, iets, something, nog niet, niets, volgt later, komt nog, komt later, later in te vullen"
)
WORDS = frozenset(folded(word) for word in ABSENT) | frozenset(MORE.split(", "))
UNDECIDED = re.compile(
    r"(?:(?:it|this|that|is|are|still|yet|has|needs) )*to be (?:decided|determined|defined|confirmed|announced|agreed"
    r"|specified|discussed|completed|filled in|added|named|worked out)\b"
    r"|(?:(?:is|are|still) )?(?:not|un)(?: yet)? ?(?:known|decided|determined|defined|clear|available|applicable)(?: yet)?$"
    r"|(?:(?:dit|dat|deze|is|moet|moeten|wordt|worden|nog|nader|later|eerst|samen|te|niet) )+(?:bepalen|bepaald|beslissen"
    r"|beslist|besluiten|besloten|bespreken|besproken|invullen|ingevuld|overleggen|afspreken|afgesproken|vaststellen"
    r"|vastgesteld|vast te stellen|in te vullen|af te spreken|benoemen|benoemd|uitwerken|uitgewerkt|bekend|duidelijk|bekijken)\b"
)


def is_placeholder(text: str) -> bool:
    """Whether these words say nothing: empty, signs alone, one letter, or that it is still to be decided."""
    words = folded(text)
    if not any(letter.isalnum() for letter in words):
        return True
    one_letter = len(set(words.replace(" ", ""))) == 1 and words.isascii()
    return one_letter or words in WORDS or bool(UNDECIDED.match(words))
