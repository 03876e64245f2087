"""The forms of a round: its name, the four questions, and who is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.pages.forms import Form, ModelForm
from partnerships.correspondence.calling.told import Way
from partnerships.scoping.models import Canvas, CanvasAnswer


class CanvasForm(ModelForm):
    """What a round is called."""

    class Meta:
        model = Canvas
        fields = ["name"]


class AnswerForm(ModelForm):
    """The four questions, each of which may stay empty."""

    class Meta:
        model = CanvasAnswer
        fields = list(CanvasAnswer.QUESTIONS)
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in CanvasAnswer.QUESTIONS}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(_with_revision(data, kwargs["instance"]), **kwargs)


def _with_revision(data, row):
    """A form that was opened before there was an answer is older than any answer."""
    if data is None or row._state.adding or "revision" in data:
        return data
    data = data.copy()
    data["revision"] = "0"
    return data


class ToldAnswerForm(AnswerForm):
    """The same as a coordinator was told it, with the way it came."""

    way = forms.ChoiceField(label=_("How did it come?"), choices=Way.choices)
    told_on = forms.DateField(label=pgettext_lazy("a day", "On"))

    class Meta(AnswerForm.Meta):
        fields = [*CanvasAnswer.QUESTIONS, "way", "told_on"]

    def __init__(self, data: Any = None, *, today: date, **kwargs: Any) -> None:
        row = kwargs["instance"]
        super().__init__(data, initial={"told_on": row.told_on or today}, **kwargs)
        self.today = today
        self.fields["told_on"].widget.attrs["max"] = today.isoformat()

    def clean_told_on(self) -> date:
        """Nothing is told in days to come."""
        if self.cleaned_data["told_on"] > self.today:
            raise forms.ValidationError(_("This day is in the future."))
        return self.cleaned_data["told_on"]


class NamedAnswerForm(ToldAnswerForm):
    """Of an organisation that is no partner: a prospect, or just a name."""

    class Meta(AnswerForm.Meta):
        fields = ["organisation", *CanvasAnswer.QUESTIONS, "way", "told_on"]

    def clean_organisation(self) -> str:
        """It has a name, and a partner answers as a partner."""
        name = self.cleaned_data["organisation"]
        if not name:
            raise forms.ValidationError(_("Fill this in."))
        here = self.instance.partnership.partners.present()
        if here.filter(organisation__name__iexact=name).exists():
            raise forms.ValidationError(_("It is a partner: note it on the partner’s own form."))
        others = CanvasAnswer.objects.filter(canvas=self.instance.canvas, organisation__iexact=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is an answer of this organisation already."))
        return name


class AskForm(Form):
    """Who is asked; each by an email of their own. Of each partner the first who could be is ticked, its lead if it has one."""

    people = forms.MultipleChoiceField(
        label=_("Who is asked?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, data: Any = None, *, seats: list) -> None:
        super().__init__(data)
        self.fields["people"].choices = [(str(seat.pk), f"{seat.person}, {seat.partner}") for seat in seats]
        first = {seat.partner_id: seat.pk for seat in reversed(seats)}
        self.fields["people"].initial = [str(pk) for pk in first.values()]
