"""The signs and words with which a line of minutes says what it is: "!", "=", "?", "Actiepunt Jan:", "Besluit:".

Pure: functions of text and of the people that can be named after "AP".
"""

import re
from collections.abc import Sequence

from meetings.minutes import named_people
from meetings.owners import Candidate

NOTE, ACTION, DECISION, QUESTION = "note", "action", "decision", "question"
MARKS = {"!": ACTION, "=": DECISION, "?": QUESTION}
WORDS = {
    ACTION: ("action", "action point", "actie", "actiepunt", "ap", "todo", "to do"),
    DECISION: ("decision", "decided", "besluit", "besloten"),
    QUESTION: ("question", "open question", "vraag", "open vraag"),
}
# Nothing else than an action point begins so, whoever is named after it.
ONLY_ACTION = ("action point", "actiepunt", "ap", "todo", "to do")
# "AP 3", "action items": marks only where somebody is named after them.
WORD_MARK = re.compile(
    r"[\[(]?(?P<word>"
    + "|".join(sorted((w for words in WORDS.values() for w in words), key=len, reverse=True))
    + r")(?P<more>(?:s|en|\sitems?)?(?:\s?\d{1,3}(?![\d-]))?)[\])]?"
    r"(?P<sign>\s*[:→]\s*|\s+(?:[–—]|-+>?)\s+|\s+|(?=[(\[]))(?:(?:for|voor|by|door)\s+)?",
    re.I,
)
# What Word, Outlook and chats put before a line: also its private signs, and "o" and "§" for a second level.
BULLET = re.compile(
    r"(?:[•·▪▫●○◦‣⁃■□◾◆➢➤►☐*+–—\uf0a7\uf0b7\uf0d8-]|\[ ?\]|\(?\d{1,2}[.)]|\(?[a-z][.)]|o(?=\s+[!=?A-ZÀ-Þ])|§)\s+"
    r"(?=[!=?\w\[(@'’])"
)
# "[12:04, 26/11/2026] Hanna: …" and "26/11/2026, 12:04 - Hanna: …", as WhatsApp exports what was written.
DAY_AND_TIME = r"[\d./-]{6,10},?\s+\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?"
TIME_AND_DAY = r"\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?,\s+[\d./-]{6,10}"
STAMP = re.compile(rf"\u200e?(?:\[(?:{DAY_AND_TIME}|{TIME_AND_DAY})\]\s+|{DAY_AND_TIME}\s+-\s+)(?=\S)", re.I)
NOTHING = re.compile(r"(?:none|nothing|geen|niets|n/?a|n\.?v\.?t\.?|-)\W*", re.I)


def without_bullet(line: str) -> str:
    """The line without what a list put before it: "- ", "• ", "3. ", "[ ] ", or a chat's day and time."""
    bullet = STAMP.match(line) or BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def mark(line: str, people: Sequence[Candidate]) -> tuple[str, str]:
    """The kind that the line's first sign or word gives it, and the line without that."""
    kind = MARKS.get(line[:1])
    rest = line.lstrip(line[:1]).strip() if kind else ""
    if kind and rest:
        return kind, rest
    return _word_mark(line, people) or (NOTE, line)


def _word_mark(line: str, people: Sequence[Candidate]) -> tuple[str, str] | None:
    """ "Besluit: …", "Actie: Jan belt", "AP Anna: …"; "Action plan: …" and "Vraag 3: …" are no marks."""
    word = WORD_MARK.match(line)
    rest = line[word.end() :].strip() if word else ""
    if word is None or not rest or NOTHING.fullmatch(rest):
        return None
    name = word["word"].lower()
    kind = next(kind for kind, words in WORDS.items() if name in words)
    if word["sign"].strip() and not word["more"]:
        return kind, rest
    if kind == ACTION and _is_for_somebody(rest, people, is_sure=name in ONLY_ACTION and not word["more"]):
        return kind, rest
    return None


def _is_for_somebody(rest: str, people: Sequence[Candidate], *, is_sure: bool) -> bool:
    """Whether a name stands after "AP": a known one, or, after what means nothing else, any with a colon."""
    if named_people.at_the_start(rest, people) or named_people.in_brackets_first(rest, people):
        return True
    return is_sure and rest[:1].isupper() and named_people.before_colon(rest, people) is not None
