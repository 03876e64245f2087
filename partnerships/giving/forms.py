"""The forms of a match, and of what a partner says about a quarter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from backbone.pages.number_field import NumberField
from partnerships.correspondence.calling.forms import ToldForm
from partnerships.forms.partnership import WithCurrency
from partnerships.giving.models import Match

MOST_DAYS = 10_000


class MatchForm(WithCurrency, ModelForm):
    """What a funder requires: an amount, or a share of its grant."""

    class Meta:
        model = Match
        fields = ["funder", "currency", "amount", "grant", "share", "starts_on", "ends_on", "takes_cash"]
        help_texts = {
            "share": _("In percent of the grant."),
            "takes_cash": _("Otherwise what came in kind alone is counted."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].required = False
        for name in ("amount", "grant"):
            self.fields[name].unit = self["currency"].value() or self.instance.partnership.currency

    def clean_share(self) -> Decimal | None:
        """A share of nothing would be covered by nothing."""
        share = self.cleaned_data["share"]
        if share is not None and share <= 0:
            raise forms.ValidationError(_("A share is more than nothing."))
        return share


def days_field(**options: Any) -> NumberField:
    """Days of work, as people say them: 4, or 2.5."""
    return NumberField(
        label=_("Days, all people together"),
        min_value=Decimal("0.01"),
        max_value=MOST_DAYS,
        decimal_places=2,
        **options,
    )


class DaysForm(Form):
    """Another number than the one that was proposed."""

    days = days_field()


class RenegotiationForm(Form):
    """What should be different, in a sentence."""

    words = forms.CharField(
        label=_("What should be different?"), max_length=500, help_text=_("One sentence is enough.")
    )


class ToldRenegotiationForm(ToldForm):
    """The same as a coordinator was told it."""

    words = forms.CharField(label=_("What should be different?"), max_length=500)
    field_order = ("words", "way", "on")


class SettlementForm(Form):
    """What came of it."""

    outcome = forms.CharField(label=_("What came of it"), max_length=500)


class EntryForm(ToldForm):
    """What a coordinator was told about a quarter; without days it was nothing this time."""

    days = days_field(required=False, help_text=_("Leave it empty when they said: nothing this time."))
    field_order = ("days", "way", "on", "words")
