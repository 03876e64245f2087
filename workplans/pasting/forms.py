"""The preview of a pasted list: each row as it was understood, to correct before anything is written."""

from django import forms as django_forms
from django.db import transaction
from django.forms import formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from backbone.pages.forms import Form
from workplans import todo
from workplans.models import Task
from workplans.pasting.reading import LONGEST, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, rows_of
from workplans.people import partners_by_person, people_of


class PasteForm(Form):
    text = django_forms.CharField(
        label=gettext_lazy("Your list"),
        widget=django_forms.Textarea(attrs={"rows": 10}),
        strip=False,
        help_text=gettext_lazy(
            "Copy the rows in your spreadsheet and paste them here: what, who, organisation, when and status, "
            "in any order, with or without a header."
        ),
    )

    def clean_text(self):
        """Something to read, and no more than a person can look through; checked before any of it is understood."""
        text = self.cleaned_data["text"]
        rows = rows_of(text) if len(text) <= LONGEST else []
        if len(text) > LONGEST or any(map(_is_no_list, rows)):
            raise django_forms.ValidationError(
                _("This is no list of tasks: paste at most %(columns)s columns, and no whole documents.")
                % {"columns": MOST_COLUMNS}
            )
        if not rows:
            raise django_forms.ValidationError(_("There are no rows in this."))
        if len(rows) > MOST_ROWS:
            words = _("%(n)s rows are more than you can look through; paste at most %(most)s at a time.")
            raise django_forms.ValidationError(words % {"n": len(rows), "most": MOST_ROWS})
        return text


def _is_no_list(cells):
    return len(cells) > MOST_COLUMNS or max(map(len, cells)) > LONGEST_CELL


class RowForm(Form):
    include = django_forms.BooleanField(label=gettext_lazy("Add"), required=False)
    title = django_forms.CharField(label=gettext_lazy("What"), max_length=300, required=False)
    owner = django_forms.ChoiceField(label=gettext_lazy("Owner"), required=False)
    partner = django_forms.ChoiceField(label=gettext_lazy("Organisation"), required=False)
    due_on = django_forms.DateField(label=gettext_lazy("Due"), required=False)
    state = django_forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[
            ("open", pgettext_lazy("task", "Open")),
            ("done", gettext_lazy("Done")),
            ("dropped", gettext_lazy("Dropped")),
        ],
    )

    def __init__(self, *args, people, partners, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["owner"].choices = [("", _("Choose …")), ("none", _("nobody yet")), *people]
        self.fields["partner"].choices = [("", "–"), *partners]

    def clean(self):
        """Only rows that are added have to be whole."""
        cleaned = super().clean()
        if not cleaned.get("include"):
            self._errors.clear()
            return cleaned
        if not cleaned.get("title"):
            self.add_error("title", _("Say what is to be done, or leave this row out."))
        if not cleaned.get("owner") and "owner" not in self._errors:
            self.add_error("owner", _("Choose who is meant, or “nobody yet”."))
        return cleaned


class Rows(django_forms.BaseFormSet):
    """The rows; each knows what stood in the pasted one."""

    def __init__(self, *args, rows, **kwargs):
        self.rows = rows
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        return kwargs | {"row": self.rows[index] if index is not None and index < len(self.rows) else None}


RowFormSet = formset_factory(RowForm, formset=Rows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


@transaction.atomic
def add_rows(partnership, formset, *, by):
    """Write down all chosen rows, or none; returns the tasks. Nobody is mailed: this was promised before."""
    source = _("From the old list")
    people = {str(person.pk): person for person in people_of(partnership)}
    partners = {str(partner.pk): partner for partner in partnership.partners.present()}
    own = partners_by_person(partnership)
    tasks = []
    for cleaned in (form.cleaned_data for form in formset if form.cleaned_data.get("include")):
        owner = people.get(cleaned["owner"])
        partner = partners.get(cleaned["partner"]) or partners.get(str(own.get(owner and owner.pk)))
        columns = {"owner": owner, "partner": partner, "due_on": cleaned["due_on"], "source": source}
        columns |= {"title": cleaned["title"], "remind_late": True}
        task = todo.create(partnership, by=by, via="paste", **columns)
        if cleaned["state"] == Task.State.DONE:
            todo.complete(task, by=by, via="paste")
        elif cleaned["state"] == Task.State.DROPPED:
            todo.drop(task, by=by, via="paste")
        tasks.append(task)
    return tasks
