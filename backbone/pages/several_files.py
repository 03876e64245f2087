"""A field of a form through which several files come at once."""

from django import forms


class SeveralFiles(forms.ClearableFileInput):
    """`<input type="file" multiple>`; its value is a list."""

    allow_multiple_selected = True
