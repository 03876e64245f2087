"""The form of a partnership: what it is for, and how it works."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db import IntegrityError, connection
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import Person
from backbone.pages.forms import Form, ModelForm
from backbone.pages.partnership_colour import swatches
from backbone.reading.currencies import CURRENCIES
from backbone.time.time_zones import TimeZoneField
from partnerships import countries
from partnerships.access import access_to
from partnerships.models import Partnership

# What the database says where two became part of each other at one moment, and the advisory lock under which it
# looks (migration 0027; other numbers: partnerships.roles).
NO_CIRCLE, PARENTS_LOCK = "partnership_not_below_itself", 7302
CAPITALS = RegexValidator(r"^[A-Z]{3}\Z", _("Three capital letters, such as EUR."))


def is_currency(code: str) -> None:
    """Refuse what is no code of a currency."""
    CAPITALS(code)
    if code not in CURRENCIES:
        raise forms.ValidationError(_("“%(code)s” is no currency’s code; such as EUR.") % {"code": code})


class WithCurrency:
    """A form whose row has a currency of its own."""

    def clean_currency(self) -> str:
        """The code of a currency; the partnership's own where nothing is said."""
        code = self.cleaned_data["currency"].strip().upper() or self.instance.partnership.currency
        is_currency(code)
        return code


class PartnershipForm(ModelForm):
    timezone = TimeZoneField(likely=Person.objects.zones_in_use)
    reason = forms.CharField(
        label=_("Why the purpose changes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only when the purpose changes. Kept beside the earlier wording."),
        max_length=1000,
    )

    class Meta:
        model = Partnership
        fields = [
            "name",
            "purpose",
            "reason",
            "problem",
            "target_population",
            "only_together",
            "phase",
            "started_on",
            "parent",
            "language",
            "country",
            "timezone",
            "currency",
            "hue",
            "minutes_working_days",
            "asks_per_month",
            "file_room",
        ]
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "problem": forms.Textarea(attrs={"rows": 3}),
            "target_population": forms.Textarea(attrs={"rows": 3}),
            "only_together": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, data=None, *, person, **kwargs):
        super().__init__(data, **kwargs)
        self.purpose_before = self.instance.purpose
        self.fields["parent"].queryset = _possible_parents(self.instance, person)
        self.fields["parent"].empty_label = _("None: it stands on its own")
        self.fields["hue"].widget = swatches(self.instance.hue)
        countries.choose(self.fields["country"])
        self.fields["currency"].validators.append(is_currency)
        if not access_to(person, self.instance).administer:
            del self.fields["file_room"]

    def clean_reason(self) -> str:
        reason = self.cleaned_data["reason"]
        changed = self.purpose_before and self.cleaned_data.get("purpose") != self.purpose_before
        if changed and not reason:
            raise forms.ValidationError(_("Say in a sentence why the purpose changes; partners will ask."))
        return reason

    def save_or_conflict(self, **also: Any) -> Partnership | None:
        """As any form, but that nothing becomes part of what is below it: whoever tied the other half meanwhile was first."""
        if "parent" in self.changed_data:
            _lock_parents()
        try:
            return super().save_or_conflict(**also)
        except IntegrityError as error:
            if NO_CIRCLE not in str(error):
                raise
            self.add_error(
                "parent", _("It has become part of this partnership meanwhile. Choose another one.")
            )
            return None


def _lock_parents():
    """Before any row is locked: of two who change what is part of what, one waits for the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PARENTS_LOCK])


def _possible_parents(partnership, person):
    """What the person sees, except the partnership itself and what is below it."""
    below, layer = {partnership.pk}, [partnership.pk]
    while layer:
        layer = list(
            Partnership.objects.filter(parent__in=layer).exclude(pk__in=below).values_list("pk", flat=True)
        )
        below.update(layer)
    visible = Partnership.objects.visible_to(person).open() | Partnership.objects.filter(
        pk=partnership.parent_id
    )
    return visible.exclude(pk__in=below).distinct()


class ClosingForm(Form):
    """Closing a partnership, with or without a word."""

    words = forms.CharField(
        label=_("A word about it"),
        required=False,
        max_length=300,
        help_text=_("It is shown where people read that the partnership is closed."),
    )
