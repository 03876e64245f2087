"""What a heading or a word means is asked once: it is known for the next table, and who waits for a partner gets it."""

import pytest
from django.urls import reverse

from partnerships.imports import confirming
from partnerships.imports.models import ImportRun, Meaning
from partnerships.models import Organisation, Partner
from tests import factories
from tests.data import inputs
from tests.partnerships.imports import previews
from workplans.models import Milestone

pytestmark = pytest.mark.fast

PARTNERS = b"Organisation,Sector,Country\nHarbour Water,utility,NL\nDock Union,union,Atlantis\n"
PLAN = (
    b"Objective,Milestone,Lead,With\nClean water,Install sensors,HWC / Town,Port\nClean water,Sample,Port,\n"
)


def page_of(client, run):
    return client.get(reverse("import_run", args=[run.pk]))


def say(client, page, **said):
    """Say what words mean, by the word; the other fields as the page has them."""
    forms = [*page.context["words"], *page.context["names"]]
    data = {form["meaning"].html_name: said.get(form.text.replace(" ", "_"), "") for form in forms}
    return client.post(reverse("import_meanings", args=[page.context["run"].pk]), data, follow=True)


def test_words_that_are_not_known_are_asked_and_refuse_nothing(signed_in, run_of):
    page = page_of(signed_in, run_of(("p.csv", PARTNERS)))
    assert [(form.text, str(form.columns[0].label)) for form in page.context["words"]] == [
        ("union", "Sector"),
        ("utility", "Sector"),
        ("Atlantis", "Country"),
    ]
    assert [previews.fate(page, number) for number in (2, 3)] == ["New", "New"]
    page = say(signed_in, page, utility="Public", union="-")
    assert "It is known now what 2 words mean." in page.text
    assert [form.text for form in page.context["words"]] == ["Atlantis"]
    previews.confirm(signed_in, page)
    assert dict(Organisation.objects.values_list("name", "sector")) == {
        "Harbour Water": "public",
        "Dock Union": "",
    }


def test_what_was_said_is_known_for_the_next_table_of_this_partnership_alone(signed_in, run_of, coordinator):
    say(signed_in, page_of(signed_in, run_of(("p.csv", PARTNERS))), utility="Public")
    again = run_of(("later.csv", b"Organisation,Sector\nGas Works,Utility\n"))
    assert (again.sheets[0]["asked"], again.rows.get().values["sector"]) == ({}, "public")
    elsewhere = factories.partnership()
    factories.coordinator(elsewhere, coordinator)
    other = run_of(("later.csv", b"Organisation,Sector\nGas Works,Utility\n"), of=elsewhere)
    assert other.sheets[0]["asked"] == {"sector": {"Utility": 1}}


def test_nothing_else_than_the_choices_can_be_said(signed_in, run_of):
    page = page_of(signed_in, run_of(("p.csv", PARTNERS)))
    say(signed_in, page, utility="<script>", union="Nonsense")
    assert not Meaning.objects.exists()


def test_a_name_of_the_plan_means_a_partner_of_the_same_import(signed_in, bay, run_of, coordinator):
    factories.partner(bay, "Town")
    run = run_of(("p.csv", PARTNERS), ("plan.csv", PLAN))
    page = page_of(signed_in, run)
    assert [(form.text, form.rows) for form in page.context["names"]] == [("Port", 2), ("HWC", 1)]
    page = say(signed_in, page, HWC="Harbour Water")
    run.refresh_from_db()
    confirming.confirm(run, coordinator)
    sensors = Milestone.objects.get(title="Install sensors")
    assert sensors.lead_partner.organisation.name == "Town"
    assert [str(one.organisation) for one in sensors.supporters.all()] == ["Harbour Water"]
    assert sensors.entities_words == "Port"


def test_a_heading_that_was_corrected_is_known_again(signed_in, bay, run_of):
    text = b"Objective,Milestone,Champion,Due\nClean water,Sample,Town,30-06-2027\n"
    factories.partner(bay, "Town")
    run = run_of(("plan.csv", text))
    assert "lead" not in run.sheets[0]["columns"]
    sent = {
        "s0-kind": "plan",
        "s0-header": "1",
        "s0-c0": "objective",
        "s0-c1": "milestone",
        "s0-c2": "lead",
        "s0-c3": "",
    }
    signed_in.post(reverse("import_sheets", args=[run.pk]), sent)
    again = run_of(("plan.csv", text))
    assert again.sheets[0]["columns"] == {"objective": 0, "milestone": 1, "lead": 2}
    sent |= {"s0-c2": "", "s0-c3": "timeline"}
    signed_in.post(reverse("import_sheets", args=[again.pk]), sent)
    assert run_of(("plan.csv", text)).sheets[0]["columns"] == {"objective": 0, "milestone": 1, "timeline": 3}
    assert not Meaning.objects.exists()


def test_milestones_get_the_partners_that_they_waited_for(signed_in, bay, run_of, coordinator):
    factories.partner(bay, "Town")
    confirming.confirm(run_of(("plan.csv", PLAN)), coordinator)
    waiting = Milestone.objects.get(title="Sample")
    assert (waiting.lead_partner, waiting.lead_words) == (None, "Port")
    run = run_of(("p.csv", b"Organisation,Short name\nPort Authority,Port\n"))
    confirming.confirm(run, coordinator)
    assert ImportRun.objects.get(pk=run.pk).counts["linked"] == 2
    waiting.refresh_from_db()
    port = Partner.objects.get(organisation__name="Port Authority")
    assert (waiting.lead_partner, waiting.lead_words, waiting.revision) == (port, "", 1)
    sensors = Milestone.objects.get(title="Install sensors")
    assert (list(sensors.supporters.all()), sensors.entities_words) == ([port], "HWC")
    page = page_of(signed_in, run)
    assert "2 milestones linked to new partners" in page.text


def test_the_corrected_partners_of_a_file_lead_what_waited_for_them(signed_in, bay, run_of, coordinator):
    partners = b"Organisation,Since\nPort,31-02-2020\n"
    run = run_of(("p.csv", partners), ("plan.csv", PLAN))
    previews.confirm(signed_in, page_of(signed_in, run))
    assert Milestone.objects.get(title="Sample").lead_partner is None
    refused = signed_in.get(reverse("import_refused", args=[run.pk])).content
    again = run_of(("refused.xlsx", refused))
    previews.confirm(signed_in, page_of(signed_in, again), B2="2020")
    assert Milestone.objects.get(title="Sample").lead_partner.organisation.name == "Port"


def test_the_sheets_of_the_messy_workbook_come_in_as_what_they_are(signed_in, bay, run_of):
    run = run_of(("messy.xlsx", inputs.data("messy.xlsx")))
    # Partners with their people are there twice: as partners first.
    by_name = {sheet["name"]: place for place, sheet in reversed(list(enumerate(run.sheets)))}
    rows = run.rows.filter(sheet=by_name["Workplan 2026-27"])
    assert list(rows.filter(fate="leave").values_list("number", flat=True)) == [7, 12]
    states = {row.values["milestone"]: row.values["state"] for row in rows.filter(fate="create")}
    assert (states["Map all 42 outfalls"], states["Agree on sampling protocol"]) == ("reached", "under_way")
    partners = run.rows.filter(sheet=by_name["Partners & contacts"])
    assert list(partners.filter(fate="leave").values_list("number", flat=True)) == [5, 14]


def test_a_plan_with_sections_quarters_and_several_partners_in_a_cell(bay, run_of):
    run = run_of(("plan.xlsx", inputs.data("workplan-sections.xlsx")))
    rows = [
        tuple(row.values[key] for key in ("objective", "milestone", "start", "due"))
        for row in run.rows.filter(fate="create")
    ]
    wells, running = "Objective 1: Safe water in every school", "Objective 2: Schools keep them running"
    assert rows == [
        (wells, "Map the schools without water", "2027-01-01", "2027-03-31"),
        (wells, "Drill six wells", "2027-04-01", "2027-09-30"),
        (running, "Train caretakers", "2027-07-01", "2027-12-31"),
    ]
