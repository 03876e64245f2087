"""A function for each kind of mail, called like it, that makes one for Anna: `kind(coffee, client)`."""

from datetime import date, timedelta

from backbone.accounts import adapters, proposals
from backbone.accounts.models import Person
from backbone.outbox import samples, sender
from backbone.outbox.models import Message
from meetings.invitations import rounds
from meetings.minutes import issuing
from meetings.models import Meeting
from partnerships import leaving
from partnerships.agreements import writing
from partnerships.commenting import asking as commenting
from partnerships.correspondence import digest_mornings, link_renewal
from partnerships.correspondence.links import with_part
from partnerships.correspondence.notices import tell
from partnerships.correspondence.pausing import returning
from partnerships.giving import asking, quarters
from partnerships.giving.models import QuarterLine
from partnerships.inviting import sending as inviting
from partnerships.inviting.models import PartnerInvitation
from partnerships.mandates import sponsors
from partnerships.mandates.models import SponsorConfirmation
from partnerships.packs.giving import give
from partnerships.pausing import pauses
from partnerships.proposals.answers import answering
from partnerships.proposals.models import WordReading
from partnerships.scoping import asking as scoping
from partnerships.scoping.models import Canvas
from partnerships.signing import proposing
from partnerships.signing.by_mail import asking as signing
from partnerships.signing.by_mail import codes
from tests import factories
from tests.walks.mails.conftest import NOW
from workplans import leads, reminders, task_proposals
from workplans.answers import more_time
from workplans.models import Task


def login_code(coffee, client):
    client.post("/sign-in/", {"email": coffee.anna.email})


def address_code(coffee, client):
    client.force_login(coffee.anna)
    client.post("/me/address/", {"action": "ask", "address": "new@example.org"})


def address_proposed(coffee, client):
    proposals.propose(coffee.anna, "contact", "new@example.org", by=coffee.ruth)


def sign_in_changed(coffee, client):
    adapters.tell_of_change(coffee.anna, "Two-step sign-in was switched on for your account.")


def test(coffee, client):
    sender.send_test(coffee.ruth)


def sample(coffee, client):
    notice(coffee, client)
    samples.send_samples(Message.objects.all(), coffee.ruth)


def notice(coffee, client):
    tell(coffee.anna, coffee.of, key="news", text="A date was moved")


def own_notice(coffee, client):
    task = factories.task(coffee.of, owner=coffee.anna)
    more_time.ask(task, by=coffee.anna, wanted_due_on=date(2027, 6, 1), reason="Harvest")
    more_time.agree(task, by=coffee.ruth)


def digest(coffee, client):
    Person.objects.filter(pk=coffee.anna.pk).update(mail_preference="digest", next_digest_at=NOW)
    coffee.anna.refresh_from_db()
    notice(coffee, client)
    digest_mornings.send_due()


def link_renewed(coffee, client):
    factories.link_for(coffee.anna, coffee.of, "test")
    link_renewal.renew(with_part().get())


def pause_ends(coffee, client):
    row = pauses.pause(coffee.of, date(2027, 6, 1), person=coffee.anna, by=coffee.anna)
    type(row).objects.update(next_ask_at=NOW)
    returning.send_due()


def quarter_line(coffee, client):
    type(coffee.of).objects.update(started_on=date(2019, 1, 1))
    quarters.set_asking(coffee.of, True)
    quarters.begin_due()
    QuarterLine.objects.update(next_ask_at=NOW)
    asking.send_due()


def reminder(coffee, client):
    factories.task(coffee.of, owner=coffee.anna, due_on=date(2026, 12, 11))
    Task.objects.update(next_reminder_at=NOW)
    reminders.send_due()


def task_proposed(coffee, client):
    task_proposals.add_task(
        coffee.of, by=coffee.ruth, agreed=False, title="Order seedlings", owner=coffee.anna
    )


def task_lead(coffee, client):
    under = factories.objective(coffee.of)
    row = factories.milestone(under, lead_person=coffee.anna, lead_partner=coffee.coop)
    leads.ask(row, by=coffee.ruth)


def invitation(coffee, client):
    meeting = Meeting.objects.get()
    rounds.send(meeting, seen=rounds.mark_of(meeting), to={coffee.anna.pk}, by=coffee.ruth)


def _changed(coffee, client, **columns):
    invitation(coffee, client)
    Message.objects.update(state="sent", sent_at=NOW)
    Meeting.objects.update(**columns)
    invitation(coffee, client)


def meeting_moved(coffee, client):
    _changed(coffee, client, place="Elsewhere")


def meeting_cancelled(coffee, client):
    _changed(coffee, client, state="cancelled")


def minutes(coffee, client):
    factories.line(coffee.meeting, "! Anna: order seedlings, 30 January 2027")
    issuing.issue(Meeting.objects.get(), number=1, to={coffee.anna.pk}, by=coffee.ruth)


def _assistant(coffee):
    """Anna's assistant, who reads her language."""
    factories.assistant(coffee.anna, coffee.of)
    Person.objects.update(language=coffee.anna.language)


def invitation_copy(coffee, client):
    _assistant(coffee)
    invitation(coffee, client)


def minutes_copy(coffee, client):
    _assistant(coffee)
    minutes(coffee, client)


def newcomer_pack(coffee, client):
    seat = coffee.anna.represents.get()
    give(seat, "newcomer", to=coffee.anna, parts=["purpose", "people"], on_paper=False, by=coffee.ruth)


def handover_pack(coffee, client):
    seat = coffee.anna.represents.get()
    give(seat, "handover", to=coffee.anna, parts=["people", "tasks"], on_paper=False, by=coffee.ruth)


def word_answer(coffee, client):
    seat = coffee.anna.represents.get()
    agreement = writing.write(coffee.of)
    row = WordReading.objects.create(partnership=coffee.of, agreement=agreement, partner=seat.partner)
    row.proposals.create(
        partnership=coffee.of,
        place=0,
        kind="comment",
        after="Why?",
        state="refused",
        reason="It is the law.",
        decided_at=NOW,
    )
    answering.send(row, by=coffee.ruth)


def taking_over(coffee, client):
    partner = factories.partner(coffee.of, "Kigezi Union")
    peter = factories.representative(partner, factories.person("Peter Mugabo"))
    coffee.of.bodies.create(name="Audit group", chair=peter)
    leaving.end(peter.represents.get(), to=coffee.anna, agreed=False, by=coffee.ruth)


def canvas(coffee, client):
    row = Canvas.objects.create(partnership=coffee.of, name="start", opened_on=NOW.date())
    scoping.ask(row, coffee.anna.represents.all())


def clause_comments(coffee, client):
    commenting.ask(writing.write(coffee.of), coffee.anna.represents.all(), NOW.date() + timedelta(days=21))


def partner_invitation(coffee, client):
    row = PartnerInvitation.objects.create(
        partnership=coffee.of, organisation="Soil Laboratory", person=coffee.anna, by=coffee.ruth
    )
    inviting.send_mail(row, by=coffee.ruth)


def sponsor_confirmation(coffee, client):
    seat = coffee.anna.represents.get()
    type(seat).objects.filter(pk=seat.pk).update(capacity="sponsor")
    row = SponsorConfirmation.objects.create(partnership=coffee.of, seat=seat)
    sponsors.ask(row, by=coffee.ruth)


def acceptance(coffee, client):
    seat, round = _before_a_version(coffee)
    signing.ask(round, [(round.acceptances.get(partner=seat.partner), seat)], by=coffee.ruth)


def acceptance_code(coffee, client):
    seat, round = _before_a_version(coffee)
    codes.send(round.acceptances.get(partner=seat.partner), seat.person)


def _before_a_version(coffee):
    seat = coffee.anna.represents.get()
    type(seat).objects.filter(pk=seat.pk).update(capacity="sponsor")
    return seat, proposing.propose(writing.write(coffee.of), coffee.ruth, "all")
