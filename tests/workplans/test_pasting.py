"""An old action list, pasted: what is understood, what is asked, and that nothing is half done."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from backbone.reading import dates
from backbone.reading.date_context import DateContext, Policy
from backbone.time.mornings import next_morning, working_morning
from partnerships.imports.models import ImportRun
from tests import factories
from tests.data import inputs
from tests.partnerships.imports import previews
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
def november():
    """A day on which "15 Dec" is one of this year; it comes before whoever signs in, since sessions end."""
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def work(db, client):
    of = factories.partnership()
    kigezi = factories.partner(of, "Kigezi Farmers’ Union")
    factories.representative(kigezi, factories.person("Grace Tumusiime", "grace@kigezi.example.org"))
    factories.representative(kigezi, factories.person("Sam Okello"))
    factories.representative(factories.partner(of, "Ministry of Agriculture"), factories.person("Sam Lubega"))
    client.force_login(factories.coordinator(of, factories.person("Ruth Nansubuga")))
    return of


def paste(client, of, text):
    """The preview, or the page of the text again when it was refused."""
    return client.post(reverse("tasks_paste", args=[of.slug]), {"text": text}, follow=True)


def columns():
    return ImportRun.objects.latest("pk").sheets[0]["columns"]


def values():
    return [row.values for row in ImportRun.objects.latest("pk").rows.all()]


def test_with_a_dutch_header_in_another_order(client, work):
    text = "Status\tWanneer\tActie\tWie\nklaar\t3 nov 2026\tBomen tellen\tGrace\nloopt\t11-12-2026\tBomen planten\tS. Okello"
    page = paste(client, work, text)
    first, second = values()
    assert (first["title"], first["state"], first["due_on"]) == ("Bomen tellen", "done", "2026-11-03")
    assert second["owner"] == work.representatives.get(person__name="Sam Okello").person_id
    assert previews.notes(page, "D3") == "“S. Okello” was read as Sam Okello."
    assert previews.notes(page, "B3") == "“11-12-2026” was read as 11 December 2026, day before month."
    assert previews.notes(page, "A3") == previews.notes(page, "C3") == ""


@pytest.mark.parametrize(
    ("text", "title", "due"),
    [
        # bugs-actions-*.tsv: the date raised is no date due, the owner no title.
        (inputs.text("actions-date-raised.tsv"), "Send the budget", "2026-12-15"),
        (inputs.text("actions-datum.tsv"), "Begroting sturen", "2026-12-15"),
        (inputs.text("actions-owner-first.tsv"), "Send the budget", "2026-12-15"),
        # Others of their kind.
        (
            "Date\tTask owner\tTask\tDue by\n1-10-2026\tGrace\tCount trees\t15-12-2026",
            "Count trees",
            "2026-12-15",
        ),
        ("Datum overleg\tActie\tWie\n1-10-2026\tBomen tellen\tGrace", "Bomen tellen", None),
        (
            "Ingebracht op\tDatum\tActiepunt\tActie door\n1-10-2026\t15-12-2026\tTellen\tGrace",
            "Tellen",
            "2026-12-15",
        ),
        (
            "Action date\tResponsible person\tDescription of the action\n15-12-2026\tGrace\tCount",
            "Count",
            "2026-12-15",
        ),
        ("Description\tWhat\tOwner\nbecause of it\tCount\tGrace", "Count", None),
    ],
)
def test_columns_are_told_by_their_whole_heading_first(november, client, work, text, title, due):
    factories.representative(factories.partner(work, "DRIE"), factories.person("Sukarno"))
    paste(client, work, text)
    [row] = values()
    assert (row["title"], row["due_on"]) == (title, due)
    assert row["owner"] in work.representatives.values_list("person", flat=True)


def test_the_order_of_days_is_told_by_the_whole_column(client, work):
    page = paste(client, work, "what\tdue\nOne\t12/3/2027\nTwo\t12/15/2026\nThree\t1/2/2027")
    assert [row["due_on"] for row in values()] == ["2027-12-03", "2026-12-15", "2027-01-02"]
    assert previews.notes(page, "B2") == "“12/3/2027” was read as 3 December 2027, month before day."


def test_without_a_header_the_cells_tell(client, work):
    text = "Count the trees,Grace Tumusiime,2026-11-03\nPlant trees by the road,Ruth,2026-12-15"
    page = paste(client, work, text)
    assert [row["title"] for row in values()] == ["Count the trees", "Plant trees by the road"]
    assert values()[1]["due_on"] == "2026-12-15"
    assert "State" in page.text


@pytest.mark.parametrize(
    "text",
    [
        "Action list, autumn\nWhat\tWho\nCount, then plant\tGrace",
        "Count, then plant\tGrace",
        "Count, then plant\t\tGrace\nMore, and more\t\tRuth",
        "Wat;Wie\nCount, then plant;Grace",
    ],
)
def test_commas_in_cells_separate_nothing(client, work, text):
    paste(client, work, text)
    assert values()[0]["title"] == "Count, then plant"
    assert values()[0]["owner"] == work.representatives.get(person__name="Grace Tumusiime").person_id


def test_the_columns_of_a_pasted_list_can_be_corrected(client, work):
    run = paste(client, work, "Count,Grace,2026-11-03\nPlant,Ruth,2026-12-15").context["run"]
    address = reverse("import_sheets", args=[run.pk])
    page = client.get(address)
    assert [value for value, _label in page.context["forms"][0].fields["kind"].choices] == ["tasks"]
    client.post(address, {"s0-kind": "tasks", "s0-header": "", "again": "0"})
    assert columns()["title"] == 0
    sent = {"s0-kind": "tasks", "s0-header": "", "s0-c0": "title", "s0-c2": "due"}
    client.post(address, sent)
    assert columns() == {"title": 0, "due": 2, "owner": 3, "partner": 4, "state": 5}
    assert [row["owner"] for row in values()] == [None, None]


def test_what_the_list_lacks_can_be_filled_in(client, work):
    page = paste(client, work, "Count the trees\nPlant trees by the road")
    assert columns() == {"title": 0, "owner": 1, "partner": 2, "due": 3, "state": 4}
    page = previews.confirm(client, page, B1="Grace", D2="15 Dec 2026", E2="klaar")
    assert page.redirect_chain[-1][0] == reverse("tasks", args=[work.slug])
    first, second = Task.objects.order_by("pk")
    assert first.owner.name == "Grace Tumusiime"
    assert first.partner.organisation.name == "Kigezi Farmers’ Union"
    assert (second.due_on, second.state) == (date(2026, 12, 15), "done")


def test_an_ambiguous_name_is_asked_and_nothing_is_half_done(client, work):
    text = "what\twho\tdue\nCount the trees\tGrace\t3 nov\nPlant trees\tSam\tasap"
    page = paste(client, work, text)
    assert previews.notes(page, "B3") == "“Sam” can be Sam Lubega or Sam Okello: choose."
    assert "“asap” is not a date" in previews.notes(page, "C3")
    again = previews.confirm(client, page)
    assert "there is still something to choose" in again.text
    assert not Task.objects.exists()
    previews.confirm(client, again, B3="Sam Okello")
    assert [task.owner.name for task in Task.objects.order_by("pk")] == ["Grace Tumusiime", "Sam Okello"]
    sam = Task.objects.get(owner__name="Sam Okello")
    assert sam.partner.organisation.name == "Kigezi Farmers’ Union"


def test_two_of_one_name_are_told_apart_by_their_organisation(client, work):
    other = factories.person("Sam Okello", "sam@ministry.example.org")
    factories.representative(work.partners.get(organisation__name="Ministry of Agriculture"), other)
    page = paste(client, work, "what\twho\nCount\tSam Okello")
    choice = "Sam Okello (Ministry of Agriculture)"
    assert choice in previews.notes(page, "B2")
    assert f'<option value="{choice}">' in page.text
    previews.confirm(client, page, B2=choice)
    assert Task.objects.get().owner == other


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("Zeno", "Nobody here is called “Zeno”"),
        ("Kigezi Farmers’ Union", "“Kigezi Farmers’ Union” is an organisation: who there?"),
    ],
)
def test_nobody_is_said_before_there_is_nobody(client, work, who, asked):
    page = paste(client, work, f"what\twho\nCount\t{who}\nPlant\tGrace")
    assert asked in previews.notes(page, "B2")
    page = previews.confirm(client, page)
    assert not Task.objects.exists()
    previews.confirm(client, page, B2="nog niemand")
    assert [task.owner and task.owner.name for task in Task.objects.order_by("pk")] == [
        None,
        "Grace Tumusiime",
    ]


def test_a_row_left_out_is_not_asked_about(client, work):
    page = paste(client, work, "what\twho\nCount\tZeno\nPlant\tGrace")
    page = previews.confirm(client, page, leave=[2])
    assert [task.title for task in Task.objects.all()] == ["Plant"]
    assert "1 task added." in page.text


def test_back_to_the_pasted_text_brings_it_back(client, work):
    text = "PK what\twho\nCount “trees” ë\tGrace"
    page = paste(client, work, text)
    back = f"{reverse('tasks_paste', args=[work.slug])}?run={page.context['run'].pk}"
    assert back in page.text
    assert client.get(back).context["form"]["text"].value() == text
    assert client.get(back.replace("?run=", "?run=x")).context["form"]["text"].value() == ""
    assert client.get(f"{back}000").status_code == 404


def test_pasting_twice_leaves_out_what_is_there(client, work):
    text = "what\twho\nCount the trees\tGrace"
    previews.confirm(client, paste(client, work, text))
    page = paste(client, work, text)
    assert previews.fate(page, 2) == "Already here"
    assert "on the list already" in previews.notes(page, "A2")
    previews.confirm(client, page)
    assert Task.objects.count() == 1


def test_what_was_late_long_before_is_reminded_of_once_the_next_morning(client, work):
    text = "what\twho\twhen\nCount the trees\tGrace\t2020-01-31\nReport\tGrace\t"
    page = previews.confirm(client, paste(client, work, text))
    assert f'<a href="/partnerships/{work.slug}/setup/">Next: ' in page.text
    late, undated = Task.objects.order_by("pk")
    zone = late.owner.zone
    assert late.next_reminder_at == working_morning(next_morning(zone), zone, work.country)
    assert undated.next_reminder_at is None


@pytest.mark.parametrize("text", ["", "  \n\t\n", "x\n" * 301, "," * 5000])
def test_nothing_or_too_much_keeps_what_was_typed(client, work, text):
    page = paste(client, work, text)
    assert page.status_code == 422
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        '"unclosed quote\tGrace',
        "=1+1\t<b>Grace</b>",
        "🌱\t‮Grace",
        "a\x00b\tGrace",
        "%PDF-\tGrace",
        "x," * 200,
    ],
)
def test_hostile_cells_do_no_harm(client, work, text):
    page = paste(client, work, text)
    assert page.status_code in (200, 422)
    assert "<b>Grace" not in page.text


def test_an_action_list_in_a_workbook_comes_in_too(client, work):
    upload = inputs.upload("messy.xlsx")
    client.post(reverse("imports", args=[work.slug]), {"files": [upload]})
    run = ImportRun.objects.get()
    assert {sheet["name"]: sheet["kind"] for sheet in run.sheets}["actions"] == "tasks"
