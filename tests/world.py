"""The demo with one row of each kind that an address can name, and who is in it: what walks over every page start from."""

import re
from typing import ClassVar

from django.core.management import call_command
from django.utils.timezone import now

from backbone.accounts import proposals
from backbone.accounts.models import Person
from backbone.files import storing
from backbone.outbox import link_tokens
from backbone.time.days import today_of
from meetings.models import Attendance, Meeting, Remark
from partnerships import removing
from partnerships.agreements import writing
from partnerships.attachments.attaching import attach
from partnerships.attachments.kinds import attachables
from partnerships.attachments.models import Upload
from partnerships.correspondence.models import Confirmation, Correspondence
from partnerships.correspondence.sending import send
from partnerships.documents.models import Version
from partnerships.imports import reading
from partnerships.imports.models import ImportRow
from partnerships.inviting.models import PartnerInvitation
from partnerships.mandates.models import Mandate, MandateLetter, SponsorConfirmation
from partnerships.merges.merging import merge_organisations
from partnerships.models import (
    Assistant,
    Contribution,
    Partner,
    Partnership,
    Pause,
    PutOffNeed,
    Representative,
)
from partnerships.packs.models import Pack
from partnerships.packs.taking_over import PREFIX
from partnerships.pausing import pauses
from partnerships.people.merging import merge_people
from partnerships.proposals import word
from partnerships.proposals.base import of_draft
from partnerships.proposals.models import ReadingFile, WordReading
from partnerships.proposals.receiving import DOCX
from partnerships.scoping.models import Canvas, CanvasAsk
from tests import factories
from tests.access_table.named_rows import PKS, VALUES
from tests.factories import link_for
from tests.given import add_family, add_giving, propose_again
from tests.partnerships.attachments.files import PDF, sent
from workplans.models import Milestone, Resource


class World:
    """The demo, with one row of each kind that an address can name."""

    # {kind of row: a file beside it}.
    files: ClassVar[dict] = {}

    def __init__(self):
        call_command("demo", "load")
        self.of = Partnership.objects.get(slug="highland-coffee")
        self.people = {
            "outsider": factories.coordinator(factories.partnership("Elsewhere", slug="elsewhere")),
            "observer": factories.observer(self.of),
            "partner": Person.objects.get(email="grace@coffee.example.org"),
            "leader": Person.objects.get(email="harriet@coffee.example.org"),
            "coordinator": Person.objects.get(email="ruth@coffee.example.org"),
            "administrator": factories.administrator(),
        }
        self.add_missing()

    def add_missing(self):
        milestone = self.one(Milestone, lead_person__isnull=False)
        Resource.objects.create(partnership=self.of, milestone=milestone, what="Days", needed=3)
        uploads = [("partners.csv", "text/csv", b"organisation,role\n,Member\n")]
        run, _errors = reading.begin(self.of, uploads, self.people["coordinator"])
        ImportRow.objects.create(
            run=run, sheet=0, kind="partners", number=2, cells=["", "Member"], fate="refuse"
        )
        self.hold_a_mail()
        self.remark()
        self.remove_something()
        self.assistant()
        add_giving(self)
        outsider = self.people.get("outsider")
        # Who coordinates the partnership above sees what this one shared with it, and else is an outsider.
        add_family(self.of, outsider and Partnership.objects.get(slug="elsewhere"))
        propose_again(self)
        self.pack()
        self.invitation()
        self.mandate()
        self.mandate_letter()
        self.sponsor_confirmation()
        self.word_reading()
        self.files = {kind.key: self.file_beside(kind).pk for kind in attachables()}

    def hold_a_mail(self):
        """A mail of the partnership's that waits."""
        who = self.people["partner"]
        self.waiting_mail = send(factories.news(who, self.of, f"held:{self.of.pk}"))

    def remark(self):
        """What the partner finds not right in the minutes they got."""
        version = self.mailed_minutes()
        confirmation = Confirmation.objects.create(
            partnership=self.of,
            person=self.people["partner"],
            kind="minutes",
            subject_id=version.pk,
            question="?",
        )
        Remark.objects.create(
            partnership=self.of, meeting=version.document.meeting, confirmation=confirmation
        )

    def remove_something(self):
        """What a partner gives, recorded by mistake and removed."""
        gift = Contribution(partnership=self.of, partner=self.one(Partner), description="Recorded twice")
        gift.save()
        removing.remove(gift, by=self.people["coordinator"], page=gift.partner.get_absolute_url())

    def file_beside(self, kind):
        """A file beside the row of this kind that addresses name."""
        row = kind.row_model.objects.get(pk=self.value(f"{kind.key}_files", "pk"))
        return attach(kind, row, [sent("list.pdf", PDF)], by=self.people["coordinator"]).files[0]

    def mailed_minutes(self):
        """The minutes that were mailed to the partner."""
        row = Correspondence.objects.filter(
            partnership=self.of, person=self.people["partner"], cause="minutes"
        )
        return Version.objects.get(pk=row.first().cause_id)

    def invited_to(self):
        """The meeting to come that the partner is asked to, and nobody else of those who look."""
        meeting = self.one(Meeting, state="planned")
        rows = Attendance.objects.filter(meeting=meeting)
        nobody = {"asked_at": None, "expected": "", "answered_at": None}
        rows.filter(person__in=self.people.values()).update(**nobody)
        own = {"person": self.people["partner"], "partnership": self.of}
        Attendance.objects.update_or_create(meeting=meeting, **own, defaults={"asked_at": meeting.starts_at})
        return meeting

    def one(self, model, **where):
        """A row of the partnership's."""
        return model.objects.filter(partnership=self.of, **where).order_by("pk").first()

    def proposal(self):
        """Another address that is proposed for the partner."""
        partner, by = self.people["partner"], self.people["coordinator"]
        return proposals.propose(partner, "contact", "grace.new@coffee.example.org", by=by)

    def put_off(self):
        """A need that the partner put off."""
        row, _ = PutOffNeed.objects.get_or_create(
            person=self.people["partner"], address="/tasks/1/", state="late", until="2999-01-01"
        )
        return row

    def assistant(self):
        """Who assists the partner."""
        row, _ = Assistant.objects.get_or_create(
            partnership=self.of, person=factories.person("Joy Amongi"), assisted=self.people["partner"]
        )
        return row

    def pause(self):
        """A pause of the partner's whose last day has come."""
        row = pauses.pause(
            self.of, today_of(self.of), person=self.people["partner"], by=self.people["coordinator"]
        )
        Pause.objects.filter(pk=row.pk).update(next_ask_at=None, asked_at=row.since)
        return row

    def merge(self):
        """Two partners that were found to be one."""
        name = self.one(Partner).organisation.name
        gone, stays = (factories.partner(self.of, name).organisation for _ in range(2))
        return merge_organisations(gone, stays, by=factories.administrator())

    def merge_of_people(self):
        """Somebody who turned out to be the partner."""
        stays = self.people["partner"]
        seat = stays.represents.filter(partnership=self.of).first()
        gone = factories.representative(seat.partner, factories.person(stays.name, is_demo=stays.is_demo))
        return merge_people(gone, stays, by=factories.administrator())

    def pack(self):
        """A newcomer's pack that was printed."""
        seat = self.one(Representative, until=None)
        words = {
            "to": seat.person,
            "parts": ["purpose"],
            "way": "paper",
            "kind": "newcomer",
            "by": self.people["coordinator"],
        }
        row = Pack.objects.filter(partnership=self.of).first()
        file = storing.store("pack.pdf", "application/pdf", PDF)
        return row or Pack.objects.create(partnership=self.of, seat=seat, file=file, **words)

    def own_seat(self):
        """The partner's seat here."""
        return self.people["partner"].represents.filter(partnership=self.of).first()

    def mandate(self):
        """What the partner's person may decide."""
        row, _ = Mandate.objects.get_or_create(
            partnership=self.of, seat=self.own_seat(), defaults={"holds_until": today_of(self.of)}
        )
        return row

    def mandate_letter(self):
        """A letter about it."""
        words = dict.fromkeys(("addressee", "subject", "salutation", "body", "closing", "signer"), "Words")
        row, _ = MandateLetter.objects.get_or_create(
            partnership=self.of, seat=self.own_seat(), defaults=words
        )
        return row

    def sponsor_confirmation(self):
        """What the partner's person was asked as a sponsor."""
        row, _ = SponsorConfirmation.objects.get_or_create(
            partnership=self.of, seat=self.own_seat(), defaults={"asked_at": now()}
        )
        return row

    def word_reading(self):
        """A Word file of the agreement that the partner sent back, with one proposal."""
        own = {
            "partnership": self.of,
            "agreement": writing.write(self.of),
            "partner": self.own_seat().partner,
        }
        row = WordReading.objects.filter(**own).order_by("pk").last()
        if row is None:
            row = WordReading.objects.create(**own)
            file = storing.store("agreement.docx", DOCX, word.write(of_draft(row.agreement, now())))
            upload = Upload.objects.create(partnership=self.of, file=file)
            ReadingFile.objects.create(partnership=self.of, reading=row, upload=upload, name="agreement.docx")
            row.proposals.create(
                partnership=self.of,
                clause=row.agreement.clauses.first(),
                place=0,
                kind="comment",
                after="Why?",
            )
        return row

    def invitation(self):
        """An organisation that is invited by a mail to the partner's person."""
        row = PartnerInvitation.objects.filter(partnership=self.of, person=self.people["partner"]).first()
        words = {"organisation": "Soil Laboratory", "person": self.people["partner"], "state": "sent"}
        return row or PartnerInvitation.objects.create(partnership=self.of, sent_at=now(), **words)

    def canvas_ask(self):
        """What the partner's person is asked in the round that goes on."""
        seat, canvas = self.own_seat(), self.one(Canvas, closed_at=None)
        there = {"canvas": canvas, "person": seat.person}
        given = {"partnership": self.of, "partner": seat.partner, "asked_at": now()}
        return CanvasAsk.objects.get_or_create(**there, defaults=given)[0]

    def taking_over(self):
        """What the partner's person was asked to take over."""
        here = {"partnership": self.of, "person": self.people["partner"], "kind": f"{PREFIX}seat"}
        given = {"question": "The seat", "partner": self.own_seat().partner}
        return Confirmation.objects.get_or_create(**here, subject_id=1, defaults=given)[0]

    def link(self):
        """A mailed link of the partner's."""
        return link_tokens.token(link_for(self.people["partner"], self.of, "test").pk)

    def kwargs(self, name, names):
        """What the address `name` takes, from its parameters' names."""
        return {param: self.value(name, param) for param in names}

    def value(self, name, param):
        if param in VALUES:
            return VALUES[param](self)
        if (found := FILE.fullmatch(name)) and found[1] in self.files:
            return self.files[found[1]]
        return next(pk for prefix, pk in PKS.items() if name.startswith(prefix))(self)


FILE = re.compile(r"(\w+)_file(_removal)?")
