"""Months, weekdays, seasons, units and small numbers as people write them, in English and in Dutch."""

from collections.abc import Iterable

MONTHS = (
    "january jan januari",
    "february feb februari febr",
    "march mar maart mrt",
    "april apr",
    "may mei",
    "june jun juni",
    "july jul juli",
    "august aug augustus",
    "september sep sept",
    "october oct oktober okt",
    "november nov",
    "december dec",
)
WEEKDAYS = (
    "monday mon maandag ma",
    "tuesday tue tues dinsdag di",
    "wednesday wed weds woensdag wo",
    "thursday thu thur thurs donderdag do",
    "friday fri vrijdag vr",
    "saturday sat zaterdag za",
    "sunday sun zondag zo",
)
NUMBER_WORDS = (
    "a an one een één",
    "two twee",
    "three drie",
    "four vier",
    "five vijf",
    "six zes",
    "seven zeven",
    "eight acht",
    "nine negen",
    "ten tien",
    "eleven elf",
    "twelve twaalf",
    "thirteen dertien",
    "fourteen veertien",
)
# First and last month, in the northern half of the world.
SEASONS = {
    (3, 5): "spring voorjaar lente",
    (6, 8): "summer zomer",
    (9, 11): "autumn fall herfst najaar",
}
ORDINALS = ("first eerste", "second tweede", "third derde", "fourth vierde")


def numbered(rows: Iterable[str], start: int = 1) -> dict[str, int]:
    """{word: number of its row}."""
    return {word: number for number, words in enumerate(rows, start) for word in words.split()}


MONTH_OF = numbered(MONTHS)
WEEKDAY_OF = numbered(WEEKDAYS, 0)
NUMBER_OF = numbered(NUMBER_WORDS)
ORDINAL_OF = numbered(ORDINALS)
SEASON_OF = {word: months for months, words in SEASONS.items() for word in words.split()}
# They are ordinary words too, so they count as a day only after "next" and the like.
SHORT_WEEKDAYS = frozenset(word for word in WEEKDAY_OF if len(word) == 2)


def any_of(words: Iterable[str]) -> str:
    """The pattern of one of these words, the longest that fits."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
