"""What is private, with a marker planted in each place where it is kept."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.time.days import today_of
from impact.models import Valuation
from meetings.models import AgendaItem, Attendance, Line, Meeting, Remark
from meetings.panels import attendance_cells
from partnerships.agreements.models import Agreement, Clause
from partnerships.cards.forms import CardForm
from partnerships.cards.models import Card
from partnerships.commenting.models import ClauseComment
from partnerships.conveners.models import Tension
from partnerships.correspondence.models import Confirmation, Correspondence, Notice
from partnerships.correspondence.panels import asked_cells
from partnerships.correspondence.sending import send
from partnerships.disputes.models import Dispute
from partnerships.giving.models import Match, QuarterLine, Renegotiation
from partnerships.imports.models import ImportRow
from partnerships.mandates.models import MandateLetter, SponsorConfirmation
from partnerships.models import Partnership, PrivateNote, Representative
from partnerships.proposals.models import WordReading
from partnerships.prospects.models import Prospect, SectorWish
from partnerships.scoping.models import Canvas, CanvasAnswer
from partnerships.signing.models import Acceptance, SignedScan
from tests import factories
from workplans import todo
from workplans.models import Outcome, Task
from workplans.panels import open_tasks_cells


@dataclass
class Secret:
    """What was planted, and where its coordinator (or who else is named) finds it."""

    marker: str
    address: str
    kwargs: dict
    seen_by: str = "coordinator"
    may_see: tuple = ()


class Planted:
    """The demo with something private in every corner: of another partner's, and never of those who look."""

    def __init__(self, world):
        self.world = world
        self.of = self.world.of
        own = Representative.objects.filter(person=self.world.people["partner"]).values("partner")
        seat = Representative.objects.current().filter(partnership=self.of).exclude(partner__in=own)
        seat = seat.exclude(person__roles__isnull=False).select_related("person", "partner").order_by("pk")
        self.seat = seat.first()
        self.somebody, self.partner = self.seat.person, self.seat.partner
        self.secrets = []
        for plant in (
            self.note,
            self.word_file,
            self.details,
            self.mails,
            self.remark,
            self.refused,
            self.minutes,
            self.worth,
            self.prospect,
            self.sponsor,
            self.giving,
            self.talk,
            self.card,
            self.round,
            self.comment,
            self.tension,
            self.dispute,
            self.signing,
        ):
            plant()
        self.counts()
        self.elsewhere()

    def hide(self, name, address, /, *, seen_by="coordinator", may_see=(), **kwargs):
        marker = f"marker-{name}-zq"
        self.secrets.append(Secret(marker, address, kwargs, seen_by, may_see))
        return marker

    def signing(self):
        """What a partner remarked and wished, and the scan: between it and the coordinators."""
        row = Acceptance.objects.get(round__state="proposed", partner=self.partner)
        page = {"pk": row.round_id}
        texts = "remark wish to_sign_name sent_how legal_with not_me_address not_me_readers"
        for name in texts.split():
            setattr(row, name, self.hide(f"acceptance-{name}", "signing_round", **page))
        row.signer_address = self.hide("acceptance-signer", "signing_round", **page) + "@example.org"
        row.sent_on = row.legal_since = row.not_me_on = today_of(self.of)
        row.remark_counts = "note"
        row.save()
        scan = self.world.one(SignedScan, round=row.round)
        scan.name = self.hide("scan", "signing_round", **page) + ".pdf"
        scan.save()

    def note(self):
        for about in PrivateNote.About:
            text = self.hide(f"note-{about}", "partner_notes", pk=self.partner.pk)
            outcome = self.hide(f"outcome-{about}", "partner_notes", pk=self.partner.pk)
            said = {"about": about, "text": text, "outcome": outcome}
            PrivateNote.objects.create(partnership=self.of, partner=self.partner, **said)

    def details(self):
        """What the address book holds of somebody: for administrators."""
        person = {"seen_by": "administrator", "pk": self.somebody.pk}
        Person.objects.filter(pk=self.somebody.pk).update(
            phone=self.hide("phone", "person", **person),
            source=self.hide("source", "person", **person),
            email=self.hide("sign-in", "person", **person) + "@example.org",
            contact_email=self.hide("contact", "person", **person) + "@example.org",
        )
        self.somebody.refresh_from_db()

    def mails(self):
        sent = self.mail("sent")
        page = {"pk": sent.correspondence.get().pk}
        Message.objects.filter(pk=sent.pk).update(
            state="given_up",
            subject=self.hide("subject", "correspondence", slug=self.of.slug),
            text=self.hide("text", "correspondence_message", **page),
            html=self.hide("html", "correspondence_message_html", **page),
            error=self.hide("error", "correspondence_message", **page),
        )
        held = self.mail("held")
        Message.objects.filter(pk=held.pk).update(
            subject=self.hide("held-subject", "waiting_mail", slug=self.of.slug),
            text=self.hide("held-text", "waiting_message", pk=held.pk),
            html=self.hide("held-html", "waiting_message_html", pk=held.pk),
        )
        notice = {"key": "private", "text": "marker-notice-zq"}
        Notice.objects.create(partnership=self.of, person=self.somebody, **notice)

    def mail(self, key):
        return send(factories.news(self.somebody, self.of, f"{key}-private"))

    def remark(self):
        """What somebody else finds not right in issued minutes."""
        version = self.world.mailed_minutes()
        words = self.hide("remark", "meeting", pk=version.document.meeting.pk)
        confirmation = Confirmation.objects.create(
            partnership=self.of, person=self.somebody, kind="minutes", subject_id=version.pk, question="?",
            answer="change", remark=words, answered_at=timezone.now(),
        )  # fmt: skip
        Remark.objects.create(
            partnership=self.of, meeting=version.document.meeting, confirmation=confirmation
        )

    def prospect(self):
        """Who is only being considered: for coordinators."""
        name = self.hide("prospect", "prospects", slug=self.of.slug)
        brings = self.hide("brings", "prospects", slug=self.of.slug)
        Prospect.objects.create(partnership=self.of, name=name, brings=brings, known_by=self.somebody)
        wanted = self.hide("wanted", "prospects", slug=self.of.slug)
        SectorWish.objects.filter(partnership=self.of).update(words=wanted)

    def giving(self):
        """What a funder requires, and what another partner said about a quarter: for coordinators."""
        page = {"slug": self.of.slug}
        Match.objects.filter(partnership=self.of).update(funder=self.hide("funder", "ledger", **page))
        QuarterLine.objects.create(
            partnership=self.of, partner=self.partner, starts_on="2999-01-01", ends_on="2999-03-31",
            answer="nothing", answered_at=timezone.now(), words=self.hide("quarter", "ledger", **page),
        )  # fmt: skip

    def card(self):
        """How another partner works: for its coordinators and itself."""
        page = {"pk": self.partner.pk}
        fields = {name: self.hide(name, "partner_card", **page) for name in CardForm.Meta.fields}
        Card.objects.update_or_create(partnership=self.of, partner=self.partner, defaults=fields)

    def sponsor(self):
        """What another partner's new sponsor said, and a letter about somebody's mandate: for coordinators."""
        row = SponsorConfirmation.objects.create(
            partnership=self.of, seat=self.seat, answer="talk", answered_at=timezone.now(), way="link"
        )
        row.words = self.hide("sponsor", "sponsor_confirmation", pk=row.pk)
        row.save()
        words = dict.fromkeys(("addressee", "subject", "salutation", "closing", "signer"), "Words")
        letter = MandateLetter.objects.create(partnership=self.of, seat=self.seat, **words)
        letter.body = self.hide("letter", "mandate_letter", pk=letter.pk)
        letter.save()

    def word_file(self):
        """What another partner proposed in Word, and the answer: for its coordinators and itself."""
        reading = WordReading.objects.create(
            partnership=self.of, partner=self.partner, agreement=Agreement.objects.get(partnership=self.of)
        )
        row = reading.proposals.create(
            partnership=self.of, place=0, kind="comment", decided_at=timezone.now(), state="taken"
        )
        row.after = self.hide("proposed", "clause_proposal", pk=row.pk)
        row.reason = self.hide("proposed-why", "clause_proposal", pk=row.pk)
        row.save()
        reading.sent_by = self.hide("word-sender", "word_reading", pk=reading.pk)
        reading.save()

    def round(self):
        """What another partner said in a round: for coordinators, and for partners who answered too."""
        canvas = Canvas.objects.get(partnership=self.of, closed_at=None)
        own = Representative.objects.filter(person=self.world.people["partner"]).values("partner")
        CanvasAnswer.objects.filter(canvas=canvas, partner__in=own).delete()
        page = {"pk": canvas.pk}
        said = {name: self.hide(f"canvas-{name}", "canvas", **page) for name in CanvasAnswer.QUESTIONS}
        there = {"partnership": self.of, "canvas": canvas, "partner": self.partner}
        CanvasAnswer.objects.update_or_create(**there, defaults={"way": "page", **said})

    def comment(self):
        """What another partner says about the draft, and what it is told: for coordinators and itself."""
        clause = Clause.objects.filter(partnership=self.of, left_out=False).first()
        about = {"clause": clause, "heading": clause.heading}, {"is_general": True}
        for n, place in enumerate(about):
            fields = ("text", "said_by", "answer")
            words = {name: self.hide(f"comment-{name}-{n}", "comments", slug=self.of.slug) for name in fields}
            ClauseComment.objects.create(
                partnership=self.of, agreement=clause.agreement, partner=self.partner, way="paper",
                told_on=today_of(self.of), outcome="part", answered_at=timezone.now(), **place, **words,
            )  # fmt: skip

    def tension(self):
        """What pulls conveners apart: for those who speak for them, and for coordinators."""
        fields = ("one_pole", "other_pole", "words")
        said = {name: self.hide(name, "tensions", slug=self.of.slug) for name in fields}
        Tension.objects.create(partnership=self.of, revisit_on=today_of(self.of), by=self.somebody, **said)

    def dispute(self):
        """What partners disagree about: for coordinators who are no party."""
        row = self.world.one(Dispute)
        fields = ("words", "handler_name", "outcome")
        said = {name: self.hide(f"dispute-{name}", "dispute", pk=row.pk) for name in fields}
        Dispute.objects.filter(pk=row.pk).update(ended_on=row.opened_on, **said)
        said = {name: self.hide(f"step-{name}", "dispute", pk=row.pk) for name in ("what", "outcome")}
        row.steps.create(partnership=self.of, place=2, **said)

    def talk(self):
        """What another partner wants to talk over: for its coordinators."""
        words = self.hide("talk", "asked_and_agreed", pk=self.partner.pk)
        Renegotiation.objects.create(partnership=self.of, partner=self.partner, words=words)

    def refused(self):
        run = self.world.one(ImportRow._meta.get_field("run").related_model)
        run.state = run.State.CHECKED
        run.save()
        cell = self.hide("cell", "import_run", pk=run.pk)
        ImportRow.objects.create(
            run=run, sheet=0, kind="partners", number=3, cells=[cell, "Member"], fate="refuse"
        )
        self.run = run

    def minutes(self):
        """Minutes that are typed and not issued yet."""
        meeting = self.world.one(Meeting, state="closed")
        Meeting.objects.filter(pk=meeting.pk).update(minute_taker=self.world.people["coordinator"])
        item = AgendaItem.objects.filter(meeting=meeting).first()
        draft = self.hide("draft", "minutes", pk=meeting.pk)
        Line.objects.create(partnership=self.of, meeting=meeting, item=item, text=draft, position=99)
        self.meeting, self.draft = meeting, draft

    def worth(self):
        """What an outcome is worth: for leadership and coordinators."""
        outcome = self.world.one(Outcome)
        source = self.hide("proxy", "valuation", pk=outcome.pk, may_see=("leader",))
        Valuation.objects.update_or_create(
            outcome=outcome, defaults={"partnership": self.of, "proxy_source": source, "proxy": 3}
        )

    def counts(self):
        """Numbers that only this partner has: 113 late tasks, 12,347 things asked, absent at every meeting."""
        late = today_of(self.of) - timedelta(days=3)
        task = {"partnership": self.of, "partner": self.partner, "raised_on": late, "due_on": late}
        before = Task.objects.unfinished().filter(partner=self.partner).count()
        # A year of its own, in which nobody else has a number.
        task["number_year"] = 1900
        Task.objects.bulk_create(Task(title=f"Due {n}", number=n + 1, **task) for n in range(113 - before))
        Task.objects.filter(partner=self.partner).unfinished().update(due_on=late)
        Correspondence.objects.filter(message__key="held-private").update(asks=12_347)
        Correspondence.objects.filter(partner=self.partner).exclude(asks=12_347).update(asks=0)
        Attendance.objects.filter(partner=self.partner).update(state="absent")
        other = Attendance.objects.filter(partnership=self.of, state="absent").exclude(partner=self.partner)
        other.update(state="present")
        for cells in (open_tasks_cells, asked_cells, attendance_cells):
            words = str(cells(self.of, [self.partner])[self.partner.pk])
            self.secrets.append(Secret(words, "partners", {"slug": self.of.slug}))

    def elsewhere(self):
        """Another partnership, of which nobody here knows but its own coordinator."""
        there = Partnership.objects.get(slug="elsewhere")
        own = {"seen_by": "outsider", "may_see": ("outsider",)}
        name = self.hide("foreign-partner", "partners", slug=there.slug, **own)
        partner = factories.partner(there, name)
        who = factories.representative(partner, factories.person(self.hide("foreign-person", "partner", pk=partner.pk, **own)))  # fmt: skip
        title = self.hide("foreign-task", "tasks", slug=there.slug, **own)
        todo.create(there, title=title, owner=who, partner=partner, due_on=today_of(there))
