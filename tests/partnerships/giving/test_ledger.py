"""The ledger of what came in kind, signing off, the match that a funder requires, and the workbook."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from backbone.tables import spreadsheets
from partnerships.giving import ledger, matches
from partnerships.giving.models import Match
from tests import factories

MATCH = {"funder": "Green Fund", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "currency": ""}


@pytest.fixture
def address(coffee):
    return reverse("ledger", args=[coffee.slug])


@pytest.fixture
def gift(union):
    return give(union, description="Hall", kind="space", value=100, delivered_on=date(2026, 3, 1))


def give(partner, **fields):
    usual = {"partnership": partner.partnership, "description": "Gift", "kind": "space", "state": "delivered"}
    return partner.contributions.create(**usual | fields)


def required(coffee, **fields):
    usual = {"funder": "Green Fund", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    return Match.objects.create(partnership=coffee, currency="EUR", **usual | fields)


def test_it_is_signed_off_once_and_taken_back(as_ruth, ruth, gift, address):
    page = reverse("contribution_sign_off", args=[gift.pk])
    assert "“Hall” is signed off." in as_ruth.post(page, follow=True).text
    gift.refresh_from_db()
    assert (gift.signed_off_by, gift.signed_off_at is not None) == (ruth, True)
    assert "Somebody did that before you" in as_ruth.post(page, follow=True).text
    assert "signed off no more" in as_ruth.post(page, {"take": "back"}, follow=True).text
    gift.refresh_from_db()
    assert gift.signed_off_at is None


def test_what_is_changed_afterwards_is_signed_off_anew(as_ruth, ruth, gift):
    ledger.sign_off(gift, by=ruth)
    form = {"description": "Hall", "kind": "space", "state": "delivered", "value": "100", "currency": "EUR"}
    form |= {"delivered_on": "2026-03-01", "revision": 0}
    edit = reverse("contribution_edit", args=[gift.pk])
    as_ruth.post(edit, form)
    gift.refresh_from_db()
    assert gift.signed_off_at is not None
    as_ruth.post(edit, form | {"value": "250", "revision": 1})
    gift.refresh_from_db()
    assert (gift.value, gift.signed_off_at) == (250, None)


def test_what_did_not_come_is_not_signed_off(ruth, union):
    row = give(union, state="pledged")
    assert not ledger.sign_off(row, by=ruth)
    with pytest.raises(IntegrityError, match="contribution_signed_off_came"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(signed_off_at="2026-01-01T00:00Z")


def test_a_partner_sees_its_own_rows_and_nothing_about_funders(as_, peter, coffee, union, gift, address):
    give(factories.partner(coffee), description="Tents")
    required(coffee, amount=500)
    page = as_(peter).get(address).text
    assert "Hall" in page
    assert "Tents" not in page
    assert "Green Fund" not in page
    book = as_(peter).get(reverse("ledger_workbook", args=[coffee.slug])).content
    assert rows_in(book)[1][:3] == ["Kigezi Farmers’ Union", "Hall", "Space"]
    assert len(rows_in(book)) == 2
    assert as_(factories.observer(coffee)).get(address).status_code == 403


def rows_in(book):
    (sheet,) = spreadsheets.read(book, "ledger.xlsx")
    return [sheet.rows[number] for number in sorted(sheet.rows)]


def test_a_match_counts_what_was_signed_off_in_its_currency_and_time(coffee, union, ruth, gift):
    match = required(coffee, amount=500)
    ledger.sign_off(gift, by=ruth)
    half = {"period_start": date(2025, 7, 1), "period_end": date(2026, 6, 30)}
    give(union, value=365, kind="hours", **half)
    give(union, value=90, currency="USD", delivered_on=date(2026, 3, 1))
    give(union, value=70, kind="cash", delivered_on=date(2026, 3, 1))
    give(union, value=60, state="pledged", delivered_on=None)
    give(union, delivered_on=date(2026, 3, 1))
    give(union, value=50)
    (one,) = matches.progress(coffee)
    assert (one.signed_off, one.not_yet, one.unvalued, one.undated) == (100, 181, 1, 1)
    assert not one.is_met
    Match.objects.filter(pk=match.pk).update(takes_cash=True, amount=100)
    (one,) = matches.progress(coffee)
    assert (one.not_yet, one.is_met) == (251, True)


def test_a_match_is_an_amount_or_a_share_of_the_grant(as_ruth, coffee, address):
    page = reverse("match_new", args=[coffee.slug])
    neither = as_ruth.post(page, MATCH)
    assert (neither.status_code, "Fill in the amount, or" in neither.text) == (422, True)
    assert as_ruth.post(page, MATCH | {"amount": "5", "grant": "7", "share": "10 %"}).status_code == 422
    assert as_ruth.post(page, MATCH | {"amount": "minus one"}).status_code == 422
    assert as_ruth.post(page, MATCH | {"ends_on": "2025-12-31", "amount": "5"}).status_code == 422
    as_ruth.post(page, MATCH | {"grant": "€ 1.000,50", "share": "25 %"})
    row = Match.objects.get()
    assert (str(row.required), row.currency) == ("250.13", "EUR")
    assert "€\N{NO-BREAK SPACE}0 of €\N{NO-BREAK SPACE}250.13 signed off" in as_ruth.get(address).text
    as_ruth.post(reverse("match_removal", args=[row.pk]))
    assert not Match.objects.exists()


def test_the_database_refuses_a_match_of_both(coffee):
    with pytest.raises(IntegrityError, match="match_is_amount_or_share"), transaction.atomic():
        required(coffee, amount=5, grant=7, share="0.1")


def test_what_is_set_back_to_pledged_has_no_day(as_ruth, gift):
    form = {"description": "Hall", "kind": "space", "value": "100", "currency": "EUR", "revision": 0}
    edit = reverse("contribution_edit", args=[gift.pk])
    as_ruth.post(edit, form | {"state": "pledged", "delivered_on": "2026-03-01"})
    gift.refresh_from_db()
    assert (gift.state, gift.delivered_on) == ("pledged", None)
    page = as_ruth.post(edit, form | {"state": "pledged", "delivered_on": "2026-03-02", "revision": 1})
    assert (page.status_code, "leave this day empty" in page.text) == (422, True)


def test_cash_that_a_match_counts_is_signed_off_and_meets_it(as_ruth, coffee, union, address):
    cash = give(
        union, description="Grant", kind="cash", value=100, currency="EUR", delivered_on=date(2026, 3, 1)
    )
    assert "Grant" not in as_ruth.get(address).text
    required(coffee, amount=80, takes_cash=True)
    sign = reverse("contribution_sign_off", args=[cash.pk])
    page = as_ruth.get(address).text
    assert ("Grant" in page, sign in page, "With cash" in page) == (True, True, True)
    assert not matches.progress(coffee)[0].is_met
    as_ruth.post(sign)
    (one,) = matches.progress(coffee)
    assert (one.signed_off, one.not_yet, one.is_met) == (100, 0, True)
    coffee.matches.all().delete()
    assert "Grant" in as_ruth.get(address).text


def test_cash_is_in_the_workbook_where_a_match_counts_it(as_ruth, coffee, union):
    give(union, description="Grant", kind="cash", value=100, delivered_on=date(2026, 3, 1))
    book = reverse("ledger_workbook", args=[coffee.slug])
    assert "Grant" not in str(
        [sheet.rows for sheet in spreadsheets.read(as_ruth.get(book).content, "x.xlsx")]
    )
    required(coffee, amount=80, takes_cash=True)
    assert "Grant" in str([sheet.rows for sheet in spreadsheets.read(as_ruth.get(book).content, "x.xlsx")])
