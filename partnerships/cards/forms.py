"""The form of a card."""

from __future__ import annotations

from backbone.pages.forms import ModelForm
from partnerships.cards.models import Card


class CardForm(ModelForm):
    """Everything optional; what is not known stays empty."""

    class Meta:
        model = Card
        fields = [
            "decides_how",
            "decides_within",
            "budget_year",
            "who_pays",
            "news_travels",
            "forums",
            "channel",
            "form_of_address",
        ]
