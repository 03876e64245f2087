"""Forms of the work plan. Choices are limited to the partnership; the database refuses the rest as well."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, DateField, RadioSelect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.pages.forms import Form, ModelForm
from backbone.pages.search_field import search
from backbone.pages.search_several import search_several
from backbone.time.days import today_of
from partnerships.attachments.forms import FilesField
from partnerships.choices import choose_partner, choose_person
from partnerships.taking_part import people_of
from workplans.answers import more_time
from workplans.answers.wording import Meaning, is_answered
from workplans.milestones import NEEDS_WORDS, STEPS, check_reached
from workplans.models import Indicator, Milestone, Objective, Outcome, Plan, Resource, Task
from workplans.people import check_pair, own_partner
from workplans.plan import finding

if TYPE_CHECKING:
    from datetime import date

    from partnerships.models import Partnership


def in_use_or_chosen(model: Any, partnership: Partnership, chosen: int | None) -> QuerySet:
    """What can be chosen: nothing retired, but what the row has already."""
    rows = model.objects.filter(partnership=partnership)
    return rows.in_use() | rows.filter(pk=chosen)


class PlanForm(ModelForm):
    class Meta:
        model = Plan
        fields = ["title", "start", "end"]


class ObjectiveForm(ModelForm):
    class Meta:
        model = Objective
        fields = ["title", "outcome", "assumptions"]

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, partnership=partnership, **kwargs)
        self.fields["outcome"].queryset = in_use_or_chosen(Outcome, partnership, self.instance.outcome_id)
        _name_empty(self, outcome=_("none yet"))


class MilestoneForm(ModelForm):
    meaning = django_forms.ChoiceField(
        label=gettext_lazy("Does this change what was answered for?"),
        choices=Meaning.choices,
        widget=RadioSelect,
        required=False,
        help_text=gettext_lazy(
            "Title, deliverable, indicator, dates and lead organisation. As long as nobody says so, the answers are marked "
            "as given for an earlier wording and do not count."
        ),
    )

    class Meta:
        model = Milestone
        fields = [
            "objective",
            "title",
            "activity",
            "deliverable",
            "indicator",
            "lead_partner",
            "lead_person",
            "supporters",
            "mode",
            "start",
            "due",
            "place",
            "celebrate",
            "implications",
            "depends_on",
        ]
        widgets = {
            "mode": RadioSelect,
            "supporters": CheckboxSelectMultiple,
        }
        help_texts = {
            "celebrate": gettext_lazy("An early win, worth a moment together when it is reached."),
            "implications": gettext_lazy(
                "What it asks of partners’ own organisations: approvals, staff, systems."
            ),
            "mode": gettext_lazy("Alone, tuned to each other, or done together."),
        }

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, partnership=partnership, **kwargs)
        self.fields["objective"].queryset = Objective.objects.filter(partnership=partnership)
        self.fields["indicator"].queryset = in_use_or_chosen(
            Indicator, partnership, self.instance.indicator_id
        )
        choose_partner(self, "lead_partner", "supporters")
        choose_person(self, "lead_person", people=people_of(partnership))
        if not (self.instance.pk and is_answered(self.instance)):
            del self.fields["meaning"]
        others = Milestone.objects.filter(partnership=partnership).exclude(pk=self.instance.pk)
        search_several(self, "depends_on", **finding.some_of(partnership, others))
        self.fields["mode"].choices = [("", _("not chosen yet")), *Milestone.Mode.choices]
        nobody = _("nobody yet")
        _name_empty(
            self, objective=_("Choose …"), indicator=_("none"), lead_partner=nobody, lead_person=nobody
        )

    def clean(self) -> dict:
        """Who leads it represents the organisation that does."""
        cleaned = super().clean()
        person, partner = cleaned.get("lead_person"), cleaned.get("lead_partner")
        if person and partner and {"lead_person", "lead_partner"} & set(self.changed_data):
            with errors_at(self, "lead_person"):
                check_pair(person, partner, self.instance.partnership)
        return cleaned

    def clean_depends_on(self) -> QuerySet[Milestone]:
        """Nothing waits for itself, however long the way round."""
        chosen = self.cleaned_data["depends_on"]
        if self.instance.pk and self.instance.pk in _all_needed_by(chosen, self.instance.partnership):
            raise django_forms.ValidationError(_("One of these waits for this milestone already."))
        return chosen


class ResourceForm(ModelForm):
    class Meta:
        model = Resource
        fields = ["what", "unit", "needed", "pledged", "pledged_by"]

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, partnership=partnership, **kwargs)
        self.fields["needed"].unit = self.fields["pledged"].unit = self["unit"].value() or ""
        choose_partner(self, "pledged_by")
        _name_empty(self, pledged_by=_("nobody yet"))


class TaskForm(ModelForm):
    agreed = django_forms.BooleanField(
        label=gettext_lazy("They have said yes already"),
        required=False,
        help_text=gettext_lazy("Otherwise they are asked by email, and accept or decline."),
    )

    class Meta:
        model = Task
        fields = ["title", "owner", "partner", "backup", "due_on", "milestone"]

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, partnership=partnership, **kwargs)
        choose_person(self, "owner", "backup", people=people_of(partnership))
        choose_partner(self, "partner")
        self.fields["partner"].help_text = _("Left empty: the owner’s own organisation.")
        under = Milestone.objects.filter(partnership=partnership)
        search(self, "milestone", **finding.one_of(partnership, under))
        nobody = _("nobody yet")
        _name_empty(self, owner=nobody, partner=_("the owner’s"), backup=_("nobody"), milestone=_("none"))

    def clean(self) -> dict:
        """An owner brings their organisation along; of several it is asked for which."""
        cleaned = super().clean()
        owner, partner = cleaned.get("owner"), cleaned.get("partner")
        # What was saved before anybody represented another stays as it is.
        if owner and {"owner", "partner"} & set(self.changed_data):
            with errors_at(self, "partner"):
                cleaned["partner"] = self._paired(owner, partner)
        if owner and owner == cleaned.get("backup"):
            self.add_error("backup", _("The backup is somebody other than the owner."))
        return cleaned

    def _paired(self, owner, partner):
        if partner:
            check_pair(owner, partner, self.instance.partnership)
        return partner or own_partner(owner, self.instance.partnership)


class StateForm(Form):
    """A step of a milestone; the day and the evidence are of reaching it."""

    state = django_forms.ChoiceField(label=gettext_lazy("state"), widget=RadioSelect)
    words = django_forms.CharField(
        label=gettext_lazy("in one line"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("What happened, and why."),
    )

    on = DateField(label=gettext_lazy("reached on"), required=False)
    evidence = django_forms.CharField(
        label=gettext_lazy("what shows that it is reached"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "One line: what is there now, or where it can be seen. If it stays empty, that is said."
        ),
    )

    def __init__(self, *args, milestone, **kwargs):
        super().__init__(*args, **kwargs)
        self.partnership, steps = milestone.partnership, STEPS[milestone.state]
        self.fields["state"].choices = [(step.value, step.label) for step in steps]
        self.fields["on"].initial = today_of(self.partnership)
        self.fields["on"].widget.attrs["max"] = today_of(self.partnership).isoformat()
        for name in ("on", "evidence") if Milestone.State.REACHED not in steps else ():
            del self.fields[name]

    def clean(self) -> dict:
        cleaned = super().clean()
        day = cleaned.get("on")
        if cleaned.get("state") == Milestone.State.REACHED and day:
            with errors_at(self, "on"):
                check_reached(self.partnership, day)
        if cleaned.get("state") in NEEDS_WORDS and not cleaned.get("words"):
            self.add_error("words", _("Say in a line why, so that the others can help."))
        return cleaned


class DoneForm(Form):
    evidence = django_forms.CharField(
        label=gettext_lazy("What shows that it is done?"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("One line: what is there now, or where it can be seen."),
    )
    files = FilesField(label=gettext_lazy("A photo or a document"), required=False)


class TimeForm(Form):
    wanted_due_on = DateField(
        label=gettext_lazy("I need until"), error_messages={"required": gettext_lazy("Choose a day.")}
    )
    reason = django_forms.CharField(
        label=gettext_lazy("because"),
        max_length=400,
        error_messages={"required": gettext_lazy("Say in a few words why.")},
    )

    def __init__(self, *args, task, is_own=True, **kwargs):
        """`is_own`: whoever types asks for themselves; otherwise they record what the owner asked."""
        super().__init__(*args, **kwargs)
        self.task, self.partnership = task, task.partnership
        if not is_own:
            self.fields["wanted_due_on"].label = _("Asked until")
        self.fields["wanted_due_on"].widget.attrs["min"] = today_of(task.partnership).isoformat()

    def clean_wanted_due_on(self) -> date:
        more_time.check(self.task, self.cleaned_data["wanted_due_on"])
        return self.cleaned_data["wanted_due_on"]


@contextmanager
def errors_at(form: Any, name: str) -> Iterator[None]:
    """What is refused in the block stands beside that field."""
    try:
        yield
    except django_forms.ValidationError as problem:
        form.add_error(name, problem)


def _name_empty(form, **words):
    """What an empty choice means, in words."""
    for name, word in words.items():
        form.fields[name].empty_label = word


def _all_needed_by(chosen, partnership):
    """The keys of everything that these milestones wait for, and theirs in turn."""
    rows = Milestone.depends_on.through.objects.filter(from_milestone__partnership=partnership)
    pairs = {}
    for milestone, needed in rows.values_list("from_milestone", "to_milestone"):
        pairs.setdefault(milestone, set()).add(needed)
    found, waiting = set(), {milestone.pk for milestone in chosen}
    while waiting:
        pk = waiting.pop()
        found.add(pk)
        waiting |= pairs.get(pk, set()) - found
    return found
