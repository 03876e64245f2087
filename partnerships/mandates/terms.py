"""How a mandate reads in one line, how long it holds, and the first and last day of whoever has it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.database.history import noted
from backbone.numbers import number
from backbone.time import dates
from backbone.time.days import end_of_day, start_of_day
from partnerships.mandates.models import Mandate
from partnerships.models import Partner, Representative

if TYPE_CHECKING:
    from backbone.accounts.models import Person


def in_words(mandate: Mandate, *, has_label: bool = False) -> str:
    """`may decide: dates and hosts; consults the board, takes 14 days`: what is known of it, in the language of now.

    has_label: a label before it says that it is what they may decide
    """
    decides = mandate.may_decide.rstrip(". ")
    parts = [
        decides if has_label or not decides else _("may decide: %(what)s") % {"what": decides},
        consulting(mandate),
        mandate.holds_until and _("until %(day)s") % {"day": dates.long(mandate.holds_until)},
    ]
    return "; ".join(filter(None, parts))


def consulting(mandate: Mandate) -> str:
    """Whom they consult first, and how long that takes."""
    n, whom = mandate.consult_days, mandate.consults.rstrip(". ")
    if n is None:
        return _("consults %(whom)s") % {"whom": whom} if whom else ""
    words = {"whom": whom, "n": number(n)}
    if not whom:
        return ngettext("consulting takes %(n)s day", "consulting takes %(n)s days", n) % words
    return ngettext("consults %(whom)s, takes %(n)s day", "consults %(whom)s, takes %(n)s days", n) % words


def asked_first(mandate: Mandate) -> str:
    """The same behind a label that says it: `the board, takes 14 days`."""
    n = mandate.consult_days
    takes = n is not None and ngettext("takes %(n)s day", "takes %(n)s days", n) % {"n": number(n)}
    return ", ".join(filter(None, (mandate.consults.rstrip(". "), takes)))


def days(mandate: Mandate) -> str:
    """`about 2 days a month`; empty where nothing was agreed."""
    amount = mandate.days_expected
    if amount is None:
        return ""
    # In plural rules a part of a day counts as several.
    n = int(amount) if amount == int(amount) else 2
    words = {"n": number(amount)}
    if mandate.days_per == Mandate.Per.QUARTER:
        return ngettext("about %(n)s day a quarter", "about %(n)s days a quarter", n) % words
    return ngettext("about %(n)s day a month", "about %(n)s days a month", n) % words


def of_seat(seat: Representative) -> Mandate:
    """The mandate of a representative; an empty one, saved nowhere, where nobody wrote it down."""
    row = Mandate.objects.filter(seat=seat).first() or Mandate()
    row.seat, row.partnership = seat, seat.partnership
    return row


@transaction.atomic
def let_end(mandate: Mandate, *, by: Person) -> bool:
    """Somebody looked at its end and leaves it so; False when it has none, or was looked at before."""
    row = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if row.holds_until is None or row.left_to_end == row.holds_until:
        return False
    row.left_to_end = row.holds_until
    row.revision += 1
    with noted("left to end", by):
        row.save(update_fields=["left_to_end", "revision"])
    return True


class NotSet(Exception):
    """The days of a seat stay as they are; the words say why."""


@transaction.atomic
def set_days(seat: Representative, first: date | None, last: date | None) -> Representative:
    """From when until when somebody represents their partner; raises NotSet.

    A seat that has ended stays ended: whoever comes back is taken back, or added again.
    """
    Partner.objects.select_for_update().get(pk=seat.partner_id)
    row = Representative.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    if row.until and row.until <= now():
        raise NotSet(_("They do not represent it any more. Add them again if they come back."))
    row.since = start_of_day(first, seat.zone) if first else None
    row.until = end_of_day(last, seat.zone) if last else None
    try:
        with transaction.atomic():
            row.save(update_fields=["since", "until"])
    except IntegrityError:
        raise NotSet(
            _("Somebody else leads by now, or they have another seat there. Give it a last day.")
        ) from None
    return row
