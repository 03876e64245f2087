"""The forms of a convener's role, of a tension, and of convening that is given to a local actor."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import ModelForm
from backbone.time.days import today_of
from partnerships.conveners import roles
from partnerships.conveners.models import ConvenerRole, LocalConvening, Tension
from partnerships.forms.partnership import WithCurrency

SHORT = {"rows": 3}


def _offer_partners(form, known):
    """The partners that are there, and the one that is chosen already."""
    partners = form.instance.partnership.partners
    form.fields["partner"].queryset = partners.present().select_related("organisation") | partners.filter(
        pk=known
    ).select_related("organisation")


class ConvenerRoleForm(ModelForm):
    """What a partner does as a convener; both days may stay empty."""

    class Meta:
        model = ConvenerRole
        fields = ["partner", "words", "since", "until"]
        help_texts = {"until": _("Its last day as a convener. Empty while it goes on.")}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        _offer_partners(self, self.instance.partner_id)

    @transaction.atomic
    def save_or_conflict(self, **also: Any) -> ConvenerRole | None:
        """Save it; the partner's tick follows at once."""
        saved = super().save_or_conflict(**also)
        if saved:
            roles.keep_in_step(self.instance.partnership_id)
        return saved


class TensionForm(ModelForm):
    """Two poles, what it is about, and when it is looked at again."""

    class Meta:
        model = Tension
        fields = ["one_pole", "other_pole", "level", "words", "revisit_on", "state"]
        widgets = {"words": forms.Textarea(attrs=SHORT), "state": forms.RadioSelect}


class LocalConveningForm(WithCurrency, ModelForm):
    """Who convenes there, what for, for how long, for which fee, and when its report is due."""

    class Meta:
        model = LocalConvening
        fields = ["partner", "organisation", "task", "since", "until", "fee", "currency", "report_due"]
        labels = {"organisation": _("Or another organisation")}
        widgets = {"task": forms.Textarea(attrs=SHORT)}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        _offer_partners(self, self.instance.partner_id)
        self.fields["currency"].required = False
        self.fields["fee"].unit = self["currency"].value() or self.instance.partnership.currency

    def clean(self) -> dict:
        """One of the two, not both: who convenes has one name."""
        data = super().clean()
        if data.get("partner") and data.get("organisation"):
            self.add_error("organisation", _("Choose one above or write another one, not both."))
        return data


class ReportForm(ModelForm):
    """What came of the convening, and when it was told."""

    class Meta:
        model = LocalConvening
        fields = ["report", "reported_on"]
        widgets = {"report": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"reported_on": _("Empty while it is still being written.")}

    def clean_reported_on(self) -> date | None:
        """A report that has come came on a day that has been."""
        day = self.cleaned_data["reported_on"]
        if day and day > today_of(self.instance.partnership):
            raise forms.ValidationError(_("This day is in the future."))
        return day
