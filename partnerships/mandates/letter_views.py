"""The letter about a mandate: one look at it, changed where needed, then made and kept as it was."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backbone.pages.form_pages import status_of
from partnerships.access import get_representative
from partnerships.letters.letter_files import as_docx, as_pdf
from partnerships.mandates import writing
from partnerships.mandates.access import get_mandate_letter
from partnerships.mandates.forms import LetterForm

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request: Any, pk: int) -> HttpResponse:
    """Look at the letter, change it, and make it; until then it is saved nowhere."""
    seat = get_representative(request.user, pk, "coordinate")
    row = writing.begun(seat, by=request.user)
    form = LetterForm(request.POST or None, instance=row, partnership=seat.partnership)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        messages.success(request, _("The letter is made. Print it, or open it in Word."))
        return redirect(made)
    context = {
        "partnership": seat.partnership,
        "seat": seat,
        "form": form,
        "made": seat.mandate_letters.all()[:MOST_SHOWN],
        "nav": "partners",
    }
    return render(request, "mandates/letter_new.html", context, status=status_of(form))


@require_safe
def letter(request: Any, pk: int) -> HttpResponse:
    """A letter that was made: what it says, as PDF and for Word."""
    row = get_mandate_letter(request.user, pk, "look_back")
    context = {
        "partnership": row.partnership,
        "letter": row,
        "lines": writing.as_letter(row),
        "nav": "partners",
    }
    return render(request, "mandates/letter.html", context)


@require_safe
def letter_file(request: Any, pk: int, ending: str) -> HttpResponse:
    """The letter to print, or for Word."""
    row = get_mandate_letter(request.user, pk, "look_back")
    made = writing.as_letter(row)
    data, media_type = (as_docx(made), DOCX) if ending == "docx" else (as_pdf(made), "application/pdf")
    response = HttpResponse(data, content_type=media_type)
    name = f"{row.subject[:100]}.{ending}"
    response["Content-Disposition"] = content_disposition_header(ending == "docx", name)
    return response
