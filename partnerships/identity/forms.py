"""The forms of a partnership's identity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from backbone.pages.number_field import NumberField
from partnerships.identity.models import Identity, Word
from partnerships.models import Partner

LAST_PLACE = 999


class LogoForm(Form):
    """One picture."""

    file = forms.FileField(
        label=_("Logo"),
        widget=forms.FileInput(attrs={"accept": ".png,.svg,.jpg,.jpeg,.webp"}),
        help_text=_("PNG or SVG, best without white space around it."),
        error_messages={"required": _("Choose a picture first.")},
    )


class IdentityForm(ModelForm):
    """What stands on letters and on the public page."""

    class Meta:
        model = Identity
        fields = [
            "letterhead",
            "about",
            "credit",
            "is_public",
            "is_indexed",
            "contact_name",
            "contact_address",
            "published",
        ]
        widgets = {
            "letterhead": forms.Textarea(attrs={"rows": 4}),
            "about": forms.Textarea(attrs={"rows": 4}),
            "published": forms.Textarea(attrs={"rows": 8}),
        }


class WordForm(ModelForm):
    """A word and what it means in this partnership."""

    class Meta:
        model = Word
        fields = ["word", "meaning"]
        widgets = {"meaning": forms.Textarea(attrs={"rows": 3})}


class PlacesForm(Form):
    """A place for each partner; two with the same place follow by name."""

    def __init__(self, data: Any = None, *, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.partners = {f"place-{partner.pk}": partner for partner in partners}
        for name, partner in self.partners.items():
            self.fields[name] = NumberField(
                label=str(partner),
                required=False,
                min_value=1,
                max_value=LAST_PLACE,
                initial=partner.place,
                show_hidden_initial=True,
            )

    @transaction.atomic
    def save(self) -> None:
        """Keep the places that were changed here; what others changed meanwhile stays."""
        for name in self.changed_data:
            Partner.objects.filter(pk=self.partners[name].pk).update(place=self.cleaned_data[name])
