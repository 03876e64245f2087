"""Pasting an old action list: it becomes an import of one table, which is looked at, corrected and confirmed."""

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
from workplans.imports.tasks import SHEET

MOST_ROWS = 300


class PasteForm(Form):
    text = forms.CharField(
        label=gettext_lazy("Your list"),
        widget=forms.Textarea(attrs={"rows": 10}),
        strip=False,
        max_length=500_000,
        help_text=gettext_lazy(
            "Copy the rows in your spreadsheet and paste them here: what, who, organisation, when and status, "
            "in any order, with or without a header."
        ),
    )

    def clean_text(self) -> str | None:
        """Something to read, and no more than a person can look through."""
        text = self.cleaned_data["text"]
        if not text.strip(" \t\r\n,;|"):
            raise forms.ValidationError(_("There are no rows in this."))
        count = len([line for line in text.splitlines() if line.strip()])
        if count > MOST_ROWS:
            words = _("%(n)s rows are more than you can look through; paste at most %(most)s at a time.")
            raise forms.ValidationError(words % {"n": count, "most": MOST_ROWS})
        return text


@require_http_methods(["GET", "HEAD", "POST"])
def tasks_paste(request: Any, slug: str) -> HttpResponse | None:
    """The text first, then the rows; nothing is written before they are confirmed."""
    partnership = get_partnership(request.user, slug, "coordinate")
    text = pasting.pasted_text(request.user, partnership, SHEET, request.GET.get("run", ""))
    form = PasteForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        try:
            run = pasting.begin(partnership, SHEET, form.cleaned_data["text"], request.user)
            return redirect("import_run", run.pk)
        except spreadsheets.Unreadable as error:
            form.add_error("text", str(error))
    context = {"partnership": partnership, "form": form, "nav": "plan"}
    return render(request, "workplans/paste.html", context, status=status_of(form))
