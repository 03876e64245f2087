"""What is typed into the page of somebody who is asked to accept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form
from partnerships.signing.forms import lifted_field
from partnerships.signing.models import Acceptance


class AcceptForm(Form):
    """Yes, with a remark or without; where several people read the mailbox, with the name of who says it."""

    said_by = forms.CharField(label=_("Your name"), max_length=120)
    office = forms.CharField(label=_("Your office"), max_length=160, required=False)
    lifted = lifted_field()
    remark = forms.CharField(
        label=_("Remark"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nothing has to stand here. It is kept with your acceptance."),
    )
    remark_counts = forms.ChoiceField(
        label=_("What the remark counts as"),
        choices=Acceptance.Counts,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, is_shared: bool, **kwargs: Any) -> None:
        super().__init__(data, prefix="yes", **kwargs)
        if not is_shared:
            del self.fields["said_by"]

    def clean(self) -> dict:
        """What a remark counts as is said by whoever makes it."""
        data = super().clean()
        if data.get("remark") and not data.get("remark_counts"):
            self.add_error("remark_counts", _("Say what the remark counts as."))
        return data


class WishForm(Form):
    """What should be different."""

    wish = forms.CharField(
        label=_("What should be different"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="wish")


class RefuseForm(Form):
    """Why the partner does not accept it."""

    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="refuse")


class LegalForm(Form):
    """Where it has to go first."""

    whom = forms.CharField(
        label=_("With whom, and by when you expect to hear"), max_length=200, required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="legal")


class OtherForm(Form):
    """Who signs."""

    name = forms.CharField(label=_("Who signs"), max_length=120)
    office = forms.CharField(label=_("Their office"), max_length=160, required=False)
    address = forms.EmailField(label=_("Their email address, if you may give it"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="other")


class SendForm(Form):
    """Who gets the version by email."""

    seats = forms.MultipleChoiceField(
        label=_("Who gets it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who gets it.")},
    )

    def __init__(self, data: Any = None, *, choices: list[tuple[str, str]], chosen: list[str]) -> None:
        super().__init__(data)
        self.fields["seats"].choices = choices
        self.fields["seats"].initial = chosen
