"""The daily digest tells decisions that nobody mailed to its reader: once, in their exact words, and nothing private."""

from datetime import timedelta

import pytest

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from meetings.models import Attendance, Decision
from partnerships.correspondence import digest_mornings
from partnerships.correspondence.models import Correspondence
from partnerships.correspondence.notices import tell
from partnerships.correspondence.waiting_mail import forthcoming
from tests import factories
from tests.meetings.digests.mornings import NOW, WORDS, digest, wake
from tests.meetings.minutes.steps import issue, let_the_minute_pass

pytestmark = pytest.mark.fast


def test_it_tells_a_decision_in_its_exact_words_in_both_parts(morning):
    issue(morning)
    mail = digest(morning.joy)
    assert f"1. {WORDS}\n" in mail.text
    assert "Decided in Steering committee 10 on Thu 3 Dec" in mail.text
    assert f"<bdi>{WORDS.replace('&', '&amp;')}</bdi>" in mail.html
    assert "<bdi>Steering committee 10</bdi>" in mail.html
    assert mail.subject == "Coffee Platform, 4 Dec: what is new"
    assert Correspondence.objects.get(message=mail).asks == 0


def test_it_tells_it_once(morning, time_machine):
    issue(morning)
    assert WORDS in digest(morning.joy).text
    wake(morning.joy, time_machine, days=1)
    assert digest_mornings.send_due() == 0
    tell(morning.joy, morning.of, key="news:1", text="A date was moved")
    wake(morning.joy, time_machine, days=1)
    assert WORDS not in digest(morning.joy).text


@pytest.mark.parametrize("state", ["waiting", "sent", "perhaps"])
def test_whoever_was_mailed_the_minutes_is_not_told_again(morning, state):
    Attendance.objects.create(partnership=morning.of, meeting=morning.meeting, person=morning.joy)
    issue(morning, to={morning.joy.pk})
    fields = {"sent": {"sent_at": NOW}, "perhaps": {"unanswered_since": NOW, "error": "silent"}}
    Message.objects.filter(recipient=morning.joy).update(state=state, **fields.get(state, {}))
    assert digest(morning.joy) is None


def test_whose_mail_with_the_minutes_did_not_arrive_is_told(morning):
    Attendance.objects.create(partnership=morning.of, meeting=morning.meeting, person=morning.joy)
    issue(morning, to={morning.joy.pk})
    Message.objects.filter(recipient=morning.joy).update(state="given_up", error="550 no such user")
    assert WORDS in digest(morning.joy).text


def test_a_decision_of_a_correction_is_told_to_who_had_the_version_before(morning, time_machine):
    Attendance.objects.create(partnership=morning.of, meeting=morning.meeting, person=morning.joy)
    issue(morning, to={morning.joy.pk})
    time_machine.shift(timedelta(hours=1))
    factories.line(morning.meeting, "= The co-op keeps the books", morning.second)
    issue(morning, 2, to=(), changed="A decision was left out")
    text = digest(morning.joy).text
    assert "2. The co-op keeps the books" in text
    assert WORDS not in text


def test_what_is_confidential_not_issued_or_struck_out_is_not_told(morning):
    secret = factories.agenda_item(morning.meeting, "Personnel (confidential)")
    factories.line(morning.meeting, "= marker-secret", secret)
    issue(morning)
    draft = factories.meeting(morning.of, "Another")
    factories.line(draft, "= marker-draft")
    struck = factories.line(morning.meeting, "= marker-struck", morning.second)
    issue(morning, 2, changed="Added")
    Decision.objects.filter(line=struck).update(struck_out_in=3, struck_out_because="Not decided")
    mail = digest(morning.joy)
    assert WORDS in mail.text
    assert "marker" not in mail.text + mail.html + mail.subject


def test_a_confidential_decision_alone_makes_no_digest(morning):
    type(morning.second).objects.filter(pk=morning.second.pk).update(title="Besloten: personeel")
    issue(morning)
    assert digest_mornings.send_due() == 0


@pytest.mark.parametrize("who", ["outsider", "guest", "gone", "administrator", "assistant"])
def test_only_who_takes_part_is_told(morning, who):
    reader = factories.person("Reader", mail_preference="digest", next_digest_at=NOW)
    other = factories.partnership("Other")
    factories.representative(factories.partner(other), reader)
    if who == "guest":
        factories.link_for(reader, morning.of, "tasks")
        tell(reader, morning.of, key="news:guest", text="News for a guest")
    if who == "gone":
        factories.representative(morning.kigezi, reader, until=NOW - timedelta(days=1))
    if who == "administrator":
        factories.administrator(reader)
    if who == "assistant":
        type(factories.assistant(morning.anna, morning.of)).objects.update(person=reader)
    issue(morning)
    mail = digest(reader)
    assert mail is None or WORDS not in mail.text
    assert (mail is not None) == (who == "guest")


def test_until_issuing_can_no_longer_be_undone_it_is_not_told_and_then_it_is(morning, time_machine):
    issue(morning, undo_seconds=60)
    assert digest_mornings.send_due() == 0
    time_machine.shift(timedelta(minutes=2))
    wake(morning.joy)
    assert WORDS in digest(morning.joy).text


def test_what_a_correction_says_that_can_be_undone_is_told_as_it_was_before(morning, time_machine):
    line = factories.line(morning.meeting, "= The books are kept", morning.second)
    issue(morning)
    type(line).objects.filter(pk=line.pk).update(text="= The books are kept by Anna", unissued_since=NOW)
    issue(morning, 2, changed="By whom", undo_seconds=60)
    text = digest(morning.joy).text
    assert "The books are kept" in text
    assert "by Anna" not in text
    let_the_minute_pass()


def test_those_who_want_each_mail_or_only_what_needs_them_get_none(morning):
    issue(morning)
    for wish in ("each", "needed"):
        Person.objects.filter(pk=morning.joy.pk).update(mail_preference=wish, next_digest_at=NOW)
        assert digest_mornings.send_due() == 0


def test_it_is_told_where_the_month_has_no_room_for_questions(morning):
    morning.of.asks_per_month = 0
    morning.of.save()
    factories.task(morning.of, "Agree the sites", owner=morning.joy, due_on=NOW.date())
    morning.of.tasks.update(next_reminder_at=NOW)
    issue(morning)
    seen = {
        mail.held_back: mail.message().text for mail in forthcoming(morning.of) if mail.person == morning.joy
    }
    assert WORDS in seen[False]
    mail = digest(morning.joy)
    assert WORDS in mail.text
    assert "Agree the sites" not in mail.text


def test_it_is_seen_before_it_leaves(morning):
    issue(morning)
    (ahead,) = [mail for mail in forthcoming(morning.of) if mail.person == morning.joy]
    assert WORDS in ahead.message().text


def test_in_dutch(morning):
    Person.objects.filter(pk=morning.joy.pk).update(language="nl")
    issue(morning)
    mail = digest(morning.joy)
    assert "do 3 dec" in mail.text
    assert "do 3 dec" in mail.html
