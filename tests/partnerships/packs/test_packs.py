"""Packs: what somebody is given who starts or takes over, looked at once, by email or on paper."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from backbone.needs import in_full
from backbone.outbox.models import Message
from meetings.models import Decision
from partnerships import partners
from partnerships.identity.models import Word
from partnerships.mandates.models import Mandate
from partnerships.models import PrivateNote, Representative
from partnerships.packs import needs
from partnerships.packs.giving import print_pack
from partnerships.packs.models import Pack
from tests import factories
from tests.pdfs import assert_in_pdf, pages_of


@pytest.fixture
def seat(union, peter):
    return peter.represents.get()


@pytest.fixture
def known(coffee, union, peter, released):
    """Something for each part to say."""
    type(coffee).objects.filter(pk=coffee.pk).update(purpose="Coffee without cleared forest")
    Word.objects.create(partnership=coffee, word="Nursery", meaning="Where seedlings are raised")
    factories.task(coffee, owner=peter, partner=union, title="Order seedlings")
    union.contributions.create(partnership=coffee, description="Extension staff", state="pledged")
    PrivateNote.objects.create(partnership=coffee, partner=union, text="Afraid of the merger")


def newcomer(seat):
    return reverse("newcomer_pack", args=[seat.pk])


def handover(seat):
    return reverse("handover_pack", args=[seat.pk])


def test_it_is_looked_at_before_it_goes(as_ruth, seat, known):
    page = as_ruth.get(newcomer(seat)).text
    assert "Coffee without cleared forest" in page
    assert "Where seedlings are raised" in page
    assert "Order seedlings" in page
    assert not Message.objects.exists()
    looked = as_ruth.post(newcomer(seat), {"parts": ["purpose"], "look": "1"})
    assert looked.status_code == 200
    assert "Coffee without cleared forest" in looked.text
    assert "Where seedlings are raised" not in looked.text
    assert not Pack.objects.exists()


def test_a_newcomer_gets_the_chosen_parts_by_mail(as_ruth, seat, peter, known):
    page = as_ruth.post(newcomer(seat), {"parts": ["purpose", "words"]}, follow=True)
    assert "goes to Peter" in page.text
    message = Message.objects.get()
    assert message.recipient == peter
    for part in (message.text, message.html):
        assert "Coffee without cleared forest" in part
        assert "Where seedlings are raised" in part
        assert "Order seedlings" not in part
    assert Pack.objects.get().parts == ["purpose", "words"]


def test_what_is_private_is_in_no_pack_by_itself(as_ruth, seat, known):
    for page in (as_ruth.get(newcomer(seat)).text, as_ruth.get(handover(seat)).text):
        assert "Afraid of the merger" not in page


def test_private_notes_go_to_a_successor_who_coordinates_and_to_nobody_else(
    as_ruth, coffee, union, seat, known
):
    other = factories.representative(union, factories.person("Joy"))
    form = {"to": other.pk, "parts": ["tasks", "private_notes"]}
    page = as_ruth.post(handover(seat), form)
    assert page.status_code == 422
    assert "only to somebody who coordinates" in page.text
    assert not Message.objects.exists()
    deputy = factories.coordinator(coffee, factories.person("Deputy"))
    as_ruth.post(handover(seat), {**form, "to": deputy.pk})
    message = Message.objects.get()
    assert "1 private note" in message.text
    for part in (message.text, message.html):
        assert reverse("partner_notes", args=[union.pk]) in part


def test_a_handover_names_what_is_left_behind(as_ruth, union, seat, known):
    other = factories.representative(union, factories.person("Joy"))
    as_ruth.post(handover(seat), {"to": other.pk, "parts": ["tasks", "promises"]})
    text = Message.objects.get(recipient=other).text
    assert "Order seedlings" in text
    assert "Extension staff" in text


def test_who_has_no_address_gets_it_on_paper(as_ruth, seat, peter, known):
    type(peter).objects.filter(pk=peter.pk).update(email=None, contact_email="")
    page = as_ruth.post(newcomer(seat), {"parts": ["purpose"]})
    assert page.status_code == 422
    assert "has no email address." in page.text
    assert not Pack.objects.exists()
    as_ruth.post(newcomer(seat), {"parts": ["purpose", "people"], "paper": "1"})
    pack = Pack.objects.get()
    print_pack(pack.file_id, pack_id=pack.pk)
    answer = as_ruth.get(reverse("pack_file", args=[pack.pk]))
    assert_in_pdf(answer.content, "Coffee without cleared forest")


def test_the_paper_is_in_its_readers_language_and_says_of_which_day_and_by_whom(
    as_ruth, ruth, seat, peter, known
):
    type(peter).objects.filter(pk=peter.pk).update(language="nl")
    as_ruth.post(newcomer(seat), {"parts": ["purpose", "people"], "paper": "1"})
    pack = Pack.objects.get()
    Pack.objects.update(at=datetime(2026, 3, 3, 12, tzinfo=UTC))
    print_pack(pack.file_id, pack_id=pack.pk)
    content = as_ruth.get(reverse("pack_file", args=[pack.pk])).content
    assert_in_pdf(content, "3 maart 2026", f"gemaakt door {ruth}", "coördineert")


def test_nothing_chosen_is_said(as_ruth, seat, known):
    page = as_ruth.post(newcomer(seat), {})
    assert page.status_code == 422
    assert "Choose at least one part." in page.text


def proposed(person, partnership):
    return [need.action_url for need in in_full(needs.of_seats(person, partnership))]


def test_a_pack_is_offered_when_somebody_starts_later_than_the_partner(ruth, coffee, union, seat):
    assert proposed(ruth, coffee) == []
    type(union).objects.update(created_at=now() - timedelta(days=90))
    Representative.objects.update(since=now() - timedelta(days=1))
    assert proposed(ruth, coffee) == [newcomer(seat)]
    Pack.objects.create(partnership=coffee, seat=seat, kind="newcomer", to=seat.person, parts=[], way="mail")
    assert proposed(ruth, coffee) == []


def test_a_pack_is_offered_when_somebody_leaves_for_a_month(ruth, coffee, seat):
    partners.stop_representing(seat)
    assert proposed(ruth, coffee) == [handover(seat)]
    Representative.objects.update(since=None, until=now() - timedelta(days=31))
    assert proposed(ruth, coffee) == []


def test_decisions_that_hold_are_in_it(as_ruth, ruth, coffee, seat, known):
    meeting = factories.meeting(coffee, state="closed")
    line = factories.line(meeting, "Decided: one register", by=ruth)
    Decision.objects.update_or_create(
        line=line, defaults={"partnership": coffee, "meeting": meeting, "number": 3, "text": "One register"}
    )
    assert "One register" in as_ruth.get(newcomer(seat)).text
    item = factories.agenda_item(meeting, title="Personnel (confidential)")
    type(line).objects.filter(pk=line.pk).update(item=item)
    assert "One register" not in as_ruth.get(newcomer(seat)).text


def test_the_next_date_is_said_by_the_same_clock_wherever_a_pack_is_read(as_ruth, coffee, seat, known):
    type(coffee).objects.filter(pk=coffee.pk).update(timezone="Africa/Kampala")
    starts_at = datetime(2099, 12, 16, 11, tzinfo=UTC)
    factories.meeting(coffee, "Tenth", starts_at=starts_at, timezone="Africa/Kampala")
    type(seat.person).objects.update(timezone="Europe/Amsterdam")
    assert "Wed 16 Dec 2099, 14:00 (Africa/Kampala)" in as_ruth.get(newcomer(seat)).text
    as_ruth.post(newcomer(seat), {"parts": ["next_dates"]})
    assert "14:00 (Africa/Kampala)" in Message.objects.get(kind="newcomer_pack").text
    as_ruth.post(newcomer(seat), {"parts": ["next_dates"], "paper": "1"})
    pack = Pack.objects.get(way="paper")
    print_pack(pack.file_id, pack_id=pack.pk)
    printed = as_ruth.get(reverse("pack_file", args=[pack.pk])).content
    assert_in_pdf(printed, "Wed 16 Dec 2099, 14:00: Tenth")


def test_whoever_begins_next_month_has_not_begun(ruth, coffee, seat):
    type(seat.partner).objects.update(created_at=now() - timedelta(days=90))
    Representative.objects.filter(pk=seat.pk).update(since=now() + timedelta(days=20))
    assert in_full(needs.of_seats(ruth, coffee)) == []


def test_a_newcomer_whose_last_day_is_known_is_one_still(ruth, coffee, seat):
    type(seat.partner).objects.update(created_at=now() - timedelta(days=90))
    days = {"since": now() - timedelta(days=2), "until": now() + timedelta(days=300)}
    Representative.objects.filter(pk=seat.pk).update(**days)
    (need,) = in_full(needs.of_seats(ruth, coffee))
    assert need.word.startswith("began on")


def test_it_says_their_own_mandate_before_that_of_the_partner(as_ruth, coffee, seat, known):
    type(seat.partner).objects.filter(pk=seat.partner_id).update(mandate="Whatever the union may")
    assert "Whatever the union may" in as_ruth.get(newcomer(seat)).text
    Mandate.objects.create(partnership=coffee, seat=seat, may_decide="Dates and hosts")
    page = as_ruth.get(newcomer(seat)).text
    assert ("Dates and hosts" in page, "Whatever the union may" in page) == (True, False)


def test_a_group_whose_term_is_over_is_not_theirs(as_ruth, coffee, seat, known):
    board = coffee.bodies.create(name="Seed board", remit="Chooses seeds")
    row = board.seats.create(partnership=coffee, partner=seat.partner, person=seat.person)
    assert "Chooses seeds" in as_ruth.get(newcomer(seat)).text
    type(row).objects.filter(pk=row.pk).update(term_until=now().date() - timedelta(days=3))
    assert "Chooses seeds" not in as_ruth.get(newcomer(seat)).text


def test_a_handover_goes_to_nobody_of_another_partner(as_ruth, coffee, seat, known):
    other = factories.representative(
        factories.partner(coffee), factories.person("Olga Other", "olga@example.org")
    )
    page = as_ruth.post(handover(seat), {"to": other.pk, "parts": ["promises"]})
    assert (page.status_code, Pack.objects.count()) == (422, 0)


def test_nothing_that_is_mailed_or_printed_keeps_a_private_note(as_ruth, as_, coffee, seat, known):
    deputy = factories.coordinator(coffee, factories.person("Deputy"))
    form = {"to": deputy.pk, "parts": ["private_notes"]}
    as_ruth.post(handover(seat), form)
    as_ruth.post(handover(seat), {**form, "paper": "1"})
    message, pack = Message.objects.get(), Pack.objects.get(way="paper")
    assert "Afraid of the merger" not in message.text + message.html
    print_pack(pack.file_id, pack_id=pack.pk)
    printed = " ".join(pages_of(as_ruth.get(reverse("pack_file", args=[pack.pk])).content))
    assert "1 private note" in printed
    assert "Afraid" not in printed
    assert "Afraid of the merger" in as_(deputy).get(reverse("partner_notes", args=[seat.partner_id])).text


def test_private_notes_are_not_even_counted_for_somebody_who_may_not_get_them(
    as_ruth, ruth, peter, seat, known
):
    other = factories.representative(seat.partner, factories.person("Olga Other", "olga@example.org"))
    look = {"parts": ["private_notes"], "look": "1"}
    assert "1 private note" not in as_ruth.post(handover(seat), {**look, "to": other.pk}).text
    assert "1 private note" in as_ruth.post(handover(seat), {**look, "to": ruth.pk}).text


def test_a_pack_is_found_again_on_the_page_of_the_partner(as_ruth, as_, peter, seat, known):
    as_ruth.post(newcomer(seat), {"parts": ["purpose"]})
    pack = Pack.objects.get()
    assert pack.get_absolute_url() in as_ruth.get(seat.partner.get_absolute_url()).text
    assert pack.get_absolute_url() not in as_(peter).get(seat.partner.get_absolute_url()).text
