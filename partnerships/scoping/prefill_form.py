"""The one look at what is made of the answers: everything in one form, nothing written before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext_lazy as _

from backbone.database.history import noted
from backbone.pages.forms import ModelForm
from backbone.panels import registry
from partnerships import purposes
from partnerships.models import Partnership
from partnerships.scoping import prefilling
from partnerships.scoping.models import Canvas

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.scoping.models import CanvasAnswer

TEXTS = ("purpose", "problem", "only_together")


def _several(label):
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class PrefillForm(ModelForm):
    """Texts of the partnership to edit, and lines to tick; a text that stands there already is where it was."""

    reason = forms.CharField(
        label=_("Why the purpose changes"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only when the purpose changes. Kept beside the earlier wording."),
    )
    needed = forms.CharField(
        label=_("What it needs, in common"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The agreement says it under Resources until contributions are agreed."),
    )
    objectives_of = _several(_("Into the own objectives of"))
    offers = _several(_("As an offer of"))

    class Meta:
        model = Partnership
        fields = ["purpose", "reason", "problem", "only_together"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in TEXTS}

    def __init__(self, data: Any = None, *, canvas: Canvas, rows: list[CanvasAnswer]) -> None:
        partnership = canvas.partnership
        self.canvas, self.purpose_before = canvas, partnership.purpose
        super().__init__(data, instance=partnership, initial=_proposed(canvas, rows))
        self.lines = {line.key: line for line in prefilling.offers(rows, partnership)}
        self.fields["objectives_of"].choices = [
            (str(row.pk), f"{row}: {truncatechars(row.achieve, 200)}")
            for row in prefilling.own_objectives(rows)
        ]
        self.fields["offers"].choices = [
            (key, f"{line.answer}: {line.words}") for key, line in self.lines.items()
        ]
        for taker in registry.canvas_takers:
            found = prefilling.for_taker(taker, rows, partnership)
            self.fields[f"take_{taker.key}"] = _several(taker.label)
            self.fields[f"take_{taker.key}"].choices = [(words, words) for words in found]
        for name in [name for name, field in self.fields.items() if getattr(field, "choices", None) == []]:
            del self.fields[name]

    def clean(self) -> dict:
        """A purpose that was there changes with its reason only."""
        data = super().clean()
        changed = self.purpose_before and data.get("purpose") != self.purpose_before
        if changed and not data.get("reason"):
            self.add_error("reason", _("Say in a sentence why the purpose changes; partners will ask."))
        return data

    @transaction.atomic
    def write(self, *, by: Person) -> bool:
        """Write all of it; False when somebody changed the partnership meanwhile, and then nothing is."""
        data = self.cleaned_data
        # One after the other, so that a line taken twice is there once.
        Partnership.objects.select_for_update().get(pk=self.canvas.partnership_id)
        with noted("filled from a round", by):
            if self.save_or_conflict() is None:
                return False
        purposes.record_change(self.instance, self.purpose_before, reason=data["reason"], by=by)
        if data["needed"] != self.canvas.needed:
            self.canvas.needed = data["needed"]
            self.canvas.revision += 1
            self.canvas.save(update_fields=["needed", "revision"])
        prefilling.fill_own_objectives(self.canvas, [int(pk) for pk in data.get("objectives_of", ())], by=by)
        prefilling.offer(self.canvas, [self.lines[key] for key in data.get("offers", ())], by=by)
        prefilling.take(
            self.instance,
            {taker.key: data.get(f"take_{taker.key}", []) for taker in registry.canvas_takers},
        )
        return True


def _proposed(canvas, rows):
    """What stands in the fields at first: what is typed already, else what partners said."""
    partnership = canvas.partnership
    together = partnership.only_together or prefilling.said_together(rows, "only_together")
    return {
        "only_together": together,
        "needed": canvas.needed or prefilling.said_together(rows, "need"),
    }
