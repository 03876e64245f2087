"""Who represents a partner: taking part, changing capacity, stopping."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backbone.numbers import number
from backbone.pages.form_pages import after_saving, show_form, status_of
from backbone.panels import registry, shown
from partnerships import leaving, partners
from partnerships.access import get_partner, get_representative
from partnerships.forms.partners import EndForm, NewRepresentativeForm, RepresentativeForm

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def representative_new(request: Any, pk: int) -> HttpResponse | None:
    """Let somebody represent a partner."""
    partner = get_partner(request.user, pk, "coordinate")
    form = NewRepresentativeForm(request.POST or None, partner=partner, by=request.user)
    if request.method == "POST" and form.is_valid():
        row, before = partners.welcome(partner, form.cleaned_data, request.user)
        messages.success(request, _took_part(row, before))
        return redirect(after_saving(request, partner))
    return show_form(
        request,
        form,
        partner.partnership,
        title=_("Add a representative of %(partner)s") % {"partner": partner},
        submit=_("Add representative"),
        another=True,
        back=partner.get_absolute_url(),
        nav="partners",
    )


@require_http_methods(FORM)
def representative_edit(request: Any, pk: int) -> HttpResponse | None:
    """Change somebody's capacity."""
    row = get_representative(request.user, pk, "coordinate")
    form = RepresentativeForm(request.POST or None, instance=row, partnership=row.partnership)
    if request.method == "POST" and form.is_valid():
        before = partners.change_capacity(row, form.cleaned_data["capacity"], form.cleaned_data["job_title"])
        messages.success(request, _took_part(row, before))
        return redirect("partner", row.partner_id)
    return show_form(
        request,
        form,
        row.partnership,
        title=_("%(person)s for %(partner)s") % {"person": row.person, "partner": row.partner},
        panels=shown(registry.row_page, person=request.user, row=row),
        submit=_("Save"),
        back=row.partner.get_absolute_url(),
        nav="partners",
    )


def _took_part(row, before):
    """What happened, also to the lead who made room."""
    words = {"person": row.person, "partner": row.partner, "capacity": row.get_capacity_display().lower()}
    done = _("%(person)s represents %(partner)s as %(capacity)s.") % words
    if before:
        done += " " + _("%(person)s was the lead and stays as a member.") % {"person": before}
    return done


@require_http_methods(FORM)
def representative_end(request: Any, pk: int) -> HttpResponse | None:
    """Somebody stops representing a partner from now on; what hangs on them is shown first, and handed over."""
    row = get_representative(request.user, pk, "coordinate")
    hanging = leaving.hanging_on(row)
    form = EndForm(request.POST if request.method == "POST" else None, seat=row, hangs=bool(hanging))
    if request.method == "POST" and form.is_valid():
        to, agreed = form.cleaned_data.get("to"), form.cleaned_data.get("agreed", False)
        moved = leaving.end(row, to=to, agreed=agreed, by=request.user)
        messages.success(request, _ended(row, moved, to, agreed or to == request.user))
        _say_what_stayed(request, row, to)
        return redirect("partner", row.partner_id)
    context = {
        "partnership": row.partnership,
        "row": row,
        "form": form,
        "hanging": hanging,
        "asks": leaving.open_asks(row),
        "panels": shown(registry.row_page, person=request.user, row=row),
        "nav": "partners",
    }
    return render(request, "partnerships/representative_end.html", context, status=status_of(form))


def _ended(row, moved, to, agreed):
    words = {"person": row.person, "partner": row.partner, "to": to, "n": number(moved)}
    done = _("%(person)s no longer represents %(partner)s.")
    if moved and agreed:
        done += " " + ngettext(
            "%(to)s was given %(n)s thing to do.", "%(to)s was given %(n)s things to do.", moved
        )
    elif moved:
        done += " " + ngettext(
            "%(to)s is asked to take over %(n)s thing.", "%(to)s is asked to take over %(n)s things.", moved
        )
    return done % words


def _say_what_stayed(request, row, to):
    """What could not be handed over, such as a milestone led by another organisation, with the way to it."""
    links = [(one.get_absolute_url(), one) for one in (leaving.left_behind(row, to) if to else ())]
    if links:
        words = _("Could not be handed over, since %(to)s does not represent its organisation:") % {"to": to}
        messages.warning(
            request, format_html("{} {}", words, format_html_join(", ", '<a href="{}">{}</a>', links))
        )


@require_POST
def representative_return(request: Any, pk: int) -> HttpResponse | None:
    """Undo: somebody whose seat was ended represents the partner again."""
    row = get_representative(request.user, pk, "coordinate")
    words = {"person": row.person, "partner": row.partner}
    if leaving.take_back(row):
        messages.success(request, _("%(person)s represents %(partner)s again.") % words)
    else:
        messages.error(
            request, _("Nothing was changed: %(person)s has a seat, or the partner withdrew.") % words
        )
    return redirect("partner", row.partner_id)
