"""Tables as people have them, each messy in another way; what is right stood here before they were read."""

import pytest

from partnerships.imports import confirming
from partnerships.models import Organisation
from tests import factories
from tests.partnerships.imports import sheets
from tests.partnerships.imports.messy import MESSY, PARTNERS, kind_of, left_out, made, notes
from workplans.models import Indicator, Milestone


def test_sections_within_sections(come_in):
    run = come_in("nested-sections.csv")
    vegetables, garden = (
        "Objective 1.1 Every school serves vegetables",
        "Objective 1.2 Every school has a garden",
    )
    assert (kind_of(run), left_out(run)) == ("plan", [4, 5, 8, 10])
    assert made(run, "objective", "milestone", "start", "due", "state") == [
        (vegetables, "Agree on the menu with the kitchens", "2027-03-01", "2027-03-31", "under_way"),
        (vegetables, "Train twelve cooks", None, "2027-06-30", "planned"),
        (garden, "Find land for four gardens", "2027-04-01", "2027-06-30", "reached"),
        ("PILLAR 2: SAFE ROUTES", "Paint crossings at six schools", None, "2027-05-31", "planned"),
    ]
    assert "heading of a section" in notes(run, 4)


def test_an_objective_that_is_written_once_for_its_rows(come_in):
    run = come_in("said-once.tsv")
    assert [row[0] for row in made(run, "objective")] == ["Clean water"] * 3 + ["Clean hands"] * 2


def test_totals_are_no_rows_and_what_only_begins_like_one_is(come_in):
    run = come_in("totals.csv")
    assert left_out(run) == [4, 6, 7]
    assert ("Total sanitation campaign in two wards",) in made(run, "milestone")
    assert "looks like a total" in notes(run, 7)


def test_two_rows_of_headings(come_in):
    run = come_in("second-headings.csv")
    assert made(run, "milestone", "lead", "supporters", "start", "due") == [
        ("Insulate fifty homes", "town", ["housing trust"], "2027-02-01", "2027-11-30")
    ]


def test_headings_that_come_again_on_each_page(come_in):
    run = come_in("headings-on-each-page.csv")
    assert left_out(run) == [3]
    assert [row[0] for row in made(run, "milestone")] == ["Insulate fifty homes", "Train energy coaches"]


def test_marks_under_quarters_under_years(come_in):
    run = come_in("quarters-under-years.csv")
    assert made(run, "milestone", "start", "due") == [
        ("Collect glass", "2026-07-01", "2026-12-31"),
        ("Open a repair shop", "2026-10-01", "2027-06-30"),
        ("Lend tools", "2026-07-01", "2027-06-30"),
        ("Count the bins", None, None),
    ]
    assert "Not every column from Q3 2026 to Q2 2027 is marked" in notes(run, 6)


def test_marks_under_months_of_the_year_in_the_name_of_the_file(come_in):
    run = come_in("maanden-2027.csv")
    assert made(run, "start", "due", "state") == [
        ("2027-01-01", "2027-01-31", "reached"),
        ("2027-04-01", "2027-06-30", "under_way"),
        ("2027-10-01", "2027-12-31", "planned"),
    ]


def test_marks_under_years(come_in):
    run = come_in("years-with-marks.csv")
    assert made(run, "milestone", "deliverable", "start", "due") == [
        ("Find a building", "Job centre open", "2026-01-01", "2026-12-31"),
        ("Coach two hundred people", "Job centre open", "2027-01-01", "2028-12-31"),
    ]


def test_marks_under_months_that_are_kept_as_their_first_days(come_in, run_of):
    come_in("said-once.tsv")
    months = [{"value": day, "format": "mmm-yy"} for day in (46388, 46419, 46447)]
    rows = [["Objective", "Milestone", "Lead", *months], ["Clean water", "Sample", "Town", "", "x", "x"]]
    run = run_of(("plan.xlsx", sheets.xlsx({"Plan": rows})))
    assert made(run, "start", "due") == [("2027-02-01", "2027-03-31")]


def test_sections_in_capitals_in_the_column_of_the_milestones(come_in, run_of):
    come_in("said-once.tsv")
    text = b"Milestone,Lead organisation,Due\nCLEAN WATER,,\nSample,Town,2027\nCLEAN HANDS\nTaps,Town,2028\n"
    run = run_of(("plan.csv", text))
    assert made(run, "objective", "milestone") == [("CLEAN WATER", "Sample"), ("CLEAN HANDS", "Taps")]


def test_a_plan_without_objectives_takes_its_title_once_somebody_says_what_it_is(come_in, signed_in):
    run = come_in("no-objectives.csv")
    assert kind_of(run) == ""
    page = signed_in.get(f"/imports/{run.pk}/sheets/").text
    assert "This is most like “Work plan”, but no heading says: Objective." in page
    for choice in (
        {"s0-header": "3"},
        {"s0-header": "3", "s0-c0": "milestone", "s0-c1": "lead", "s0-c3": "timeline"},
    ):
        signed_in.post(f"/imports/{run.pk}/sheets/", {"s0-kind": "plan", **choice})
    run.refresh_from_db()
    assert made(run, "objective", "milestone") == [
        ("Neighbourhood plan Oldtown 2027", "Plant sixty trees"),
        ("Neighbourhood plan Oldtown 2027", "Paint the square"),
    ]


def test_of_several_leads_the_first_leads_and_the_others_take_part(come_in):
    run = come_in("several-leads.csv")
    assert made(run, "lead", "supporters", "lead_words", "entities") == [
        ("water board", ["town", "health service"], "", ""),
        ("town", ["water board"], "", ""),
        ("town", [], "", "village elders, all"),
    ]
    assert "the first was read as the lead" in notes(run, 2)


def test_states_in_dutch_and_the_day_that_something_was_done(come_in, coordinator):
    run = come_in("voortgang.csv")
    assert made(run, "milestone", "state", "reached_on") == [
        ("Putten in kaart", "reached", "2026-03-14"),
        ("Pompen herstellen", "at_risk", None),
        ("Tarief vaststellen", "dropped", None),
        ("Meters plaatsen", "planned", None),
    ]
    assert "“on-going?” is not known here" in notes(run, 5)
    confirming.confirm(run, coordinator)
    assert sorted(Milestone.objects.values_list("state", flat=True)) == [
        "at_risk",
        "dropped",
        "planned",
        "reached",
    ]
    assert not Milestone.objects.get(title="Putten in kaart").is_late


def test_remarks_below_a_table_are_refused_and_say_why(come_in):
    run = come_in("notes-below.csv")
    assert [row[0] for row in made(run, "milestone")] == ["Insulate fifty homes", "Train energy coaches"]
    assert list(run.rows.filter(fate="refuse").values_list("number", flat=True)) == [5, 6]


def test_partners_with_numbers_and_words_that_are_not_known(come_in):
    run = come_in("partners-numbered.csv")
    assert made(run, "organisation", "sector", "country", "since") == [
        ("Town of Jinja", "", "UG", "2020-03-01"),
        ("Growers' Union", "", "UG", "2024-04-01"),
        ("Lake Trust", "", "UG", None),
    ]
    assert left_out(run) == [9]
    assert run.sheets[0]["asked"] == {"sector": {"local govt": 1, "union": 1, "NGO/CBO": 1}}


def test_text_of_an_older_windows_program(come_in):
    run = come_in("windows-1252.csv")
    assert made(run, "organisation", "sector", "country") == [
        ("Coöperatie De Bron", "private", "NL"),
        ("Stichting Café", "civil", "BE"),
    ]


PEOPLE = {
    "outlook-contacts.csv": [
        ("Ruth Nakato", "ruth@growers.example", "Rwenzori Growers"),
        ("Joël van Dijk", "joel.vandijk@laketrust.example", "Lake Trust"),
        ("Info", "info@jinja.example", "Town of Jinja"),
    ],
    "contacts.csv": [
        ("Anna van den Berg", "anna.vandenberg@gemeente.example", "Gemeente"),
        ("Marieke Jansen", "m.jansen@ggd.example", "GGD"),
    ],
    "phone.vcf": [
        ("Grace Okello", "grace@laketrust.example", "Lake Trust"),
        ("Jürgen König", "juergen@bron.example", "BRON"),
    ],
}


@pytest.mark.parametrize("name", PEOPLE)
def test_files_of_contacts_are_people(come_in, name):
    run = come_in(name)
    assert kind_of(run) == "people"
    rows = run.rows.exclude(fate="refuse")
    assert [tuple(row.cells[:3]) for row in rows] == PEOPLE[name]


def test_an_action_log_with_every_column_that_such_logs_have(come_in, bay):
    for name, person in {"Town": "Anna Bakker", "Water Board": "Ruth Nakato"}.items():
        factories.representative(bay.partners.get(organisation__name=name), factories.person(name=person))
    run = come_in("action-log.csv")
    assert kind_of(run) == "tasks"
    assert made(run, "title", "due_on", "state") == [
        ("Send the outfall list", "2026-12-15", "done"),
        ("Ask the port for maps", "2027-03-01", "open"),
        ("Draft the leaflet", None, "open"),
    ]


def test_figures_that_are_no_numbers_are_kept_as_written(come_in, signed_in, coordinator):
    run = come_in("indicators.csv")
    assert made(run, "measure", "baseline", "baseline_words", "target", "target_words") == [
        ("Share of children with diarrhoea", "12.5", "", "7.5", ""),
        ("Villages with a committee", None, "", "40", ""),
        ("Wells that are safe", None, "<5", "60", ""),
        ("Price of a jerrycan", None, "50-60", "40", ""),
        ("People who boil water", None, "approx. 12", None, "many more"),
    ]
    assert "“n/a” was read as: no number yet." in notes(run, 3)
    assert "“<5” is not one number: it is kept as written" in notes(run, 4)
    assert "No baseline yet" not in notes(run, 4)
    confirming.confirm(run, coordinator)
    safe = Indicator.objects.get(name="Wells that are safe")
    assert (safe.baseline, safe.baseline_words, safe.target) == (None, "<5", 60)
    page = f"/indicators/{safe.pk}/"
    assert "as written: “&lt;5”" in signed_in.get(page).text


def test_a_number_takes_the_place_of_what_was_written(come_in, signed_in, coordinator):
    confirming.confirm(come_in("indicators.csv"), coordinator)
    safe = Indicator.objects.get(name="Wells that are safe")
    typed = {
        "name": safe.name,
        "unit": safe.unit,
        "direction": "up",
        "target": "60",
        "revision": safe.revision,
    }
    for more, kept in (({}, "<5"), ({"baseline": "4", "revision": 1}, "")):
        sent = signed_in.post(f"/indicators/{safe.pk}/edit/", typed | {"due_words": "2028"} | more)
        assert sent.status_code == 302, sent.text
        safe.refresh_from_db()
        assert safe.baseline_words == kept
    assert safe.baseline == 4


def test_words_that_come_again_beside_a_number_say_that_it_stays(come_in, run_of, coordinator):
    confirming.confirm(come_in("indicators.csv"), coordinator)
    text = b"Outcome,Indicator,Baseline,Target\nSafe wells,Wells that are safe,<6,about 70\n"
    run = run_of(("again.csv", text))
    assert "Already recorded here as “<5”; that stays." in notes(run, 2)
    assert "Already recorded here as “60”; that stays." in notes(run, 2)


def test_a_table_of_no_known_kind_says_so(come_in, signed_in, bay, coordinator):
    from partnerships.imports.reading import begin

    run, _errors = begin(bay, [("budget.csv", "", (MESSY / "budget.csv").read_bytes())], coordinator)
    assert kind_of(run) == ""
    assert (
        "No row of headings was found that is known here" in signed_in.get(f"/imports/{run.pk}/sheets/").text
    )
    assert Organisation.objects.count() == len(PARTNERS)
