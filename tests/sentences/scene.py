"""A partnership in which each sentence can be provoked, and the places where it is read: pages, mails, documents."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, timedelta

from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override

from backbone.outbox import link_tokens
from backbone.outbox.models import Message, SenderSettings
from backbone.time import dates
from partnerships.correspondence import digest_mornings
from partnerships.documents.models import Version
from partnerships.documents.versions import version_page
from tests import factories
from workplans import reminders

# A Friday, with no holiday near it.
NOW = datetime(2026, 12, 11, 12, tzinfo=UTC)
TODAY = NOW.date()
MARKUP = re.compile(r"<(script|style).*?</\1>|<[^>]+>", re.S)


def words_of(page: str) -> str:
    """The words of a page in one line, as they are read."""
    return " ".join(html.unescape(MARKUP.sub(" ", page)).split())


class Scene:
    """Two partners with a representative each, a coordinator, an objective; all speak one language."""

    def __init__(self, clock, language="en", held=False):
        self.clock, self.language = clock, language
        self.at(NOW)
        SenderSettings.objects.create(
            name="Backbone", address="b@example.org", held=held, released_at=NOW - timedelta(days=300)
        )
        self.of = factories.partnership("Koffie", "koffie", language=language, country="NL")
        self.ruth = factories.coordinator(self.of, self._person("Ruth Nansubuga"))
        self.coop = factories.partner(self.of, "Growers Co-op")
        self.ports = factories.partner(self.of, "Portworks")
        self.anna = factories.representative(self.coop, self._person("Anna Kyomuhendo"), capacity="lead")
        self.dee = factories.representative(self.ports, self._person("Dee Eze"), capacity="lead")
        self.objective = factories.objective(self.of, "Seedlings that survive")

    def _person(self, name, **fields):
        return factories.person(name, language=self.language, **fields)

    def at(self, moment):
        """Let it be that moment."""
        self.clock.move_to(moment, tick=False)

    @staticmethod
    def midday(day):
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    # What happens

    def milestone(self, title="Agree the sites", **fields):
        fields = {"lead_partner": self.coop, "lead_person": self.anna, "lead_accepted_at": NOW, **fields}
        fields.setdefault("deliverable", "A signed map")
        return factories.milestone(self.objective, title, **fields)

    def task(self, title="Book the hall", due=date(2026, 11, 27), owner=None, **fields):
        """A task that was written down a month ago."""
        self.at(NOW - timedelta(days=30))
        owner = owner or self.anna
        row = factories.task(self.of, title, owner=owner, partner=self.coop, due_on=due, **fields)
        self.at(NOW)
        return row

    def remind(self, *days, state="sent"):
        """Let the reminders of these days go out, or become of them what the state says."""
        for day in days:
            self.at(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
            reminders.send_due()
            settle(state)
        self.at(NOW)

    def digest(self, day=TODAY + timedelta(days=1), state="sent"):
        """Let the digests of that morning go out."""
        digest_mornings.send_due()
        self.at(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
        digest_mornings.send_due()
        settle(state)

    # Where it is read

    def client(self, person=None):
        client = Client(HTTP_ACCEPT_LANGUAGE=self.language)
        client.force_login(person or self.ruth)
        return client

    def page(self, address, person=None):
        """The words of a page as somebody signed in reads it."""
        return words_of(self.client(person).get(address).text)

    def posted(self, address, data, person=None):
        """The words of the page that a form leads to."""
        return words_of(self.client(person).post(address, data, follow=True).text)

    @property
    def overview(self):
        return self.page(f"/partnerships/{self.of.slug}/")

    @property
    def plan(self):
        return self.page(f"/partnerships/{self.of.slug}/plan/")

    @property
    def plan_document(self):
        """The plan as it is printed."""
        self.client().post(f"/partnerships/{self.of.slug}/plan/versions/")
        return words_of(version_page(Version.objects.latest("pk")))

    @property
    def report(self):
        """A report over this year, as it is printed."""
        data = {"start": f"{TODAY.year}-01-01", "end": f"{TODAY.year}-12-31"}
        self.client().post(f"/partnerships/{self.of.slug}/reports/new/", data)
        return words_of(version_page(Version.objects.latest("pk")))

    def mail(self, person, kind):
        """The last mail of that kind to somebody: its subject and text."""
        message = Message.objects.filter(recipient=person, kind=kind).latest("pk")
        return " ".join(f"{message.subject} {message.text}".split())

    def link_page(self, person):
        """The page behind a link that the person was mailed."""
        return words_of(Client().get(self.link(person)).text)

    def link(self, person):
        link = factories.link_for(person, self.of, "tasks")
        return f"/l/{link_tokens.token(link.pk)}/"

    def says(self, text, **names):
        """A text of the product in the language of the scene, a pair of them by the number `n`; days as it writes them."""
        with override(self.language):
            written = {name: _written(value) for name, value in names.items()}
            found = gettext(text) if isinstance(text, str) else ngettext(*text, int(names["n"]))
            return found % written if names else found


def _written(value):
    return dates.several(value) if isinstance(value, list) else value


def settle(state):
    """Let become of the waiting mails what the state says."""
    now = timezone.now()
    columns = {
        "sent": {"sent_at": now},
        "given_up": {"error": "550 unknown"},
        "perhaps": {"error": "no answer", "unanswered_since": now},
        "waiting": {},
        "claimed": {"claimed_at": now, "claimed_by": "a worker"},
        "cancelled": {},
    }[state]
    Message.objects.filter(state="waiting").update(state=state, **columns)
