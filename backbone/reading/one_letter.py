"""Names that are one letter apart, as "Mugabo" and "Mugabbo": a slip of the one who typed them, or two names."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile

from backbone.reading.folding import folded

# Shorter words are too often two names: "Ada" and "Ida".
SHORTEST = 5


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two names have the same words, whatever their order, but for a letter too many, too few, wrong or swapped in one."""
    words, others = Counter(folded(one).split()), Counter(folded(other).split())
    left, right = [*(words - others).elements()], [*(others - words).elements()]
    return len(left) == len(right) == 1 and _is_slip(left[0], right[0])


def _is_slip(one, other):
    begins = _shared(one, other)
    one, other, longest = one[begins:], other[begins:], max(len(one), len(other))
    ends = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - ends], other[: len(other) - ends]
    is_one = len(one) < 2 and len(other) < 2
    is_swapped = len(one) == 2 and one == other[::-1]
    return longest >= SHORTEST and (one + other).isalpha() and (is_one or is_swapped)


def _shared(one, other):
    """With how many of the same letters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
