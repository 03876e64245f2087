"""Two people who are one: everything moves and comes back, and nobody gets a way in by it."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from backbone.accounts import proposals
from backbone.accounts.models import AddressProposal, Person
from backbone.outbox import link_tokens
from backbone.outbox.models import Message, SenderSettings
from meetings.models import Attendance, BeforeIssue
from partnerships import persons, removing
from partnerships.closing import closing
from partnerships.correspondence.links import ExpiredLink, open_link
from partnerships.correspondence.models import AccessLink, Confirmation, MailWording
from partnerships.documents.models import Document, Version
from partnerships.merges.merging import CannotMerge, CannotUndo
from partnerships.models import Merge, Partner, Representative, Role
from partnerships.needing import later
from partnerships.pausing import pauses
from partnerships.people import merging
from tests import factories
from tests.factories import link_for
from tests.given import ask_in_round
from tests.partnerships.whole_database import differing, point_everything_to, rows, still_pointing
from workplans.models import Task, TaskReminder

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(coffee, union):
    """Somebody who was pasted twice; the one that stays signs in."""
    stays = factories.representative(union, factories.person("Ada Okello", "ada@union.example"))
    Person.objects.filter(pk=stays.pk).update(last_login=timezone.now())
    gone = factories.representative(
        factories.partner(coffee), factories.person("Okello, Ada", "ada@old.example")
    )
    return gone, Person.objects.get(pk=stays.pk)


def undone(merge, by):
    back = merging.undo(merge, by=by)
    connection.check_constraints()
    return back


def sign_in_things(person):
    """What somebody signs in with, and would after a code; the rows that the demo has none of."""
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "kept"})
    proposals.propose(person, "contact", "new@example.org", by=person)
    SenderSettings.objects.update_or_create(defaults={"released_by": person})


def test_everything_that_points_to_the_one_moves_and_comes_back(world):
    gone, stays = (
        world.people["partner"],
        factories.representative(world.of.partners.last(), factories.person(is_demo=True)),
    )
    by = world.people["administrator"]
    sign_in_things(gone)
    world.merge()
    task, message = world.one(Task), world.waiting_mail
    TaskReminder.objects.create(partnership=world.of, task=task, person=gone, message=message)
    later.put_off(gone, "/my-work/", "late", given_to=by)
    later.put_off(by, "/my-work/", "late", given_to=gone)
    closing.close(factories.partnership(), by=gone)
    world.pause()
    factories.assistant(by, world.of)
    pauses.pause(world.of, date(2027, 6, 1), partner=world.one(Partner), by=gone)
    MailWording.objects.create(
        partnership=world.of, kind="notice", language="en", closing="Bye", changed_by=gone
    )
    ask_in_round(world, gone)
    without = point_everything_to(gone, world.of)
    assert not without, "\n".join(without)
    before = rows()
    merge = merging.merge_people(gone, stays, by=by)
    assert still_pointing(Person, gone.pk) == []
    assert differing(before, rows())
    undone(merge, by)
    # That the address was over was said, and stays said.
    Message.objects.exclude(pk__in=[key for table, key in before if table == "outbox.Message"]).delete()
    assert differing(before, rows()) == {}


def test_the_other_address_is_no_way_in_and_nothing_that_was_mailed_there_opens(ruth, coffee, two, client):
    gone, stays = two
    link = link_for(gone, coffee, "test")
    own = link_for(stays, coffee, "test")
    proposals.propose(gone, "sign_in", "thief@example.org", by=ruth)
    client.force_login(gone)
    Person.objects.filter(pk=gone.pk).update(last_login=None)
    merge = merging.merge_people(gone, stays, by=ruth)
    assert Person.objects.with_address("ada@old.example") is None
    assert (stays.email, stays.mail_address) == ("ada@union.example", "ada@union.example")
    assert not AddressProposal.objects.filter(person=stays).exists()
    assert client.get(reverse("settings")).status_code == 302
    with pytest.raises(ExpiredLink):
        open_link(link_tokens.token(link.pk))
    assert open_link(link_tokens.token(own.pk)).person == stays
    undone(merge, ruth)
    assert client.get(reverse("settings")).status_code == 302
    assert open_link(link_tokens.token(link.pk)).person == gone


def test_an_address_that_the_other_had_does_not_become_where_mail_goes(ruth, two):
    gone, stays = two
    Person.objects.filter(pk=stays.pk).update(email=None)
    Person.objects.filter(pk=gone.pk).update(contact_email="desk@old.example", phone="+256 1")
    merging.merge_people(gone, stays, by=ruth)
    stays.refresh_from_db()
    assert (stays.mail_address, stays.phone) == ("", "+256 1")


@pytest.mark.parametrize(
    "standing", ["signed in", "role", "role to come", "administrator", "elsewhere", "in a bin", "guest"]
)
def test_who_is_not_merged_away_by_a_coordinator(ruth, coffee, two, standing):
    gone, stays = two
    give(gone, standing)
    with pytest.raises(CannotMerge):
        merging.merge_people(gone, stays, by=ruth)
    merge = merging.merge_people(gone, stays, by=factories.administrator())
    assert merge.for_administrators == (standing in ("signed in", "role", "role to come", "administrator"))
    assert not Merge.objects.filter(for_administrators=False, partnerships__contained_by=[coffee.pk]).exists()


def give(person, standing):
    if standing == "signed in":
        Person.objects.filter(pk=person.pk).update(last_login=timezone.now())
    elif standing in ("role", "role to come"):
        moment = timezone.now() + timedelta(days=1) if standing == "role to come" else None
        factories.observer(person.represents.get().partnership, person, since=moment)
    elif standing == "administrator":
        factories.administrator(person)
    elif standing == "elsewhere":
        factories.representative(factories.partner(), person, until=timezone.now())
    elif standing == "in a bin":
        partner = factories.partner()
        factories.representative(partner, person)
        removing.remove(partner, by=None, page="/somewhere/")
    else:
        meeting = factories.meeting()
        Attendance.objects.create(meeting=meeting, partnership=meeting.partnership, person=person)


def test_a_coordinator_merges_nobody_into_an_administrator(ruth, two):
    gone, stays = two
    factories.administrator(stays)
    with pytest.raises(CannotMerge, match="administrator"):
        merging.merge_people(gone, stays, by=ruth)


def test_who_could_sign_in_hears_that_the_address_is_over_and_not_which_one_goes_on(two):
    gone, stays = two
    give(gone, "signed in")
    merging.merge_people(gone, stays, by=factories.administrator())
    mail = Message.objects.get(kind="sign_in_changed")
    assert (mail.to_address, mail.recipient) == ("ada@old.example", stays)
    assert "You can’t sign in with this address any more" in mail.text
    assert stays.email not in mail.text


def test_who_can_sign_in_is_not_merged_into_somebody_who_never_could(two):
    gone, stays = two
    give(gone, "signed in")
    Person.objects.filter(pk=stays.pk).update(email=None)
    with pytest.raises(CannotMerge, match="no sign-in address"):
        merging.merge_people(gone, stays, by=factories.administrator())


def test_it_waits_while_issuing_minutes_can_be_undone(ruth, coffee, two):
    gone, stays = two
    document = Document.objects.create(partnership=coffee, kind="minutes", title="Minutes", language="en")
    version = Version.objects.create(
        document=document,
        partnership=coffee,
        number=1,
        data={},
        sha256="0" * 64,
        undoable_until=timezone.now() + timedelta(minutes=1),
    )
    BeforeIssue.objects.create(
        partnership=coffee, meeting=factories.meeting(coffee), version=version, rows={}
    )
    with pytest.raises(CannotMerge, match="can still be undone"):
        merging.merge_people(gone, stays, by=ruth)
    Version.objects.update(undoable_until=timezone.now())
    assert merging.merge_people(gone, stays, by=ruth)


def test_nobody_merges_themselves_away_or_into_a_closed_account(two):
    gone, stays = two
    with pytest.raises(CannotMerge, match="Open your own page"):
        merging.merge_people(gone, stays, by=factories.administrator(gone))
    Person.objects.filter(pk=stays.pk).update(is_active=False)
    with pytest.raises(CannotMerge, match="closed"):
        merging.merge_people(gone, stays, by=factories.administrator())


def test_roles_and_seats_that_both_had_are_one(coffee, union, two):
    gone, stays = two
    for person in two:
        factories.observer(coffee, person)
        factories.leader(None, person)
    factories.representative(union, gone, capacity="lead")
    merge = merging.merge_people(gone, stays, by=factories.administrator())
    assert sorted(Role.objects.filter(person=stays).values_list("kind", flat=True)) == ["leader", "observer"]
    assert Representative.objects.get(person=stays, partner=union).capacity == "lead"
    undone(merge, factories.administrator())
    assert Role.objects.filter(person=gone).count() == 2
    assert Representative.objects.get(person=stays).capacity == "member"


def test_of_one_meeting_what_was_recorded_for_either_holds(ruth, coffee, two):
    gone, stays = two
    meeting = factories.meeting(coffee)
    for person, values in zip(two, ({"state": "present"}, {"asked_at": timezone.now()}), strict=True):
        Attendance.objects.create(meeting=meeting, partnership=coffee, person=person, **values)
    merging.merge_people(gone, stays, by=ruth)
    row = Attendance.objects.get(meeting=meeting)
    assert (row.person, row.state, bool(row.asked_at)) == (stays, "present", True)


def test_nobody_becomes_the_backup_of_their_own_task(ruth, coffee, two):
    gone, stays = two
    task = factories.task(coffee, owner=gone)
    Task.objects.filter(pk=task.pk).update(backup=stays)
    merge = merging.merge_people(gone, stays, by=ruth)
    task.refresh_from_db()
    assert (task.owner, task.backup) == (stays, None)
    undone(merge, ruth)
    task.refresh_from_db()
    assert (task.owner, task.backup) == (gone, stays)


def test_what_both_were_asked_is_asked_once(ruth, coffee, two):
    gone, stays = two
    for person in two:
        Confirmation.objects.create(partnership=coffee, person=person, kind="x", subject_id=1, question="?")
    merging.merge_people(gone, stays, by=ruth)
    assert Confirmation.objects.get().person == stays


def test_it_is_not_undone_when_somebody_else_has_the_address_by_now(ruth, coffee, two):
    gone, stays = two
    merge = merging.merge_people(gone, stays, by=ruth)
    persons.find_or_add("Somebody", "ada@old.example", coffee, by=ruth)
    with pytest.raises(CannotUndo, match="in the place where something has to go back"):
        merging.undo(merge, by=ruth)
    assert AccessLink.objects.filter(person=gone).count() == 0


def test_the_page_offers_it_and_takes_it_back(ruth, two, as_):
    gone, stays = two
    client, page = as_(ruth), f"/partnerships/coffee/contacts/{stays.pk}/"
    assert f'value="{gone.pk}"' in client.get(page).text
    answer = client.post(f"{page}merging/", {"other": gone.pk}, follow=True)
    assert "Okello, Ada was merged into it" in answer.text
    answer = client.post(f"{page}merges/{Merge.objects.get().pk}/undo/", follow=True)
    assert "Okello, Ada is a person of their own again." in answer.text
    assert Person.objects.filter(pk=gone.pk).exists()


def test_a_refusal_says_what_to_do(ruth, two, as_):
    gone, stays = two
    page = f"/partnerships/coffee/contacts/{gone.pk}/"
    answer = as_(ruth).post(f"{page}merging/", {"other": stays.pk}, follow=True)
    assert "Open their page and merge Okello, Ada into them" in answer.text
    assert Person.objects.filter(pk__in=[gone.pk, stays.pk]).count() == 2
