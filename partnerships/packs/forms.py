"""What goes into a pack, and to whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import Person
from backbone.pages.forms import Form
from backbone.pages.search_field import search
from backbone.registered.pack_parts import HANDOVER
from backbone.typed_text import is_key
from partnerships import persons
from partnerships.finding import by_name
from partnerships.models import Representative
from partnerships.packs import contents
from partnerships.packs.parts import may_get_private
from partnerships.roles import coordinators_of

PRIVATE = "private_notes"


def _successors(seat):
    """Who can take over: those who represent the partner, and those who coordinate; mails and promises are theirs."""
    own = Representative.objects.current().filter(partner=seat.partner_id).values("person")
    known = persons.known_here(seat.partnership).exclude(pk=seat.person_id)
    return known.filter(Q(pk__in=own.order_by()) | Q(pk__in=coordinators_of(seat.partnership_id)))


class PackForm(Form):
    """The parts of a pack; a handover says who takes over, a newcomer's pack goes to whoever starts."""

    to = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who takes over?"),
        error_messages={"required": _("Choose who gets it.")},
    )
    parts = forms.MultipleChoiceField(
        label=_("What is in it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part.")},
    )

    def __init__(self, data: Any = None, *, seat: Representative, kind: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.seat = seat
        self.fields["parts"].choices = [(part.key, part.label) for part in contents.known(kind)]
        self.fields["parts"].initial = contents.chosen_by_default(kind)
        if kind == HANDOVER:
            search(self, "to", **by_name(seat.partnership, _successors(seat)))
        else:
            del self.fields["to"]

    @property
    def chosen(self) -> list[str]:
        """The parts to look at: those that were sent, or those that are in by default; private ones for whom they may go to."""
        parts = self["parts"].value() or []
        return [part for part in parts if part != PRIVATE or self._gets_private()]

    def _gets_private(self):
        key = self["to"].value() if "to" in self.fields else None
        to = Person.objects.filter(pk=key).first() if is_key(str(key)) else None
        return to is not None and may_get_private(to, self.seat)

    def clean(self) -> dict:
        """Private notes go to nobody who could not read them here."""
        data = super().clean()
        to = data.get("to")
        if PRIVATE in data.get("parts", []) and to and not may_get_private(to, self.seat):
            self.add_error(
                "parts",
                _(
                    "Private notes go only to somebody who coordinates here. Take them out, or choose another person."
                ),
            )
        return data


class TakingOverForm(Form):
    """The answer to whether somebody takes over what another had."""

    answer = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    words = forms.CharField(max_length=400, required=False)
