"""A day that has gone by, though the reader of dates would move it to the next year: it is asked about."""

from dataclasses import replace
from datetime import date

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy


def gone_by(words: str, context: DateContext) -> date | None:
    """The day that these words mean when it lies before `context.on`; None when it is still to come.

    Without a year it is the nearest of that name: on 25 November "1 November" has gone by, "1 March" is to come.
    """
    nearest = dates.read(words, replace(context, policy=Policy.NEAREST)).end
    return nearest if nearest and nearest < context.on else None


def possible_days(words: str, context: DateContext) -> tuple[date, ...]:
    """Both days that are meant by words whose day has gone by, or the one when the year was written; else none."""
    past = gone_by(words, context)
    if past is None:
        return ()
    coming = dates.read(words, context).end
    return (past, coming) if coming and coming > past else (past,)
