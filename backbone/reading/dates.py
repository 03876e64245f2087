"""The one reader of dates as people write them, in English and Dutch: in minutes, lists, plans and forms.

`read` takes words that should say when and nothing else; `find` looks for the date that is meant in a sentence.
Neither guesses: figures or a "not before" not understood make the whole unread, and the reading says why.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from backbone.reading import counted_dates, date_spans
from backbone.reading.date_context import DateContext, Policy, Span
from backbone.reading.date_leads import AFTER, HEDGE_AFTER, HEDGED, words_before
from backbone.reading.date_pieces import (
    NO_SUCH_DAY,
    NO_YEAR,
    NOT_UNDERSTOOD,
    Piece,
    pieces_of,
    plain_text,
    rest_of,
)

REPEATING = re.compile(
    r"\b(every|each|annual|annually|yearly|ongoing|continuous|monthly|quarterly|elke?|ieder|iedere|jaarlijks|doorlopend"
    r"|maandelijks|per jaar)\b",
    re.I,
)
WHOLE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What stands between two dates of which neither is meant alone.
JOINED = re.compile(r" {0,8}(?:-|,|to|tot|or|of|and|en|&|/|until|till|t/m|tot en met|through)? {0,8}", re.I)
BY = re.compile(r"(?:by|before|uiterlijk|voor|vóór|due)\b", re.I)
CONNECTORS = re.compile(r"\b(?:and|to|by|until|till|through|en|tot|met|in|t/m)\b|[\W_]", re.I)
THE_END = re.compile(r"[ .!;)]*\Z")
OPENED = re.compile(r"(?:^|[,:(-]) {0,8}\Z")
# "The minutes of 1 November" say which, not when.
OF_A_DAY = re.compile(r"(?:(?:the|de) {1,8})?of {1,8}(?:(?:the|de) {1,8})?", re.I)
AFTER_A_FIGURE = re.compile(r"\d, {0,8}\Z")
# ">2027", "2024 -": more than was read.
MORE_OR_LESS = re.compile(r"[<>≤≥+~±≈]")
OPEN = re.compile(r"^\s*-|-\s*$")
BESIDE_A_YEAR = re.compile(
    r"\b(?:years?|jaar|calendar|kalenderjaar|targets?|goal|doel|due|expected|verwacht|planned|gepland|streefjaar|"
    r"tbc|between|tussen|from|the|de|het|of|van)\b",
    re.I,
)
DAYS_IN_FIGURES = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]((?:19|20)?\d\d)")
# What comes before Christmas ends on the day before it; what comes before 3 December may come on that day.
HOLIDAYS = (date_spans.christmas, date_spans.new_year, date_spans.easter_sunday)
YEARS = (date_spans.year, date_spans.years)
WITH_A_MIDDLE = (date_spans.month, date_spans.month_in_figures, date_spans.year)
WINDOW = 12


@dataclass(frozen=True)
class Reading:
    """What was written, the days that it covers, and why there are none; `end` is the day by which."""

    words: str = ""
    start: date | None = None
    end: date | None = None
    # A reason of `date_pieces`, or nothing.
    problem: str = ""
    # Whether day and month could be exchanged.
    is_ambiguous: bool = False

    @property
    def is_read(self) -> bool:
        """Whether a day is known."""
        return self.end is not None

    @property
    def is_impossible(self) -> bool:
        """A full date that no calendar has, such as 31-02-2016."""
        return self.problem == NO_SUCH_DAY


@dataclass(frozen=True)
class Found:
    """A day in a sentence, and where its words stand, preposition included."""

    day: date
    start: int
    end: int
    # "by 11 December" and not "in October".
    is_deadline: bool = False
    # A time of the day follows, which would be lost with the words.
    has_time: bool = False
    is_ambiguous: bool = False


def read(words: object, context: DateContext) -> Reading:
    """What a cell, a field or another text means that says when."""
    text = str(words).strip()
    plain = plain_text(text)
    if not plain or (REPEATING.search(plain) and not WHOLE_YEAR.search(plain)):
        return Reading(text, problem=NOT_UNDERSTOOD if plain else "")
    found = _without_words_only(pieces_of(plain, context))
    pieces = [piece for piece in found if not piece.rule.is_aside]
    problem = next((piece.problem for piece in pieces if piece.problem), "") or _lacks(
        rest_of(plain, found), pieces, context
    )
    return Reading(text, problem=problem) if problem else _reading(text, pieces)


def find(text: str, context: DateContext) -> Found | None:
    """The last date in a sentence that is meant as a day by which: after "by" or a comma, or at its end."""
    return next(each_found(text, context), None)


def each_found(text: str, context: DateContext) -> Iterator[Found]:
    """All dates in a sentence that are meant so, the last one first."""
    plain = plain_text(text)
    pieces = pieces_of(plain, context)
    joined = _joined(plain, pieces)
    for number, piece in reversed([*enumerate(pieces)]):
        time = _time_after(plain, pieces, number)
        if number not in joined and _is_meant(piece, plain, time):
            yield _found(piece, plain, time is not None or _has_time_before(plain, pieces, number))


def without(text: str, found: Found) -> str:
    """The sentence without the words of the date and the comma before them; with a time of the day they stay."""
    if found.has_time:
        return text
    before = text[: found.start].rstrip().rstrip(",;–-").rstrip()
    return f"{before}{text[found.end :]}".strip(" ,;")


def is_only_a_period(words: str) -> bool:
    """Whether a text says when and nothing else: "Fall 2016", not "monitored in autumn 2015"."""
    plain = plain_text(words.strip())
    pieces = pieces_of(plain, DateContext(date.min, Policy.PERIOD))
    if any(piece.problem == NO_SUCH_DAY for piece in pieces):
        return True
    return any(piece.span for piece in pieces) and not CONNECTORS.sub("", rest_of(plain, pieces))


def order_of_days(texts: Iterable[str]) -> bool | None:
    """True for day first, False for month first, None when no date among these texts tells or they disagree."""
    found = [match for text in texts if (match := DAYS_IN_FIGURES.fullmatch(str(text).strip()))]
    firsts = any(int(match[1]) > 12 >= int(match[2]) for match in found)
    seconds = any(int(match[2]) > 12 >= int(match[1]) for match in found)
    return None if firsts == seconds else firsts


def _without_words_only(pieces: list[Piece]) -> list[Piece]:
    """Beside "June 2027" a "spring" without its year is a word."""
    if not any(piece.span for piece in pieces):
        return pieces
    return [piece for piece in pieces if not (piece.rule.is_bare and piece.problem == NO_YEAR)]


def _lacks(rest: str, pieces: list[Piece], context: DateContext) -> str:
    """What keeps the whole text from being read, though each of its dates is; `rest` is what stands around them."""
    if not pieces or any(_is_vague(piece, len(pieces)) for piece in pieces):
        return NOT_UNDERSTOOD
    rest = AFTER.sub(" ", rest)
    if HEDGED.search(rest) or HEDGE_AFTER.search(rest) or any(letter.isdigit() for letter in rest):
        return NOT_UNDERSTOOD
    if (
        MORE_OR_LESS.search(rest)
        or (len(pieces) == 1 and OPEN.search(rest))
        or _is_a_word_and_a_year(rest, pieces)
    ):
        return NOT_UNDERSTOOD
    if context.policy is Policy.PERIOD:
        return ""
    is_one = len(pieces) == 1 and not pieces[0].rule.is_range and _says_a_day(pieces[0])
    return "" if is_one and not CONNECTORS.sub("", rest) else NOT_UNDERSTOOD


def _is_a_word_and_a_year(rest: str, pieces: list[Piece]) -> bool:
    """Whether a year stands beside words that could say which part of it: "Ramadan 2027", "Sommer 2027"."""
    only_years = all(piece.rule.build in YEARS and not piece.lead.says_when for piece in pieces)
    return only_years and bool(CONNECTORS.sub("", BESIDE_A_YEAR.sub("", REPEATING.sub("", rest))))


def _is_vague(piece: Piece, count: int) -> bool:
    """Whether the words before a date make other days of it that nobody can tell."""
    only_a_start = piece.lead.is_only_a_start and count == 1 and not piece.rule.is_range
    no_middle = piece.lead.is_middle and piece.rule.build not in WITH_A_MIDDLE
    return piece.lead.is_hedged or only_a_start or no_middle


def _says_a_day(piece: Piece) -> bool:
    """A year alone is no day by which."""
    is_a_year = piece.rule.build is date_spans.year
    return not is_a_year or piece.lead.is_end or piece.lead.is_middle or piece.lead.is_deadline


def _reading(text: str, pieces: list[Piece]) -> Reading:
    days = [_days(piece) for piece in pieces]
    start = min((first for first, _last in days if first), default=None)
    ambiguous = any(piece.is_ambiguous for piece in pieces)
    return Reading(text, start, max(last for _first, last in days), is_ambiguous=ambiguous)


def _days(piece: Piece) -> tuple[date | None, date]:
    """First and last day, as the words before the date have them."""
    first, last = piece.span or (date.min, date.min)
    if piece.lead.is_end:
        first = last
    elif piece.lead.is_middle:
        first, last = _middle(first, last)
    if piece.lead.is_before and (first != last or piece.rule.build in HOLIDAYS):
        return None, first - timedelta(days=1)
    return (None if piece.lead.is_deadline else first), last


def _middle(first: date, last: date) -> Span:
    """The 15th of a month, June of a year."""
    if first.month == last.month:
        return first.replace(day=15), first.replace(day=15)
    return date(first.year, 6, 1), date(first.year, 6, 30)


def _joined(plain: str, pieces: list[Piece]) -> set[int]:
    """The places of those that belong to a range or a choice: "Monday to Wednesday", "Monday or Tuesday"."""
    dated = [number for number, piece in enumerate(pieces) if piece.rule.build]
    return {
        number
        for pair in pairwise(dated)
        if JOINED.fullmatch(plain[pieces[pair[0]].end : pieces[pair[1]].begin])
        and not BY.match(pieces[pair[1]].lead.words)
        for number in pair
    }


def _time_after(plain: str, pieces: list[Piece], number: int) -> Piece | None:
    """The time of the day that follows a date."""
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    if following is None or not following.rule.is_time:
        return None
    return None if plain[_end(pieces[number], plain) : following.start].strip(" ,") else following


def _has_time_before(plain: str, pieces: list[Piece], number: int) -> bool:
    """Whether a time of the day leads to a date: "by 5 pm on Friday"."""
    before = pieces[number - 1] if number else None
    return before is not None and before.rule.is_time and not plain[before.end : pieces[number].begin].strip()


def _end(piece: Piece, plain: str) -> int:
    after = AFTER.match(plain, piece.end)
    return after.end() if after else piece.end


def _is_meant(piece: Piece, plain: str, time: Piece | None) -> bool:
    if (
        piece.span is None
        or piece.rule.is_range
        or _is_vague(piece, 1)
        or HEDGE_AFTER.match(plain, piece.end)
    ):
        return False
    before = plain[max(0, piece.begin - WINDOW) : piece.begin]
    is_opened = OPENED.search(before) is not None if piece.begin else True
    is_at_end = THE_END.match(plain, time.end if time else _end(piece, plain)) is not None
    if piece.rule.is_bare_figures:
        is_introduced = piece.lead.words != "" or (is_opened and not AFTER_A_FIGURE.search(before))
        return is_at_end and is_introduced
    if piece.rule.is_bare and not _is_led_to(piece, plain, is_at_end):
        return False
    if OF_A_DAY.fullmatch(piece.lead.words):
        return False
    if piece.rule.build is counted_dates.next_meeting and not (piece.lead.says_when or is_opened):
        # "Chair the next meeting" says what, not when.
        return False
    return piece.lead.is_deadline or piece.lead.is_on or is_opened or is_at_end


def _is_led_to(piece: Piece, plain: str, is_at_end: bool) -> bool:
    """Whether something says that "May", "2027" or "the 2nd" is a day."""
    lead, build = piece.lead, piece.rule.build
    if not lead.says_when:
        return False
    if lead.is_end or lead.is_middle:
        return True
    if build in HOLIDAYS:
        return lead.is_deadline or lead.is_on
    if build is date_spans.year:
        return lead.is_deadline and not lead.can_be_for
    if build in (date_spans.month, date_spans.season):
        return not lead.can_be_for
    return is_at_end or plain[piece.end : piece.end + 1] in ",;)"


def _found(piece: Piece, plain: str, has_time: bool) -> Found:
    after = AFTER.match(plain, piece.end)
    return Found(
        day=_days(piece)[1],
        start=piece.begin + words_before(piece.lead),
        end=after.end() if after else piece.end,
        is_deadline=piece.lead.is_deadline or bool(after and after["latest"]),
        has_time=has_time,
        is_ambiguous=piece.is_ambiguous,
    )
