"""What is to be of several tasks or milestones; what is left empty stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.accounts.models import Person
from backbone.pages.forms import Form
from backbone.pages.search_field import choose_among, search
from partnerships.finding import by_name
from partnerships.models import Partner
from partnerships.taking_part import people_of
from workplans.changing_hands import several
from workplans.milestones import NEEDS_WORDS
from workplans.models import Milestone

if TYPE_CHECKING:
    from partnerships.models import Partnership

AS_IT_IS = gettext_lazy("as it is")


class SeveralForm(Form):
    """A form in which one field at least has to be filled in; `agreed` and `words` alone change nothing."""

    agreed = forms.BooleanField(
        label=gettext_lazy("They have said yes already"),
        required=False,
        help_text=gettext_lazy("Otherwise they are asked by email, and accept or decline."),
    )
    person: str

    def __init__(self, data: Any = None, *, partnership: Partnership) -> None:
        super().__init__(data)
        self.partnership = partnership
        search(self, self.person, **by_name(partnership, people_of(partnership)))

    def clean(self) -> dict:
        """Refuse a form that says nothing."""
        data = super().clean()
        if not self.errors and not any(
            value for name, value in data.items() if name not in ("agreed", "words")
        ):
            raise forms.ValidationError(_("Choose what is to be of them."))
        return data


class TasksForm(SeveralForm):
    person = "owner"
    owner = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Owner"), required=False, empty_label=AS_IT_IS
    )
    due_on = forms.DateField(label=gettext_lazy("Due"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[
            ("", AS_IT_IS),
            (several.DONE, gettext_lazy("Done")),
            (several.DROPPED, gettext_lazy("Dropped")),
        ],
        required=False,
    )
    field_order = ["owner", "agreed", "due_on", "state"]


class MilestonesForm(SeveralForm):
    person = "lead_person"
    lead_partner = forms.ModelChoiceField(
        Partner.objects.none(), label=gettext_lazy("Lead organisation"), required=False, empty_label=AS_IT_IS
    )
    lead_person = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Lead person"), required=False, empty_label=AS_IT_IS
    )
    due = forms.DateField(label=gettext_lazy("Due"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=[("", AS_IT_IS), *Milestone.State.choices], required=False
    )
    words = forms.CharField(
        label=gettext_lazy("Why, or what shows that they are reached"), max_length=400, required=False
    )
    field_order = ["lead_partner", "lead_person", "agreed", "due", "state", "words"]

    def __init__(self, data: Any = None, *, partnership: Partnership) -> None:
        super().__init__(data, partnership=partnership)
        here = partnership.partners.filter(withdrawn_on=None).select_related("organisation")
        choose_among(self, "lead_partner", rows=here.order_by("organisation__sort_name", "pk"))

    def clean(self) -> dict:
        """Refuse a worrying state without a reason."""
        data = super().clean()
        if data.get("state") in NEEDS_WORDS and not data.get("words"):
            self.add_error("words", _("Say in a line why, so that the others can help."))
        return data
