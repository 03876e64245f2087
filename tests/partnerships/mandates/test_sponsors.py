"""A changed sponsor: proposed, asked once, answered once from the mail or as it was told, in every state."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import now

from backbone.needs import in_full
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.time.days import today_of
from partnerships import partners
from partnerships.correspondence.models import AccessLink
from partnerships.mandates import needs, sponsors
from partnerships.mandates.models import SponsorConfirmation
from partnerships.merges import merging
from partnerships.models import Representative
from partnerships.people.personal import erasure
from partnerships.people.personal.export import export
from tests import factories
from tests.partnerships.people.test_personal_data import opened

WORDS = "The new director wants to see figures"


@pytest.fixture
def isaac():
    return factories.person("Isaac Bwire", "isaac@union.example.org")


@pytest.fixture
def before(union):
    """Who was sponsor before."""
    person = factories.person("Old Sponsor")
    row, _ = partners.take_part(union, person, "sponsor")
    return row


@pytest.fixture
def proposed(union, before, isaac, released):
    partners.stop_representing(before)
    seat, _ = partners.take_part(union, isaac, "sponsor")
    return SponsorConfirmation.objects.get(seat=seat)


@pytest.fixture
def asked(proposed, ruth):
    return sponsors.ask(proposed, by=ruth)


def said(ruth, coffee):
    return [(need.word, need.action) for need in in_full(needs.of_sponsors(ruth, coffee))]


def answered(client, row, given, **words):
    link = AccessLink.objects.filter(person=row.seat.person, purpose="sponsor").latest("created_at")
    address = reverse("link_sponsor_confirmation", args=[link_tokens.token(link.pk), row.pk])
    page = client.post(address, {"answer": given, **words}, follow=True)
    row.refresh_from_db()
    return page


def told(client, row, given, **more):
    day = today_of(row.partnership).isoformat()
    form = {"answer": given, "way": "phone", "on": day, **more}
    return client.post(reverse("sponsor_answer", args=[row.pk]), form, follow=True)


def test_the_first_sponsor_is_not_asked(before):
    assert not SponsorConfirmation.objects.exists()


def test_another_one_is_proposed_to_the_coordinator_and_mailed_on_a_click(as_ruth, ruth, coffee, proposed):
    assert said(ruth, coffee) == [("new sponsor", "Ask them to confirm")]
    assert not Message.objects.exists()
    page = as_ruth.get(proposed.get_absolute_url()).text
    assert "Does your organisation still stand by it?" in page
    as_ruth.post(reverse("sponsor_asking", args=[proposed.pk]))
    message = Message.objects.get()
    assert message.recipient == proposed.seat.person
    for part in (message.text, message.html):
        assert "you are its sponsor now" in part
    proposed.refresh_from_db()
    assert proposed.asked_at
    assert said(ruth, coffee) == []


def test_who_becomes_sponsor_by_another_capacity_is_proposed_once(union, before, peter):
    seat = peter.represents.get()
    partners.change_capacity(before, "member", "")
    partners.change_capacity(seat, "sponsor", "")
    partners.change_capacity(seat, "sponsor", "Director")
    assert SponsorConfirmation.objects.get().seat == seat


def test_yes_from_the_mail_is_shown_on_the_partners_page(client, as_ruth, ruth, coffee, union, asked):
    assert "Thank you" in answered(client, asked, "yes", words=WORDS).text
    assert (asked.answer, asked.way, asked.words) == ("yes", "link", WORDS)
    page = as_ruth.get(union.get_absolute_url()).text
    assert "Yes, we stand by it" in page
    assert WORDS in page
    assert said(ruth, coffee) == []


def test_their_words_are_for_coordinators_and_the_answer_for_the_partner_itself(
    as_, client, coffee, union, asked, peter
):
    answered(client, asked, "talk", words=WORDS)
    own = as_(peter).get(union.get_absolute_url()).text
    assert "Let us talk first" in own
    assert WORDS not in own
    other = as_(factories.representative(factories.partner(coffee))).get(union.get_absolute_url()).text
    assert "Let us talk first" not in other
    assert WORDS not in other


def test_talk_first_comes_back_to_the_coordinator_until_it_is_noted(client, as_ruth, ruth, coffee, asked):
    answered(client, asked, "talk")
    assert said(ruth, coffee) == [("wants to talk first", "Note what came of it")]
    told(as_ruth, asked, "yes", words="They stay")
    assert said(ruth, coffee) == []
    asked.refresh_from_db()
    assert asked.answer == "talk"
    newest = SponsorConfirmation.objects.first()
    assert (newest.answer, newest.way, newest.words, newest.by) == ("yes", "phone", "They stay", ruth)


def test_after_a_no_another_sponsor_is_to_be_named_until_the_seat_changes(as_ruth, ruth, coffee, asked):
    told(as_ruth, asked, "no", words="They stop")
    assert said(ruth, coffee) == [("does not stand by it", "Name another sponsor")]
    Representative.objects.filter(pk=asked.seat_id).update(capacity="member")
    assert said(ruth, coffee) == []


def test_after_a_talk_they_can_be_asked_again_by_mail(client, ruth, coffee, asked):
    answered(client, asked, "talk")
    again = sponsors.ask(asked, by=ruth)
    assert again.pk != asked.pk
    assert Message.objects.count() == 2
    assert said(ruth, coffee) == []
    answered(client, again, "yes")
    assert again.answer == "yes"


def test_asked_twice_it_is_one_mail(as_ruth, asked):
    page = as_ruth.post(reverse("sponsor_asking", args=[asked.pk]), follow=True)
    assert "have not answered" in page.text
    assert Message.objects.count() == 1


def test_answered_twice_the_first_answer_stays(client, as_ruth, asked):
    answered(client, asked, "yes")
    assert "That answer stays" in answered(client, asked, "talk").text
    assert asked.answer == "yes"
    assert "It was answered on" in told(as_ruth, asked, "no").text
    assert SponsorConfirmation.objects.count() == 1
    assert "It was answered on" in as_ruth.post(reverse("sponsor_asking", args=[asked.pk]), follow=True).text


def test_an_answer_that_there_is_not_is_refused(client, asked):
    assert "Choose an answer" in answered(client, asked, "no").text
    assert "Choose an answer" in answered(client, asked, "").text
    assert asked.answer == ""


def test_an_answer_told_before_anybody_asked_is_enough(as_ruth, ruth, coffee, proposed):
    told(as_ruth, proposed, "no", words=WORDS, way="paper")
    proposed.refresh_from_db()
    assert (proposed.answer, proposed.way, proposed.asked_at) == ("no", "paper", None)
    assert said(ruth, coffee) == [("does not stand by it", "Name another sponsor")]


def test_who_is_sponsor_no_more_is_asked_nothing(client, as_ruth, ruth, coffee, asked):
    partners.change_capacity(asked.seat, "member", "")
    assert "not the sponsor there now" in answered(client, asked, "yes").text
    assert asked.answer == ""
    assert "not sponsor there any more" in told(as_ruth, asked, "yes").text
    assert said(ruth, coffee) == []


def test_of_a_partner_that_withdrew_nothing_is_asked(as_ruth, ruth, coffee, union, proposed):
    partners.withdraw(union, today_of(coffee))
    page = as_ruth.post(reverse("sponsor_asking", args=[proposed.pk]), follow=True)
    assert "not sponsor there any more" in page.text
    assert not Message.objects.exists()
    assert said(ruth, coffee) == []
    proposed.refresh_from_db()
    assert proposed.asked_at is None


def test_who_has_been_asked_enough_is_not_asked(as_ruth, coffee, proposed):
    type(coffee).objects.update(asks_per_month=0)
    page = as_ruth.post(reverse("sponsor_asking", args=[proposed.pk]), follow=True)
    assert "limit of requests" in page.text
    proposed.refresh_from_db()
    assert proposed.asked_at is None
    assert not Message.objects.exists()


def test_without_an_address_a_call_is_proposed(as_ruth, ruth, coffee, proposed):
    type(ruth).objects.filter(pk=proposed.seat.person_id).update(email=None, contact_email="")
    assert said(ruth, coffee) == [("new sponsor", "Call, and note the answer")]
    page = as_ruth.post(reverse("sponsor_asking", args=[proposed.pk]), follow=True)
    assert "has no email address. Call, and note the answer." in page.text


def test_after_two_silent_weeks_a_call_is_proposed(ruth, coffee, asked):
    SponsorConfirmation.objects.update(asked_at=now() - timedelta(days=15))
    [(word, action)] = said(ruth, coffee)
    assert word.startswith("asked on")
    assert action == "Call, and note the answer"


def test_a_proposal_can_be_left_and_what_was_asked_stays(as_ruth, ruth, coffee, proposed):
    address = reverse("sponsor_drop", args=[proposed.pk])
    sponsors.ask(proposed, by=ruth)
    assert "asked already" in as_ruth.post(address, follow=True).text
    SponsorConfirmation.objects.update(asked_at=None)
    as_ruth.post(address)
    assert not SponsorConfirmation.objects.exists()


def test_the_same_answer_twice_is_no_conflict_and_other_words_stay(client, asked):
    for _ in range(2):
        assert answered(client, asked, "yes", words=WORDS).status_code == 200
    page = answered(client, asked, "talk", words="Call me")
    assert (page.status_code, "Call me" in page.text) == (409, True)
    assert "That answer stays." in page.text


def test_a_link_answers_for_its_own_person_alone(client, asked, peter, coffee):
    other = factories.representative(factories.partner(coffee), factories.person("Other"), capacity="sponsor")
    row = SponsorConfirmation.objects.create(partnership=coffee, seat=other.represents.get(), asked_at=now())
    link = AccessLink.objects.filter(purpose="sponsor").latest("created_at")
    address = reverse("link_sponsor_confirmation", args=[link_tokens.token(link.pk), row.pk])
    assert client.post(address, {"answer": "yes"}).status_code == 404


def test_the_page_of_the_link_asks_in_two_taps(client, asked):
    link = AccessLink.objects.filter(purpose="sponsor").latest("created_at")
    address = reverse("link", args=[link_tokens.token(link.pk)])
    assert 'value="talk"' in client.get(address).text
    answered(client, asked, "yes")
    page = client.get(address).text
    assert 'value="talk"' not in page
    assert "Yes, we stand by it" in page


def test_only_whole_answers_are_kept_and_one_is_open(asked):
    for wrong in ({"answer": "yes"}, {"answered_at": now()}, {"way": "pigeon"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SponsorConfirmation.objects.update(**wrong)
    with pytest.raises(IntegrityError, match="one_open"), transaction.atomic():
        SponsorConfirmation.objects.create(partnership=asked.partnership, seat=asked.seat)


def test_of_two_partners_that_are_one_the_open_question_goes_on(coffee, union, isaac, asked):
    gone = factories.partner(coffee)
    factories.representative(gone, isaac, capacity="sponsor")
    SponsorConfirmation.objects.create(partnership=coffee, seat=isaac.represents.get(partner=gone))
    merging.merge_organisations(gone.organisation, union.organisation, by=factories.administrator())
    row = SponsorConfirmation.objects.get()
    assert row.asked_at == asked.asked_at


def test_an_export_has_what_they_said_and_an_erasure_takes_their_words(client, asked, isaac):
    answered(client, asked, "yes", words=WORDS)
    assert WORDS in " ".join(opened(export(isaac)).values())
    erasure.erase(isaac, by=factories.administrator())
    asked.refresh_from_db()
    assert (asked.answer, asked.words) == ("yes", "")
    assert not SponsorConfirmation.pgh_event_model.objects.filter(words=WORDS).exists()


def test_who_is_sponsor_no_more_is_not_listed_as_if_they_were(as_ruth, union, asked):
    page = union.get_absolute_url()
    assert "sponsor before" not in as_ruth.get(page).text
    partners.stop_representing(asked.seat)
    Representative.objects.filter(pk=asked.seat_id).update(until=now() - timedelta(hours=1))
    assert "sponsor before" in as_ruth.get(page).text
