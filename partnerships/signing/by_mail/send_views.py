"""Sending a version by email, one in force to those that have not accepted it: one look at the mail, who gets it, and the sponsor at last."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backbone.numbers import number
from backbone.outbox.models import SenderSettings
from backbone.pages.form_pages import status_of
from partnerships.correspondence.links import denied_among
from partnerships.correspondence.sending import preview
from partnerships.signing.access import get_acceptance, get_round
from partnerships.signing.by_mail import asking, chasing
from partnerships.signing.by_mail.forms import SendForm

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def signing_round_sending(request: Any, pk: int) -> HttpResponse:
    """Look at the mail, choose who gets it, and send it."""
    round = get_round(request.user, pk, "coordinate")
    if not round.is_going:
        messages.info(request, _("This version is no longer before the partners."))
        return redirect(round)
    waiting = asking.to_send(round)
    pairs = {f"{row.pk}-{seat.pk}": (row, seat) for row, seats in waiting for seat in seats}
    denied = denied_among(seat.person for _row, seat in pairs.values())
    form = SendForm(
        request.POST if request.method == "POST" else None,
        choices=[(key, f"{row.name}: {seat.person}") for key, (row, seat) in pairs.items()],
        chosen=_first_of_each(round, {key: one for key, one in pairs.items() if one[1].person not in denied}),
    )
    if request.method == "POST" and form.is_valid():
        chosen = [pairs[key] for key in form.cleaned_data["seats"]]
        _send(request, round, chosen)
        return redirect(round)
    context = {
        "partnership": round.partnership,
        "round": round,
        "form": form if pairs else None,
        "denied": denied,
        "silent": [row for row, seats in waiting if not seats],
        "mail": _look(round, pairs),
        "nav": "agreement",
    }
    return render(request, "signing/by_mail/sending.html", context, status=status_of(form))


def _first_of_each(round, pairs):
    """Of each partner that was not sent anything yet, who comes first; of an amendment of those whom it concerns."""
    first = {}
    amends = round.amends()
    for key, (row, _seat) in pairs.items():
        concerns = row.is_needed or not (amends and round.names_some)
        if row.sent_on is None and concerns:
            first.setdefault(row.pk, key)
    return list(first.values())


def _look(round, pairs):
    """The mail to the first of them, as it reads, without its foot and its links, which lead nowhere yet."""
    for row, seat in list(pairs.values())[:1]:
        row.round, row.partnership = round, round.partnership
        mail = preview(asking.draft(row, seat.person))
        lines = mail.text.partition("\n-- ")[0].splitlines()
        mail.text = "\n".join(line for line in lines if "://" not in line)
        return mail
    return None


def _send(request, round, chosen):
    """What goes out, and what waits because somebody else reads the address."""
    denied = denied_among(seat.person for _row, seat in chosen)
    went, stayed = asking.ask(
        round, [pair for pair in chosen if pair[1].person not in denied], by=request.user
    )
    waits, known = asking.ask(round, [pair for pair in chosen if pair[1].person in denied], by=request.user)
    _say(request, went, stayed + known)
    if waits:
        words = _("The email to %(people)s waits: somebody else said that they read it. Look at the address.")
        messages.warning(request, words % {"people": ", ".join(person.name for person in denied)})


def _say(request, went, stayed):
    if went:
        words = ngettext("%(n)s email goes out.", "%(n)s emails go out.", went)
        if SenderSettings.load().held:
            words = ngettext(
                "%(n)s email waits: sending is on hold.", "%(n)s emails wait: sending is on hold.", went
            )
        messages.success(request, words % {"n": number(went)})
    if stayed:
        words = ngettext(
            "%(n)s was not sent: who has it already, or has reached this month’s limit of requests.",
            "%(n)s were not sent: who has it already, or has reached this month’s limit of requests.",
            stayed,
        )
        messages.info(request, words % {"n": number(stayed)})


@require_POST
def acceptance_sponsor(request: Any, pk: int) -> HttpResponse:
    """Mail the version to the sponsor of a partner that stayed silent."""
    row = get_acceptance(request.user, pk, "coordinate")
    round = get_round(request.user, row.round_id, "coordinate")
    if not round.is_going or row.is_given:
        messages.info(request, _("Nothing is asked of this partner any more."))
        return redirect(row)
    seats = chasing.sponsors(row)
    if not seats:
        messages.info(request, _("It has no sponsor with an email address: call."))
        return redirect(row)
    _send(request, round, [(row, seat) for seat in seats])
    return redirect(row)
