"""Pasting people: read, shown with what would happen, then saved in one go."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from backbone.pages.form_pages import status_of
from backbone.pages.forms import Form
from partnerships.access import get_partnership
from partnerships.people import pasting
from partnerships.people.reading import MOST

LONGEST, LONGEST_NAME = 1_000_000, 200
# So many people and organisations can be corrected on the page; beyond, they are corrected on their own pages.
CORRECTABLE = 500


class PasteForm(Form):
    text = forms.CharField(
        label=gettext_lazy("People"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autofocus": True}),
        help_text=gettext_lazy(
            "Like Ruth Nansubuga <ruth@example.org>, separated by commas, semicolons or lines. Copy the To line of a "
            "mail, columns of a spreadsheet, or an export of contacts from Outlook, Google or a phone."
        ),
        error_messages={"required": gettext_lazy("Paste at least one person.")},
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if text.count("@") > MOST:
            raise forms.ValidationError(_("Paste at most %(most)s people at a time.") % {"most": MOST})
        return text


@require_http_methods(["GET", "HEAD", "POST"])
def people_paste(request, slug):
    """Paste, look at what was understood, correct, add."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = PasteForm(request.POST or None)
    reading = None
    if request.method == "POST" and form.is_valid():
        reading = pasting.read(
            form.cleaned_data["text"],
            dict(_typed(request.POST, "group", "organisation")),
            {key: names for key, *names in _typed(request.POST, "address", "name", "as_read")},
            request.POST.getlist("same"),
            is_demo=partnership.is_demo,
            partnership=partnership,
        )
        if request.POST.get("action") == "add" and reading.people:
            return _add(request, partnership, reading)
        _say_when_empty(form, reading)
        # The rows to look at stand above the text, which would draw the page down to itself.
        del form.fields["text"].widget.attrs["autofocus"]
    context = {
        "partnership": partnership,
        "form": form,
        "reading": reading,
        "correctable": CORRECTABLE,
        "nameable": {person.key for person in reading.new[:CORRECTABLE]} if reading else (),
        "nav": "partners",
    }
    return render(request, "people/paste.html", context, status=status_of(form))


def _typed(data, *columns):
    """What was typed in the preview, row by row."""
    rows = zip(*(data.getlist(column) for column in columns), strict=False)
    return [[" ".join(text.replace("\x00", "").split())[:LONGEST_NAME] for text in row] for row in rows]


def _add(request, partnership, reading):
    new, partners = pasting.add(partnership, reading, by=request.user)
    added = ngettext("%(n)s person is new", "%(n)s people are new", new) % {"n": new}
    joined = ngettext("%(n)s partner is new", "%(n)s partners are new", partners) % {"n": partners}
    messages.success(request, _("Added: %(added)s, %(joined)s.") % {"added": added, "joined": joined})
    if reading.malformed:
        left_out = ngettext(
            "%(n)s piece of text was left out.", "%(n)s pieces of text were left out.", len(reading.malformed)
        )
        messages.warning(request, left_out % {"n": len(reading.malformed)})
    return redirect("setup", partnership.slug)


def _say_when_empty(form, reading):
    if not reading.people:
        form.add_error("text", _("There is no e-mail address in this text."))
