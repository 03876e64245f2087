"""The answer about a quarter, once: it fills the ledger, without timesheets and without a value that nobody gave."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backbone.database.history import noted
from backbone.numbers import number
from backbone.time import dates
from partnerships.correspondence.confirmations import AlreadyAnswered
from partnerships.giving.models import QuarterLine
from partnerships.models import Contribution

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.correspondence.calling.told import Told


@transaction.atomic
def answer(
    line: QuarterLine, given: str, days: Decimal | None = None, *, by: Person, told: Told | None = None
) -> QuarterLine:
    """Record the answer of `by`, or what a coordinator was told; `AlreadyAnswered` where there is one."""
    locked = QuarterLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if locked.answer:
        raise AlreadyAnswered
    Answer = QuarterLine.Answer
    days = {Answer.YES: locked.proposed, Answer.NOTHING: None}.get(given, days)
    locked.answer, locked.days, locked.answered_at = given, days, timezone.now()
    locked.next_ask_at, locked.way = None, "link"
    if told:
        locked.way, locked.words, locked.told_on, locked.noted_by = told.way, told.words, told.on, told.by
    with noted("quarter answered", by):
        if days:
            locked.contribution = contribution_of(locked, by)
        locked.save()
    return locked


def contribution_of(line: QuarterLine, by: Person) -> Contribution:
    """Put what a line says into the ledger, in the language of the partnership: its agreement and reports name it."""
    with translation.override(line.partnership.language):
        when = {"first": dates.dated(line.starts_on), "last": dates.dated(line.ends_on)}
        return Contribution.objects.create(
            partnership=line.partnership,
            partner=line.partner,
            kind=Contribution.Kind.HOURS,
            state=Contribution.State.DELIVERED,
            description=_("Time of its people, %(first)s to %(last)s") % when,
            quantity=line.days,
            unit=pgettext("of work", "days"),
            currency=line.partnership.currency,
            period_words=" – ".join(when.values()),
            period_start=line.starts_on,
            period_end=line.ends_on,
            source=_source(line, by),
            recorded_by=by,
        )


def _source(line, by):
    """Who said so; hours in meetings are among them, and a report that values those must not value both."""
    if not line.way or line.way == "link":
        words = _("Said by %(person)s, asked about the quarter")
    else:
        words = _("Noted by %(person)s, who was told")
    words %= {"person": by}
    if line.hours:
        words += "; " + _("of it %(hours)s hours in meetings") % {"hours": number(line.hours)}
    return words[:200]


def _is_only_this(row, line):
    return row.signed_off_at is None and row.quantity == line.days and not row.files.exists()


@transaction.atomic
def take_back(line: QuarterLine, *, by: Person) -> bool:
    """The line is open again and its row leaves the ledger.

    False when it is open, or its row was signed off, has proof beside it, or says more than this answer, as where two
    partners became one.
    """
    locked = QuarterLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    row = Contribution.objects.select_for_update(of=("self",)).filter(pk=locked.contribution_id).first()
    if not locked.answer or (row and not _is_only_this(row, locked)):
        return False
    with noted("answer taken back", by):
        locked.answer, locked.days, locked.answered_at, locked.contribution = "", None, None, None
        locked.way, locked.words, locked.told_on, locked.noted_by = "", "", None, None
        locked.save()
        if row:
            row.delete()
    return True
