"""Pasting an old action list: paste, look at what was understood, correct, add."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from backbone.numbers import number
from backbone.pages.form_pages import WRONG, status_of
from partnerships.access import get_partnership
from partnerships.setup_steps import and_next
from workplans.pasting.forms import PasteForm, RowFormSet, add_rows
from workplans.pasting.reading import understand
from workplans.people import people_of


@require_http_methods(["GET", "HEAD", "POST"])
def tasks_paste(request, slug):
    """The textarea first, then the rows; nothing is written before the last button."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = PasteForm(request.POST or None)
    context = {"partnership": partnership, "form": form, "nav": "plan"}
    if request.method != "POST" or "again" in request.POST or not form.is_valid():
        return render(request, "workplans/paste.html", context, status=status_of(form))
    formset = _formset(request, partnership, form.cleaned_data["text"])
    if formset.is_bound and formset.is_valid():
        count = len(add_rows(partnership, formset, by=request.user))
        words = ngettext("%(n)s task added.", "%(n)s tasks added.", count)
        messages.success(request, and_next(partnership, words % {"n": number(count)}))
        return redirect("tasks", slug)
    status = WRONG if formset.is_bound else 200
    return render(request, "workplans/paste_preview.html", context | {"formset": formset}, status=status)


def _formset(request, partnership, text):
    people = list(people_of(partnership))
    partners = list(partnership.partners.present().select_related("organisation"))
    rows = understand(text, people, partners, partnership)
    choices = {
        "people": [(str(person.pk), str(person)) for person in people],
        "partners": [(str(partner.pk), str(partner)) for partner in partners],
    }
    data = request.POST if "form-TOTAL_FORMS" in request.POST else None
    initial = [vars(row) for row in rows]
    return RowFormSet(data, rows=rows, initial=initial, form_kwargs=choices)
