"""How long an email address may be that somebody types: as long as the columns that hold one."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxLengthValidator

LONGEST_ADDRESS = 254


def bound_addresses(form: forms.BaseForm) -> None:
    """Let no address field of the form take more than is kept: Django's takes 320, which the database refuses."""
    for field in form.fields.values():
        if (
            isinstance(field, forms.EmailField)
            and (field.max_length or LONGEST_ADDRESS + 1) > LONGEST_ADDRESS
        ):
            _bound(field)


def _bound(field):
    field.max_length = LONGEST_ADDRESS
    others = [one for one in field.validators if not isinstance(one, MaxLengthValidator)]
    field.validators = [*others, MaxLengthValidator(LONGEST_ADDRESS)]
    field.widget.attrs.update(field.widget_attrs(field.widget))
