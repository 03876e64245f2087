"""Numbers in impact's forms, as people type them: figures, what an outcome is worth, the rate of a report."""

from decimal import Decimal

import pytest
from django.urls import reverse

from impact.models import DiscountRate, HourValue, Measurement, Valuation
from tests import factories
from tests.impact.test_pages import indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return factories.partnership(currency="EUR")


@pytest.fixture(params=["en", "nl"])
def reader(request, client, of):
    """A coordinator with a page in this language, without scripts."""
    person = factories.coordinator(of)
    person.language = request.param
    person.save()
    client.force_login(person)
    client.language = request.param
    return client


def post_figure(reader, row, value):
    return reader.post(
        reverse("measurement_new", args=[row.pk]),
        {"value": value, "period_words": "2025", "source": "Register"},
    )


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1250,5", "1250.5"),
        ("1 250,5", "1250.5"),
        ("1.250,5", "1250.5"),
        ("1,2 miljoen", "1200000"),
        ("(200)", "-200"),
    ],
)
def test_a_figure_is_stored_as_the_eye_sees_it(reader, of, typed, value):
    assert post_figure(reader, indicator(of), typed).status_code == 302
    assert Measurement.objects.get().value == Decimal(value)


@pytest.mark.parametrize("typed", ["1.250", "1,250"])
def test_a_figure_that_can_be_two_is_asked_about_and_kept_as_typed(reader, of, typed):
    answer = post_figure(reader, indicator(of), typed)
    error = answer.context["form"].errors["value"][0]
    assert answer.status_code == 422
    assert "1250" in error
    assert ("1.25" if reader.language == "en" else "1,25") in error
    assert f'value="{typed}"' in answer.content.decode()
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("typed", ["<5", "50-60", "12 kg", "tbd", "3/5", "1:30"])
def test_half_a_figure_is_refused(reader, of, typed):
    assert post_figure(reader, indicator(of), typed).status_code == 422
    assert not Measurement.objects.exists()


def test_a_stored_figure_comes_back_as_it_was(reader, of):
    post_figure(reader, indicator(of), "1250,5")
    row = Measurement.objects.get()
    address = reverse("measurement_edit", args=[row.pk])
    shown = "1250.5" if reader.language == "en" else "1250,5"
    assert f'value="{shown}"' in reader.get(address).content.decode()
    reader.post(
        address, {"value": shown, "period_words": "2025", "source": "Register", "revision": row.revision}
    )
    assert Measurement.objects.get().value == Decimal("1250.5")


def test_shares_are_typed_and_shown_in_percent(reader, of):
    row = indicator(of)
    address = reverse("valuation", args=[row.outcome_id])
    typed = {
        "deadweight": "25",
        "displacement": "12,5 %",
        "attribution": "0",
        "drop_off": "10%",
        "years": "3",
    }
    reader.post(address, {**typed, "proxy": "€ 1.250,50"})
    worth = Valuation.objects.get()
    shares = (worth.deadweight, worth.displacement, worth.attribution, worth.drop_off, worth.proxy)
    assert [Decimal(s) for s in ("0.25", "0.125", "0", "0.1", "1250.5")] == list(shares)
    page = reader.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert 'value="25 %"' in page
    assert ('value="12.5 %"' if reader.language == "en" else 'value="12,5 %"') in page


@pytest.mark.parametrize("typed", ["0,25", "0.25", "0.5"])
def test_a_share_below_one_without_its_sign_is_asked_about(reader, of, typed):
    answer = reader.post(
        reverse("valuation", args=[indicator(of).outcome_id]), {"deadweight": typed, "years": "1"}
    )
    assert answer.status_code == 422
    assert "deadweight" in answer.context["form"].errors
    assert not Valuation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "rate"), [("3,5", "0.035"), ("3.5 %", "0.035"), ("0.035", "0.035"), ("4", "0.04")]
)
def test_a_discount_rate_is_typed_in_percent(reader, of, typed, rate):
    address = reverse("discount_rate_new", args=[of.slug])
    reason = {"decided_on": "2026-01-05", "decided_by": "Steering committee", "reason": "As the guide"}
    assert reader.post(address, {"rate": typed, **reason}).status_code == 302
    assert DiscountRate.objects.get().rate == Decimal(rate)


def test_the_value_of_an_hour_is_typed_as_money(reader, of):
    address = reverse("hour_value_new", args=[of.slug])
    reason = {"decided_on": "2026-01-05", "decided_by": "Steering committee", "reason": "Average pay"}
    assert reader.post(address, {"kind": "", "value": "€ 45,50", **reason}).status_code == 302
    assert HourValue.objects.get().value == Decimal("45.5")
