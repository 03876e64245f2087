"""One page of those who convene; tensions are fetched only when somebody opens them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page, status_of
from backbone.pages.htmx import render_page
from backbone.time.days import today_of
from partnerships.access import get_partnership
from partnerships.attachments.shown import files_of
from partnerships.conveners import access, roles
from partnerships.conveners.forms import ConvenerRoleForm, LocalConveningForm, ReportForm, TensionForm
from partnerships.conveners.models import LocalConvening, Tension
from partnerships.pausing import who_rests
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]


@require_safe
def convener_list(request: Any, slug: str) -> HttpResponse:
    """Who convenes and who did, as equals; the way to tensions for whoever may read them; local conveners."""
    partnership = get_partnership(request.user, slug)
    given = partnership.local_convenings.select_related("partner__organisation")
    context = {
        "partnership": partnership,
        "now": first_rows(roles.current(partnership), request.GET, "now"),
        "coming": first_rows(roles.coming(partnership), request.GET, "coming"),
        "earlier": first_rows(roles.earlier(partnership), request.GET, "earlier"),
        "given": first_rows(given, request.GET, "given"),
        "reads_tensions": access.reads_tensions(request.user, partnership),
        "paused": who_rests.paused_partners(partnership),
        "nav": "partners",
    }
    return render(request, "conveners/list.html", context)


def _list_of(partnership):
    return reverse("conveners", args=[partnership.slug])


# Roles


@require_http_methods(FORM)
def convener_role_new(request: Any, slug: str) -> HttpResponse:
    """A partner convenes, alone or with others."""
    partnership = get_partnership(request.user, slug, "coordinate")
    number = request.GET.get("partner", "")
    chosen = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
    form = ConvenerRoleForm(request.POST or None, partnership=partnership, initial={"partner": chosen})
    return _role_form(request, form, partnership, _("A convener"))


@require_http_methods(FORM)
def convener_role_edit(request: Any, pk: int) -> HttpResponse:
    """Change what a convener does, or end it."""
    row = access.get_convener_role(request.user, pk, "coordinate")
    form = ConvenerRoleForm(request.POST or None, instance=row, partnership=row.partnership)
    page = {"removal": reverse("convener_role_removal", args=[pk]), "history": f"convenerrole-{pk}"}
    return _role_form(request, form, row.partnership, str(row.partner), **page)


def _role_form(request, form, partnership, title, **page):
    words = {"title": title, "submit": _("Save convener"), "done": _("Saved.")}
    return form_page(request, form, partnership, back=_list_of(partnership), nav="partners", **words, **page)


@require_POST
def convener_role_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a role that was recorded by mistake; one that is over ends instead."""
    row = access.get_convener_role(request.user, pk, "coordinate")
    return remove(request, row, back=_list_of(row.partnership))


# Tensions


@never_cache
@require_http_methods(FORM)
def tension_list(request: Any, slug: str) -> HttpResponse:
    """The tensions of a partnership's conveners, and a new one."""
    partnership = access.get_partnership_of_conveners(request.user, slug)
    form = None
    if not partnership.access.is_closed:
        form = TensionForm(request.POST or None, instance=Tension(by=request.user), partnership=partnership)
        if request.method == "POST" and form.is_valid():
            form.save()
            messages.success(request, _("Tension added."))
            return redirect("tensions", slug)
    context = {
        "partnership": partnership,
        "tensions": first_rows(
            partnership.tensions.select_related("by"),
            request.GET,
            "page",
            at=reverse("tensions", args=[slug]),
        ),
        "form": form,
        "today": today_of(partnership),
        "nav": "partners",
    }
    status = status_of(form) if form else 200
    return render_page(request, "conveners/tensions.html", context, "tensions", status=status)


@never_cache
@require_http_methods(FORM)
def tension_edit(request: Any, pk: int) -> HttpResponse:
    """Change a tension: what is done about it, when it is looked at again, or that it is left as it is."""
    row = access.get_tension_to_change(request.user, pk)
    return form_page(
        request,
        TensionForm(request.POST or None, instance=row, partnership=row.partnership),
        row.partnership,
        title=_("Tension between conveners"),
        lead=_(
            "For those who speak for conveners and for coordinators. No history keeps what it said before."
        ),
        submit=_("Save tension"),
        done=_("Saved."),
        back=row.get_absolute_url(),
        nav="partners",
        draft="",
    )


@never_cache
@require_POST
def tension_removal(request: Any, pk: int) -> HttpResponse:
    """Delete a tension for good; nothing keeps it."""
    row = access.get_tension(request.user, pk)
    row.delete()
    messages.success(request, _("Deleted for good."))
    return redirect("tensions", row.partnership.slug)


# Convening that is given to a local actor


@require_http_methods(FORM)
def local_convening_new(request: Any, slug: str) -> HttpResponse:
    """Give convening to a local actor."""
    partnership = get_partnership(request.user, slug, "coordinate")
    row = LocalConvening(currency=partnership.currency)
    form = LocalConveningForm(request.POST or None, instance=row, partnership=partnership)
    return _convening_form(
        request, form, partnership, _("Convening given to a local actor"), _list_of(partnership)
    )


@require_http_methods(FORM)
def local_convening_edit(request: Any, pk: int) -> HttpResponse:
    """Change task, term, fee or the day of the report."""
    row = access.get_local_convening(request.user, pk, "coordinate")
    form = LocalConveningForm(request.POST or None, instance=row, partnership=row.partnership)
    page = {"removal": reverse("local_convening_removal", args=[pk]), "history": f"localconvening-{pk}"}
    return _convening_form(request, form, row.partnership, str(row), row.get_absolute_url(), **page)


def _convening_form(request, form, partnership, title, back, **page):
    words = {"title": title, "submit": _("Save convening"), "done": _("Saved.")}
    return form_page(request, form, partnership, back=back, nav="partners", **words, **page)


@require_safe
def local_convening(request: Any, pk: int) -> HttpResponse:
    """One convening that was given away, with its report and the files of that."""
    row = access.get_local_convening(request.user, pk, "see")
    context = {
        "partnership": row.partnership,
        "convening": row,
        "may_report": access.may_report(request.user, row),
        "files": files_of("local_convening", request.user, row),
        "nav": "partners",
    }
    return render(request, "conveners/local.html", context)


@require_http_methods(FORM)
def local_convening_report(request: Any, pk: int) -> HttpResponse:
    """The report, written by the partner that convenes there or entered for whoever does."""
    row = access.get_reported(request.user, pk)
    return form_page(
        request,
        ReportForm(request.POST or None, instance=row, partnership=row.partnership),
        row.partnership,
        title=_("Report of %(who)s") % {"who": row},
        submit=_("Save report"),
        done=_("Report saved."),
        back=row.get_absolute_url(),
        nav="partners",
    )


@require_POST
def local_convening_removal(request: Any, pk: int) -> HttpResponse:
    """Remove what was recorded by mistake."""
    row = access.get_local_convening(request.user, pk, "coordinate")
    return remove(request, row, back=_list_of(row.partnership), page=row.get_absolute_url())
