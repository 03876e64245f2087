"""What a clause is before it is written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pattern:
    """A clause before it is written: `key` never changes; heading, standard text and hint are translated.

    hint: an instruction to whoever writes the clause, which is never printed
    comes_left_out: whether somebody has to take it in before it counts
    """

    key: str
    group: str
    heading: str
    standard: str
    hint: str = ""
    comes_left_out: bool = False
