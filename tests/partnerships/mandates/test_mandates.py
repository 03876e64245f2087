"""Mandates: who may read and change them, how they read, and what is said before they end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.timezone import now

from backbone.needs import in_full
from backbone.time.days import today_of
from partnerships import partners
from partnerships.mandates import needs, terms
from partnerships.mandates.models import Mandate
from partnerships.merges import merging
from partnerships.models import Representative
from partnerships.people.merging import merge_people
from partnerships.people.personal import erasure
from tests import factories

SAID = {
    "may_decide": "Dates and hosts",
    "consults": "the board",
    "consult_days": "14",
    "days_expected": "2.5",
    "days_per": "month",
}


@pytest.fixture
def seat(union, peter):
    return peter.represents.get()


@pytest.fixture
def address(seat):
    return reverse("mandate", args=[seat.pk])


@pytest.fixture
def written(seat):
    return Mandate.objects.create(partnership=seat.partnership, seat=seat, may_decide="Dates and hosts")


def test_a_coordinator_writes_it_down_and_all_read_it_beside_the_person(as_, as_ruth, coffee, seat, address):
    assert as_ruth.get(address).status_code == 200
    assert not Mandate.objects.exists()
    assert as_ruth.post(address, SAID).status_code == 302
    row = Mandate.objects.get()
    assert (row.seat, row.consult_days, str(row.days_expected)) == (seat, 14, "2.5")
    page = as_(factories.observer(coffee)).get(seat.partner.get_absolute_url()).text
    assert "may decide: Dates and hosts; consults the board, takes 14 days" in page
    assert address not in page


def test_nothing_has_to_be_filled_in_and_nobody_is_asked_for_it(as_ruth, ruth, coffee, seat, address):
    assert as_ruth.post(address, {"may_decide": ""}).status_code == 302
    assert terms.in_words(Mandate.objects.get()) == ""
    assert list(needs.that_end(ruth, coffee)) == []


def test_the_lead_changes_those_of_its_own_people_and_nobody_else_does(as_, coffee, peter, union, address):
    page = as_(peter).get(union.get_absolute_url()).text
    assert address in page
    member = factories.representative(union)
    own = reverse("mandate", args=[member.represents.get().pk])
    assert as_(peter).post(own, SAID).status_code == 302
    assert as_(member).get(own).status_code == 403
    assert as_(member).get(union.get_absolute_url()).text.count("may decide") == 1
    other = factories.representative(factories.partner(coffee), capacity="lead")
    for person in (other, factories.observer(coffee), factories.leader(coffee)):
        assert as_(person).post(address, {}).status_code == 403
    assert as_(factories.person()).get(address).status_code == 404


def test_a_mandate_that_was_saved_meanwhile_shows_both(as_ruth, written, address):
    assert as_ruth.post(address, {**SAID, "revision": 0}).status_code == 302
    page = as_ruth.post(address, {"may_decide": "Nothing alone", "revision": 0})
    assert page.status_code == 409
    assert "Dates and hosts" in page.text
    assert "Nothing alone" in page.text


def test_a_form_that_was_opened_before_there_was_one_loses_nothing(as_ruth, seat, address, written):
    page = as_ruth.post(address, SAID)
    assert page.status_code == 422
    assert "out of date" in page.text
    assert "the board" in page.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"consult_days": "366"},
        {"consult_days": "-1"},
        {"days_expected": "101"},
        {"days_expected": "-1"},
        {"agreed_on": "2026-12-01", "holds_until": "2026-11-01"},
        {"may_decide": "x" * 301},
    ],
)
def test_what_can_not_be_is_refused_in_words(as_ruth, address, wrong):
    assert as_ruth.post(address, wrong).status_code == 422
    assert not Mandate.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"consult_days": 366},
        {"days_expected": -1},
        {"days_per": "year"},
        {"agreed_on": "2026-12-01", "holds_until": "2026-11-01"},
    ],
)
def test_the_database_refuses_it_too(written, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.update(**wrong)


def test_it_belongs_to_the_partnership_of_its_seat(seat):
    elsewhere = factories.partnership("Elsewhere", "elsewhere")
    Mandate.objects.create(partnership=elsewhere, seat=seat)
    with pytest.raises(IntegrityError, match="mandate_seat_same_ps"):
        connection.check_constraints()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Mandate(), ""),
        (Mandate(may_decide="Dates."), "may decide: Dates"),
        (Mandate(consults="the board"), "consults the board"),
        (Mandate(consults="the board", consult_days=1), "consults the board, takes 1 day"),
        (Mandate(consult_days=14), "consulting takes 14 days"),
    ],
)
def test_it_reads_as_far_as_it_is_known(db, row, words):
    assert terms.in_words(row) == words


@pytest.mark.parametrize(
    ("days", "per", "words"),
    [
        (None, "month", ""),
        (1, "month", "about 1 day a month"),
        (2.5, "month", "about 2.5 days a month"),
        (4, "quarter", "about 4 days a quarter"),
    ],
)
def test_days_read_as_people_say_them(db, days, per, words):
    assert terms.days(Mandate(days_expected=days, days_per=per)) == words


# Its end


def ends(row, days):
    Mandate.objects.filter(pk=row.pk).update(holds_until=today_of(row.partnership) + timedelta(days=days))


def said(ruth, coffee):
    return [need.word for need in in_full(needs.that_end(ruth, coffee))]


def test_a_month_before_its_end_the_coordinators_are_told_until_it_is_renewed(
    as_ruth, ruth, coffee, written, address
):
    ends(written, 40)
    assert said(ruth, coffee) == []
    ends(written, 20)
    [word] = said(ruth, coffee)
    assert word.startswith("ends ")
    later = today_of(coffee) + timedelta(days=400)
    as_ruth.post(address, {"may_decide": "Dates", "holds_until": later.isoformat(), "revision": 0})
    assert said(ruth, coffee) == []


def test_it_can_be_left_to_end_and_another_end_is_said_again(as_ruth, ruth, coffee, written, address):
    ends(written, -2)
    assert said(ruth, coffee)[0].startswith("ended ")
    assert "Let it end on that day" in as_ruth.get(address).text
    as_ruth.post(reverse("mandate_ending", args=[written.pk]))
    assert said(ruth, coffee) == []
    assert "Let it end on that day" not in as_ruth.get(address).text
    page = as_ruth.post(reverse("mandate_ending", args=[written.pk]), follow=True)
    assert "Nothing was changed" in page.text
    ends(written, 3)
    assert len(said(ruth, coffee)) == 1


def test_nothing_is_said_of_who_left_or_of_a_partner_that_withdrew(ruth, coffee, union, seat, written):
    ends(written, 3)
    partners.withdraw(union, today_of(coffee))
    assert said(ruth, coffee) == []
    partners.take_back_withdrawal(union)
    assert len(said(ruth, coffee)) == 1
    partners.stop_representing(seat)
    assert said(ruth, coffee) == []


def test_it_can_be_removed_and_brought_back(as_ruth, coffee, written):
    as_ruth.post(reverse("mandate_removal", args=[written.pk]))
    assert not Mandate.objects.exists()
    as_ruth.post(reverse("removal_return", args=[coffee.removals.get().pk]))
    assert Mandate.objects.get().may_decide == "Dates and hosts"


# From and until


def days(client, seat, **said):
    form = {"first_day": "", "last_day": "", **said}
    return client.post(reverse("seat_days", args=[seat.pk]), form, follow=True)


def test_a_coordinator_says_from_when_until_when(as_ruth, coffee, seat):
    last = today_of(coffee) + timedelta(days=30)
    page = days(as_ruth, seat, first_day="2026-03-02", last_day=last.isoformat())
    seat.refresh_from_db()
    assert (str(seat.first_day), seat.last_day) == ("2026-03-02", last)
    assert "from 2 March" in page.text
    days(as_ruth, seat)
    seat.refresh_from_db()
    assert (seat.since, seat.until) == (None, None)


def test_an_end_that_is_over_or_before_the_beginning_is_refused(as_ruth, coffee, seat):
    today = today_of(coffee)
    yesterday, later = today - timedelta(days=1), today + timedelta(days=9)
    assert "This day is over" in days(as_ruth, seat, last_day=yesterday.isoformat()).text
    wrong = days(as_ruth, seat, first_day=later.isoformat(), last_day=today.isoformat())
    assert "ends before it starts" in wrong.text


def test_who_left_is_not_brought_back_by_it(as_ruth, seat):
    partners.stop_representing(seat)
    assert "do not represent it any more" in days(as_ruth, seat).text
    seat.refresh_from_db()
    assert seat.until


def test_whose_end_is_to_come_is_not_seated_twice_and_makes_room_for_another_lead(coffee, union, peter):
    seat = peter.represents.get()
    last = today_of(coffee) + timedelta(days=30)
    terms.set_days(seat, None, last)
    assert partners.take_part(union, peter, "member") == (seat, None)
    _row, before = partners.take_part(union, factories.person("Next"), "lead")
    assert before == peter
    seat.refresh_from_db()
    assert (seat.capacity, seat.last_day) == ("member", last)


# One person, one partner


def test_of_two_partners_that_are_one_nothing_known_is_lost(coffee, union, seat, peter, written):
    gone, by = factories.partner(coffee), factories.administrator()
    factories.representative(gone, peter)
    other = peter.represents.get(partner=gone)
    Mandate.objects.create(partnership=coffee, seat=other, may_decide="All", consults="the mayor")
    merging.merge_organisations(gone.organisation, union.organisation, by=by)
    row = Mandate.objects.get()
    assert (row.may_decide, row.consults) == ("Dates and hosts", "the mayor")


def test_of_two_people_who_are_one_the_mandate_goes_along(coffee, union, seat, peter):
    gone = factories.representative(union, factories.person("Peter O."))
    Mandate.objects.create(partnership=coffee, seat=gone.represents.get(), may_decide="All")
    merge_people(gone, peter, by=factories.administrator())
    assert Mandate.objects.get().seat == seat


def test_an_end_to_come_is_an_end_now_when_somebody_is_erased(coffee, seat, peter):
    terms.set_days(seat, None, today_of(coffee) + timedelta(days=30))
    erasure.erase(peter, by=factories.administrator())
    assert Representative.objects.get(pk=seat.pk).until <= now()
