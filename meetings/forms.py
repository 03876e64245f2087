"""The forms of meetings, their agendas and attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from backbone.pages.search_field import search
from meetings import attendance
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.models.meeting import WEB_ADDRESS
from partnerships.finding import by_name
from partnerships.forms.whose_address import AsksWhoseAddress
from workplans.forms import errors_at
from workplans.people import check_pair, people_of

if TYPE_CHECKING:
    from backbone.accounts.models import Person


class MeetingForm(ModelForm):
    """A meeting needs a title and a time; a body, a place and a goal can come later."""

    online_url = forms.URLField(
        label=_("address of the call"), required=False, assume_scheme="https", validators=[WEB_ADDRESS]
    )

    class Meta:
        model = Meeting
        fields = [
            "title",
            "goal",
            "starts_at",
            "minutes_planned",
            "place",
            "online_url",
            "body",
            "chair",
            "minute_taker",
        ]
        widgets = {"starts_at": forms.DateTimeInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partnership = self.instance.partnership
        self.fields["body"].queryset = partnership.bodies.all()
        self.fields["body"].empty_label = _("No group: the whole partnership")
        search(self, "chair", "minute_taker", **by_name(partnership, people_of(partnership)))
        if not partnership.bodies.exists():
            del self.fields["body"]


class ItemForm(ModelForm):
    class Meta:
        model = AgendaItem
        fields = ["title", "purpose", "minutes", "presenter"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partners = self.instance.partnership.partners.present().select_related("organisation")
        self.fields["presenter"].queryset = partners
        self.fields["presenter"].required = False


class PersonForm(AsksWhoseAddress, Form):
    """Somebody in the room who is not on the list: known, or new with a name."""

    person = forms.ModelChoiceField(None, label=_("Somebody we know"), required=False)
    name = forms.CharField(label=_("or a new person's name"), max_length=120, required=False)
    email = forms.EmailField(label=_("address"), required=False)
    partner = forms.ModelChoiceField(None, label=_("organisation"), required=False)
    state = forms.ChoiceField(
        label=_("attendance"), choices=Attendance.State.choices, initial=Attendance.State.PRESENT
    )

    def __init__(self, *args, meeting, **kwargs):
        self.meeting = meeting
        super().__init__(*args, **kwargs)
        listed = meeting.attendance.values("person")
        others = people_of(meeting.partnership).exclude(pk__in=listed)
        search(self, "person", **by_name(meeting.partnership, others))
        partners = meeting.partnership.partners.present().select_related("organisation")
        self.fields["partner"].queryset = partners

    def may_ask_about(self, owner: Person) -> bool:
        """A minute-taker learns only of those who take part here whose address it is."""
        return attendance.may_be_known(self.meeting, owner)

    def clean(self) -> dict | None:
        data = super().clean()
        if not self.errors and not data.get("person") and not data.get("name", "").strip():
            raise ValidationError(_("Choose somebody, or write a name."))
        if data.get("person") and data.get("partner"):
            with errors_at(self, "partner"):
                check_pair(data["person"], data["partner"], self.meeting.partnership)
        return data
