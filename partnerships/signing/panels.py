"""What signing adds to the pages that span apps."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import NotExported, not_exported, staying
from backbone.registered.removable import Removable, Stays
from backbone.tracked import Tracked, show_in_history
from partnerships.agreement_papers.papers import take_paper
from partnerships.attachments.kinds import Attachable, take_files
from partnerships.signing import accepted_paper, coming_and_going, counting, days_to_know, needs, unchanged
from partnerships.signing.access import get_round, may_keep
from partnerships.signing.by_mail import registering
from partnerships.signing.models import Acceptance, AcceptanceCode, ScanCover, SignedScan, SigningRound

take_files(
    Attachable(
        "signed_scan",
        SignedScan,
        "round",
        get=lambda person, pk: get_round(person, pk, "look_back"),
        may_add=may_keep,
        page=SigningRound.get_absolute_url,
        most=250,
        media_types=frozenset(["application/pdf", "image/png", "image/jpeg", "image/webp"]),
    )
)


def on_agreement_page(agreement: Any, partnership: Any, clauses: Any = (), **page: Any) -> dict | None:
    """The rounds that go on, for everybody, and how the draft below stands to the version in force."""
    rounds = [
        (round, counting.standing(round), coming_and_going.who_left(round))
        for round in counting.current_rounds(agreement.pk).order_by("state")
    ]
    if not rounds:
        return None
    is_proposed = any(one[0].is_proposed for one in rounds)
    binding = next((one[0] for one in rounds if one[0].is_in_force), None)
    return {
        "rounds": rounds,
        "partnership": partnership,
        "is_proposed": is_proposed,
        "is_in_force": binding is not None,
        "has_draft": bool(clauses),
        "is_same": bool(
            binding and clauses and unchanged.says_the_same(agreement, binding.version, list(clauses))
        ),
    }


take_paper(accepted_paper.KIND, accepted_paper.PAPER)
registry.heard.append(
    lambda partnership: (
        Acceptance.objects.filter(partnership=partnership, partner__representatives__person=F("recorded_by")),
        "recorded_by",
        "recorded_at",
    )
)
registry.agreement_page.append(Panel("signing", "signing/on_agreement.html", on_agreement_page, 10))
registry.proposing_page.append(Panel("unchanged", "signing/unchanged.html", unchanged.since_last, 10))
registry.acceptance_words.append(counting.words)
registry.version_states.append(counting.states)
registry.binding_version.append(counting.in_force_of)
registry.taken_back.append(counting.taken_back_of)
registry.agreement_stage.append(counting.stage)
registry.needs.append(needs.of_agreements)
registry.forthcoming.append(days_to_know.forthcoming)
registry.partner_joined.append(coming_and_going.let_accept)
registry.partner_left.append(coming_and_going.note_left)
registry.partner_back.append(coming_and_going.note_back)
registry.merge_changes.append(coming_and_going.changes)
registry.removable.append(Removable("signing.signedscan", _("Scan of what was signed")))
registry.stays += [
    Stays("signing.signedscan", Q(is_kept=True), _("It belongs to a version in force, so it stays.")),
    Stays(
        "signing.acceptance",
        Q(state__in=Acceptance.GIVEN),
        _("It has accepted a version of the agreement, so it stays: it can withdraw instead."),
        of=frozenset(["partnerships.partner"]),
        pointing=True,
    ),
]
show_in_history(
    Tracked(
        SigningRound,
        _("Signing round"),
        (),
        lambda pk: reverse("signing_round", args=[pk]),
        labels={
            "state": _("State"),
            "proposed_by": _("Proposed by"),
            "in_force_by": _("Who said that it is in force"),
        },
        left_out=("version", "agreement", "follows", "names_some", "purpose_then", "looked_at"),
    ),
    Tracked(
        Acceptance,
        _("What a partner says to the agreement"),
        ("name",),
        lambda pk: reverse("acceptance_edit", args=[pk]),
        is_form=True,
        labels={
            "recorded_by": _("Recorded by"),
            "confirmed_by": _("Confirmed by"),
            "confirmed_at": _("Confirmed"),
            "still_holds": _("Still holds"),
            "not_me_by": _("Who said “not me”"),
        },
        left_out=("round", "partner", "carried_from", "recorded_at", "needs_second", "reminded_on"),
    ),
    Tracked(
        SignedScan,
        _("Scan of what was signed"),
        ("name",),
        labels={"round": _("Signing round")},
        left_out=("upload", "is_kept"),
    ),
    Tracked(
        ScanCover,
        _("Whose signature stands on a scan"),
        (),
        labels={"scan": _("Scan of what was signed"), "acceptance": _("Partner")},
    ),
)
staying.append(
    _(
        "Who signed an agreement for a partner, and at which address it was accepted or passed on to somebody else, as long as that version is kept."
    )
)
not_exported += [
    NotExported(SigningRound, ("proposed_by", "in_force_by"), ""),
    NotExported(Acceptance, ("recorded_by", "confirmed_by", "not_me_by"), ""),
    NotExported(AcceptanceCode, ("person",), ""),
]
registering.register()
