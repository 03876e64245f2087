"""What stands around a date and changes what it means: "by", "the end of", "not before", "at the latest"."""

import re
from dataclasses import dataclass

LONGEST = 70

DEADLINE = (
    "no later than|not later than|at the latest|latest|by|until|till|due on|due by|due|uiterlijk op|uiterlijk|tegen|"
    "tot en met|tot|t/m|per|deadline|up to"
)
BEFORE = "before|vóór|voor|prior to|ahead of"
AT = "on|op|in|at|during|within|tijdens"
END = "the end of|end of|end|eind van|einde van|eind|einde|ultimo"
MIDDLE = "the middle of|middle of|mid of|mid|medio|midden|halverwege|half"
ONLY_A_START = "from|vanaf|since|sinds|between|tussen|van"
# Words with which the days are others than the date's.
HEDGE = (
    "not before|niet voor|niet vóór|not|niet|after|na|early in|early|late in|late|later|laat|vroeg|the beginning of|"
    "beginning of|begin van|begin|the start of|start of|every|each|elke|iedere|ieder|elk|last|vorige|previous|past|"
    "afgelopen|except|behalve|second half of|first half of|around|about|circa|ca|rond|ongeveer|approx|vroege|laatste|sometime|ergens"
)
FILLERS = "the|de|het|our|ons|this|deze|dit|cob|eod|close of business|close of play|end of day|of|van"
LEAD = re.compile(
    rf"(?:(?<!\w)(?:{'|'.join([HEDGE, DEADLINE, BEFORE, AT, END, MIDDLE, ONLY_A_START, FILLERS])})(?:\.?:? {{1,8}}|-)){{1,7}}$",
    re.I,
)
AFTER = re.compile(
    r",?\ {0,8}(?:(?P<latest>at\ the\ latest|latest|op\ zijn\ laatst|op\ z'n\ laatst|uiterlijk)|a\.?s\.?(?!\w)|aanstaande|"
    r"cob|eod|end\ of\ day|close\ of\ business|please|graag)(?!\w)",
    re.I,
)
HEDGE_AFTER = re.compile(
    r",?\ {0,8}(?:or\ later|of\ later|at\ the\ earliest|op\ zijn\ vroegst|onwards|and\ after|en\ later|or\ earlier|of\ eerder|or\ so|now|present|heden|nu)(?!\w)"
    # "in week 50 en 51": one of several.
    r"|\ {0,3}(?:and|en|&|/|or|of|-|to|t/m|tot)\ {0,3}\d",
    re.I,
)


# "Send this by Friday", "hand it in before Friday", "doet het vrijdag": these belong to what stands before them.
BELONGS_BEFORE = re.compile(
    rf"(?:(?:{FILLERS}|{AT}) {{1,8}})+?(?=(?:{DEADLINE}|{BEFORE})(?!\w)(?! {{1,8}}(?:{DEADLINE})))", re.I
)
IS_AN_OBJECT = re.compile(r"(?:(?:het|this|dit|deze|of) {1,8})+\Z", re.I)


def _word_of(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.I)


HEDGED, DEADLINES, BEFORES, ENDS, MIDDLES, STARTS = map(
    _word_of, (HEDGE, DEADLINE, BEFORE, END, MIDDLE, ONLY_A_START)
)
WHEN = _word_of("|".join([DEADLINE, BEFORE, AT, END, MIDDLE]))
# "For January" or "before January": only with an accent it is surely the second.
FOR = re.compile(r"(?<!\w)voor(?!\w)", re.I)


@dataclass(frozen=True)
class Lead:
    """The words before a date that belong to it."""

    words: str = ""

    @property
    def says_when(self) -> bool:
        """Whether a date is to be expected after these words."""
        return WHEN.search(self.words) is not None

    @property
    def is_hedged(self) -> bool:
        """Whether these words make other days of the date, nobody knows which."""
        return HEDGED.search(DEADLINES.sub(" ", self.words)) is not None

    @property
    def is_deadline(self) -> bool:
        """By, until, before."""
        return DEADLINES.search(self.words) is not None or self.is_before

    @property
    def is_on(self) -> bool:
        """On a day."""
        return self.words.casefold().startswith(("on ", "op "))

    @property
    def is_before(self) -> bool:
        """Before, and not by."""
        return BEFORES.search(self.words) is not None

    @property
    def can_be_for(self) -> bool:
        """The Dutch "voor": before, or for."""
        return FOR.search(self.words) is not None

    @property
    def is_end(self) -> bool:
        """The end of."""
        return ENDS.search(self.words) is not None

    @property
    def is_middle(self) -> bool:
        """The middle of."""
        return MIDDLES.search(self.words) is not None

    @property
    def is_only_a_start(self) -> bool:
        """From, since."""
        return STARTS.search(self.words) is not None and not self.is_end


def words_before(lead: Lead) -> int:
    """How many letters of a lead in a sentence belong to the words before it, and are not cut with the date."""
    found = BELONGS_BEFORE.match(lead.words) or IS_AN_OBJECT.fullmatch(lead.words)
    return found.end() if found else 0


def lead_before(text: str, start: int) -> Lead:
    """The words before this place that belong to a date there."""
    found = LEAD.search(text[max(0, start - LONGEST) : start])
    return Lead(found[0] if found else "")
