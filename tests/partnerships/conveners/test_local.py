"""Convening that is given to a local actor: task, term, fee, and the report that comes back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from backbone.needs import in_full
from partnerships import removing
from partnerships.attachments.attaching import attach
from partnerships.attachments.kinds import attachable
from partnerships.closing import closing
from partnerships.conveners import needs
from partnerships.conveners.models import LocalConvening
from partnerships.merges import merging
from tests import factories
from tests.partnerships.attachments.files import PDF, sent

pytestmark = pytest.mark.fast
DAY = timedelta(days=1)
TASK = "Brings the growers of the district together"


@pytest.fixture
def given(coffee, union):
    return LocalConvening.objects.create(partnership=coffee, partner=union, task=TASK)


@pytest.fixture
def new(coffee):
    return reverse("local_convening_new", args=[coffee.slug])


def test_a_coordinator_gives_it_away_with_a_fee_or_without(as_ruth, coffee, union, new):
    said = {"organisation": "Growers' Circle", "task": TASK, "fee": "1.800,50", "currency": "ugx"}
    assert as_ruth.post(new, said).status_code == 302
    row = LocalConvening.objects.get()
    assert (str(row), row.fee, row.currency) == ("Growers' Circle", Decimal("1800.50"), "UGX")
    assert as_ruth.post(new, {"partner": union.pk, "task": TASK}).status_code == 302
    other = LocalConvening.objects.exclude(pk=row.pk).get()
    assert (str(other), other.fee, other.currency) == (str(union), None, coffee.currency)
    text = as_ruth.get(row.get_absolute_url()).text
    assert TASK in text
    assert "1,800.50" in text


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"organisation": "Circle", "fee": "-1"},
        {"organisation": "Circle", "fee": "much"},
        {"organisation": "Circle", "currency": "money"},
        {"organisation": "Circle", "since": "2026-02-01", "until": "2026-01-01"},
        {"organisation": "Circle", "task": ""},
        {"organisation": "C" * 201},
    ],
)
def test_what_cannot_be_is_refused_in_words(as_ruth, new, said):
    answer = as_ruth.post(new, {"task": TASK, **said})
    assert answer.status_code == 422
    assert not LocalConvening.objects.exists()


def test_one_name_not_two(as_ruth, union, new):
    said = {"organisation": "Circle", "partner": union.pk, "task": TASK}
    assert as_ruth.post(new, said).status_code == 422


@pytest.mark.parametrize("columns", [{"fee": -1, "organisation": "Circle"}, {}])
def test_the_database_refuses_it_too(coffee, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalConvening.objects.create(partnership=coffee, task=TASK, **columns)


@pytest.mark.parametrize(
    ("since", "until", "reported", "state"),
    [
        (None, None, None, "running"),
        (1, None, None, "planned"),
        (-9, 0, None, "running"),
        (-9, -1, None, "ended"),
        (-9, -1, 0, "reported"),
    ],
)
def test_its_state_follows_from_its_days_and_its_report(given, today, since, until, reported, state):
    days = [None if n is None else today + n * DAY for n in (since, until, reported)]
    given.since, given.until, given.reported_on = days
    assert given.state == state


def test_the_partner_that_convenes_there_writes_the_report_and_adds_files(
    as_, ruth, peter, coffee, given, today
):
    page, files = (reverse(f"local_convening_{name}", args=[given.pk]) for name in ("report", "files"))
    said = {"report": "Forty growers came", "reported_on": str(today), "revision": 0}
    assert as_(peter).post(page, said).status_code == 302
    given.refresh_from_db()
    assert (given.report, given.state) == ("Forty growers came", "reported")
    assert as_(peter).post(files, {"files": sent("list.pdf", PDF)}).status_code in (200, 302)
    assert "list.pdf" in as_(ruth).get(given.get_absolute_url()).text
    other = factories.representative(factories.partner(coffee))
    for person in (other, factories.observer(coffee), factories.leader(coffee)):
        assert as_(person).get(given.get_absolute_url()).status_code == 200
        assert as_(person).post(page, {"report": "x", "revision": 1}).status_code == 403
        assert as_(person).get(reverse("local_convening_edit", args=[given.pk])).status_code == 403
    assert as_(factories.person()).get(given.get_absolute_url()).status_code == 404


def test_a_report_has_not_come_tomorrow(as_ruth, given, today):
    said = {"report": "Soon", "reported_on": str(today + DAY), "revision": 0}
    assert as_ruth.post(reverse("local_convening_report", args=[given.pk]), said).status_code == 422


def found(person, partnership=None):
    return in_full(needs.to_look_at(person, partnership))


@pytest.mark.parametrize(("days", "state"), [(8, None), (7, "open"), (0, "open"), (-1, "late")])
def test_a_report_that_is_near_stands_under_needs_you(ruth, union, coffee, given, today, days, state):
    LocalConvening.objects.update(report_due=today + days * DAY)
    lead = factories.representative(union, capacity="lead")
    for person in (ruth, lead):
        assert [need.state for need in found(person, coffee)] == ([state] if state else [])
    others = (
        factories.observer(coffee),
        factories.representative(factories.partner(coffee), capacity="lead"),
    )
    assert [found(person) for person in others] == [[], []]
    LocalConvening.objects.update(reported_on=today)
    assert found(ruth) == []


def test_it_is_removed_with_its_files_and_comes_back(as_ruth, ruth, coffee, given):
    attach(attachable("local_convening"), given, [sent("list.pdf", PDF)], by=ruth)
    as_ruth.post(reverse("local_convening_removal", args=[given.pk]))
    assert not LocalConvening.objects.exists()
    removing.bring_back(coffee.removals.get(), by=ruth)
    assert LocalConvening.objects.get().files.get().name == "list.pdf"


def test_it_moves_to_the_partner_that_another_becomes(ruth, coffee, union, given):
    stays = factories.partner(coffee, "Union of growers")
    merging.merge_organisations(union.organisation, stays.organisation, by=ruth)
    given.refresh_from_db()
    assert given.partner == stays


def test_an_older_form_shows_both_texts_and_its_history_tells_what_changed(as_ruth, given):
    edit = reverse("local_convening_edit", args=[given.pk])
    said = {"partner": given.partner_id, "task": "Calls the growers", "revision": 0}
    assert as_ruth.post(edit, said).status_code == 302
    assert as_ruth.post(edit, said | {"task": "Another"}).status_code == 409
    history = reverse("history", args=[given.partnership.slug])
    assert "Calls the growers" in as_ruth.get(f"{history}?row=localconvening-{given.pk}").text


def test_in_a_partnership_that_is_closed_nothing_changes(as_ruth, ruth, coffee, given, today):
    LocalConvening.objects.update(report_due=today)
    closing.close(coffee, by=ruth)
    said = {"report": "Late", "revision": 0}
    assert as_ruth.post(reverse("local_convening_report", args=[given.pk]), said).status_code in (403, 409)
    assert found(ruth) == []


def test_history_names_the_convening_to_which_a_file_belongs(as_ruth, ruth, coffee, given):
    attach(attachable("local_convening"), given, [sent("list.pdf", PDF)], by=ruth)
    assert "list.pdf" in as_ruth.get(reverse("history", args=[coffee.slug])).text
