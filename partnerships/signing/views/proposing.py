"""Proposing the agreement and what becomes of it: taken back, in force, ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.pages.form_pages import show_form
from backbone.panels import Panel, registry, shown
from backbone.time.days import today_of
from partnerships.access import get_partnership
from partnerships.agreements import writing
from partnerships.agreements.records import Records
from partnerships.signing import coming_and_going, in_force, looking, proposing, wider_leads, without_changes
from partnerships.signing.access import get_round
from partnerships.signing.counting import current_rounds, with_a_condition
from partnerships.signing.forms import DatedReasonForm, InForceForm, ProposeForm, ReasonForm
from partnerships.signing.models.rounds import EARLIER, MOST_NEEDED

FORM = ["GET", "HEAD", "POST"]
# Clauses by which the agreement begins once all partners have accepted it.
SAYS_ALL = ("start_and_end", "memorandum_period")
TALK_FIRST = Panel("talk_first", "signing/talk_first.html", lambda **page: None, 10)
WAITS = Panel("waits", "signing/waits.html", lambda **page: None, 5)
CONDITIONS = Panel("conditions", "signing/conditions.html", lambda **page: None, 10)


@require_http_methods(FORM)
def agreement_propose(request: Any, slug: str) -> HttpResponse:
    """Freeze the agreement as a version and open its signing round."""
    partnership = get_partnership(request.user, slug, "coordinate")
    agreement = writing.agreement_of(partnership)
    if agreement is None:
        return redirect("agreement", slug)
    agreement.partnership = partnership
    page = {"agreement": agreement, "partnership": partnership, "records": Records(agreement)}
    proposed = current_rounds(agreement.pk).filter(state="proposed").first()
    form = ProposeForm(
        request.POST if request.method == "POST" else None,
        partners=_partners(partnership),
        is_first=not agreement.document.versions.exists(),
        says_all=agreement.clauses.filter(key__in=SAYS_ALL, left_out=False)
        .exclude(written_from="hand")
        .exists(),
        initial={"instead_of": proposed.pk if proposed else None, **proposing.rule_before(agreement)},
    )
    if request.method == "POST" and form.is_valid() and (round := _propose(request, agreement, form)):
        return redirect(round)
    return show_form(
        request,
        form,
        partnership,
        title=_("Propose the changed draft") if proposed else _("Propose the agreement"),
        lead=_lead(proposed),
        submit=_("Propose it"),
        back=reverse("agreement", args=[slug]),
        nav="agreement",
        above=shown(registry.sorted("proposing_page"), **page),
        panels=_talk_first(agreement, request.user),
    )


def _talk_first(agreement, reader):
    talks = wider_leads.before(agreement, reader)
    return [(TALK_FIRST, {"talks": talks, "partnership": agreement.partnership})] if talks else []


@require_POST
def wider_lead_asking(request: Any, slug: str, pk: int) -> HttpResponse:
    """Mail whoever leads the wider relationship with a partner's organisation, before the agreement is proposed."""
    partnership = get_partnership(request.user, slug, "coordinate")
    agreement = writing.agreement_of(partnership)
    talks = wider_leads.before(agreement, request.user) if agreement else []
    talk = next((one for one in talks if one.organisation.pk == pk), None)
    if talk is None:
        raise Http404
    agreement.partnership = partnership
    if wider_leads.ask(agreement, talk.organisation, request.user):
        messages.success(request, _("%(who)s gets an email.") % {"who": talk.person})
    else:
        messages.info(request, _("No email went: it went before, or there is no address. Call them."))
    return redirect("agreement_propose", slug)


def _partners(partnership):
    partners = partnership.partners.present().select_related("organisation").in_own_order()
    return [(partner.pk, str(partner)) for partner in partners]


def _lead(proposed):
    if proposed:
        return _(
            "Version %(n)s is proposed now. The draft becomes a new version in its place; who accepted that one is asked "
            "once whether it still holds."
        ) % {"n": proposed.version.number}
    return _("It gets the next number and can no longer be changed. The partners then accept that version.")


def _propose(request, agreement, form):
    data = dict(form.cleaned_data)
    try:
        round = proposing.propose(agreement, request.user, data.pop("rule"), **data)
    except writing.NothingToIssue:
        form.add_error(None, _("Every clause is left out; there is nothing to propose."))
    except proposing.Refused as why:
        form.add_error(None, str(why))
    else:
        messages.success(request, _("Version %(n)s is proposed.") % {"n": round.version.number})
        return round
    return None


@require_http_methods(FORM)
def signing_round_taking_back(request: Any, pk: int) -> HttpResponse:
    """The version is proposed no more; the agreement is a draft again."""
    round = get_round(request.user, pk, "coordinate")
    words = {
        "title": _("Take the proposal back"),
        "lead": _("The agreement is a draft again. What partners said stays with this version."),
        "submit": _("Take it back"),
        "done": _("The proposal is taken back."),
    }
    form = ReasonForm(request.POST or None)
    return _step(request, round, form, lambda data: proposing.take_back(round, request.user, **data), **words)


@require_http_methods(FORM)
def signing_round_in_force(request: Any, pk: int) -> HttpResponse:
    """By its own rule the version enters into force."""
    round = get_round(request.user, pk, "coordinate")
    waits = without_changes.of_round(round)
    words = {
        "title": _("The agreement enters into force"),
        "lead": _("It enters into force when %(rule)s.") % {"rule": round.rule_in_words()},
        "submit": _("Let it enter into force"),
        "done": _("The agreement is in force."),
        "above": _waits(round, waits),
        "panels": _conditions(round),
    }
    # It may only enter once its rule is met, which is reason enough while nothing waits.
    form = _dated(request, round, round.proposed_on - EARLIER, InForceForm, waits=bool(waits))
    return _step(
        request, round, form, lambda data: in_force.put_in_force(round, request.user, **data), **words
    )


def _waits(round, waits):
    shown = {"waits": waits, "partnership": round.partnership, "round": round}
    return [(WAITS, shown)] if waits and round.is_proposed else []


def _conditions(round):
    """Whoever lets it enter into force reads before what some partners accepted it with."""
    rows = list(with_a_condition(round)[:MOST_NEEDED])
    return [(CONDITIONS, {"conditions": rows})] if rows else []


@require_http_methods(FORM)
def signing_round_end(request: Any, pk: int) -> HttpResponse:
    """The agreement ends."""
    round = get_round(request.user, pk, "coordinate")
    words = {
        "title": _("The agreement ends"),
        "lead": _("What was accepted stays here, with the day and the reason of its end."),
        "submit": _("End it"),
        "done": _("The agreement has ended."),
    }
    form = _dated(request, round, round.in_force_on)
    return _step(request, round, form, lambda data: in_force.end(round, request.user, **data), **words)


def _dated(request, round, first, form=DatedReasonForm, **kind):
    initial = {"on": today_of(round.partnership)}
    return form(request.POST or None, partnership=round.partnership, first=first, initial=initial, **kind)


def _step(request, round, form, take, *, done, **words):
    if request.method == "POST" and form.is_valid():
        try:
            take(form.cleaned_data)
        except proposing.Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, done)
            return redirect(round)
    return show_form(
        request, form, round.partnership, back=round.get_absolute_url(), nav="agreement", **words
    )


@require_POST
def signing_round_partners(request: Any, pk: int) -> HttpResponse:
    """Who joined since accepts this version, too."""
    round = get_round(request.user, pk, "coordinate")
    made = coming_and_going.add_rows(round) if round.state in coming_and_going.GOING else 0
    words = _("They accept this version, too.") if made else _("Nobody has joined since.")
    (messages.success if made else messages.info)(request, words)
    return redirect(round)


@require_POST
def signing_round_fit(request: Any, pk: int) -> HttpResponse:
    """Somebody looked: the agreement still fits the purpose and the partners of today."""
    round = get_round(request.user, pk, "coordinate")
    looking.still_fits(round, by=request.user)
    messages.success(request, _("Noted: the agreement still fits."))
    return redirect(round)
