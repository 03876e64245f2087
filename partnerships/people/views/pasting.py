"""Pasting people: the text becomes an import, whose rows are looked at, corrected and confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from backbone.pages.form_pages import status_of
from backbone.pages.forms import Form
from backbone.tables import spreadsheets
from partnerships.access import get_partnership
from partnerships.imports import pasting
from partnerships.people.reading import MOST
from partnerships.people.rows import SHEET

LONGEST = 1_000_000


class PasteForm(Form):
    text = forms.CharField(
        label=gettext_lazy("People"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autofocus": True}),
        help_text=gettext_lazy(
            "Like Ruth Nansubuga <ruth@example.org>, separated by commas, semicolons or lines. Copy the To line of an email, columns of a spreadsheet, or an export of contacts from Outlook, Google or a phone."
        ),
        error_messages={"required": gettext_lazy("Paste at least one person.")},
    )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if text.count("@") > MOST:
            raise forms.ValidationError(_("Paste at most %(most)s people at a time.") % {"most": MOST})
        return text


@require_http_methods(["GET", "HEAD", "POST"])
def people_paste(request: Any, slug: str) -> HttpResponse | None:
    """Paste; what was understood is the import's page."""
    partnership = get_partnership(request.user, slug, "coordinate")
    text = pasting.pasted_text(request.user, partnership, SHEET, request.GET.get("run", ""))
    form = PasteForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(
                "import_run", pasting.begin(partnership, SHEET, form.cleaned_data["text"], request.user).pk
            )
        except spreadsheets.Unreadable as error:
            form.add_error("text", str(error))
    context = {"partnership": partnership, "form": form, "nav": "partners"}
    return render(request, "people/paste.html", context, status=status_of(form))
