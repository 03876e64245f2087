"""The dates of a text one after the other, and the figures that are none, as the rules find them."""

import re
from dataclasses import dataclass, replace

from backbone.reading import date_spans
from backbone.reading.date_context import DateContext, NoSuchDay, NotCounted, NotRead, NoYear, Span
from backbone.reading.date_leads import Lead, lead_before
from backbone.reading.date_rules import RULES, Rule

# Why no day is known.
NO_SUCH_DAY, NO_YEAR, NOT_COUNTED, NOT_UNDERSTOOD = "no such day", "no year", "not counted", "not understood"
# One letter for one, so that places in the text stay.
PLAIN = str.maketrans({
    **dict.fromkeys("–—‒‑−", "-"),
    **dict.fromkeys("’‘`´", "'"),
    **dict.fromkeys("\t\n\r\u00a0\u2007\u2009\u202f", " "),
})  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A place of the text that a rule fits, and the words before it that belong to it."""

    rule: Rule
    start: int
    end: int
    words: str
    lead: Lead
    span: Span | None = None
    # One of the four reasons above, or nothing.
    problem: str = ""

    @property
    def begin(self) -> int:
        """Where the words before it begin."""
        return self.start - len(self.lead.words)

    @property
    def is_ambiguous(self) -> bool:
        """Whether day and month could be exchanged."""
        figures = [int(part) for part in re.findall(r"\d+", self.words)[:2]]
        return (
            self.rule.build is date_spans.day_in_figures and max(figures) <= 12 and figures[0] != figures[1]
        )


def plain_text(text: str) -> str:
    """The text, as long as it was, with one kind of dash, apostrophe and space."""
    return text.translate(PLAIN)


def pieces_of(plain: str, context: DateContext) -> list[Piece]:
    """What the rules find from left to right: the first to begin, and of those the longest."""
    places = sorted(
        (match.start(), -match.end(), number, match)
        for number, rule in enumerate(RULES)
        for match in rule.pattern.finditer(plain)
    )
    pieces: list[Piece] = []
    end = 0
    for start, _end, number, match in places:
        if start >= end and not _is_a_name(match[0], context):
            pieces.append(_piece(RULES[number], match, plain, context))
            end = match.end()
    return pieces


def rest_of(plain: str, pieces: list[Piece]) -> str:
    """The text without these pieces and the words that lead to them."""
    kept, end = [], 0
    for piece in pieces:
        kept.append(plain[end : max(end, piece.begin)])
        end = piece.end
    return " ".join([*kept, plain[end:]])


def _is_a_name(words: str, context: DateContext) -> bool:
    """ "May", "Mark" and "Sun" where somebody is called so; "3 May" is a day all the same."""
    return words[:1].isupper() and words.isalpha() and words.casefold() in context.names


def _piece(rule: Rule, match: re.Match[str], plain: str, context: DateContext) -> Piece:
    lead = lead_before(plain, match.start()) if rule.build else Lead()
    span, problem = _read(rule, match, replace(context, is_before=lead.is_before))
    return Piece(rule, match.start(), match.end(), match[0], lead, span, problem)


def _read(rule: Rule, match: re.Match[str], context: DateContext) -> tuple[Span | None, str]:
    if rule.build is None:
        return None, "" if rule.is_aside else NOT_UNDERSTOOD
    try:
        return rule.build(match.groupdict(), context), ""
    except NoYear:
        return None, NO_YEAR
    except NotCounted:
        return None, NOT_COUNTED
    except (NoSuchDay, OverflowError):
        return None, NO_SUCH_DAY
    except NotRead:
        return None, NOT_UNDERSTOOD
