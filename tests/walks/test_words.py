"""No page, mail or document has words that nobody marked for translation."""

import pgtrigger
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from backbone.accounts.models import Person
from backbone.outbox.models import Message, SenderSettings
from impact.models import Report
from impact.reports import issue_report
from meetings.minutes import issuing
from meetings.models import Meeting
from partnerships.agreements import writing
from partnerships.agreements.kinds import template_of
from partnerships.correspondence import digest_mornings
from partnerships.documents.models import Document
from partnerships.models import Partnership
from tests.access_table import addresses, rows
from tests.walks.made_up import CODE, Texts, spoken, typed_texts, unmarked
from workplans import printing, reminders
from workplans.models import Task

pytestmark = pytest.mark.django_db
# Answers that are no pages, and stored mails and minutes, which keep the language they were written in.
NOT_HERE = {
    "version_file",
    "agreement_paper_file",
    "import_refused",
    "identity_stylesheet",
    "health",
    "correspondence_message",
    "correspondence_message_html",
    "waiting_message",
    "waiting_message_html",
    "link_minutes",
    "mail_wording_preview",
    "mail_wording_preview_everywhere",
    "minutes_version",
    # What a version says, in its own language, and a look at a mail with its links.
    "link_acceptance",
    "link_acceptance_file",
    "acceptance_answer",
    "own_part",
    "version_difference",
    "signing_round_sending",
    # What was proposed in pieces, and templates in the other language.
    "clause_proposal",
    "clause_proposal_refusal",
    "word_reading",
    "agreement_template",
    "template_clause",
}


@pytest.fixture
def world(world, settings, tmp_path):
    """The demo, in which everybody and everything speaks the made-up language."""
    # Mails that other tests wrote speak other languages.
    settings.MAIL_DIRECTORY = tmp_path
    with spoken():
        Person.objects.update(language=CODE)
        Partnership.objects.update(language=CODE)
        Document.objects.update(language=CODE)
        write_agreement_again(writing.agreement_of(world.of))
        issue_report(world.one(Report), world.people["coordinator"])
        yield world


def write_agreement_again(agreement):
    """Its clauses in the made-up language, with no trace of those before."""
    patterns = template_of(agreement).patterns
    kept = [pattern.key for pattern in patterns if not pattern.comes_left_out]
    with pgtrigger.ignore():
        agreement.clauses.all().delete()
        writing.bring_up_to_date(agreement)
        agreement.clauses.filter(key__in=kept).update(left_out=False)


def readable_pages():
    parameters = dict(addresses())
    return [
        (name, parameters[name])
        for method, name, statuses in rows()
        if method == "get" and "ok" in statuses.values()
    ]


@pytest.mark.parametrize("who", ["coordinator", "partner", "administrator"])
def test_pages_have_no_unmarked_words(world, who):
    client, typed, found = Client(), typed_texts(), {}
    client.force_login(world.people[who])
    for name, params in readable_pages():
        answer = client.get(reverse(name, kwargs=world.kwargs(name, params)))
        if answer.status_code == 200 and name not in NOT_HERE and "html" in answer["Content-Type"]:
            found[name] = unmarked(Texts(answer.content.decode()).found, typed)
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_empty_forms_sent_back_have_no_unmarked_words(world):
    client, typed, found, parameters = Client(), typed_texts(), {}, dict(addresses())
    client.force_login(world.people["coordinator"])
    for method, name, statuses in rows():
        if method == "post" and statuses["coordinator"] == "ok":
            # What it does is undone: one takes away what another would change.
            with transaction.atomic():
                answer = client.post(reverse(name, kwargs=world.kwargs(name, parameters[name])))
                transaction.set_rollback(True)
            if answer.status_code in (200, 422) and "attachment" not in answer.get("Content-Disposition", ""):
                found[name] = unmarked(Texts(answer.content.decode()).found, typed)
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_documents_have_no_unmarked_words(world):
    by, meeting = world.people["coordinator"], world.one(Meeting, state="closed")
    agreement = writing.agreement_of(world.of)
    versions = [
        issuing.issue(meeting, number=1, to=[by.pk], by=by)[0],
        writing.issue(agreement, by=by),
        issue_report(world.one(Report), by),
        printing.issue_plan(world.of, by),
    ]
    typed = typed_texts()
    found = {str(v.document): unmarked(Texts(v.html).found, typed) for v in versions}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_mails_have_no_unmarked_words(on_a_working_day, world, client):
    SenderSettings.objects.update_or_create(pk=1, defaults={"held": False, "released_at": timezone.now()})
    by, meeting = world.people["coordinator"], world.one(Meeting, state="closed")
    client.post(reverse("account_request_login_code"), {"email": by.email})
    issuing.issue(meeting, number=1, to=[row.person_id for row in meeting.attendance.all()], by=by)
    Task.objects.unfinished().filter(owner__isnull=False).update(next_reminder_at=timezone.now())
    reminders.send_due()
    Person.objects.update(mail_preference="digest", next_digest_at=timezone.now())
    digest_mornings.send_due()
    mails = Message.objects.filter(language=CODE)
    assert set(mails.values_list("correspondence__cause", flat=True)) >= {"minutes", "reminder"}
    typed = typed_texts()
    found = {mail.key: unmarked([mail.subject, *Texts(mail.html).found], typed) for mail in mails}
    assert {key: texts for key, texts in found.items() if texts} == {}
