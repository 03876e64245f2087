"""An old action list, pasted: what is understood, what is asked, and that nothing is half done."""

from datetime import date

import pytest
from django.urls import reverse

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.time.mornings import next_morning
from tests import factories
from workplans.models import Task

pytestmark = pytest.mark.fast

LIST = DateContext(date(2026, 11, 22), Policy.NEAREST, "NL")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-12-11", date(2026, 12, 11)),
        ("11-12-2026", date(2026, 12, 11)),
        ("11/12/26", date(2026, 12, 11)),
        ("12/25/2026", date(2026, 12, 25)),
        ("11.12", date(2026, 12, 11)),
        ("3 nov", date(2026, 11, 3)),
        ("15 jan", date(2027, 1, 15)),
        ("vr 11 dec.", date(2026, 12, 11)),
        ("uiterlijk 11 december 2026", date(2026, 12, 11)),
        ("Dec 11, 2026", date(2026, 12, 11)),
        ("by Friday 11th December", date(2026, 12, 11)),
        ("eind november", date(2026, 11, 30)),
        ("Feb 2027", date(2027, 2, 28)),
        ("Q1 2027", date(2027, 3, 31)),
        ("week 50", date(2026, 12, 11)),
        ("46367", date(2026, 12, 11)),
        ("2026-12-11 00:00:00", date(2026, 12, 11)),
        ("asap", None),
        ("31-02-2026", None),
        ("99999999999999", None),
        ("", None),
    ],
)
def test_dates_as_they_stand_in_lists(words, day):
    assert dates.read(words, LIST).end == day


def test_a_date_that_can_be_read_two_ways_says_so():
    assert dates.read("03/04/2026", LIST).is_ambiguous
    assert not dates.read("13/04/2026", LIST).is_ambiguous


@pytest.fixture
def work(db, client):
    of = factories.partnership()
    kigezi = factories.partner(of, "Kigezi Farmers’ Union")
    factories.representative(kigezi, factories.person("Grace Tumusiime", "grace@kigezi.example.org"))
    factories.representative(kigezi, factories.person("Sam Okello"))
    factories.representative(factories.partner(of, "Ministry of Agriculture"), factories.person("Sam Lubega"))
    client.force_login(factories.coordinator(of, factories.person("Ruth Nansubuga")))
    return of


def paste(client, of, text, **more):
    return client.post(reverse("tasks_paste", args=[of.slug]), {"text": text, **more})


def row_values(page):
    return [form.initial | {"remarks": form.row.remarks} for form in page.context["formset"]]


def confirm(client, of, text, page, **changes):
    data = {
        "form-TOTAL_FORMS": len(page.context["formset"]),
        "form-INITIAL_FORMS": len(page.context["formset"]),
    }
    for form in page.context["formset"]:
        for name in form.fields:
            value = form[name].value()
            data[form.add_prefix(name)] = "" if value is None else value
        if not form.initial["include"]:
            data.pop(form.add_prefix("include"))
    return paste(client, of, text, **data | changes)


def test_with_a_dutch_header_in_another_order(client, work):
    text = "Status\tWanneer\tActie\tWie\nklaar\t3 nov 2026\tBomen tellen\tGrace\nloopt\t11-12-2026\tBomen planten\tS. Okello"
    first, second = row_values(paste(client, work, text))
    assert (first["title"], first["state"], first["due_on"]) == ("Bomen tellen", "done", date(2026, 11, 3))
    assert second["owner"] == str(work.representatives.get(person__name="Sam Okello").person_id)
    assert not first["remarks"]


def test_without_a_header_the_cells_tell(client, work):
    text = "Count the trees,Grace Tumusiime,2026-11-03\nPlant trees by the road,Ruth,2026-12-15"
    first, second = row_values(paste(client, work, text))
    assert [first["title"], second["title"]] == ["Count the trees", "Plant trees by the road"]
    assert second["due_on"] == date(2026, 12, 15)


def test_an_ambiguous_name_is_asked_and_nothing_is_half_done(client, work):
    text = "what\twho\tdue\nCount the trees\tGrace\t3 nov\nPlant trees\tSam\tasap"
    page = paste(client, work, text)
    remarks = " ".join(row_values(page)[1]["remarks"])
    assert "Sam Lubega or Sam Okello" in remarks
    assert "“asap” is not a date" in remarks
    again = confirm(client, work, text, page)
    assert again.status_code == 422
    assert "Choose who is meant" in again.content.decode()
    assert not Task.objects.exists()
    sam = work.representatives.get(person__name="Sam Okello").person
    assert confirm(client, work, text, page, **{"form-1-owner": str(sam.pk)}).status_code == 302
    assert [task.owner.name for task in Task.objects.order_by("pk")] == ["Grace Tumusiime", "Sam Okello"]
    assert Task.objects.get(owner=sam).partner.organisation.name == "Kigezi Farmers’ Union"


def test_pasting_twice_leaves_out_what_is_there(client, work):
    text = "what\twho\nCount the trees\tGrace"
    confirm(client, work, text, paste(client, work, text))
    page = paste(client, work, text)
    assert row_values(page)[0]["include"] is False
    confirm(client, work, text, page)
    assert Task.objects.count() == 1


def test_what_was_late_long_before_is_reminded_of_once_the_next_morning(client, work):
    text = "what\twho\twhen\nCount the trees\tGrace\t2020-01-31\nReport\tGrace\t"
    page = client.get(confirm(client, work, text, paste(client, work, text)).url)
    assert f'<a href="/partnerships/{work.slug}/setup/">Next: ' in page.text
    late, undated = Task.objects.order_by("pk")
    assert late.next_reminder_at == next_morning(late.owner.zone)
    assert undated.next_reminder_at is None


@pytest.mark.parametrize("text", ["", "  \n\t\n", "x\n" * 301])
def test_nothing_or_too_much_keeps_what_was_typed(client, work, text):
    page = paste(client, work, text)
    assert page.status_code == 422
    assert "Is this what it means" not in page.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "a\t" * 50_000,
        "Call Anna\t" + "x;" * 100_000,
        "x" * 150_000,
        '"' + "x" * 140_000,
        "by " * 20_000,
        "a\n" * 160_000,
    ],
)
def test_what_is_no_list_is_refused_before_it_is_understood(client, work, text):
    page = paste(client, work, f"a\tb\n{text}")
    assert page.status_code == 422
    assert "This is no list of tasks" in page.text


@pytest.mark.parametrize(
    "text", ['"unclosed quote\tGrace', "=1+1\t<b>Grace</b>", "🌱\t‮Grace", "a\x00b\tGrace", "," * 5000]
)
def test_hostile_cells_do_no_harm(client, work, text):
    page = paste(client, work, text)
    assert page.status_code in (200, 422)
    assert "<b>Grace" not in page.content.decode()
