"""Inviting: seen first, then one mail per person and round, with a calendar file that every calendar reads."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backbone.outbox.models import Message
from meetings.invitations import mails, rounds
from meetings.minutes import issuing
from meetings.models import Attendance, Invitation, Meeting
from partnerships.correspondence.models import Confirmation, Correspondence
from partnerships.correspondence.sending import preview
from partnerships.models import Benefit, PrivateNote
from tests import factories
from tests.meetings.invitations.inviting import LATER, change, left, post, send
from tests.walks.markup import folded
from workplans import todo

pytestmark = pytest.mark.fast


# Looking


def test_the_meeting_offers_to_invite_everybody_on_its_list(planned, ruth):
    page = ruth.get(f"/meetings/{planned.meeting.pk}/").text
    assert "Invite 4 people" in page
    assert f'href="{planned.url}"' in page


def test_looking_writes_nothing_and_shows_who_gets_what(planned, ruth):
    page = folded(ruth.get(planned.url).text)
    for one in (planned.anna, planned.okello, planned.mwesigwa, planned.ruth):
        assert f'value="{one.pk}" checked' in page
        assert one.email in page
    for one in (planned.observer, planned.leader):
        assert f'value="{one.pk}">' in page
    assert "Can you come? Steering committee 10, Thu 3 Dec, 14:00" in page
    assert not Message.objects.exists()
    assert not Invitation.objects.exists()
    assert not Confirmation.objects.exists()


def test_each_recipient_s_mail_can_be_looked_at(planned, ruth):
    todo.create(planned.of, title="List the sites", owner=planned.anna, due_on=LATER.date())
    anna = ruth.get(f"{planned.url}mail/{planned.anna.pk}/")
    assert "List the sites" in anna.text
    assert "sandbox" in anna["Content-Security-Policy"]
    assert "List the sites" not in ruth.get(f"{planned.url}mail/{planned.okello.pk}/").text
    assert "nothing is asked of you" in ruth.get(f"{planned.url}mail/{planned.leader.pk}/").text
    assert ruth.get(f"{planned.url}mail/{factories.person().pk}/").status_code == 404


def test_what_is_only_proposed_is_asked_about_and_stands_on_nobody_s_list(planned):
    for title, proposed in (("Order phones", True), ("List the sites", False)):
        factories.task(planned.of, title, owner=planned.anna, proposed=proposed)
    send(planned)
    mail = Message.objects.get(recipient=planned.anna)
    for text in (folded(mail.text), folded(mail.html)):
        asked, own = text.index("Proposed to you: accept or decline"), text.index("Still on your list")
        assert asked < text.index("Order phones") < own < text.index("List the sites")


def test_who_has_no_address_or_was_asked_enough_is_named_with_the_reason(planned, ruth):
    factories.attendance(planned.meeting, factories.person("Paper Person", None), "", planned.coop)
    planned.of.asks_per_month = 1
    planned.of.save()
    asked(planned, planned.okello)
    page = folded(ruth.get(planned.url).text)
    assert "has no email address: tell them in person" in page
    assert "has reached this month’s limit of requests; the email is sent when there is room" in page
    assert f'value="{planned.okello.pk}" checked' in page
    assert send(planned) == 2
    assert not Message.objects.filter(recipient=planned.okello, key__startswith="meeting:").exists()


def asked(planned, person):
    message = Message.objects.create(key=f"asked:{person.pk}", to_address="a@example.org", message_id=f"<{person.pk}>", recipient=person)  # fmt: skip
    Correspondence.objects.create(
        partnership=planned.of, message=message, person=person, cause="task", asks=1
    )


def test_somebody_informed_who_wants_only_what_needs_them_is_not_ticked(planned, ruth):
    planned.ruth.mail_preference = "needed"
    planned.ruth.save()
    page = folded(ruth.get(planned.url).text)
    assert f'value="{planned.ruth.pk}">' in page
    assert "wants only emails that need an answer" in page


@pytest.mark.parametrize("state", ["running", "closed", "issued"])
def test_nobody_is_invited_to_what_has_begun(planned, ruth, state):
    change(planned, state=state, issued_at=LATER)
    assert ruth.get(planned.url).status_code == 302
    assert "Invite" not in ruth.get(f"/meetings/{planned.meeting.pk}/").text
    assert post(ruth, planned, planned.anna).status_code == 302
    assert not Message.objects.exists()


# Sending


def test_sending_puts_one_mail_per_person_into_the_outbox(planned, ruth):
    assert post(ruth, planned, planned.anna, planned.okello, planned.leader).status_code == 302
    message = Message.objects.get(recipient=planned.anna)
    assert message.key == f"meeting:{planned.meeting.pk}:invitation:r1:person:{planned.anna.pk}"
    assert message.text.startswith(
        "Steering committee 10: Thursday 3 December 2026, 14:00–15:30 (Europe/Amsterdam)"
    )
    assert "14:00  Welcome\n14:10  Nursery sites" in message.text
    assert "List-Unsubscribe" in message.headers
    rows = Correspondence.objects.filter(cause="invitation").values_list("person", "asks")
    assert dict(rows) == {planned.anna.pk: 1, planned.okello.pk: 1, planned.leader.pk: 0}
    assert {one.person for one in Confirmation.objects.all()} == {planned.anna, planned.okello}
    assert not Attendance.objects.exclude(expected="").exists()


def test_sending_again_sends_nothing_twice_and_only_to_those_who_are_new(planned, ruth):
    assert send(planned) == 3
    assert send(planned) == 0
    assert "none was created twice" in ruth.get(post(ruth, planned, planned.anna).url).text
    new = factories.representative(planned.coop, factories.person("New Nora"))
    factories.attendance(planned.meeting, new, "", planned.coop)
    assert send(planned, new, planned.anna) == 1
    assert Invitation.objects.count() == 1
    assert Message.objects.count() == 4


def test_what_was_not_looked_at_is_not_sent(planned, ruth):
    seen = rounds.mark_of(planned.meeting)
    change(planned, place="Elsewhere")
    answer = post(ruth, planned, planned.anna, seen=seen)
    assert answer.status_code == 409
    assert "Elsewhere" in answer.text
    assert post(ruth, planned).status_code == 422
    assert not Message.objects.exists()


def test_strangers_and_nonsense_are_not_mailed(planned, ruth):
    data = {"seen": rounds.mark_of(planned.meeting)}
    ruth.post(planned.url, {**data, "to": [factories.person().pk, "x", "-1", "٣", "9" * 40, planned.anna.pk]})
    assert [message.recipient for message in Message.objects.all()] == [planned.anna]


def test_the_time_is_the_reader_s_and_the_place_s_when_they_differ(planned):
    planned.anna.timezone = "Africa/Kampala"
    planned.anna.save()
    send(planned)
    text = Message.objects.get(recipient=planned.anna).text
    assert "16:00–17:30 (Africa/Kampala)" in text
    assert "At the venue it starts at 14:00 (Europe/Amsterdam)." in text
    assert "At the venue" not in Message.objects.get(recipient=planned.okello).text


def test_the_mail_is_in_the_reader_s_language(planned):
    planned.anna.language = "nl"
    planned.anna.save()
    send(planned)
    text = Message.objects.get(recipient=planned.anna).text
    assert "donderdag 3 december 2026" in text
    assert "Kunt u komen?" in text


def test_the_minutes_follow_in_the_thread_of_the_invitation(planned):
    send(planned)
    left(planned.anna)
    issuing.issue(Meeting.objects.get(pk=planned.meeting.pk), number=1, to={planned.anna.pk}, by=planned.ruth)
    invited, minutes = Message.objects.filter(recipient=planned.anna).order_by("pk")
    assert minutes.in_reply_to == invited.message_id


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_send_once(planned):
    def click(_):
        try:
            return send(planned)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(click, range(2))) == [0, 3]
    assert (Message.objects.count(), Invitation.objects.count()) == (3, 1)


# What changes


# The calendar file


# What stays where it belongs


def test_private_notes_are_in_no_invitation(planned, ruth):
    PrivateNote.objects.create(
        partnership=planned.of, partner=planned.coop, text="MARKER-PRIVATE", by=planned.ruth
    )
    send(planned)
    assert "MARKER-PRIVATE" not in ruth.get(planned.url).text
    assert "MARKER-PRIVATE" not in "".join(m.html + m.text for m in Message.objects.all())


def test_the_first_invitation_of_a_month_tells_whoever_leads_a_partner_again_what_it_wants(planned):
    partner = planned.coop
    said = {"partnership": planned.of, "partner": partner, "own_words": True}
    Benefit.objects.create(**said, description="Fewer lorries turned back")
    Benefit.objects.create(**said, description="A hall of our own", is_proposed=True)
    send(planned)
    told = "What you told us that you want or get from it: “Fewer lorries turned back”"
    assert [told in folded(mail.text) for mail in _mails_to(planned.anna)] == [True]
    assert told in folded(_mails_to(planned.anna)[0].html)
    assert "told us that you want" not in "".join(mail.text for mail in _mails_to(planned.okello))
    left(planned.anna)
    other = factories.meeting(planned.of, starts_at=LATER)
    factories.attendance(other, planned.anna, "", partner)
    one = next(one for one in rounds.recipients_of(other) if one.person == planned.anna)
    assert told not in folded(preview(mails.draft(one, other)).text)
    with time_machine.travel(LATER.replace(day=1)):
        assert told in folded(preview(mails.draft(one, other)).text)


def test_what_partners_want_is_found_at_once_for_all_who_are_invited(planned):
    partners = [factories.partner(planned.of, f"Partner {n}") for n in range(6)]
    leads = [factories.representative(partner, factories.person(), capacity="lead") for partner in partners]
    for partner, lead in zip(partners, leads, strict=True):
        factories.attendance(planned.meeting, lead, "", partner)
        said = {"partnership": planned.of, "partner": partner, "own_words": True}
        Benefit.objects.create(**said, description=f"Wish {partner.pk}")
    with CaptureQueriesContext(connection) as asked:
        send(planned, *leads)
    assert sum('FROM "partnerships_benefit"' in query["sql"] for query in asked) == 1
    for partner, lead in zip(partners, leads, strict=True):
        [mail] = _mails_to(lead)
        assert f"“Wish {partner.pk}”" in mail.text


def _mails_to(person):
    return list(Message.objects.filter(recipient=person, kind="invitation"))
