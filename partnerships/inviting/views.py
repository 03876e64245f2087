"""Invitations for coordinators: writing one, sending it by mail or letter, and what was told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import show_form, status_of
from backbone.pages.undo import say_with_undo
from partnerships import persons
from partnerships.access import get_partnership
from partnerships.attachments.shown import files_of
from partnerships.inviting import answering, hasty, passing_on, sending
from partnerships.inviting.access import get_invitation
from partnerships.inviting.forms import ONCE, DeliveryForm, InvitationForm, ToldForm
from partnerships.inviting.models import PartnerInvitation
from partnerships.inviting.writing import expectations, letter
from partnerships.letters.letter_files import as_docx, as_pdf
from partnerships.prospects.models import Prospect
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def invitation_list(request: Any, slug: str) -> HttpResponse:
    """Every invitation of the partnership, the newest first."""
    partnership = get_partnership(request.user, slug, "look_back")
    rows = partnership.partner_invitations.select_related("person")
    context = {
        "partnership": partnership,
        "invitations": first_rows(rows, request.GET, "page"),
        "nav": "prospects",
    }
    return render(request, "inviting/list.html", context)


@require_http_methods(FORM)
def invitation_new(request: Any, slug: str) -> HttpResponse:
    """Write an invitation, of a prospect or of any other organisation."""
    partnership = get_partnership(request.user, slug, "coordinate")
    prospect = Prospect.objects.filter(
        partnership=partnership, pk=_number(request.GET.get("prospect"))
    ).first()
    row = PartnerInvitation(partnership=partnership, prospect=prospect, by=request.user)
    row.organisation = prospect.name if prospect else ""
    form = InvitationForm(request.POST or None, instance=row, partnership=partnership)
    return _write(request, form, partnership, _("Invite an organisation"), back=_list_of(partnership))


def _number(words):
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 10 else None


def _list_of(partnership):
    return reverse("partner_invitations", args=[partnership.slug])


@require_http_methods(FORM)
def invitation_edit(request: Any, pk: int) -> HttpResponse:
    """Change what an invitation says, or to whom it goes."""
    row = get_invitation(request.user, pk, "coordinate")
    if row.state not in PartnerInvitation.OPEN:
        messages.info(request, _("It was settled before: %(state)s.") % {"state": row.get_state_display()})
        return redirect(row)
    form = InvitationForm(request.POST or None, instance=row, partnership=row.partnership)
    return _write(request, form, row.partnership, str(row), back=row.get_absolute_url())


def _write(request, form, partnership, title, back):
    if request.method == "POST" and form.is_valid() and (saved := _save(request, form, partnership)):
        messages.success(request, _("Saved. Look at it, and send it."))
        return redirect(saved)
    words = {"title": title, "submit": _("Save invitation"), "nav": "prospects"}
    return show_form(request, form, partnership, back=back, **words)


def _save(request, form, partnership):
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    try:
        with transaction.atomic():
            to = _asked(name, email, form.instance, request.user) if email else None
            form.instance.person = to
            return form.save_or_conflict(person=to)
    except IntegrityError:
        # Another coordinator was a moment faster.
        form.add_error("organisation", ONCE)
        return None


def _asked(name, email, row, by):
    """Whom the mail goes to; who is known by invitations alone is spoken to in the language of this one."""
    to = persons.find_or_add(name, email, row.partnership, by=by, language=row.language)
    if row.language and to.language != row.language and not persons.has_a_part(to):
        to.language = row.language
        to.save(update_fields=["language"])
    return to


@require_safe
def invitation(request: Any, pk: int) -> HttpResponse:
    """One invitation: what it says, how it went out, what came back."""
    return _page(request, get_invitation(request.user, pk, "look_back"))


def _page(request, row, told=None):
    context = {
        "partnership": row.partnership,
        "invitation": row,
        "expected": expectations(row),
        "is_open": row.state in PartnerInvitation.OPEN and row.partnership.access.coordinate,
        "is_hasty": hasty.is_to_be_confirmed(row, hasty.mailed_at(row)),
        "has_named": passing_on.has_named(row),
        "asked_before": passing_on.asked_before(row),
        "may_be_added": answering.may_be_added(row),
        "partner_by_now": answering.partner_by_now(row),
        "told": told or ToldForm(partnership=row.partnership),
        "files": files_of("partner_invitation", request.user, row),
        "nav": "prospects",
    }
    return render(request, "inviting/invitation.html", context, status=status_of(context["told"]))


@require_POST
def invitation_mail(request: Any, pk: int) -> HttpResponse:
    """Send it by email."""
    row = get_invitation(request.user, pk, "coordinate")
    begin = sending.turn_to_other if "other" in request.POST else sending.send_mail
    try:
        row = begin(row, by=request.user)
    except sending.NotSent as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The invitation goes to %(person)s by email.") % {"person": row.person})
    return redirect(row)


@require_safe
def invitation_letter(request: Any, pk: int, ending: str) -> HttpResponse:
    """The letter to print, or for Word."""
    row = get_invitation(request.user, pk, "coordinate")
    made = letter(row)
    data, media_type = (as_docx(made), DOCX) if ending == "docx" else (as_pdf(made), "application/pdf")
    response = HttpResponse(data, content_type=media_type)
    name = f"{row.organisation[:100]}.{ending}"
    response["Content-Disposition"] = content_disposition_header(ending == "docx", name)
    return response


@require_http_methods(FORM)
def invitation_delivery(request: Any, pk: int) -> HttpResponse:
    """How the letter was delivered, and when it was stamped."""
    row = get_invitation(request.user, pk, "coordinate")
    form = DeliveryForm(request.POST or None, instance=row, partnership=row.partnership)
    if request.method == "POST" and form.is_valid() and form.save_or_conflict():
        sending.note_letter(row, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(row)
    words = {"title": _("The letter to %(organisation)s") % {"organisation": row}, "submit": _("Save")}
    return show_form(request, form, row.partnership, back=row.get_absolute_url(), nav="prospects", **words)


@require_POST
def invitation_answer(request: Any, pk: int) -> HttpResponse:
    """Record what they said, in whatever way it came."""
    row = get_invitation(request.user, pk, "coordinate")
    form = ToldForm(request.POST, partnership=row.partnership)
    if not form.is_valid():
        return _page(request, row, form)
    given, way = form.cleaned_data["answer"], form.cleaned_data["way"]
    try:
        answering.answer(
            row, given, way=way, words=form.cleaned_data, by=request.user, on=form.cleaned_data["on"]
        )
    except answering.Settled as settled:
        messages.info(request, _("It was settled before: %(state)s.") % {"state": settled})
    except answering.TakesPart:
        messages.error(
            request, _("%(organisation)s takes part already. Nothing was changed.") % {"organisation": row}
        )
    else:
        messages.success(request, _("The answer is recorded."))
    return redirect(row)


@require_POST
def invitation_reopening(request: Any, pk: int) -> HttpResponse:
    """Take back an answer that was noted or tapped by mistake; the partner that it made goes into the bin."""
    row = get_invitation(request.user, pk, "coordinate")
    made, partner = answering.made_partner(row), row.partner
    if not answering.take_back(row, by=request.user):
        messages.info(request, _("There is no answer to take back, or the organisation is invited anew."))
        return redirect(row)
    messages.success(request, _("The answer is taken back; the invitation is open again."))
    if made:
        return remove(request, made, back=row.get_absolute_url(), page=made.get_absolute_url())
    return redirect(partner or row)


@require_POST
def invitation_look(request: Any, pk: int) -> HttpResponse:
    """A coordinator has seen the answer."""
    row = get_invitation(request.user, pk, "coordinate")
    if answering.look(row):
        messages.success(request, _("Seen. It waits for nobody any more."))
    return redirect(row)


@require_POST
def invitation_representative(request: Any, pk: int) -> HttpResponse:
    """Whoever a yes named represents the new partner."""
    row = get_invitation(request.user, pk, "coordinate")
    if named := answering.add_named(row, by=request.user):
        words = {"person": named, "partner": row.partner}
        messages.success(request, _("%(person)s represents %(partner)s.") % words)
    else:
        messages.info(request, _("There is nobody to add, or they represent it already."))
    return redirect(row)


@require_POST
def invitation_withdrawal(request: Any, pk: int) -> HttpResponse:
    """Take an invitation back."""
    row = get_invitation(request.user, pk, "coordinate")
    if sending.withdraw(row, by=request.user):
        undo = reverse("partner_invitation_return", args=[row.pk])
        say_with_undo(request, _("The invitation is withdrawn. Its link says so."), undo)
    else:
        messages.info(request, _("It was settled before."))
    return redirect(row)


@require_POST
def invitation_return(request: Any, pk: int) -> HttpResponse:
    """Undo: an invitation that was withdrawn stands as before."""
    row = get_invitation(request.user, pk, "coordinate")
    if sending.bring_back(row, by=request.user):
        messages.success(request, _("The invitation stands again."))
    else:
        messages.info(request, _("It stands already, or the organisation is invited anew."))
    return redirect(row)
