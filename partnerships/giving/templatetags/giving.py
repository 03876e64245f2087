"""How a quarter's line reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.numbers import number
from partnerships.correspondence.calling import told

if TYPE_CHECKING:
    from decimal import Decimal

    from partnerships.giving.models import QuarterLine

register = template.Library()


@register.filter
def recorded(line: QuarterLine) -> str:
    """`3 meetings, 9 hours in them, 2 tasks done`: what the records say about the quarter; never more than they do."""
    parts = []
    if line.meetings:
        parts.append(ngettext("%(n)s meeting", "%(n)s meetings", line.meetings) % {"n": line.meetings})
    if line.hours:
        parts.append(_("%(hours)s hours in them") % {"hours": number(round(line.hours, 1))})
    if line.tasks:
        parts.append(ngettext("%(n)s task done", "%(n)s tasks done", line.tasks) % {"n": line.tasks})
    return ", ".join(parts) or _("nothing is recorded")


@register.simple_tag
def recorded_here(line: QuarterLine) -> str:
    """The same as a sentence."""
    if line.meetings or line.hours or line.tasks:
        return _("Recorded here: %(work)s.") % {"work": recorded(line)}
    return _("No meetings or tasks of your people are recorded here.")


@register.filter
def in_days(days: Decimal) -> str:
    """`1 day`, `2.5 days`."""
    return ngettext("%(n)s day", "%(n)s days", 1 if days == 1 else 2) % {"n": number(days)}


@register.simple_tag
def told_of(line: QuarterLine) -> str:
    """How the answer came, when a coordinator noted it."""
    return told.in_words(line.way, line.noted_by, line.told_on)
