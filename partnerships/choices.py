"""Partners and people to choose among in a form: those of now, and whoever stands in the row already, marked if they left.

Without them a form would clear what it does not show as soon as somebody saved it.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from backbone.accounts.models import Person
from backbone.pages.search_field import choose_among, search
from backbone.time import dates
from partnerships import taking_part
from partnerships.finding import aside, by_name, paused_words, with_organisations
from partnerships.models import Partner
from partnerships.pausing.who_rests import last_day

if TYPE_CHECKING:
    from backbone.pages.forms import ModelForm


def choose_partner(form: ModelForm, *names: str) -> None:
    """Let these fields of a partnership's row, of one partner or of several, offer the present and the stored ones."""
    stored = _stored(form.instance, names)
    here = Partner.objects.filter(partnership=form.instance.partnership)
    rows = here.filter(Q(withdrawn_on=None) | Q(pk__in=stored)).select_related("organisation")
    rows = rows.annotate(paused_until=last_day(partner=OuterRef("pk")))
    choose_among(form, *names, rows=rows)
    for name in names:
        form.fields[name].label_from_instance = in_words


def in_words(partner: Partner) -> str:
    """The partner's name, and when it withdrew or until when it pauses."""
    if not partner.withdrawn_on:
        return aside(str(partner), paused_words(partner))
    words = {"name": partner, "day": dates.short(partner.withdrawn_on)}
    return _("%(name)s (withdrew on %(day)s)") % words


def choose_person(form: ModelForm, *names: str, people: QuerySet[Person]) -> None:
    """Let these fields of a partnership's row offer these people and the stored ones."""
    partnership = form.instance.partnership
    stored = _stored(form.instance, names)
    how = by_name(partnership, people | Person.objects.filter(pk__in=stored) if stored else people)
    how["offered_as"] = partial(
        _offered, cache(partial(taking_part.ended_on, partnership, tuple(stored))), stored
    )
    search(form, *names, **how)


def _offered(ended, stored, person):
    """The name with the organisations, or with the day on which somebody who stands there left."""
    if person.organisations or person.pk not in stored or person.pk not in (left := ended()):
        return with_organisations(person)
    return _("%(name)s (left on %(day)s)") % {"name": person.name, "day": dates.short(left[person.pk])}


def _stored(instance, names):
    """The keys that stand in these fields of a row, each of one or of several."""
    return {key for name in names for key in _stored_in(instance, name)} if instance.pk else set()


def _stored_in(instance, name):
    if instance._meta.get_field(name).many_to_many:
        return list(getattr(instance, name).values_list("pk", flat=True))
    key = getattr(instance, f"{name}_id")
    return [key] if key else []
