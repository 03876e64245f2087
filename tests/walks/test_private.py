"""A marker planted in each private field is in nothing that the others can fetch or are mailed.

Who may see what is product.md's "Private stays private" and "Equals": notes on barriers and calls are for
coordinators, and so are mails, imports, unissued minutes and the counts per partner, of which a partner
sees its own. Each marker is also looked for where it belongs, so that a test which finds nothing anywhere fails.
"""

import gzip
import io
import json
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox import envelope, link_tokens
from backbone.outbox.models import Message, SenderSettings
from backbone.time.days import today_of
from meetings.models import Meeting
from partnerships.correspondence import digest_mornings
from partnerships.correspondence.models import AccessLink, Correspondence, Notice
from partnerships.correspondence.sending import send
from partnerships.documents.models import Version
from partnerships.models import Partner
from partnerships.signing.models import SigningRound
from tests import factories
from tests.access_table import addresses, rows
from tests.factories import link_for
from tests.walks.planted import Planted
from workplans import reminders, todo
from workplans.models import Milestone, Task

pytestmark = pytest.mark.django_db

OTHERS = ("visitor", "outsider", "observer", "partner", "leader")


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


@pytest.mark.parametrize("role", OTHERS)
def test_what_is_private_is_on_no_page_of_the_others(role, planted, client):
    link = link_for(planted.somebody, planted.of, "test")
    nobodys = ["marker-notice-zq", link_tokens.token(link.pk), link.pk.hex, str(link.pk)]
    found = []
    if role != "visitor":
        client.force_login(planted.world.people[role])
    secrets = nobodys + [secret.marker for secret in planted.secrets if role not in secret.may_see]
    for address in everything(planted.world):
        for headers in ({}, {"HX-Request": "true"}) if role == "partner" else ({},):
            text = content(client.get(address, headers=headers))
            found += [(address, marker) for marker in secrets if marker in text and marker not in address]
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


def test_what_is_private_is_in_no_mail_to_others_and_in_no_document(on_a_working_day, planted, client):
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
    digest_mornings.send_due()

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


def now_proposed(world):
    """The key of the round that goes on."""
    return SigningRound.objects.get(partnership=world.of, state="proposed").pk


def issue_everything(client, world, meeting):
    """Minutes, agreement and report, as the coordinator's own clicks issue them."""
    people = Person.objects.filter(attendance__meeting=meeting).values_list("pk", flat=True)
    slug = world.of.slug
    issued = [
        client.post(reverse("meeting_issue", args=[meeting.pk]), {"number": 1, "to": list(people)}),
        client.post(reverse("agreement_propose", args=[slug]), {"reason": "Another year", "rule": "all", "instead_of": now_proposed(world)}),
        client.post(reverse("report_new", args=[slug]), {"start": "2025-01-01", "end": "2026-01-01", "discount_rate": "3.5"}),
    ]  # fmt: skip
    assert [answer.status_code for answer in issued] == [302, 302, 302]


def test_the_address_of_a_link_is_shown_to_nobody_and_leaves_in_its_mail(planted, client):
    of, somebody = planted.of, planted.somebody
    kind = {"kind": "link_renewed", "cause": "link", "context": lambda link: {"link": link}}
    mail = send(factories.news(somebody, of, "link", **kind))
    link = AccessLink.objects.get(purpose="renewed")
    secrets = [link_tokens.token(link.pk), link.pk.hex, str(link.pk)]
    mail_pages = [reverse("correspondence_message", args=[mail.correspondence.get().pk])]
    mail_pages += [reverse(name, args=[mail.pk]) for name in ("waiting_message", "waiting_message_html")]
    for role in ("coordinator", "administrator"):
        client.force_login(planted.world.people[role])
        for address in (
            *mail_pages,
            reverse("correspondence", args=[of.slug]),
            reverse("waiting_mail", args=[of.slug]),
        ):
            answer = client.get(address)
            assert answer.status_code == 200
            assert [secret for secret in secrets if secret in content(answer)] == [], (role, address)
    assert link_tokens.placeholder(link.pk) in mail.text
    assert f"/l/{secrets[0]}/" in envelope.build(mail, SenderSettings.load()).body
