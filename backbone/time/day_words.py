"""Months and weekdays as people write them, in English and in Dutch."""

MONTHS = (
    "january jan januari",
    "february feb februari",
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
    "wednesday wed woensdag wo",
    "thursday thu thurs donderdag do",
    "friday fri vrijdag vr",
    "saturday sat zaterdag za",
    "sunday sun zondag zo",
)
MONTH_OF = {word: number for number, words in enumerate(MONTHS, 1) for word in words.split()}
WEEKDAY_OF = {word: number for number, words in enumerate(WEEKDAYS) for word in words.split()}


def any_of(words):
    """The pattern of one of these words, the longest that fits."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
