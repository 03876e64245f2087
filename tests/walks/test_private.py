"""A marker planted in each private field is in nothing that the others can fetch or are mailed.

Who may see what is product.md's "Private stays private" and "Equals": notes on barriers and calls are for
coordinators, and so are mails, imports, unissued minutes and the counts per partner, of which a partner
sees its own. Each marker is also looked for where it belongs, so that a test which finds nothing anywhere fails.
"""

import gzip
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox import envelope, link_tokens
from backbone.outbox.models import Message, SenderSettings
from backbone.time.days import today_of
from impact.models import Valuation
from meetings.models import AgendaItem, Attendance, Line, Meeting, Remark
from meetings.panels import attendance_cells
from partnerships.correspondence import digests
from partnerships.correspondence.links import link_for
from partnerships.correspondence.models import Confirmation, Correspondence, Notice
from partnerships.correspondence.panels import asked_cells
from partnerships.correspondence.sending import send
from partnerships.documents.models import Version
from partnerships.imports.models import ImportRow
from partnerships.models import Partner, Partnership, PrivateNote, Representative
from tests import factories
from tests.access_table import addresses, rows
from workplans import reminders, todo
from workplans.models import Milestone, Outcome, Task
from workplans.panels import open_tasks_cells

pytestmark = pytest.mark.django_db

OTHERS = ("visitor", "outsider", "observer", "partner", "leader")


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
            self.details,
            self.mails,
            self.remark,
            self.refused,
            self.minutes,
            self.worth,
        ):
            plant()
        self.counts()
        self.elsewhere()

    def hide(self, name, address, /, *, seen_by="coordinator", may_see=(), **kwargs):
        marker = f"marker-{name}-zq"
        self.secrets.append(Secret(marker, address, kwargs, seen_by, may_see))
        return marker

    def note(self):
        for about in PrivateNote.About:
            text = self.hide(f"note-{about}", "partner_notes", pk=self.partner.pk)
            PrivateNote.objects.create(partnership=self.of, partner=self.partner, about=about, text=text)

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
        page = {"pk": sent.correspondence.pk}
        Message.objects.filter(pk=sent.pk).update(
            state="given_up",
            subject=self.hide("subject", "correspondence", slug=self.of.slug),
            text=self.hide("text", "correspondence_message", **page),
            error=self.hide("error", "correspondence_message", **page),
        )
        held = self.mail("held")
        Message.objects.filter(pk=held.pk).update(
            subject=self.hide("held-subject", "held", slug=self.of.slug),
            text=self.hide("held-text", "held_message", pk=held.pk),
            html=self.hide("held-html", "held_html", pk=held.pk),
        )
        notice = {"key": "private", "text": "marker-notice-zq"}
        Notice.objects.create(partnership=self.of, person=self.somebody, **notice)

    def mail(self, key):
        context = {"notice": {"text": "News"}}
        return send(key=key + "-private", person=self.somebody, partnership=self.of, template="notice", cause="notice", context=context)  # fmt: skip

    def remark(self):
        """What somebody else finds not right in issued minutes."""
        version = self.world.mailed_minutes()
        words = self.hide("remark", "meeting", pk=version.document.meeting.pk)
        said = Confirmation.objects.create(
            partnership=self.of, person=self.somebody, kind="minutes", subject_id=version.pk, question="?",
            answer="change", remark=words, answered_at=timezone.now(),
        )  # fmt: skip
        Remark.objects.create(partnership=self.of, meeting=version.document.meeting, confirmation=said)

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
        Task.objects.bulk_create(Task(title=f"Due {n}", **task) for n in range(113 - before))
        Task.objects.filter(partner=self.partner).unfinished().update(due_on=late)
        Correspondence.objects.filter(message__key="sent-private").update(asks=12_347)
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


@pytest.fixture
def planted(world):
    return Planted(world)


def as_read(text):
    """What a page says, without the entities that mean the same."""
    return text.replace("&#x27;", "'").replace("&quot;", '"')


def content(answer):
    """Everything in an answer: its headers, its body, and the parts of a spreadsheet."""
    body = answer.content
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    if body[:2] == b"PK":
        parts = zipfile.ZipFile(io.BytesIO(body))
        body = b"\n".join(parts.read(name) for name in parts.namelist())
    return as_read(f"{dict(answer.headers)}\n{body.decode('utf-8', 'replace')}")


def everything(world):
    """Each address once, then each partner, meeting and milestone there is, and what the lists are filtered by."""
    parameters = dict(addresses())
    for method, name, _statuses in rows():
        if method == "get":
            yield reverse(name, kwargs=world.kwargs(name, parameters[name]))
    for model, name in ((Partner, "partner"), (Meeting, "meeting"), (Milestone, "milestone")):
        for pk in model.objects.filter(partnership=world.of).values_list("pk", flat=True):
            yield reverse(name, args=[pk])
    slug = world.of.slug
    yield reverse("partners", args=[slug]) + "?show=all&sort=tasks"
    yield reverse("tasks", args=[slug]) + "?show=late"
    yield reverse("decisions", args=[slug]) + "?q=marker"
    yield reverse("partners", args=[slug]) + "?q=marker"


def test_what_is_private_is_on_no_page_of_the_others(planted, client):
    link = link_for(planted.somebody, planted.of, "test")
    nobodys = ["marker-notice-zq", link_tokens.token(link.pk), link.pk.hex, str(link.pk)]
    found = []
    for role in OTHERS:
        client.logout()
        if role != "visitor":
            client.force_login(planted.world.people[role])
        secrets = nobodys + [secret.marker for secret in planted.secrets if role not in secret.may_see]
        for address in everything(planted.world):
            for headers in ({}, {"HX-Request": "true"}) if role == "partner" else ({},):
                text = content(client.get(address, headers=headers))
                found += [
                    (role, address, marker) for marker in secrets if marker in text and marker not in address
                ]
    assert found == []


def test_what_is_private_is_where_it_belongs(planted, client):
    missing = []
    for secret in planted.secrets:
        client.force_login(planted.world.people[secret.seen_by])
        answer = client.get(reverse(secret.address, kwargs=secret.kwargs))
        if secret.marker not in content(answer):
            missing.append((secret.marker, secret.address, answer.status_code))
    assert missing == []
    client.force_login(planted.world.people["coordinator"])
    assert "marker-cell-zq" in content(client.get(reverse("import_refused", args=[planted.run.pk])))


def test_a_partner_sees_its_own_counts(planted, client):
    client.force_login(planted.somebody)
    page = content(client.get(reverse("partners", args=[planted.of.slug])))
    counts = [
        secret.marker
        for secret in planted.secrets
        if secret.address == "partners" and "marker" not in secret.marker
    ]
    assert len(counts) == 3
    assert [words for words in counts if words not in page] == []


def test_what_is_private_is_in_no_mail_to_others_and_in_no_document(planted, client):
    world, of = planted.world, planted.of
    let_mail_go()
    known = set(Message.objects.values_list("pk", flat=True))
    own = todo.create(of, title="marker-own-task-zq", owner=planted.somebody, due_on=today_of(of))
    Task.objects.filter(owner__isnull=False).unfinished().update(next_reminder_at=timezone.now())
    Person.objects.filter(pk__in=[p.pk for p in (planted.somebody, world.people["partner"])]).update(
        next_digest_at=timezone.now()
    )
    Notice.objects.create(partnership=of, person=world.people["partner"], key="own", text="News for Grace")
    client.force_login(world.people["coordinator"])
    issue_everything(client, world, planted.meeting)
    reminders.send_due()
    digests.send_due()

    private = {s.marker for s in planted.secrets} - {planted.draft}
    private |= {"marker-notice-zq", own.title}
    their_own = [
        planted.somebody.pk,
        *Person.objects.filter(name__startswith="marker").values_list("pk", flat=True),
    ]
    mails = Message.objects.exclude(pk__in=known).exclude(recipient__in=their_own)
    assert mails.filter(key__startswith="reminder:").exists()
    assert mails.filter(key__startswith="digest:").exists()
    coordinators = [world.people["coordinator"].pk, world.people["administrator"].pk]
    for mail in mails.exclude(recipient__in=coordinators):
        whole = as_read(f"{mail.subject}\n{mail.text}\n{mail.html}\n{json.dumps(mail.headers)}")
        assert [marker for marker in private if marker in whole] == [], mail.key
    documents = Version.objects.filter(partnership=of)
    assert {version.document.kind for version in documents} >= {"agreement", "minutes", "report"}
    for version in documents:
        whole = as_read(version.html + json.dumps(version.data))
        worth = {"marker-proxy-zq"} if version.document.kind == "report" else set()
        assert [marker for marker in private - worth if marker in whole] == [], version

    to_somebody = Message.objects.exclude(pk__in=known).filter(recipient=planted.somebody)
    assert any(own.title in mail.text for mail in to_somebody)
    assert any("marker-notice-zq" in mail.text for mail in to_somebody)
    assert any(planted.draft in version.html for version in documents)


def let_mail_go():
    """Nothing is held, nobody was asked too much, and nobody was reminded today."""
    sender = SenderSettings.load()
    sender.held, sender.released_at = False, timezone.now()
    sender.save()
    Correspondence.objects.update(asks=0)
    Message.objects.filter(key__startswith="reminder:").delete()


def issue_everything(client, world, meeting):
    """Minutes, agreement and report, as the coordinator's own clicks issue them."""
    people = Person.objects.filter(attendance__meeting=meeting).values_list("pk", flat=True)
    slug = world.of.slug
    issued = [
        client.post(reverse("meeting_issue", args=[meeting.pk]), {"number": 1, "to": list(people)}),
        client.post(reverse("agreement_issue", args=[slug]), {"reason": "Another year"}),
        client.post(reverse("report_new", args=[slug]), {"start": "2025-01-01", "end": "2026-01-01", "discount_rate": "0.035"}),
    ]  # fmt: skip
    assert [answer.status_code for answer in issued] == [302, 302, 302]


def test_the_address_of_a_link_is_shown_to_nobody_and_leaves_in_its_mail(planted, client):
    of, somebody = planted.of, planted.somebody
    link = link_for(somebody, of, "test")
    text = {"link": link.placeholder}
    mail = send(
        key="link", person=somebody, partnership=of, template="link_renewed", cause="link", context=text
    )
    secrets = [link_tokens.token(link.pk), link.pk.hex, str(link.pk)]
    letters = [reverse("correspondence_message", args=[mail.correspondence.pk])]
    letters += [reverse(name, args=[mail.pk]) for name in ("held_message", "held_html")]
    for role in ("coordinator", "administrator"):
        client.force_login(planted.world.people[role])
        for address in (*letters, reverse("correspondence", args=[of.slug]), reverse("held", args=[of.slug])):
            answer = client.get(address)
            assert answer.status_code == 200
            assert [secret for secret in secrets if secret in content(answer)] == [], (role, address)
    assert link_tokens.placeholder(link.pk) in mail.text
    assert f"/l/{secrets[0]}/" in envelope.build(mail, SenderSettings.load()).body
