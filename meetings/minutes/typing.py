"""What a typed line of minutes means: a note, an action point, a decision or an open question.

    ! Grace: book the January training, next Friday     action point
    AP Anna: send the list · ! Send the list (Anna, 4 Dec)      the same, as others write it
    Anna will send the list · Anna sends it by 11 December      action point, said in plain words
    Anna sends the list                                 note: it may be a promise, which a button says
    = We open in Kasese and Bunyangabu in January       decision
    ? Who pays for the land title                       open question

English and Dutch are understood beside one another. Who does it and by when is asked where it isn't sure: two names,
"! Noor bellen", a day that has gone by, two days by which. Words that were not understood stay in the title.

Pure: nothing here reads or writes the database.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.reading.gone_by import possible_days
from meetings.minutes import named_people, promises
from meetings.minutes.marks import ACTION, DECISION, NOTE, QUESTION, mark, without_bullet
from meetings.minutes.named_people import Named
from meetings.owners import Candidate, names_organisation

# A row that was copied from a table, or typed with bars between its cells.
CELL = re.compile(r"[ ]*[\t|][ \t|]*(?=\S)")
# "Chairs until March" lasts until then, and is nothing to be done by then.
UNTIL = re.compile(r"\b(?:until|till|tot|tot en met|t/m|up to)\b", re.I)
EMPTY_BRACKETS = re.compile(r"\s*[(\[]\s*[)\]]")
SAID_OF = re.compile(r"\s*(?::|,\s*(?:please|graag)|\s[–—-])?\s+[^\W\d_]")
INVERTED = re.compile(r"(?P<verb>[a-zà-ÿ]+(?:t|l|en|an))\s+(?P<rest>[A-ZÀ-Þ].*)", re.S)
OWNER_PLACES = (
    named_people.in_brackets_first,
    named_people.before_colon,
    named_people.before_comma,
    named_people.before_dash,
)
TITLE_LENGTH, OWNER_LENGTH, LONGEST_OFFERED = 300, 120, 1000


@dataclass(frozen=True)
class Typed:
    """What was understood. Several candidates, or none, a missing date, one gone by and two are asked about, never guessed."""

    kind: str
    text: str
    title: str = ""
    owner_words: str = ""
    candidates: tuple[Candidate, ...] = ()
    due_on: date | None = None
    # Whether the one candidate does it, and is not whom it is done for.
    is_sure: bool = True
    # The days that can be meant when the one that was written has gone by, or several were written.
    days: tuple[date, ...] = ()

    @property
    def owner(self) -> Candidate | None:
        """The one candidate, or None while it must be asked."""
        return self.candidates[0] if len(self.candidates) == 1 and self.is_sure else None


@dataclass(frozen=True)
class Due:
    """By when, found in a line, and the words without it; in `rest` those of a day that is asked about stay."""

    rest: str
    without: str
    day: date | None = None
    days: tuple[date, ...] = ()
    is_deadline: bool = False
    # Whether the line begins with it.
    is_first: bool = False


def parse(
    raw: str,
    people: Sequence[Candidate] = (),
    context: DateContext | None = None,
    language: str = "",
) -> Typed:
    """Understand a line. `context` holds the meeting's day, from which dates count.

    `language` is the partnership's; the verbs of all languages are understood in each.
    """
    line = raw.strip()
    kind, text = mark(without_bullet(line), people)
    if kind in (DECISION, QUESTION):
        return Typed(kind, text)
    context = replace(context, names=_names(people)) if context else None
    if kind == ACTION:
        return replace(_marked_action(_as_words(text), people, context), text=text)
    return _said_action(text, people, context) or Typed(NOTE, line)


def offered(text: str, people: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Whose action point a note may be: who is named first, or in brackets at its end, and something is said of."""
    if len(text) > LONGEST_OFFERED:
        return ()
    text = without_bullet(text)
    named = _passive(text, people, has_deadline=True) or named_people.in_brackets(text, people)
    if named:
        return named.candidates
    named = named_people.at_the_start(text, people)
    if named is None or names_organisation(named.words, people):
        return ()
    # "Anna: bellen met de school" is hers; "Anna bellen" is to call Anna.
    if not named.rest.lstrip().startswith(":") and promises.is_about(named.rest):
        return ()
    return named.candidates if SAID_OF.match(named.rest) else ()


def _names(people: Sequence[Candidate]) -> frozenset[str]:
    """The words of their names, none of which is a month or a weekday here."""
    return frozenset(word.casefold() for one in people for word in one.name.split())


def _as_words(text: str) -> str:
    """Without what a list put before it; the cells of a table's row as if there were dashes between."""
    return CELL.sub(" - ", without_bullet(text))


def _marked_action(text: str, people: Sequence[Candidate], context: DateContext | None) -> Typed:
    named, what = _owner_first(text, people)
    due = _without_date(what, context)
    if named is None or not (due.day or due.days):
        named, due = _owner_beside_the_date(text, named, due, people, context)
    if named is None and (named := _owner_last(due, people)):
        due = due if due.days else replace(due, rest=named.rest)
    return _action(text, due.rest, named, due)


def _owner_last(due: Due, people: Sequence[Candidate]) -> Named | None:
    """ "Send the list (Grace)", "send the list - Grace, 4 Dec"."""
    has_day = bool(due.day or due.days)
    return named_people.in_brackets(due.without, people) or named_people.at_the_end(
        due.without, people, before_a_date=has_day
    )


def _owner_beside_the_date(
    text: str, named: Named | None, due: Due, people: Sequence[Candidate], context: DateContext | None
) -> tuple[Named | None, Due]:
    """ "Grace, by Friday: book it", "Thursday: Anna calls": whose it is shows once the day is taken out."""
    found = _find(text, context)
    if found is None or (found.day == due.day and named):
        return named, due
    whole = _due(text, found, context)
    named, what = _owner_first(whole.rest, people)
    return named, replace(whole, rest=what)


def _owner_first(text: str, people: Sequence[Candidate]) -> tuple[Named | None, str]:
    """The owner's name and what is to be done: "Grace: book it", "Grace, book it", "Grace books it" or "book it"."""
    for place in OWNER_PLACES:
        if named := place(text, people):
            return named, named.rest
    named = named_people.at_the_start(text, people)
    if named is None or not named.rest.strip():
        return named, text
    is_sure = named.is_sure and (named.is_several or not promises.is_about(named.rest))
    return replace(named, is_sure=is_sure), text


def _find(text: str, context: DateContext | None) -> dates.Found | None:
    return dates.find(text, context) if context else None


def _without_date(what: str, context: DateContext | None) -> Due:
    """What is to be done without its day, and that day; where the day is all there is, its words stay."""
    if context is None:
        return Due(what, what)
    if found := dates.find(what, context):
        return _due(what, found, context)
    # "Monday 23 November" of this year, which no year to come has.
    past = dates.find(what, replace(context, policy=Policy.NEAREST))
    if past is None or past.day >= context.on:
        return Due(what, what)
    return Due(what, dates.without(what, past), None, (past.day,), past.is_deadline)


def _due(text: str, found: dates.Found, context: DateContext | None) -> Due:
    is_deadline = _is_deadline(found, text)
    rest = EMPTY_BRACKETS.sub("", dates.without(text, found)).lstrip(" :") or text
    if context and (days := _asked_about(found, text, context)):
        return Due(text, rest, None, days, is_deadline)
    return Due(rest, rest, found.day, (), is_deadline, found.start == 0)


def _is_deadline(found: dates.Found, text: str) -> bool:
    return found.is_deadline and not UNTIL.search(text[found.start : found.end])


def _asked_about(found: dates.Found, text: str, context: DateContext) -> tuple[date, ...]:
    """The days that can be meant when the one that was found last has gone by, or is not the only one by which."""
    gone_by = possible_days(text[found.start : found.end], context)
    rivals = _rivals(found, text, context)
    if not rivals:
        return gone_by
    others = [possible_days(text[one.start : one.end], context) or (one.day,) for one in rivals]
    return tuple(sorted({*(gone_by or (found.day,)), *(day for days in others for day in days)}))


def _rivals(found: dates.Found, text: str, context: DateContext) -> list[dates.Found]:
    """Other days of the sentence that are as much a day by which as the last: "by" outdoes a comma and "on"."""
    others = [one for one in dates.each_found(text, context) if one.day != found.day]
    others = [one for one in others if not UNTIL.search(text[one.start : one.end])]
    return [one for one in others if one.is_deadline or not found.is_deadline]


def _said_action(text: str, people: Sequence[Candidate], context: DateContext | None) -> Typed | None:
    """A promise in plain words; a question is none."""
    if text.rstrip().endswith("?"):
        return None
    due = _without_date(text, context)
    named = _promised(due, people) or _promised_after_a_date(due, people)
    if named:
        return _action(text, f"{named.words}{named.rest}", named, due)
    return _done_by_somebody(text, due, people)


def _promised(due: Due, people: Sequence[Candidate]) -> Named | None:
    """ "Anna will send the list", "Anna sends the list by 11 December"."""
    named = named_people.at_the_start(due.rest, people)
    if named is None:
        return None
    by_a_day = due.is_deadline and bool(due.day or due.days)
    if names_organisation(named.words, people) and not by_a_day:
        return None
    is_to_a_name = named_people.at_the_start(named.rest.strip().removeprefix("to ").strip(), people)
    if promises.promises(named.rest) and not is_to_a_name:
        return named
    is_said = by_a_day and promises.does(named.rest, several=named.is_several)
    return named if is_said else None


def _promised_after_a_date(due: Due, people: Sequence[Candidate]) -> Named | None:
    """ "Uiterlijk vrijdag belt Jan de gemeente": where the day comes first, the verb stands before the name."""
    inverted = INVERTED.match(due.rest) if due.is_first else None
    named = named_people.at_the_start(inverted["rest"], people) if inverted else None
    if inverted is None or named is None:
        return None
    straight = f"{named.words} {inverted['verb']}{named.rest}"
    return _promised(replace(due, rest=straight), people)


def _done_by_somebody(text: str, due: Due, people: Sequence[Candidate]) -> Typed | None:
    """ "Send the list (Anna, 4 Dec)", "The list will be sent by Anna"."""
    named = named_people.in_brackets(due.without, people)
    if named and (due.day or due.days):
        return _action(text, due.rest if due.days else named.rest, named, due)
    by_a_day = due.is_deadline and bool(due.day or due.days)
    named = _passive(due.rest, people, has_deadline=by_a_day)
    return _action(text, due.rest, named, due) if named else None


def _passive(sentence: str, people: Sequence[Candidate], *, has_deadline: bool) -> Named | None:
    is_done = promises.is_done_to(sentence, has_deadline=has_deadline)
    return named_people.after_by(sentence, people) if is_done else None


def _action(text: str, title: str, named: Named | None, due: Due) -> Typed:
    return Typed(
        ACTION,
        text,
        _title(title),
        named.words[:OWNER_LENGTH] if named else "",
        named.candidates if named else (),
        due.day,
        named.is_sure if named else True,
        due.days,
    )


def _title(text: str) -> str:
    text = " ".join(text.split()).rstrip(".")
    is_address = text.startswith(("http:", "https:", "www."))
    return (text if is_address else text[:1].upper() + text[1:])[:TITLE_LENGTH]
