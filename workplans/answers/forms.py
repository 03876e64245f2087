"""The three questions about a milestone that no machine can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import RadioSelect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.pages.forms import Form
from backbone.reading.placeholders import is_placeholder

if TYPE_CHECKING:
    from backbone.accounts.models import Person


class SpecificForm(Form):
    yes = forms.TypedChoiceField(
        label=gettext_lazy("Would two partners agree on when it is done?"),
        choices=[("1", gettext_lazy("Yes")), ("0", gettext_lazy("No, not yet"))],
        coerce=lambda value: value == "1",
        widget=RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("How would they know?"),
        required=False,
        widget=forms.Textarea,
        max_length=2000,
    )

    def __init__(self, *args: Any, lead: Person | None = None, **kwargs: Any) -> None:
        """`lead` is who leads the milestone, when somebody else answers for them."""
        super().__init__(*args, **kwargs)
        self.lead = lead


class AttainableForm(SpecificForm):
    confidence = forms.TypedChoiceField(
        label=gettext_lazy("How sure are you that it will be reached in time?"),
        choices=[
            ("1", gettext_lazy("1, hardly")),
            ("2", "2"),
            ("3", "3"),
            ("4", "4"),
            ("5", gettext_lazy("5, quite sure")),
        ],
        coerce=int,
        widget=RadioSelect,
    )
    field_order = ["yes", "confidence", "words"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["yes"].label = self._question()
        self.fields["words"].label = _("What is lacking, or what makes you sure?")

    def _question(self):
        if self.lead:
            return _("Does %(lead)s have the time, the money and the authority?") % {"lead": self.lead}
        return _("Do you have the time, the money and the authority?")


class ResultsForm(Form):
    words = forms.CharField(
        label=gettext_lazy("What changes, and for whom?"), widget=forms.Textarea, max_length=2000
    )

    def __init__(self, *args: Any, lead: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean_words(self) -> str:
        """Words that say nothing are no answer."""
        words: str = self.cleaned_data["words"]
        if is_placeholder(words):
            raise forms.ValidationError(
                _("“%(words)s” is no answer: say what changes, and for whom.") % {"words": words}
            )
        return words


SMART_FORMS = {"S": SpecificForm, "A": AttainableForm, "R": ResultsForm}
