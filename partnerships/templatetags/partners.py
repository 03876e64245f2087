"""How a partner reads in tables: its role, and what it gives and gets in one line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.time import dates
from partnerships import partners, persons

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.access import Access
    from partnerships.models import Benefit, Contribution, Partner

register = template.Library()


@register.simple_tag
def partner_role(partner: Partner) -> str:
    """`Convener · Signatory`, and when it withdrew."""
    words = [_("Convener")] if partner.is_convener else []
    if partner.role and partner.role.casefold() not in {word.casefold() for word in words}:
        words.append(partner.role)
    if partner.withdrawn_on:
        words.append(_("withdrew on %(date)s") % {"date": dates.short(partner.withdrawn_on)})
    return " · ".join(words)


@register.filter
def or_left(who: Any, how: str = "") -> Any:
    """`Peter Mugabo (left)`, `Kigezi Union (withdrew)`: somebody or a partner whose row says so; partners also `short`."""
    name = who.organisation.short if who and how == "short" else who
    if getattr(who, "has_left", False):
        return _("%(name)s (left)") % {"name": name}
    if getattr(who, "withdrawn_on", None):
        return _("%(name)s (withdrew)") % {"name": name}
    return name


@register.simple_tag
def terms_in_short(rows: list) -> str:
    """The first few descriptions and how many more there are; a dash read aloud as nothing when there are none."""
    words, more = partners.terms_in_short(rows)
    if not more:
        return words
    count = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
    return format_html('{} <span class="muted">{}</span>', words, count)


@register.simple_tag
def in_words(row: Benefit | Contribution) -> str:
    """`Extension staff, 40 days`: what somebody gives with its amount."""
    return partners.in_words(row)


@register.simple_tag
def partner_since(partner: Partner) -> str:
    """The words that people wrote about since when, or the date."""
    if partner.since_words:
        return partner.since_words
    return date_format(partner.since, "F Y") if partner.since else ""


@register.simple_tag
def reached(person: Person, access: Access) -> list[str]:
    """The ways to reach somebody that this page's reader may see."""
    return persons.ways_to_reach(person, access)


@register.simple_tag
def paused_until(days: dict[int, date], key: int) -> date | None:
    """The day until which the person or partner with this key pauses."""
    return days.get(key)
