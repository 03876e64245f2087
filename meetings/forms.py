"""The forms of meetings, their agendas and attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backbone.pages.forms import Form, ModelForm
from backbone.pages.search_field import search
from meetings import agendas, attendance
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.models.meeting import WEB_ADDRESS
from partnerships.choices import choose_partner, choose_person
from partnerships.finding import by_name
from partnerships.forms.whose_address import AsksWhoseAddress
from partnerships.taking_part import people_of
from workplans.forms import errors_at
from workplans.people import check_pair

if TYPE_CHECKING:
    from backbone.accounts.models import Person


# What is pasted at once into an agenda.
LONGEST_PASTE, MOST_ITEMS = 20_000, 100


class MeetingForm(ModelForm):
    """A meeting needs a title and a time; a body, a place and a goal can come later."""

    online_url = forms.URLField(
        label=_("link to the call"), required=False, assume_scheme="https", validators=[WEB_ADDRESS]
    )

    class Meta:
        model = Meeting
        fields = [
            "title",
            "goal",
            "starts_at",
            "minutes_planned",
            "place",
            "host",
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
        choose_person(self, "chair", "minute_taker", people=people_of(partnership))
        choose_partner(self, "host")
        if not partnership.bodies.exists():
            del self.fields["body"]
        self.fields["starts_at"].help_text = in_time_of(self.instance)
        if self.instance._state.adding and "body" in self.fields:
            self.fields["chair"].help_text = _("Left empty, it is the chair of the group.")
            self.fields["minute_taker"].help_text = _("Left empty, it is the secretary of the group.")

    def clean(self) -> dict:
        """A new meeting is led by its group's chair and written down by its secretary, unless others are chosen."""
        data = super().clean()
        body = data.get("body")
        if self.instance._state.adding and body:
            data["chair"] = data.get("chair") or body.chair
            data["minute_taker"] = data.get("minute_taker") or body.secretary
        return data


def in_time_of(meeting: Meeting) -> str:
    """Whose time a moment of a meeting is typed in."""
    return _("In the time of %(zone)s.") % {"zone": meeting.timezone.replace("_", " ")}


class ItemForm(ModelForm):
    class Meta:
        model = AgendaItem
        fields = ["title", "purpose", "minutes", "presenter"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choose_partner(self, "presenter")
        self.fields["presenter"].required = False


class NewItemsForm(ItemForm):
    """What is put on the agenda: an item for each line, each with the purpose, length and partner that are chosen."""

    title = forms.CharField(
        label=_("item"),
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 1, "data-enter": ""}),
        help_text=_("Several pasted lines become several items."),
    )

    def clean_title(self) -> str:
        """Kept apart as `items`; the row of this form has the first."""
        self.items = agendas.read_items(self.cleaned_data["title"])
        longest = AgendaItem._meta.get_field("title").max_length
        if not self.items:
            raise ValidationError(self.fields["title"].error_messages["required"])
        if len(self.items) > MOST_ITEMS:
            raise ValidationError(_("Up to 100 items go in at once. Make it two."))
        if any(len(item.title) > longest for item in self.items):
            raise ValidationError(_("An item can have at most 200 characters."))
        return self.items[0].title


class PersonForm(AsksWhoseAddress, Form):
    """Somebody in the room who is not on the list: known, or new with a name."""

    person = forms.ModelChoiceField(None, label=_("Somebody we know"), required=False)
    name = forms.CharField(label=_("or a new person’s name"), max_length=120, required=False)
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

    @property
    def names_somebody(self) -> bool:
        """Whether anybody was chosen or written, and not only how they attend."""
        return bool({"person", "name", "email"} & set(self.changed_data))

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
