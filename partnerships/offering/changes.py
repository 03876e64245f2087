"""What a partner typed into an offer that was agreed meanwhile: kept, and proposed as a change of what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from partnerships import partners
from partnerships.models import Benefit, Contribution

if TYPE_CHECKING:
    from backbone.accounts.models import Person

NAME = "as_change"
LONGEST = Contribution._meta.get_field("source").max_length


def is_typed(data: Any) -> bool:
    """Whether somebody sent the words of an offer, and not only a button."""
    return "description" in data


def is_proposed(data: Any) -> bool:
    """Whether they have seen what holds, and propose theirs as a change of it."""
    return NAME in data


def form_of(row: Contribution | Benefit, form_class: type, data: Any, by: Person, **form: Any) -> Any:
    """The form of a new offer that says in place of what it is, with what was typed."""
    typed = data.copy()
    typed[NAME] = "1"
    found = form_class(typed, instance=_new(row, by), partnership=row.partnership, **form)
    found.fields[NAME] = forms.CharField(widget=forms.HiddenInput)
    return found


def _new(row, by):
    words = {"person": by.name, "what": partners.in_words(row)}
    common = {
        "partner": row.partner,
        "partnership": row.partnership,
        "in_place_of": row,
        "source": (_("%(person)s, in place of “%(what)s”") % words)[:LONGEST],
        "recorded_by": by,
    }
    if isinstance(row, Contribution):
        return Contribution(currency=row.currency, state=Contribution.State.OFFERED, **common)
    return Benefit(own_words=True, is_proposed=True, **common)


def in_words(row: Contribution | Benefit) -> str:
    """What holds, and what became of the words that were typed."""
    words = _(
        "Agreed meanwhile and recorded as “%(what)s”. Your text has not been saved: you can propose it as a change."
    )
    return words % {"what": partners.in_words(row)}


def done() -> str:
    """What is said once it is proposed."""
    return _("Proposed as a change. The coordinator sees it, and agrees or calls you.")
