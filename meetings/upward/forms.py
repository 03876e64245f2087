"""The forms of a question to the partnership above, of the group that it goes to, and of its answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import ModelForm
from meetings.bodies.forms import AnswerForm
from meetings.models import PartnershipAsk


class UpwardAskForm(ModelForm):
    """What is asked, in one sentence; it becomes an agenda item there."""

    class Meta:
        model = PartnershipAsk
        fields = ["text"]


class GroupForm(ModelForm):
    """Which group of the partnership that is asked takes it up."""

    class Meta:
        model = PartnershipAsk
        fields = ["to"]

    def __init__(self, data: Any = None, *, instance: PartnershipAsk, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, partnership=instance.partnership, **kwargs)
        self.fields["to"].queryset = instance.partnership.bodies.all()
        self.fields["to"].required = True


class UpwardAnswerForm(AnswerForm):
    """What was answered; nothing is, once it was taken back or who asked is not part of it any more."""

    class Meta:
        model = PartnershipAsk
        fields = ["answer"]

    def clean(self) -> dict:
        """Nobody waits for an answer to what can't be answered any more; one that was given can be corrected."""
        if not (self.instance.answered_at or self.instance.is_open):
            raise ValidationError(_("It needs no answer any more: it was taken back, or who asked has left."))
        return super().clean()
