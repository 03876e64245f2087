"""What a history is asked for: by whom, and between which days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.database.trail import Asked
from backbone.pages.forms import Form
from backbone.time.days import end_of_day, start_of_day
from partnerships.past import history

if TYPE_CHECKING:
    from partnerships.models import Partnership


class HistoryForm(Form):
    who = forms.CharField(label=_("By whom"), required=False, max_length=100)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        self.partnership = partnership
        super().__init__(*args, **kwargs)

    def asked(self, row: str, before: str) -> Asked:
        """What is asked for; a day that can't be read asks for nothing."""
        data = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        who, since, until = data.get("who"), data.get("since"), data.get("until")
        zone = self.partnership.zone
        return Asked(
            self.partnership.pk,
            people=history.people_called(self.partnership, who) if who else None,
            since=since and start_of_day(since, zone),
            until=until and end_of_day(until, zone),
            row=row,
            before=history.read_key(before),
        )
