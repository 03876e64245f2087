"""The form of an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import ModelForm
from partnerships import countries
from partnerships.models import Organisation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from backbone.accounts.models import Person


class OrganisationForm(ModelForm):
    """What an organisation is called, and what it is; the same in all its partnerships."""

    website = forms.URLField(label=_("website"), required=False, assume_scheme="https", max_length=200)

    class Meta:
        model = Organisation
        fields = ("name", "short_name", "sector", "country", "website", "wider_lead")
        help_texts = {
            "short_name": _("As people say it, such as GGD."),
            "wider_lead": _("Who is spoken to before an agreement is proposed to it. It may stay empty."),
        }

    def __init__(self, *args: Any, leads: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wider_lead"].queryset = leads
        countries.choose(self.fields["country"])
        self.fields["country"].help_text = ""
        self.fields["country"].widget.attrs.pop("autocomplete")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
