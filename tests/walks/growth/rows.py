"""A partnership with as many rows of every kind as a test asks for, so that a page's queries can be counted."""

from datetime import date, timedelta

from django.utils import timezone

from backbone.time.days import today_of
from impact import stories
from impact.models import DiscountRate, HourValue, Measurement, Report, Story, Valuation
from impact.reports import request_report
from meetings.invitations import answers, rounds
from meetings.minutes import issuing, remarks
from meetings.models import BodyAsk, Meeting
from partnerships import removing
from partnerships.agreements import writing
from partnerships.cards.models import Card
from partnerships.commenting.models import ClauseComment, CommentAsk
from partnerships.conveners.models import ConvenerRole, LocalConvening, Tension
from partnerships.correspondence.sending import send
from partnerships.giving.models import Match, QuarterLine, Renegotiation
from partnerships.identity.models import Identity, Word
from partnerships.imports import checking, reading
from partnerships.inviting.models import PartnerInvitation
from partnerships.mandates.models import Mandate, MandateLetter, SponsorConfirmation
from partnerships.models import Body, PrivateNote
from partnerships.proposals.models import WordReading
from partnerships.prospects.models import Prospect
from partnerships.scoping.models import Canvas, CanvasAnswer, CanvasAsk
from partnerships.signing import proposing
from tests import factories
from tests.given import add_dispute, add_family, add_scans
from tests.world import World
from workplans import printing, todo
from workplans.models import Indicator, Outcome, Resource, SmartAnswer

DAY = timedelta(days=1)


class Rows(World):
    """The access table's world, made of `rows` rows of each kind instead of the demo."""

    def __init__(self, rows):
        self.rows = range(rows)
        self.of = factories.partnership("Highland coffee", "highland-coffee", asks_per_month=999)
        self.ruth = factories.coordinator(self.of, factories.person("Ruth Nansubuga"))
        Identity.objects.create(partnership=self.of, is_public=True)
        self.add_partners()
        self.people = {
            "coordinator": self.ruth,
            "partner": self.grace,
            "administrator": factories.administrator(),
        }
        self.add_plan()
        self.add_meetings()
        self.add_results()
        self.add_the_rest()

    def value(self, name, param):
        """As in the access table, but that mails went out for the meeting whose `meeting_issued` is asked."""
        if name == "meeting_issued":
            return self.one(Meeting, state="issued").pk
        return super().value(name, param)

    def add_partners(self):
        """The first partner has as many of everything as there are partners."""
        partners = [factories.partner(self.of) for _ in self.rows]
        self.union, self.partners = partners[0], partners
        self.grace = factories.representative(self.union, factories.person("Grace"), capacity="lead")
        for partner in [*partners, *[self.union] * len(self.rows)]:
            self.add_to_partner(partner)

    def add_to_partner(self, partner):
        factories.representative(partner)
        for rows in (partner.contributions, partner.benefits):
            rows.create(partnership=self.of, description="Extension staff")
        PrivateNote.objects.create(partnership=self.of, partner=partner, text="Said so", by=self.ruth)
        body = Body.objects.create(partnership=self.of, name=f"Group {factories.number()}", chair=self.grace)
        body.partners.set(self.partners)
        body.guests.create(partnership=self.of, person=factories.person(), kind="observer")
        if first := Body.objects.filter(partnership=self.of).exclude(pk=body.pk).order_by("pk").first():
            BodyAsk.objects.create(partnership=self.of, body=body, to=first, text="May we?")
        Match.objects.create(
            partnership=self.of,
            funder=f"Fund {factories.number()}",
            currency="EUR",
            amount=9,
            starts_on="2026-01-01",
            ends_on="2026-12-31",
        )
        for seat in partner.representatives.filter(mandate=None):
            Mandate.objects.create(partnership=self.of, seat=seat, holds_until=today_of(self.of))
            words = dict.fromkeys(
                ("addressee", "subject", "salutation", "body", "closing", "signer"), "Words"
            )
            MandateLetter.objects.create(partnership=self.of, seat=seat, **words)
            SponsorConfirmation.objects.create(partnership=self.of, seat=seat)
        self.add_word_file(partner)
        ConvenerRole.objects.create(partnership=self.of, partner=partner, words="Hosts the secretariat")
        Tension.objects.create(
            partnership=self.of,
            one_pole="Speed",
            other_pole="Care",
            by=self.ruth,
            revisit_on=today_of(self.of) - DAY,
        )
        add_dispute(self.of, self.of.partners.all(), len(self.rows), by=self.ruth, handler=self.ruth)
        LocalConvening.objects.create(
            partnership=self.of, partner=partner, task="Brings growers together", report_due=today_of(self.of)
        )
        Card.objects.get_or_create(partnership=self.of, partner=partner)
        if not Renegotiation.objects.filter(partner=partner).exists():
            Renegotiation.objects.create(partnership=self.of, partner=partner, words="Fewer meetings")
        QuarterLine.objects.create(
            partnership=self.of,
            partner=partner,
            starts_on=DAY * factories.number() + date(1900, 1, 1),
            ends_on="2026-03-31",
        )
        Prospect.objects.create(
            partnership=self.of, name=f"Prospect {factories.number()}", known_by=self.grace
        )
        self.add_to_round(partner)
        PartnerInvitation.objects.create(
            partnership=self.of, organisation=f"Invited {factories.number()}", person=self.grace
        )
        Word.objects.create(partnership=self.of, word=f"Word {factories.number()}", meaning="What it means")
        factories.observer(self.of)
        factories.coordinator(factories.partnership(), self.ruth)

    def add_word_file(self, partner):
        """A file that the partner sent back, and with the first partner's as many proposals."""
        own = {"partnership": self.of}
        agreement = writing.write(self.of)
        reading = WordReading.objects.filter(partner=self.union).first()
        if reading is None or partner != self.union:
            reading = WordReading.objects.create(partner=partner, agreement=agreement, **own)
        clause = agreement.clauses.get(key="disputes")
        said = {"heading": "Disputes", "before": "We talk.", "after": "We talk first."}
        reading.proposals.create(clause=clause, place=factories.number(), kind="text", **said, **own)

    def add_to_round(self, partner):
        own = {"partnership": self.of}
        Canvas.objects.create(
            name=f"Round {factories.number()}", opened_on="2026-01-01", closed_at=timezone.now(), **own
        )
        canvas = Canvas.objects.get_or_create(name="open", opened_on="2026-01-02", **own)[0]
        said = {"achieve": f"More of {partner}", "bring": f"A room of {partner}", "way": "page", **own}
        CanvasAnswer.objects.get_or_create(canvas=canvas, partner=partner, defaults=said)
        CanvasAnswer.objects.create(canvas=canvas, organisation=f"Said {factories.number()}", **said)
        person = factories.representative(partner)
        CanvasAsk.objects.create(
            canvas=canvas, partner=partner, person=person, asked_at=timezone.now(), **own
        )

    def add_plan(self):
        for _ in self.rows:
            outcome = Outcome.objects.create(partnership=self.of, name=f"Outcome {factories.number()}")
            objective = factories.objective(self.of, outcome=outcome)
            for partner in self.partners:
                self.add_milestone(objective, partner, outcome)
        printing.issue_plan(self.of, self.ruth, "")

    def add_milestone(self, objective, partner, outcome):
        lead = {"lead_partner": partner, "lead_person": self.grace, "due": today_of(self.of) - DAY}
        milestone = factories.milestone(objective, **lead)
        factories.milestone(objective, lead_person=self.ruth)
        milestone.supporters.set(self.partners)
        for _ in self.rows:
            milestone.depends_on.add(factories.milestone(objective))
            Resource.objects.create(partnership=self.of, milestone=milestone, what="Days", needed=3)
            SmartAnswer.objects.create(partnership=self.of, milestone=milestone, letter="S", by=self.ruth)
            self.add_tasks(milestone, partner)
        Indicator.objects.create(partnership=self.of, outcome=outcome, name=f"Families {factories.number()}")

    def add_tasks(self, milestone, partner):
        due = {"due_on": today_of(self.of) - 9 * DAY, "milestone": milestone, "partner": partner}
        for owner in (self.grace, self.ruth):
            factories.task(self.of, owner=owner, **due)
            factories.task(self.of, owner=owner, proposed=True, **due)
        todo.decline(factories.task(self.of, owner=self.grace, proposed=True), by=self.grace, words="No")

    def add_meetings(self):
        for n in self.rows:
            self.hold(n, "closed")
            issuing.issue(self.hold(n + 10, "closed"), number=1, to={self.grace.pk}, by=self.ruth)
            factories.task(self.of, owner=self.grace, due_on=today_of(self.of) + 9 * DAY)
            self.invite(factories.meeting(self.of, starts_at=timezone.now() + DAY))
        for version in remarks.received_by(self.grace, self.of):
            remarks.remark(version, self.grace, "I was not there")

    def invite(self, meeting):
        factories.agenda_item(meeting, presenter=self.union)
        factories.attendance(meeting, self.grace, partner=self.union)
        for partner in self.partners:
            factories.attendance(meeting, factories.representative(partner), partner=partner)
        seen = rounds.mark_of(meeting)
        rounds.send(meeting, seen=seen, to={self.grace.pk, self.ruth.pk}, by=self.ruth)
        answers.answer(meeting, self.grace, "apologies", words="In the field")

    def hold(self, n, state):
        meeting = factories.meeting(self.of, starts_at=timezone.now() - (n + 2) * DAY, state=state)
        for partner in self.partners:
            factories.attendance(meeting, factories.representative(partner), "absent", partner)
            item = factories.agenda_item(meeting, presenter=partner)
            for words in ("! Grace: find a room", "! find another", "= We go on", "It was warm"):
                factories.line(meeting, words, item, by=self.ruth)
        return meeting

    def add_results(self):
        for indicator in Indicator.objects.all():
            for n in self.rows:
                self.measure(indicator, 2020 + n)
        self.value_outcomes()
        for _ in self.rows:
            story = Story.objects.create(partnership=self.of, title="Growers")
            report = Report(partnership=self.of, start=date(2020, 1, 1), end=date(2025, 12, 31), story=story)
            request_report(report, self.ruth)
            for measurement in Measurement.objects.all():
                stories.cite(story, str(measurement.pk))

    def measure(self, indicator, year):
        when = {"period_words": str(year), "period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
        made = {"indicator": indicator, "value": 5, "source": "Count", "recorded_by": self.ruth}
        Measurement.objects.create(partnership=self.of, **made, **when)

    def value_outcomes(self):
        """Each outcome in as many periods, and as many decisions."""
        said = {"decided_on": date(2020, 1, 1), "decided_by": "Steering committee", "reason": "Agreed"}
        for n in self.rows:
            year = {"period_start": date(2020 + n, 1, 1), "period_end": date(2020 + n, 12, 31)}
            for outcome in Outcome.objects.filter(partnership=self.of):
                made = {"outcome": outcome, "answered_by": self.ruth, "period_words": str(2020 + n)}
                Valuation.objects.create(partnership=self.of, **made, **year)
            for model, value in ((HourValue, {"value": 14}), (DiscountRate, {"rate": 0})):
                model.objects.create(partnership=self.of, recorded_by=self.ruth, **value, **said)

    def add_the_rest(self):
        add_family(self.of, rows=len(self.rows))
        agreement = writing.write(self.of)
        # What changed is shown of two versions.
        before = proposing.propose(agreement, self.ruth, "all").pk
        for _ in self.rows:
            before = proposing.propose(agreement, self.ruth, "all", instead_of=before).pk
            self.add_comment(agreement)
            self.import_partners()
            gift = self.union.contributions.create(partnership=self.of, description="Recorded twice")
            removing.remove(gift, by=self.ruth, page="/")
        add_scans(self.of, len(self.rows), self.ruth)

    def add_comment(self, agreement):
        clause = agreement.clauses.first()
        given = {"partnership": self.of, "agreement": agreement, "partner": self.union}
        said = {"clause": clause, "heading": clause.heading, "text": "Too short", "by": self.ruth}
        whole = {"is_general": True, "text": "Too long", "by": self.ruth}
        for words in (said, whole):
            ClauseComment.objects.create(**given, **words, way="paper", told_on="2026-01-05")
        person = {"person": factories.person(), "until": "2999-01-01", "asked_at": timezone.now()}
        CommentAsk.objects.create(**given, **person)

    def import_partners(self):
        text = "Organisation,Role\n" + "".join(f"Partner {n},Member\n,Nobody\n" for n in self.rows)
        run, _errors = reading.begin(self.of, [("partners.csv", "text/csv", text.encode())], self.ruth)
        checking.check(run)
        self.waiting_mail = send(factories.news(self.grace, self.of, f"held:{run.pk}", partner=self.union))
