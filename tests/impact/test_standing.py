"""Which figure stands: the one rule that scorecard, headline, chart and report share."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.time.days import today_of
from impact import corrections
from impact.figures import arrange, scorecard_of, series_of
from impact.models import Measurement, Report
from impact.reports import gather
from tests import factories
from tests.impact.test_pages import indicator

pytestmark = [pytest.mark.django_db, pytest.mark.fast]
NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture
def of():
    return factories.partnership()


@pytest.fixture
def signed_in(client, of):
    client.force_login(factories.coordinator(of))
    return client


def figure(row, value, words, **fields):
    """A figure of the period that these words say."""
    period = dates.read(words, DateContext(policy=Policy.PERIOD))
    days = {"period_words": words, "period_start": period.start, "period_end": period.end}
    made = {"partnership": row.partnership, "indicator": row, "source": "Register"}
    return Measurement.objects.create(value=value, **made, **days, **fields)


def post(client, row, **typed):
    typed = {"value": "12", "period_words": "2025", "source": "Register", **typed}
    return client.post(reverse("measurement_new", args=[row.pk]), typed)


def latest(of, end=date(2026, 11, 26)):
    series = series_of(of, date(2020, 1, 1), end)[0]
    return series.latest and int(series.latest.value)


@pytest.mark.parametrize(
    ("figures", "stands"),
    [
        ([(1, "2024"), (2, "2025")], 2),
        ([(2, "2025"), (1, "2024")], 2),
        ([(1, "2025"), (2, "2026")], 1),
        ([(1, "2025"), (2, "Q3 2026"), (3, "Q4 2026")], 2),
        ([(1, "2025"), (2, "Q4 2025")], 2),
        ([(1, "Q3 2026"), (2, "2025")], 1),
        ([(1, "26 November 2026"), (2, "27 November 2026")], 1),
        ([(1, "2024"), (2, "2025"), (3, "2025")], 1),
        ([(1, "2019")], None),
        ([(1, "July 2019 – June 2020")], 1),
    ],
)
def test_the_latest_period_that_ends_within_the_window_stands(of, figures, stands):
    row = indicator(of)
    for value, words in figures:
        figure(row, value, words)
    assert latest(of) == stands


def test_what_was_struck_out_is_out_of_everything_and_kept(of, signed_in):
    row = indicator(of)
    figure(row, 41, "2024")
    wrong = figure(row, -500, "2025")
    answer = signed_in.post(reverse("measurement_striking", args=[wrong.pk]), {"reason": "A slip of the pen"})
    assert answer.status_code == 302
    assert latest(of) == 41
    page = signed_in.get(reverse("indicator", args=[row.pk])).content.decode()
    assert "A slip of the pen" in page
    findings = gather(Report(partnership=of, start=date(2020, 1, 1), end=date(2026, 1, 1)))
    assert "-500" not in str(findings.sheet)
    signed_in.post(reverse("measurement_return", args=[wrong.pk]))
    assert latest(of) == -500


def test_striking_needs_a_reason(of, signed_in):
    wrong = figure(indicator(of), 5, "2025")
    assert (
        signed_in.post(reverse("measurement_striking", args=[wrong.pk]), {"reason": " "}).status_code == 422
    )
    assert latest(of) == 5


def test_a_correction_that_is_struck_out_gives_way_to_what_it_corrected(of):
    row, by = indicator(of), factories.person()
    first = figure(row, 1, "2025")
    second = figure(row, 2, "2025", supersedes=first)
    third = figure(row, 3, "2025", supersedes=second)
    assert latest(of) == 3
    corrections.strike(second, by, "Wrong")
    assert latest(of) == 3
    corrections.strike(third, by, "Wrong too")
    assert latest(of) == 1


@pytest.mark.parametrize("chosen", [0, 1])
def test_of_two_for_one_period_the_chosen_one_stands_and_until_then_neither(of, signed_in, chosen):
    row = indicator(of)
    figure(row, 1, "2024")
    both = [figure(row, 10, "2025"), figure(row, 20, "1 January 2025 – 31 December 2025")]
    assert latest(of) == 1
    page = signed_in.get(reverse("indicator", args=[row.pk])).content.decode()
    assert "several figures for this period" in page
    signed_in.post(reverse("measurement_choice", args=[both[1 - chosen].pk]))
    signed_in.post(reverse("measurement_choice", args=[both[chosen].pk]))
    assert latest(of) == both[chosen].value


def test_a_choice_goes_on_to_the_correction_of_what_was_chosen(of):
    row, by = indicator(of), factories.person()
    first, _other = figure(row, 10, "2025"), figure(row, 20, "2025")
    corrections.choose(first, by)
    figure(row, 11, "2025", supersedes=first)
    assert latest(of) == 11


@pytest.mark.parametrize(("holds", "stands"), [("this", 12), ("other", 10), ("open", None), ("corrects", 12)])
def test_a_second_figure_for_a_period_is_asked_about(of, signed_in, holds, stands):
    row = indicator(of)
    figure(row, 10, "2025")
    answer = post(signed_in, row)
    assert answer.status_code == 422
    assert "Which one is right?" in answer.content.decode()
    assert Measurement.objects.count() == 1
    assert post(signed_in, row, holds=holds).status_code == 302
    assert latest(of) == stands
    assert Measurement.objects.filter(supersedes__isnull=False).exists() == (holds == "corrects")


def test_scorecard_and_report_say_the_same(of, signed_in):
    row = indicator(of)
    today = today_of(of)
    figure(row, 9, str(today.year - 1))
    figure(row, -3, f"1 January {today.year} – 31 December {today.year + 1}")
    on_scorecard = scorecard_of(of, 5)[0]
    findings = gather(Report(partnership=of, start=date(today.year - 1, 1, 1), end=today))
    assert on_scorecard.latest == findings.series[0].latest
    assert on_scorecard.latest.value == 9
    assert any("which ends on" in sentence for sentence in findings.sheet["left_out"])
    page = signed_in.get(reverse("impact", args=[of.slug])).content.decode()
    assert "not over yet" in page


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("Q1 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("first quarter of 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("maart 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("3 March 2026", date(2026, 3, 3), date(2026, 3, 3)),
        ("1 May 2025 – 30 April 2026", date(2025, 5, 1), date(2026, 4, 30)),
    ],
)
def test_the_period_of_a_typed_figure_is_read(of, signed_in, words, start, end):
    assert post(signed_in, indicator(of), period_words=words).status_code == 302
    row = Measurement.objects.get()
    assert (row.period_words, row.period_start, row.period_end) == (words, start, end)


@pytest.mark.parametrize(
    "words",
    [
        "sometime",
        "recently",
        "after the summer",
        "before 2026",
        "31 February 2026",
        "every year",
        "vroeger",
        "2099",
    ],
)
def test_a_period_that_says_no_days_is_refused(of, signed_in, words):
    answer = post(signed_in, indicator(of), period_words=words)
    assert answer.status_code == 422
    assert "period_words" in answer.context["form"].errors
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("unit", ["%", "% of families", "percent", "per cent of plots", "procent"])
@pytest.mark.parametrize("value", ["-500", "-0.1", "100.5"])
def test_a_share_that_cannot_be_is_asked_about(of, signed_in, unit, value):
    row = indicator(of)
    type(row).objects.update(unit=unit)
    answer = post(signed_in, row, value=value)
    assert answer.status_code == 422
    assert "is_so" in answer.context["form"].errors
    assert not Measurement.objects.exists()
    assert post(signed_in, row, value=value, is_so="on").status_code == 302
    assert Measurement.objects.get().value == Decimal(value)


@pytest.mark.parametrize("value", ["0", "100", "41"])
def test_a_share_that_can_be_is_not(of, signed_in, value):
    row = indicator(of)
    type(row).objects.update(unit="%")
    assert post(signed_in, row, value=value).status_code == 302


def test_the_correction_of_another_periods_figure_is_asked_about(of, signed_in):
    row = indicator(of)
    first = figure(row, 10, "2024")
    answer = post(signed_in, row, supersedes=first.pk)
    assert set(answer.context["form"].errors) == {"is_of_another_period"}
    assert post(signed_in, row, supersedes=first.pk, is_of_another_period="on").status_code == 302


def test_a_figure_cannot_correct_its_own_correction(of, signed_in):
    row = indicator(of)
    first = figure(row, 10, "2025")
    second = figure(row, 11, "2025", supersedes=first)
    typed = {"value": "10", "period_words": "2025", "source": "Register", "revision": first.revision}
    address = reverse("measurement_edit", args=[first.pk])
    assert signed_in.post(address, {**typed, "supersedes": second.pk}).status_code == 422


def test_a_chosen_figure_that_moves_to_another_period_is_chosen_no_more(of, signed_in):
    row, by = indicator(of), factories.person()
    chosen = [figure(row, 1, "2024"), figure(row, 3, "2025")]
    figure(row, 2, "2024"), figure(row, 4, "2025")
    for each in chosen:
        corrections.choose(each, by)
    chosen[0].refresh_from_db()
    typed = {"value": "1", "period_words": "2025", "source": "Register", "revision": chosen[0].revision}
    answer = signed_in.post(reverse("measurement_edit", args=[chosen[0].pk]), {**typed, "holds": "open"})
    assert answer.status_code == 302
    assert latest(of) == 3


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"period_end": None}, "measurement_has_days"),
        ({"struck_at": timezone.now()}, "measurement_struck_with_reason"),
        (
            {"struck_at": timezone.now(), "struck_reason": "W", "chosen_at": timezone.now()},
            "measurement_struck_not_chosen",
        ),
    ],
)
def test_the_database_refuses_what_no_form_lets_through(of, fields, name):
    row = figure(indicator(of), 1, "2025")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Measurement.objects.filter(pk=row.pk).update(**fields)


def test_one_figure_of_a_period_is_chosen(of):
    row = indicator(of)
    figure(row, 1, "2025", chosen_at=timezone.now())
    with pytest.raises(IntegrityError, match="measurement_one_chosen"), transaction.atomic():
        figure(row, 2, "2025", chosen_at=timezone.now())


def test_a_figure_of_before_whose_period_was_not_understood_is_said_and_not_counted():
    from workplans.models import Indicator

    of = factories.partnership()
    row = Measurement(value=5, period_words="sometime", source="Register")
    series = arrange(Indicator(name="Families", partnership=of), [row], None, date(2026, 1, 1))
    assert series.latest is None
    assert "“sometime”" in "".join(series.left_out)


def test_the_sentence_speaks_the_language_of_its_names(of, signed_in):
    type(of).objects.update(language="nl")
    row = indicator(of)
    figure(row, 79, "2024")
    figure(row, 81, "Q3 2025")
    page = signed_in.get(reverse("indicator", args=[row.pk])).content.decode()
    assert '<p dir="auto" class="purpose" lang="nl">' in page
    assert f"van 79{NO_BREAK}families" in page
