"""What a typed line of minutes means: a note, an action point, a decision or an open question.

    ! Grace: book the January training, next Friday     action point
    Anna sends the list to all members by 11 December   action point, said in plain words
    = We open in Kasese and Bunyangabu in January       decision
    ? Who pays for the land title                       open question

Pure: nothing here reads or writes the database.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from backbone.reading import dates
from backbone.reading.date_context import DateContext
from backbone.reading.dates import Found
from meetings.owners import Candidate, match, names_organisation

NOTE, ACTION, DECISION, QUESTION = "note", "action", "decision", "question"
MARKS = {"!": ACTION, "=": DECISION, "?": QUESTION}
WORDS = {
    ACTION: ("action", "action point", "actie", "actiepunt", "ap", "todo"),
    DECISION: ("decision", "decided", "besluit", "besloten"),
    QUESTION: ("question", "open question", "vraag", "open vraag"),
}
WORD_MARK = re.compile(
    "(?P<word>"
    + "|".join(sorted((w for words in WORDS.values() for w in words), key=len, reverse=True))
    + r")\s*:\s*",
    re.I,
)
OWNER_COLON = re.compile(r"(?P<owner>[^:]{1,60}?)\s*:(?!\d|//)\s*(?P<what>.*)", re.S)
TWO_OWNERS = re.compile(r"\s*(?:,|&|\+|/|\band\b|\ben\b)\s*", re.I)
TITLE_LENGTH, OWNER_LENGTH = 300, 120

WILL = {
    "en": re.compile(r"(?:will|shall|to|must|has\s+to|is\s+to|is\s+going\s+to|takes)\b", re.I),
    "nl": re.compile(r"(?:zal|gaat|moet|pakt|neemt|doet)\b", re.I),
}
PRESENT = {"en": re.compile(r"[a-z-]+[^s\W]s\b", re.I), "nl": re.compile(r"[a-zëé-]+t\b", re.I)}
# Present tense that tells what was said or is so, and promises nothing.
TELLS = {
    "en": re.compile(
        r"(?:is|was|has|does|reports|notes|says|explains|mentions|tells|thinks|believes|feels|agrees|disagrees|thanks|"
        r"welcomes|opens|closes|suggests|proposes|wonders|confirms|warns|prefers|objects|stresses|recalls|remarks|adds|"
        r"hopes|wants|needs|likes|knows|sees|understands|expects|supports|declares|apologises|appreciates|summarises|"
        r"states|answers|replies|leaves|joins|arrives|means|presents|shows|introduces|announces|asks\s+(?:whether|if|why|how|what|when))\b",
        re.I,
    ),
    "nl": re.compile(
        r"(?:heeft|meldt|zegt|vertelt|vindt|denkt|licht|geeft|merkt|stelt|benadrukt|bedankt|opent|sluit|twijfelt|wenst|"
        r"mist|verwacht|legt|deelt|wijst|kent|vreest|schetst|ziet|komt|staat|weet|hoopt|begrijpt|ondersteunt|presenteert|"
        r"toont|bevestigt|antwoordt|herhaalt|constateert|signaleert|uit|niet|wordt|blijft|betekent|was|is|"
        r"vraagt\s+(?:of|waarom|hoe|wat|wanneer|zich))\b",
        re.I,
    ),
}
# What follows "reports" when it is about what was said: "that …", "whether …".
CLAUSE = re.compile(r"\s+(?:that|whether|if|how|why|dat|of|hoe|waarom)\b", re.I)


@dataclass(frozen=True)
class Typed:
    """What was understood. Several candidates, or none, and a missing date are asked about, never guessed."""

    kind: str
    text: str
    title: str = ""
    owner_words: str = ""
    candidates: tuple[Candidate, ...] = ()
    due_on: date | None = None

    @property
    def owner(self) -> Candidate | None:
        """The one candidate, or None while it must be asked."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def parse(
    raw: str,
    people: Sequence[Candidate] = (),
    context: DateContext | None = None,
    language: str = "en",
) -> Typed:
    """Understand a line. `context` holds the meeting's day, from which dates count; `language` decides the verbs."""
    kind, text = _mark(raw.strip())
    if kind in (DECISION, QUESTION):
        return Typed(kind, text)
    context = replace(context, names=_names(people)) if context else None
    if kind == ACTION:
        return _marked_action(text, people, context)
    return _said_action(text, people, context, language) or Typed(NOTE, text)


def _names(people: Sequence[Candidate]) -> frozenset[str]:
    """The words of their names, none of which is a month or a weekday here."""
    return frozenset(word.casefold() for one in people for word in one.name.split())


def _mark(raw: str) -> tuple[str, str]:
    """The kind that the line's first sign or word gives it, and the line without that."""
    kind, rest = MARKS.get(raw[:1]), raw[1:].strip()
    if kind and rest:
        return kind, rest
    word = WORD_MARK.match(raw)
    if word and raw[word.end() :].strip():
        kind = next(kind for kind, words in WORDS.items() if word["word"].lower() in words)
        return kind, raw[word.end() :].strip()
    return NOTE, raw


def _marked_action(text: str, people: Sequence[Candidate], context: DateContext | None) -> Typed:
    owner, what = _split_owner(text, people)
    what, due = _without_date(what, context)
    if not due and (found := _find(text, context)) and found.start:
        # "Grace, by Friday: book it"
        owner, what = _split_owner(dates.without(text, found), people)
        due = found
    return Typed(
        ACTION, text, _title(what), owner[:OWNER_LENGTH], _candidates(owner, people), due.day if due else None
    )


def _find(text: str, context: DateContext | None) -> Found | None:
    return dates.find(text, context) if context else None


def _without_date(what: str, context: DateContext | None) -> tuple[str, Found | None]:
    """What is to be done without its day, and that day; where the day is all there is, its words stay."""
    due = _find(what, context)
    rest = dates.without(what, due) if due else what
    return rest or what, due


def _split_owner(what: str, people: Sequence[Candidate]) -> tuple[str, str]:
    """The owner's name and what is to be done: "Grace: book it", "Grace books it" or only "book it"."""
    colon = OWNER_COLON.fullmatch(what)
    if colon and colon["what"]:
        return colon["owner"].strip(), colon["what"]
    name, rest = _leading_name(what, people)
    return name, (what if name else rest)


def _candidates(owner: str, people: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Whom the name means; two names are both offered, since an action point has one owner."""
    found = match(owner, people)
    if found or not owner:
        return found
    names = [name for name in TWO_OWNERS.split(owner) if name]
    each = [match(name, people) for name in names] if len(names) > 1 else []
    # "Berg, Jan van den" is one person whom nobody knows, and no Berg.
    if "," in owner and not all(each):
        return ()
    return tuple(dict.fromkeys(one for found in each for one in found))


def _said_action(
    text: str, people: Sequence[Candidate], context: DateContext | None, language: str
) -> Typed | None:
    """ "Anna sends the list by 11 December": a known name, then something that person does or will do."""
    name, rest = _leading_name(text, people)
    if not name:
        return None
    what, due = _without_date(rest, context)
    if not _promises(rest, due, language) or (not due and names_organisation(name, people)):
        return None
    title = _title(f"{name} {what}")
    return Typed(ACTION, text, title, name[:OWNER_LENGTH], match(name, people), due.day if due else None)


def _leading_name(text: str, people: Sequence[Candidate]) -> tuple[str, str]:
    """The longest beginning of the text that names somebody, and what comes after it."""
    words = text.split(" ", 5)
    for count in range(min(5, len(words) - 1), 0, -1):
        name = " ".join(words[:count])
        if _may_begin(name) and match(name, people):
            return name, " ".join(words[count:])
    return "", text


def _may_begin(name: str) -> bool:
    """Whether the words can be a name in a sentence: without a comma or bracket, which would be read as one's parts."""
    return name[:1].isupper() and not name.endswith((".", ":")) and not any(sign in name for sign in ",(@")


def _promises(rest: str, due: Found | None, language: str) -> bool:
    language = language if language in WILL else "en"
    if WILL[language].match(rest):
        return True
    tells = TELLS[language].match(rest)
    if tells:
        return bool(due and due.is_deadline) and not CLAUSE.match(rest[tells.end() :])
    return PRESENT[language].match(rest) is not None


def _title(text: str) -> str:
    text = " ".join(text.split()).rstrip(".")
    is_address = text.startswith(("http:", "https:", "www."))
    return (text if is_address else text[:1].upper() + text[1:])[:TITLE_LENGTH]
