"""The pages of a partnership's identity: logo and letterhead, its own words, the order of its partners."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.files.storing import download_response, upload_response
from backbone.files.uploads import checking
from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import form_page, show_form, status_of
from partnerships.access import get_partnership
from partnerships.attachments.attaching import NoRoom
from partnerships.identity import logos
from partnerships.identity.access import get_logo, get_word
from partnerships.identity.forms import IdentityForm, LogoForm, PlacesForm, WordForm
from partnerships.identity.models import Identity, Word
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
# A picture never changes under its address, which is the number of its content.
FOR_A_YEAR = "public, max-age=31536000, immutable"


@require_http_methods(FORM)
def identity(request: Any, slug: str) -> HttpResponse:
    """Logo, letterhead, kit and public page on one page."""
    partnership = get_partnership(request.user, slug, "coordinate")
    row = Identity.objects.filter(partnership=partnership).first() or Identity(partnership=partnership)
    form = IdentityForm(request.POST or None, instance=row, partnership=partnership)
    if request.method == "POST" and form.is_valid() and form.save_or_conflict():
        messages.success(request, _("Saved."))
        return redirect("identity", slug)
    return _identity(request, partnership, form)


def _identity(request, partnership, form, logo_form=None):
    context = {
        "partnership": partnership,
        "form": form,
        "logo": logos.logo_of(partnership),
        "logo_form": logo_form or LogoForm(),
        "is_public": form.instance.pk and form.instance.is_public,
    }
    status = max(status_of(form), status_of(context["logo_form"]))
    return render(request, "identity/identity.html", context, status=status)


@require_POST
def logo_new(request: Any, slug: str) -> HttpResponse:
    """Take a picture as the partnership's logo."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = LogoForm(request.POST, files=request.FILES)
    if form.is_valid():
        try:
            logos.put(partnership, form.cleaned_data["file"], by=request.user)
        except (checking.Refused, NoRoom) as why:
            form.add_error("file", str(why))
        else:
            messages.success(request, _("The logo is saved."))
            return redirect("identity", slug)
    row = Identity.objects.filter(partnership=partnership).first() or Identity(partnership=partnership)
    return _identity(request, partnership, IdentityForm(instance=row, partnership=partnership), form)


@require_POST
def logo_removal(request: Any, pk: int) -> HttpResponse:
    """Show the initials again; the logo lies in the bin for thirty days."""
    row = get_logo(request.user, pk)
    return remove(request, row, back=reverse("identity", args=[row.partnership.slug]))


@require_safe
def logo(request: Any, sha256: str) -> HttpResponse:
    """The small picture of a logo: open to whoever was given its address, in a page or a mail."""
    file = logos.picture(sha256)
    if file is None:
        raise Http404
    response = download_response(file, inline=True, request=request)
    response["Cache-Control"] = FOR_A_YEAR
    return response


@require_safe
def logo_file(request: Any, slug: str) -> HttpResponse:
    """The logo as it was uploaded, for who prints something of the partnership's."""
    row = logos.logo_of(get_partnership(request.user, slug))
    if row is None:
        raise Http404
    return upload_response(row.upload.file, request)


@require_safe
def glossary(request: Any, slug: str) -> HttpResponse:
    """The words that the partnership uses, with what they mean there."""
    partnership = get_partnership(request.user, slug)
    context = {
        "partnership": partnership,
        "words": first_rows(partnership.words.all(), request.GET, "page", 100),
        "nav": "glossary",
    }
    return render(request, "identity/glossary.html", context)


@require_http_methods(FORM)
def word_new(request: Any, slug: str) -> HttpResponse:
    """Add a word."""
    partnership = get_partnership(request.user, slug, "coordinate")
    form = WordForm(request.POST or None, instance=Word(partnership=partnership), partnership=partnership)
    return _word(request, form, partnership, _("A word that you use"), another=True)


@require_http_methods(FORM)
def word_edit(request: Any, pk: int) -> HttpResponse:
    """Change a word or what it means."""
    row = get_word(request.user, pk)
    form = WordForm(request.POST or None, instance=row, partnership=row.partnership)
    page = {"removal": reverse("word_removal", args=[pk]), "history": f"word-{pk}"}
    return _word(request, form, row.partnership, row.word, **page)


def _word(request, form, partnership, title, **page):
    words = {"title": title, "submit": _("Save word"), "done": _("Word saved.")}
    back = reverse("glossary", args=[partnership.slug])
    return form_page(request, form, partnership, back=back, nav="glossary", **words, **page)


@require_POST
def word_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a word."""
    row = get_word(request.user, pk)
    return remove(request, row, back=reverse("glossary", args=[row.partnership.slug]))


@require_http_methods(FORM)
def partner_places(request: Any, slug: str) -> HttpResponse:
    """Give the partners the order that the partnership shows to others."""
    partnership = get_partnership(request.user, slug, "coordinate")
    partners = list(partnership.partners.present().in_own_order().select_related("organisation"))
    form = PlacesForm(request.POST or None, partners=partners)
    back = reverse("identity", args=[slug])
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The order is saved."))
        return redirect(back)
    words = {
        "title": _("The order of the partners"),
        "lead": _("Where protocol asks for one. Without numbers they stand by name."),
        "submit": _("Save order"),
    }
    return show_form(request, form, partnership, back=back, **words)
