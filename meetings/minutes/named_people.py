"""Who is named in a line of the minutes, and where: at its beginning, before a colon, in brackets at its end, after "by".

Pure: functions of text and of the people that can be meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backbone.reading.date_context import DateContext
from backbone.reading.date_pieces import pieces_of, rest_of
from backbone.reading.folding import folded
from backbone.reading.person_names import PARTICLES, TITLES
from meetings.owners import (
    BETWEEN_NAMES,
    Candidate,
    are_only_names,
    match,
    match_all,
    names_organisation,
    split_names,
)

OWNER_COLON = re.compile(r"(?P<owner>[^:]{1,60}?)\s*:(?!\d|//)\s*(?P<what>.*)", re.S)
# A name and what belongs to it stands within so many letters, so that a long line is not searched from each place.
LOOKED_AT = 200
LONGEST_NAME = 5
WORD = re.compile(r"['’]?[^\W_][^\s,;/&+():\[\]]*")
BESIDE = re.compile(r"\s*(?P<words>\([^()]{1,60}\))")
UNKNOWN_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+")
WITH_MORE = re.compile(r",\s*[a-zà-ÿ]")
UNKNOWN_NAMES = re.compile(rf"(?:{UNKNOWN_NAME.pattern} ?){{1,4}}")
# "'t Hart", "'s Gravesande"
APOSTROPHE = re.compile(r"['’][a-z]\s+[A-ZÀ-Þ]")
INITIAL = re.compile(r"(?:^|[\s.])\w\.$")
DASH = re.compile(r"\s+(?:[–—→]|-+>?)\s+(?=\S)")
COMMA = re.compile(r"\s*[,;]\s*")
LABEL = r"(?:(?:owner|by|who|action|ap|eigenaar|door|wie|actiehouder|actie)\b\s*:?\s*)?"
IN_BRACKETS = re.compile(rf"\s*[(\[]\s*{LABEL}(?P<words>[^()\[\]]{{1,80}})[)\]][\s.!]*\Z", re.I)
AT_THE_START = re.compile(r"[(\[@](?P<words>[^()\[\]@]{1,60}?)(?:[)\]]|(?=[\s:,])) *[:,]? *")
AFTER_SIGN = re.compile(rf"(?:\s+[–—-]|\s*;)\s*{LABEL}(?P<words>[^;–—]{{1,60}}?)[\s.!]*\Z", re.I)
AFTER_COMMA = re.compile(r"\s*,\s*(?P<words>[^,;]{1,60}?)[\s.!]*\Z")
AFTER_ARROW = re.compile(r"(?:\s*(?:-+>|→|=>)|\s@)\s*(?P<words>[^→>@:]{1,60}?)[\s.!]*\Z")
AGENT = re.compile(r"\b(?:by|door)\s+")
WITHIN_A_NAME = PARTICLES | {"and", "en"}
NO_NAME = re.compile(r"[\d?!]")


@dataclass(frozen=True)
class Named:
    """A name as it was typed, whom it can mean, and the rest of the line; not `is_sure` when it must be asked."""

    words: str
    candidates: tuple[Candidate, ...]
    rest: str
    is_sure: bool = True

    @property
    def is_several(self) -> bool:
        """Whether it names two people or more: "Anna and Grace"."""
        return len(split_names(self.words)) > 1


def at_the_start(text: str, people: Sequence[Candidate]) -> Named | None:
    """The name, or the names, with which a sentence begins: "Anna Bakker sends …", "Anna and Grace will …"."""
    found = _one_name(text, people)
    while found and (joint := BETWEEN_NAMES.match(found.rest)) and joint.end():
        following = _one_name(found.rest[joint.end() :], people) or _unknown(found.rest[joint.end() :])
        if following is None or (not following.is_sure and joint[0].strip() == ","):
            break
        found = _together(found, joint[0], following)
    return found


def _one_name(text: str, people: Sequence[Candidate]) -> Named | None:
    """The longest beginning of the text that names somebody."""
    for end in reversed(_ends_of_words(text)):
        name = text[:end]
        if _may_begin(name) and (found := match(name, people)):
            return _with_what_is_beside(name, found, text[end:], people)
    return None


def _ends_of_words(text: str) -> list[int]:
    """Where a name of one, two … words would end: a comma or a bracket ends it."""
    ends: list[int] = []
    for word in WORD.finditer(text[:LOOKED_AT]):
        if text[ends[-1] if ends else 0 : word.start()].strip() or len(ends) == LONGEST_NAME:
            break
        is_short = INITIAL.search(word[0]) or folded(word[0]) in TITLES
        is_last = word[0].endswith(".") and not is_short
        ends.append(word.end() - is_last)
        if is_last:
            break
    return ends


def _may_begin(name: str) -> bool:
    begins = name.lstrip("'’")[:1].isupper() or folded(name.split()[0]) in TITLES or APOSTROPHE.match(name)
    is_closed = name.endswith(":") or (name.endswith(".") and not INITIAL.search(name))
    return bool(begins) and not is_closed and "@" not in name


def _with_what_is_beside(
    name: str, found: tuple[Candidate, ...], rest: str, people: Sequence[Candidate]
) -> Named:
    """ "Anna (GGD)" is one name."""
    beside = BESIDE.match(rest)
    if beside and (narrowed := match(f"{name} {beside['words']}", people)):
        return Named(f"{name} {beside['words']}", narrowed, rest[beside.end() :])
    return Named(name, found, rest)


def _unknown(text: str) -> Named | None:
    word = UNKNOWN_NAME.match(text)
    return Named(word[0], (), text[word.end() :], is_sure=False) if word else None


def _together(one: Named, joint: str, other: Named) -> Named:
    candidates = tuple(dict.fromkeys(one.candidates + other.candidates))
    return Named(one.words + joint + other.words, candidates, other.rest, one.is_sure and other.is_sure)


def before_colon(text: str, people: Sequence[Candidate]) -> Named | None:
    """The name before a colon, known or not: "Grace: book it"; or the one after it: "book it: Grace"."""
    colon = OWNER_COLON.fullmatch(text)
    if not colon or not colon["what"] or colon["owner"].count("(") != colon["owner"].count(")"):
        return None
    words, what = colon["owner"].strip(), colon["what"]
    if are_only_names(words, people):
        return Named(words, match_all(words, people), what)
    if WITH_MORE.search(words) and (first := before_comma(words, people)):
        # "Anna, urgent: call"
        return replace(first, rest=f"{first.rest}: {what}")
    if _is_of_names(words, people) and (found := match_all(words, people)):
        return Named(words, found, what, is_sure=False)
    return _after_colon(words, what, people) or (Named(words, (), what) if _can_be_a_name(words) else None)


def _after_colon(words: str, what: str, people: Sequence[Candidate]) -> Named | None:
    last = what.strip(" .")
    is_name = len(last) <= LOOKED_AT and are_only_names(last, people)
    return Named(last, match_all(last, people), words) if is_name else None


def _is_of_names(words: str, people: Sequence[Candidate]) -> bool:
    """Whether each part is a known name or can be one: "Anna and Zed", not "Write to Anna and Grace"."""
    return all(match(name, people) or UNKNOWN_NAMES.fullmatch(name) for name in split_names(words))


def _can_be_a_name(words: str) -> bool:
    """Whether words that name nobody here can be a name all the same, so that it is asked who it is."""
    parts = words.split()
    if NO_NAME.search(words) or len(parts) > LONGEST_NAME or _is_a_day(words):
        return False
    return len(parts) == 1 or not any(part[:1].islower() for part in parts if part not in WITHIN_A_NAME)


def _is_a_day(words: str) -> bool:
    pieces = pieces_of(words, DateContext())
    return any(piece.rule.build for piece in pieces) and not rest_of(words, pieces).strip()


def before_dash(text: str, people: Sequence[Candidate]) -> Named | None:
    """ "Anna - book the room"."""
    named = at_the_start(text, people)
    dash = DASH.match(named.rest) if named else None
    return replace(named, rest=named.rest[dash.end() :]) if named and dash else None


def before_comma(text: str, people: Sequence[Candidate]) -> Named | None:
    """ "Grace, book the room" and "Anna, Peter, write the letter": names, each with a comma after it."""
    end = _end_of_names(text, people)
    words = text[:end].strip(" ,;")
    found = match_all(words, people) if words else ()
    return Named(words, found, text[end:]) if found and text[end:].strip() else None


def _end_of_names(text: str, people: Sequence[Candidate]) -> int:
    """Where the part after the last comma begins before which nothing but names and their organisations stand."""
    end = 0
    for comma in COMMA.finditer(text[:LOOKED_AT]):
        part = text[end : comma.start()].strip()
        is_surname_first = bool(end) and bool(match(text[: comma.start()], people)) and part[:1].isupper()
        if not are_only_names(part, people) and not is_surname_first:
            break
        end = comma.end()
    return end


def in_brackets(text: str, people: Sequence[Candidate]) -> Named | None:
    """The person in brackets at the end, "send the list (Anna)", or after an arrow; an organisation there says whose."""
    found = IN_BRACKETS.search(text[-LOOKED_AT:]) or AFTER_ARROW.search(text[-LOOKED_AT:])
    words = found["words"].strip(" ,;:-–") if found else ""
    if found is None or not words or names_organisation(words, people) or not are_only_names(words, people):
        return None
    rest = text[: len(text) - len(text[-LOOKED_AT:]) + found.start()]
    return Named(words, match_all(words, people), rest) if rest.strip() else None


def in_brackets_first(text: str, people: Sequence[Candidate]) -> Named | None:
    """ "(Grace) send the list", "@Grace send the list"."""
    found = AT_THE_START.match(text)
    if found is None or not text[found.end() :].strip() or not are_only_names(found["words"], people):
        return None
    return Named(found["words"], match_all(found["words"], people), text[found.end() :])


def at_the_end(text: str, people: Sequence[Candidate], *, before_a_date: bool) -> Named | None:
    """ "Send the list - Grace"; "invite Peter, Grace" only where a day came after it, and then it is asked."""
    tail = text[-LOOKED_AT:]
    signed = AFTER_SIGN.search(tail)
    found = signed or (AFTER_COMMA.search(tail) if before_a_date else None)
    if (
        found is None
        or not are_only_names(found["words"], people)
        or names_organisation(found["words"], people)
    ):
        return None
    rest = text[: len(text) - len(tail) + found.start()] if signed else text
    candidates = match_all(found["words"], people)
    return Named(found["words"], candidates, rest, signed is not None) if rest.strip() else None


def after_by(text: str, people: Sequence[Candidate]) -> Named | None:
    """Who does it in a sentence in the passive: "will be sent by Anna", "wordt gebeld door Jan"."""
    for by in AGENT.finditer(text[: 4 * LOOKED_AT]):
        found = at_the_start(text[by.end() :], people)
        if found and not names_organisation(found.words, people):
            return found
    return None
