"""What the world of the access table holds of giving, and of partnerships above and below."""

from backbone.files import storing
from backbone.files.models import StoredFile
from meetings.models import PartnershipAsk
from partnerships.agreement_papers import papers
from partnerships.agreements import writing
from partnerships.cards.models import Card
from partnerships.commenting.models import ClauseComment, CommentAsk
from partnerships.conveners.models import ConvenerRole, LocalConvening, Tension
from partnerships.disputes.models import Dispute, DisputeStep
from partnerships.giving.models import Match, QuarterLine, Renegotiation
from partnerships.models import Benefit, Contribution, Partner, Partnership
from partnerships.scoping.models import Canvas, CanvasAsk
from partnerships.sharing.models import SharedUpward
from partnerships.signing import proposing, recording, scanning
from partnerships.signing.models import Acceptance, AcceptanceCode, SignedScan, SigningRound
from tests import factories
from tests.partnerships.attachments.files import PDF, sent


def own_seat(world):
    """Where the partner represents an organisation."""
    return world.people["partner"].represents.filter(partnership=world.of).first()


def add_giving(world):
    """What a funder requires, and what the partner is asked about a quarter."""
    Match.objects.create(
        partnership=world.of,
        funder="Fund",
        currency="EUR",
        amount=9,
        starts_on="2026-01-01",
        ends_on="2026-12-31",
    )
    seat = own_seat(world)
    QuarterLine.objects.create(
        partnership=world.of,
        partner=seat.partner,
        person=seat.person,
        starts_on="2026-01-01",
        ends_on="2026-03-31",
        proposed=4,
        asked_at="2026-04-08T08:00Z",
    )
    Renegotiation.objects.create(
        partnership=world.of, partner=seat.partner, words="Fewer meetings", by=seat.person
    )
    Card.objects.create(partnership=world.of, partner=seat.partner, decides_how="The board")
    LocalConvening.objects.create(partnership=world.of, partner=seat.partner, task="Brings growers together")
    other = world.of.partners.exclude(pk=seat.partner_id).order_by("pk").first()
    add_dispute(world.of, [seat.partner, other], by=world.people["coordinator"])


def add_dispute(of, parties, steps=1, words="Who pays", **said):
    """A dispute with so many steps, all of which are late."""
    row = Dispute.objects.create(partnership=of, words=words, opened_on="2026-01-05", **said)
    row.parties.set(parties)
    for place in range(1, steps + 1):
        row.steps.create(partnership=of, place=place, what="They talk", due_on="2026-01-19")
    return row


def add_family(of, above=None, rows=1):
    """A partnership above this one, which was asked something, and so many below it that shared a partner and ask."""
    above = above or factories.partnership()
    Partnership.objects.filter(pk=of.pk).update(parent=above)
    of.parent = above
    PartnershipAsk.objects.create(partnership=above, child=of, text="May we spend?")
    for partner in of.partners.order_by("-pk")[:rows]:
        SharedUpward.objects.create(partnership=of, parent=above, kind="partners", row_id=partner.pk)
    everywhere = factories.organisation("")
    for _ in range(rows):
        below = factories.partnership(parent=of)
        shown = factories.partner(below, organisation=everywhere)
        SharedUpward.objects.create(partnership=below, parent=of, kind="partners", row_id=shown.pk)
        PartnershipAsk.objects.create(partnership=of, child=below, text="May we join?")


def propose_again(world):
    """The agreement is proposed in other words: one partner accepts it, which is enough; others accepted it before."""
    agreement = writing.agreement_of(world.of)
    if agreement is None:
        return
    before = world.one(SigningRound)
    going = world.one(SigningRound, state="proposed")
    round = proposing.propose(
        agreement,
        world.people["coordinator"],
        "count",
        count=1,
        reason="Other words",
        instead_of=going.pk if going else None,
    )
    for row in round.acceptances.all():
        row.carried_from = before.acceptances.filter(partner=row.partner).first()
        row.save()
    last = round.acceptances.last()
    recording.record(last, {"state": "accepted", "answered_on": round.proposed_on, "way": "paper"}, None)


def add_scans(of, count, by):
    """So many scans beside the round that goes on, each of the first partner's."""
    round = SigningRound.objects.get(partnership=of, state="proposed")
    for n in range(count):
        scanning.keep(round, round.acceptances.all()[:1], sent(f"{n}.pdf", PDF + b"%%%d" % n), by=by)


def ask_in_round(world, person):
    """Somebody is asked what their partner says: in the round that is open, of the draft, of what is proposed."""
    canvas, partner = world.one(Canvas, closed_at=None), world.one(Partner)
    CanvasAsk.objects.create(partnership=world.of, canvas=canvas, partner=partner, person=person)
    agreement = writing.write(world.of)
    CommentAsk.objects.create(
        partnership=world.of, agreement=agreement, partner=partner, person=person, until="2999-01-01"
    )
    AcceptanceCode.objects.create(
        partnership=world.of,
        acceptance=world.one(Acceptance),
        person=person,
        address="somebody@example.org",
        digest="x",
    )


def round_to_end(world):
    """The round that is in force, or else the one that is proposed."""
    rows = SigningRound.objects.filter(partnership=world.of)
    return rows.filter(state="in_force").first() or rows.get(state="proposed")


def led_by_another(world):
    """The organisation of a partner, with which neither coordinator nor administrator leads the wider relationship."""
    organisation = world.one(Partner, withdrawn_on=None).organisation
    organisation.wider_lead = world.people["partner"]
    organisation.save()
    return organisation


def own_acceptance(world):
    """The row of the partner's in the version that is proposed."""
    return world.one(Acceptance, round__state="proposed", partner=own_seat(world).partner)


def own_paper(world):
    """A paper of the agreement that the coordinator had made."""
    args = {"kind": papers.FOLDER, "partnership_id": world.of.pk}
    there = StoredFile.objects.filter(job=papers.JOB, job_args=args, state="ready").first()
    if there is None:
        there = storing.store("folder.pdf", papers.PDF, PDF, world.people["coordinator"])
        StoredFile.objects.filter(pk=there.pk).update(job=papers.JOB, job_args=args)
    return there


def comment(world):
    """What a coordinator noted from a letter of the partner's, and nobody has answered."""
    there = {"partnership": world.of, "partner": own_seat(world).partner, "way": "paper"}
    row = ClauseComment.objects.filter(**there, answered_at=None).order_by("-pk").first()
    clause = writing.write(world.of).clauses.first()
    said = {
        "clause": clause,
        "heading": clause.heading,
        "agreement": clause.agreement,
        "text": clause.heading,
    }
    return row or ClauseComment.objects.create(**there, **said, told_on="2026-01-05")


def comment_ask(world):
    """The partner's person is asked for comments."""
    seat = own_seat(world)
    there = {"agreement": writing.write(world.of), "partner": seat.partner, "person": seat.person}
    given = {"partnership": world.of, "until": "2999-01-01", "asked_at": "2026-04-08T08:00Z"}
    return CommentAsk.objects.get_or_create(**there, defaults=given)[0]


def own_offer(world):
    """What the partner offers, and nobody agreed to."""
    seat = own_seat(world)
    there = {"partnership": world.of, "partner": seat.partner, "state": "offered", "recorded_by": seat.person}
    return Contribution.objects.get_or_create(
        **there, defaults={"description": seat.partner.organisation.name}
    )[0]


def own_proposal(world):
    """What the partner says that it gets, and nobody agreed to."""
    seat = own_seat(world)
    there = {
        "partnership": world.of,
        "partner": seat.partner,
        "is_proposed": True,
        "recorded_by": seat.person,
    }
    return Benefit.objects.get_or_create(**there, defaults={"description": seat.partner.organisation.name})[0]


# {how an address begins: the key of the row that it takes}.
GIVEN = {
    "wider_lead_asking": lambda w: led_by_another(w).pk,
    "signing_round_end": lambda w: round_to_end(w).pk,
    "signing_round": lambda w: w.one(SigningRound, state="proposed").pk,
    "signed_scan_files": lambda w: w.one(SigningRound, state="proposed").pk,
    "signed_scan_partners": lambda w: w.one(SignedScan).pk,
    "acceptance_answer": lambda w: own_acceptance(w).pk,
    "link_acceptance": lambda w: own_acceptance(w).pk,
    "link_acceptance_file": lambda w: own_acceptance(w).pk,
    "own_part": lambda w: own_seat(w).partner_id,
    "agreement_paper": lambda w: own_paper(w).pk,
    "acceptance": lambda w: w.one(Acceptance, round__state="proposed", state="open").pk,
    "convener_role": lambda w: w.one(ConvenerRole).pk,
    "tension": lambda w: w.one(Tension).pk,
    "dispute_step_new": lambda w: w.one(Dispute).pk,
    "dispute_step": lambda w: w.one(DisputeStep).pk,
    "dispute": lambda w: w.one(Dispute).pk,
    "local_convening": lambda w: w.one(LocalConvening, partner__isnull=False).pk,
    "upward_ask_reading": lambda w: PartnershipAsk.objects.filter(child=w.of).first().pk,
    "upward_ask_withdrawal": lambda w: PartnershipAsk.objects.filter(child=w.of).first().pk,
    "upward_ask": lambda w: w.one(PartnershipAsk).pk,
    "partner_card": lambda w: own_seat(w).partner_id,
    "contribution_offer": lambda w: own_seat(w).partner_id,
    "benefit_proposal": lambda w: own_seat(w).partner_id,
    "card": lambda w: own_seat(w).partner.card.pk,
    "asked_and_agreed": lambda w: own_seat(w).partner_id,
    "settlement": lambda w: w.one(Renegotiation).pk,
    "match": lambda w: w.one(Match).pk,
    "quarter": lambda w: w.one(QuarterLine).pk,
    "link_quarter_line": lambda w: w.one(QuarterLine, person=w.people["partner"]).pk,
    "own_comments": lambda w: own_seat(w).partner_id,
    "link_comments": lambda w: comment_ask(w).partner_id,
    "comment": lambda w: comment(w).pk,
    "link_renegotiation": lambda w: own_seat(w).partner_id,
    "link_card_file": lambda w: w.files["card"],
    "link_card": lambda w: own_seat(w).partner_id,
    "link_giving": lambda w: own_seat(w).partner_id,
    "link_offer": lambda w: own_offer(w).pk,
    "link_proposed_benefit": lambda w: own_proposal(w).pk,
}
