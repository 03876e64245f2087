"""The forms of a prospect, and of the sectors that are missing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from partnerships.choices import choose_person
from partnerships.models.organisation import Sector
from partnerships.prospects.models import Prospect
from partnerships.taking_part import people_of


class ProspectForm(ModelForm):
    """An organisation that might join; a reason belongs to one that does not."""

    class Meta:
        model = Prospect
        fields = ["name", "sector", "brings", "known_by", "state", "next_step", "next_on", "words"]
        widgets = {"brings": forms.Textarea(attrs={"rows": 3}), "state": forms.RadioSelect}
        help_texts = {"brings": _("What it would add that nobody here has.")}

    def __init__(self, data: Any = None, *, partnership: Any, **kwargs: Any) -> None:
        super().__init__(data, partnership=partnership, **kwargs)
        choose_person(self, "known_by", people=people_of(partnership))


class WishesForm(Form):
    """For each sector, who of it is still missing; one that is left empty lacks nobody."""

    def __init__(self, data: Any = None, *, wishes: dict[str, str], **kwargs: Any) -> None:
        """wishes: {sector: words} as they are stored."""
        super().__init__(data, **kwargs)
        for sector, label in Sector.choices:
            self.fields[sector] = forms.CharField(
                label=label,
                max_length=300,
                required=False,
                initial=wishes.get(sector, ""),
                show_hidden_initial=True,
            )

    def changed(self) -> dict[str, str]:
        """{sector: words} where something else was typed than stood there: what others changed meanwhile stays."""
        stood = {sector: self.data.get(self.add_initial_prefix(sector)) for sector in self.cleaned_data}
        return {sector: words for sector, words in self.cleaned_data.items() if words != stood[sector]}
