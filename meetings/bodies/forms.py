"""The forms of a question between bodies, and of its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import ModelForm
from meetings.bodies import asks
from meetings.models import BodyAsk
from partnerships.models import Body


class AskForm(ModelForm):
    """What a body asks of another; the one that it reports to stands there first."""

    class Meta:
        model = BodyAsk
        fields = ["to", "text"]

    def __init__(self, data: Any = None, *, body: Body, **kwargs: Any) -> None:
        question = BodyAsk(body=body, partnership=body.partnership)
        initial = {"to": body.reports_to_id}
        super().__init__(data, instance=question, partnership=body.partnership, initial=initial, **kwargs)
        self.fields["to"].queryset = body.partnership.bodies.exclude(pk=body.pk)


class AnswerForm(ModelForm):
    """What was answered; what was decided under its agenda item stands there first."""

    answer = forms.CharField(label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    class Meta:
        model = BodyAsk
        fields = ["answer"]

    def __init__(self, data: Any = None, *, instance: BodyAsk, **kwargs: Any) -> None:
        initial = {} if instance.answer else {"answer": asks.proposed_answer(instance)}
        super().__init__(data, instance=instance, initial=initial, **kwargs)
