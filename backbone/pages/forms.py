"""Forms that lose nothing: errors say what to do, and two people saving one row see both texts.

A view reads:

    form = PartnerForm(request.POST or None, instance=partner, partnership=partnership)
    if request.method == "POST" and form.is_valid() and form.save_or_conflict():
        messages.success(request, _("Partner saved."))
        return redirect("partner", partner.pk)
    return render(request, "partnerships/partner_form.html", {"form": form, "partnership": partnership})

When somebody else saved the row meanwhile, `save_or_conflict()` writes nothing and returns None: the form
then shows the other text beside each field that differs, and the next submit saves on the new revision.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError, transaction
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from backbone.pages.address_length import bound_addresses
from backbone.pages.day_field import read_days_as_written
from backbone.pages.number_field import NumberField, read_numbers_as_written
from backbone.pages.text_direction import run_as_words_do
from backbone.pages.typed_fields import as_typed, cleaned
from backbone.time import dates

DASHES = "---------"


class Renderer(TemplatesSetting):
    """Forms and fields drawn by our own templates."""

    form_template_name = "ui/form_fields.html"
    field_template_name = "ui/field.html"


class CleanInput:
    """What every form shares: cleaned input, no browser bubbles in the way of our own messages."""

    use_required_attribute = False
    conflict = None
    # Whether it is for something to be saved, of which an error has to say that it was not.
    saves = True

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(cleaned(data), *args, **kwargs)
        self.label_suffix = ""
        read_numbers_as_written(self)
        read_days_as_written(self)
        bound_addresses(self)
        run_as_words_do(self)
        for field in self.fields.values():
            field.label = capfirst(field.label) if field.label else field.label
            _say_what_to_do(field)
            _name_the_empty_choice(field)
            _use_native_input(field)

    def _widget_data_value(self, widget, html_name):
        """What Django reads a field from, for itself and for the page: no sign in it that nobody sees."""
        return as_typed(super()._widget_data_value(widget, html_name), widget)


class Form(CleanInput, forms.Form):
    """A form without a row behind it."""


class ModelForm(CleanInput, forms.ModelForm):
    """A form over a row. `partnership` is set on the row; what the row is unique within is validated with it.

    A row with a `revision` column is saved only on the revision on which the form was opened.
    """

    def __init__(self, data=None, *args, partnership=None, **kwargs):
        super().__init__(data, *args, **kwargs)
        if partnership is not None:
            self.instance.partnership = partnership
        if self._is_revised:
            self._carry_revision()

    @property
    def _is_revised(self):
        names = {field.name for field in self._meta.model._meta.concrete_fields}
        return "revision" in names and not self.instance._state.adding

    def _carry_revision(self):
        self.fields["revision"] = forms.IntegerField(
            widget=forms.HiddenInput,
            initial=self.instance.revision,
            error_messages={
                "required": _("This page is out of date. Copy your text, reload the page and try again.")
            },
        )
        for name in self._taken_names():
            # A disabled field keeps what is stored: "take their text", without JavaScript.
            self.fields[name].disabled = True

    def _taken_names(self):
        taken = self.data.getlist("take") if hasattr(self.data, "getlist") else self.data.get("take", [])
        return [name for name in taken if name in self.fields and name != "revision"]

    def _get_validation_exclusions(self):
        # Django skips a constraint over a column that the form lacks, and save() then raises IntegrityError.
        return super()._get_validation_exclusions() - {name for name in self._scope() if self._knows(name)}

    def _scope(self):
        """The columns that are unique only together with others: partnership, plan, meeting."""
        together = [c.fields for c in self.instance._meta.constraints if len(getattr(c, "fields", ())) > 1]
        return {"partnership"}.union(*together) - {"id"} - set(self.fields)

    def _knows(self, name):
        return getattr(self.instance, f"{name}_id", None) is not None

    def _update_errors(self, errors):
        if hasattr(errors, "error_dict"):
            errors.error_dict = self._beside_fields(errors.error_dict)
        super()._update_errors(errors)

    def _beside_fields(self, error_dict):
        """Errors of constraints over (partnership, name) stand beside the one field that can be changed."""
        placed = {}
        for name, messages in error_dict.items():
            for message in messages:
                target = name if name in self.fields else self._only_field(message)
                placed.setdefault(target, []).append(message)
        return placed

    def _only_field(self, error):
        checked = (getattr(error, "params", None) or {}).get("unique_check", ())
        own = [name for name in checked if name in self.fields]
        return own[0] if len(own) == 1 else NON_FIELD_ERRORS

    def _post_clean(self):
        if self._is_revised:
            # The form's copy of the number is a question, not a value to store.
            stored = self.instance.revision
            super()._post_clean()
            self.instance.revision = stored
        else:
            super()._post_clean()

    def save_or_conflict(self, **also: Any) -> Any:
        """Save the row and return it; or, when someone saved it meanwhile, write nothing and return None.

        `also` are columns that the form does not show (`edited_by=person`). Only the form's own columns
        and these are written, so that a state changed meanwhile elsewhere is kept.
        """
        for name, value in also.items():
            setattr(self.instance, name, value)
        try:
            with transaction.atomic():
                if not self._is_revised:
                    return self.save()
                if self._claim_revision():
                    self._write(also)
                    return self.instance
        except IntegrityError:
            # What must be unique was taken after this form had looked; it stands beside the field now.
            self._post_clean()
            if not self.errors:
                raise
            return None
        self.conflict = Conflict(self)
        return None

    def _claim_revision(self):
        rows = type(self.instance)._base_manager.select_for_update()
        opened = self.cleaned_data["revision"]
        return rows.filter(pk=self.instance.pk, revision=opened).values_list("pk", flat=True).first()

    def _write(self, also):
        self.instance.revision = self.cleaned_data["revision"] + 1
        columns = [f for f in self.instance._meta.concrete_fields if not f.generated and not f.primary_key]
        own = set(self.cleaned_data) | set(also) | {"revision"}
        own |= {f.name for f in columns if getattr(f, "auto_now", False)}
        self.instance.save(update_fields=[f.name for f in columns if f.name in own])
        self._save_m2m()


class Conflict:
    """Somebody saved the row while this form was open: their text stands beside each field that differs."""

    def __init__(self, form):
        self.form = form
        self.stored = type(form.instance)._base_manager.filter(pk=form.instance.pk).first()
        self.texts = self._differences() if self.stored else {}
        self._reopen()

    @property
    def who(self) -> Any:
        """Who saved it last, as the audit trail has it."""
        person = (self._last_event.pgh_context.metadata if self._context else {}).get("user")
        return get_user_model().objects.filter(pk=person).first() if person else None

    @property
    def when(self) -> datetime:
        """When it was saved last."""
        return self._last_event and self._last_event.pgh_created_at

    @property
    def _context(self):
        return self._last_event and self._last_event.pgh_context

    @cached_property
    def _last_event(self):
        events = getattr(self.stored, "events", None)
        return events and events.select_related("pgh_context").order_by("pgh_id").last()

    def _differences(self):
        theirs = forms.model_to_dict(self.stored)
        fields = {
            name: field for name, field in self.form.fields.items() if name in theirs and name != "revision"
        }
        return {
            name: self._readable(name)
            for name, field in fields.items()
            if field.has_changed(_keys(theirs[name]), self.form[name].data)
        }

    def _readable(self, name):
        field = self.form.fields[name]
        if isinstance(field, NumberField):
            return field.prepare_value(getattr(self.stored, name)) or ""
        display = getattr(self.stored, f"get_{name}_display", None)
        value = display() if display else getattr(self.stored, name)
        return _as_text(value)

    def _reopen(self):
        """The form goes on from the stored revision, with what was typed still in its fields."""
        for name in self.form._taken_names():
            self.form.fields[name].disabled = False
        data = self.form.data.copy()
        data.pop("take", None)
        if self.stored:
            data[self.form.add_prefix("revision")] = str(self.stored.revision)
        self.form.data = data


def _as_text(value):
    """A stored value as a person reads it."""
    if hasattr(value, "all"):
        return ", ".join(str(item) for item in value.all())
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return dates.moment(value) if isinstance(value, datetime) else dates.weekday(value)
    return "" if value is None else str(value)


def _keys(value):
    """Related rows as the keys that a form's field compares with."""
    return [row.pk for row in value] if isinstance(value, list) else value


def _say_what_to_do(field):
    """An empty field says what to do, unless the form has better words for it."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
        field.error_messages["required"] = _("Choose one.") if chosen else _("Fill this in.")


def _name_the_empty_choice(field):
    """Words in the place of Django's row of dashes, which a screen reader spells out."""
    words = _("Choose one") if field.required else _("Not chosen")
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = words if field.empty_label == DASHES else field.empty_label
    elif isinstance(field, forms.ChoiceField) and ("", DASHES) in field.choices:
        field.choices = [(value, words if value == "" else label) for value, label in field.choices]


def _use_native_input(field):
    """Days and times through the browser's own pickers, which speak one format whatever the language."""
    kinds = {
        forms.DateInput: ("date", "%Y-%m-%d"),
        forms.TimeInput: ("time", "%H:%M"),
        forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    }
    if type(field.widget) in kinds:
        field.widget.input_type, field.widget.format = kinds[type(field.widget)]
