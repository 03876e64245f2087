"""Hostile words in every text that people wrote, and nothing of it does anything: on pages, in mails, in documents."""

import re
from html.parser import HTMLParser

import pgtrigger
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.paper import pdf
from meetings.models import Line, Meeting
from partnerships.correspondence import digest_mornings
from partnerships.correspondence.models import Notice
from partnerships.documents.models import Version
from partnerships.documents.versions import version_page
from partnerships.models import Organisation, Partnership
from tests.walks import foreign
from tests.walks.test_private import content, everything, issue_everything, let_mail_go
from workplans import reminders
from workplans.models import Task

pytestmark = pytest.mark.django_db

HOSTILE = """</style><script>zq()</script>"onzq='1'{{7|add:7}}[a](javascript:zq)\u202e"""
# What stands in these is our own rendering, frozen or sent.
RENDERED = (Message, Version)
EVALUATED = re.compile(r"onzq=\W*(?:1|&#x27;)*\W*14")


class Dangers(HTMLParser):
    """What in a page a browser would do that its writer did not mean."""

    def __init__(self, html):
        super().__init__()
        self.found, self.script = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.script = tag == "script"
        for name, value in attrs:
            if name.startswith("on") or (value or "").lower().strip().startswith("javascript:"):
                self.found.append((tag, name, value))

    def handle_endtag(self, tag):
        self.script = False

    def handle_data(self, data):
        if self.script and "zq" in data:
            self.found.append(("script", data[:60]))


@pytest.mark.parametrize(
    "page",
    [
        HOSTILE,
        f'<p title="{HOSTILE}">',
        '<a href=" JavaScript:zq()">a</a>',
        "<svg onload=zq()>",
        "<script>zq()</script>",
    ],
)
def test_what_is_looked_for_is_found(page):
    assert Dangers(page).found


@pytest.fixture
def hostile(world):
    """The demo's partnership with hostile words in every text of it."""
    with pgtrigger.ignore():
        for model in foreign.models_of_a_partnership():
            if model not in RENDERED:
                foreign.write_into(model, model.objects.filter(partnership=world.of), HOSTILE)
        foreign.write_into(Partnership, Partnership.objects.filter(pk=world.of.pk), HOSTILE)
        foreign.write_into(Organisation, Organisation.objects.all(), HOSTILE)
        foreign.write_into(Person, Person.objects.all(), HOSTILE)
        # Triggers that look at the end of a transaction are passed over as well.
        connection.check_constraints()
    return world


@pytest.mark.parametrize("role", ["coordinator", "partner", "administrator"])
def test_on_no_page_do_hostile_words_do_anything(hostile, client, role):
    client.force_login(hostile.people[role])
    found, shown = [], 0
    for address in everything(hostile):
        answer = client.get(address)
        page = content(answer)
        shown += "onzq" in page
        found += [(address, answer.status_code)] if answer.status_code >= 500 else []
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found += [(address, danger) for danger in Dangers(answer.content.decode()).found]
            found += [(address, "evaluated")] if EVALUATED.search(page) else []
    assert found == []
    assert shown > 20


def test_in_mails_and_documents_hostile_words_stay_words(hostile, client):
    of = hostile.of
    let_mail_go()
    known = set(Message.objects.values_list("pk", flat=True))
    versions = set(Version.objects.values_list("pk", flat=True))
    Task.objects.filter(owner__isnull=False).unfinished().update(next_reminder_at=timezone.now())
    Person.objects.update(next_digest_at=timezone.now())
    Notice.objects.create(partnership=of, person=hostile.people["partner"], key="own", text=HOSTILE)
    client.force_login(hostile.people["coordinator"])
    meeting = Meeting.objects.filter(partnership=of, state="closed").first()
    Line.objects.filter(meeting=meeting).update(text=HOSTILE)
    issue_everything(client, hostile, meeting)
    client.post(reverse("plan_versions", args=[of.slug]), {"reason": HOSTILE})
    reminders.send_due()
    digest_mornings.send_due()

    mails = Message.objects.exclude(pk__in=known)
    assert mails.count() > 5
    for mail in mails:
        assert Dangers(mail.html).found == [], mail.key
        one_line = (mail.subject, mail.to_name, mail.from_name, mail.reply_to, *mail.headers.values())
        assert not [text for text in one_line if re.search(r"[\r\n\u202e]", str(text))], mail.key
    assert any("onzq" in mail.text for mail in mails)

    issued = Version.objects.exclude(pk__in=versions)
    assert {version.document.kind for version in issued} == {"agreement", "minutes", "report", "plan"}
    for version in issued:
        assert Dangers(version.html).found == [], version
        assert "onzq" in version.html
        assert pdf.render(version_page(version)).startswith(b"%PDF"), version
