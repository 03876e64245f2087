"""The real workbook and its tables as text, row by row and cell by cell."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from backbone.panels import registry
from backbone.tables import spreadsheets
from impact.models import Measurement
from partnerships.imports import checking, confirming, correction_workbook
from partnerships.imports.models import ImportRun
from partnerships.imports.preview.showing import sentence
from partnerships.imports.reading import begin
from partnerships.models import Body, Organisation, Partner
from tests.partnerships.imports.conftest import BAY
from workplans.models import Indicator, Milestone, Objective, Outcome

TABLES = ["partners.csv", "outcomes.csv", "workplan.csv", "measurements.csv"]
MODELS = [Organisation, Partner, Body, Outcome, Indicator, Objective, Milestone, Measurement]
OUTCOME_COLUMNS = [
    "goal", "outcome", "measure", "unit", "direction", "baseline", "baseline_year", "target", "due", "lead_body",
]  # fmt: skip
PLAN_COLUMNS = ["objective", "activity", "milestone", "deliverable", "entities", "place", "timeline"]


def fates(run, sheet):
    """{fate: row numbers} of a sheet, by its name."""
    place = next(n for n, table in enumerate(run.sheets) if table["name"] == sheet)
    found = {}
    for row in run.rows.filter(sheet=place):
        found.setdefault(row.fate, []).append(row.number)
    return found


def remarks_by_cell(run, sheet):
    """{cell: what is said of it} of a sheet."""
    place = next(n for n, one in enumerate(run.sheets) if one["name"] == sheet)
    found = {}
    for row in run.rows.filter(sheet=place):
        for problem in row.problems:
            cell, words = sentence(row, problem).split(": ", 1)
            found.setdefault(cell, []).append(words)
    return found


def counts():
    return [model.objects.count() for model in MODELS]


def test_it_finds_kind_headings_and_columns_of_each_sheet_under_title_and_blank_rows(run_of):
    run = run_of("partnership.xlsx")
    assert [(s["name"], s["kind"], s["header"]) for s in run.sheets] == [
        ("Partners", "partners", 3),
        ("Outcomes", "outcomes", 3),
        ("Figures", "measurements", 3),
        ("Work plan", "plan", 3),
    ]
    assert [s["columns"] for s in run.sheets] == [
        dict(
            zip(["organisation", "short_name", "sector", "country", "role", "since"], range(6), strict=True)
        ),
        dict(zip(OUTCOME_COLUMNS, range(10), strict=True)),
        {"outcome": 0, "period": 1, "value": 2, "note": 3, "source": 4},
        dict(zip(PLAN_COLUMNS, range(7), strict=True)),
    ]


def test_it_says_of_each_row_of_the_workbook_what_will_happen(run_of):
    run = run_of("partnership.xlsx")
    assert fates(run, "Partners") == {"create": [4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21]}
    assert fates(run, "Outcomes") == {"create": [4, 5, 6, 7, 8, 10, 11]}
    assert fates(run, "Figures") == {
        "create": [*range(4, 9), *range(10, 16), *range(17, 23), *range(24, 30), 31, 32]
    }
    assert fates(run, "Work plan") == {"create": [4, 5, 6, 7, 8, 10, 11, 13, 14], "refuse": [12]}


def test_it_sees_that_a_row_of_the_workbook_has_slid(run_of):
    run = run_of("partnership.xlsx")
    words = remarks_by_cell(run, "Work plan")["D12"]
    assert len(words) == 1
    assert words[0].startswith(
        "This seems to continue from C12 (“Connect federal”): a comma may have split one cell"
    )


def test_it_says_what_is_missing_or_kept_as_written_in_which_cell(run_of):
    run = run_of("partnership.xlsx")
    assert remarks_by_cell(run, "Outcomes") == {
        "F5": ["No baseline yet."],
        "I7": ["No date for the target yet."],
        "F8": ["No baseline yet."],
        "I8": ["Kept as written; no date could be read from it."],
        "J11": ["No lead group yet."],
    }
    assert remarks_by_cell(run, "Work plan") | {"D12": []} == {
        "E4": ["Not partners here, kept as written: MD Interagency Team."],
        "E5": ["Not partners here, kept as written: MD Interagency Team."],
        "E6": ["Not partners here, kept as written: MD Interagency Team."],
        "E7": ["Not partners here, kept as written: MD Interagency Team."],
        "E8": ["Not partners here, kept as written: Virginia Interagency Team."],
        "E10": ["Not partners here, kept as written: Virginia Interagency Team."],
        "E11": ["Not partners here, kept as written: Forestry Workgroup."],
        "G11": ["No date yet."],
        "D12": [],
        "G13": ["No date yet."],
        "E14": ["Not partners here, kept as written: state partners."],
        "G14": ["Kept as written; no date could be read from it."],
    }
    assert remarks_by_cell(run, "Figures") == {
        "D13": ["Marked as provisional or estimated."],
        "D14": ["Marked as provisional or estimated."],
        "D15": ["Marked as provisional or estimated."],
        "D17": ["Marked as provisional or estimated."],
        "D18": ["Corrects 67470 for the same period (row 17)."],
        "D19": ["Marked as provisional or estimated."],
        "D20": ["Marked as provisional or estimated."],
    }
    assert remarks_by_cell(run, "Partners") == {}


def test_it_makes_what_the_preview_said(run_of, bay, coordinator):
    run = confirming.confirm(run_of("partnership.xlsx"), coordinator)
    assert run.state == ImportRun.State.DONE
    assert run.counts == {
        "organisation": 16, "partner": 16, "outcome": 7, "indicator": 7, "body": 4,
        "objective": 4, "milestone": 9, "measurement": 25,
    }  # fmt: skip
    assert counts() == [16, 16, 4, 7, 7, 4, 9, 25]
    epa = Partner.objects.get(organisation__short_name="EPA")
    assert (epa.role, epa.since_words, epa.since) == ("Signatory and secretariat", "1983", date(1983, 1, 1))
    assert Partner.objects.get(organisation__name="State of New York").since == date(2014, 6, 16)
    assert Partner.objects.get(organisation__short_name="NPS").since is None


def test_outcomes_carry_their_indicator_with_what_was_written(run_of, coordinator):
    confirming.confirm(run_of("partnership.xlsx"), coordinator)
    crab = Indicator.objects.get(outcome__name="Blue crab abundance")
    assert (crab.baseline, crab.baseline_period, crab.target, crab.due_on) == (
        101,
        "2015",
        215,
        date(2025, 12, 31),
    )
    assert str(crab.outcome.lead_body) == "Sustainable Fisheries Goal Implementation Team"
    buffers = Indicator.objects.get(outcome__name="Forest buffers")
    assert (buffers.baseline, buffers.target, buffers.due_words, buffers.due_on) == (
        None,
        900,
        "every year",
        None,
    )


def test_milestones_carry_period_partners_and_the_names_that_are_no_partners(run_of, coordinator):
    confirming.confirm(run_of("partnership.xlsx"), coordinator)
    reefs = Milestone.objects.get(title__startswith="Harris Creek: monitor")
    assert (reefs.due_words, reefs.start, reefs.due) == (
        "Fall 2016 and Fall 2017",
        date(2016, 9, 1),
        date(2017, 11, 30),
    )
    assert [str(p) for p in reefs.supporters.all()] == ["University of Maryland"]
    assert reefs.entities_words == "MD Interagency Team"
    assert reefs.activity == "1 Restoration planning and implementation"
    assert reefs.objective.outcome.name == "Oysters"
    lands = Milestone.objects.get(objective__title="Protected lands")
    assert sorted(p.organisation.short_name for p in lands.supporters.all()) == ["NPS", "USGS"]
    target = Milestone.objects.get(title="Complete restoration construction in Harris Creek")
    assert (target.start, target.due, target.deliverable) == (
        date(2016, 1, 1),
        date(2017, 12, 31),
        "Construction complete",
    )
    assert Milestone.objects.get(title__startswith="Annual update").due_words == "annual"


def test_the_second_figure_of_2021_corrects_the_first(run_of, coordinator):
    confirming.confirm(run_of("partnership.xlsx"), coordinator)
    first, second = Measurement.objects.filter(period_words="2021", indicator__unit="acres").order_by("value")
    assert (first.value, second.value, second.supersedes) == (67470, 68091, first)
    assert (first.provisional, second.provisional) == (True, False)
    assert Measurement.objects.filter(supersedes__isnull=False).count() == 1
    buffers = Measurement.objects.get(period_words="2016", indicator__outcome__name="Forest buffers")
    assert buffers.value == Decimal("676.4")
    assert (buffers.period_start, buffers.period_end) == (date(2016, 1, 1), date(2016, 12, 31))


def test_importing_twice_changes_nothing(run_of, coordinator):
    confirming.confirm(run_of("partnership.xlsx"), coordinator)
    before = counts()
    again = run_of("partnership.xlsx")
    assert set(again.rows.values_list("fate", flat=True)) == {"match", "refuse"}
    assert remarks_by_cell(again, "Figures") == {}
    confirming.confirm(again, coordinator)
    assert counts() == before


def test_the_text_tables_come_to_the_same_as_the_workbook(run_of, coordinator):
    confirming.confirm(run_of("partnership.xlsx"), coordinator)
    run = run_of(*TABLES)
    assert [s["kind"] for s in run.sheets] == ["partners", "outcomes", "plan", "measurements"]
    assert set(run.rows.values_list("fate", flat=True)) == {"match", "refuse"}
    assert fates(run, "workplan")["refuse"] == [9]


def test_workbook_and_text_tables_at_once_are_brought_in_once(run_of, coordinator):
    run = confirming.confirm(run_of("partnership.xlsx", *TABLES), coordinator)
    assert run.state == ImportRun.State.DONE
    assert counts() == [16, 16, 4, 7, 7, 4, 9, 25]


def test_a_cell_too_many_in_the_text_table_is_named(run_of):
    run = run_of(*TABLES)
    words = remarks_by_cell(run, "workplan")["D9"]
    assert words[0].startswith(
        "This row has 8 cells, the headings only 7: a comma within a cell may have split it"
    )


def test_refused_rows_go_out_with_their_reason_and_come_back_corrected(run_of, bay, coordinator):
    first = confirming.confirm(run_of("partnership.xlsx"), coordinator)
    [sheet] = spreadsheets.read(correction_workbook.workbook(first), "refused.xlsx")
    assert sheet.name == "Work plan"
    assert sheet.rows[1][-2:] == ["Why it was refused", "Row in the file"]
    assert sheet.rows[2][7].startswith("D12: This seems to continue from C12")
    assert sheet.rows[2][8] == 12

    cells = sheet.rows[2]
    cells[2:5] = [
        "Connect federal, state and local leaders with the U.S. Department of Agriculture",
        "",
        "Forestry Workgroup",
    ]
    data = spreadsheets.write([(sheet.name, [sheet.rows[1], cells])])
    run = run_of(("refused.xlsx", data))
    assert fates(run, "Work plan") == {"create": [2]}
    confirming.confirm(run, coordinator)
    assert Milestone.objects.filter(objective__title="Forest buffers").count() == 2


def test_a_row_joined_but_still_under_the_wrong_headings_is_refused(run_of):
    head, *rows = spreadsheets.read((BAY / "workplan.csv").read_bytes(), "workplan.csv")[0].rows.values()
    rows[7] = [rows[7][0], rows[7][1], "Connect leaders", "Forestry Workgroup", "watershed", "", ""]
    run = run_of(("plan.xlsx", spreadsheets.write([("Plan", [head, *rows])])))
    assert fates(run, "Plan")["refuse"] == [9]
    assert remarks_by_cell(run, "Plan")["D9"] == [
        "“Forestry Workgroup” is under “performance target” here and under “participating entity” in other rows: this row seems to have shifted to the left. Check that each cell is under its heading."
    ]


def test_a_failure_halfway_leaves_nothing_behind(run_of, bay, coordinator, monkeypatch, caplog):
    run = run_of("partnership.xlsx")
    # The last of the four kinds fails, after three were made.
    kinds = [
        replace(kind, create=_fails) if kind.kind == "measurements" else kind for kind in registry.imports
    ]
    monkeypatch.setattr(registry, "imports", kinds)
    after = confirming.confirm(run, coordinator)
    assert after.state == ImportRun.State.FAILED
    assert "everything has been put back" in after.error
    assert counts() == [0] * 8
    monkeypatch.undo()
    assert confirming.confirm(after, coordinator).state == ImportRun.State.DONE
    assert counts() == [16, 16, 4, 7, 7, 4, 9, 25]


def _fails(partnership, rows, by):
    assert Partner.objects.filter(partnership=partnership).count() == 16
    raise RuntimeError("the disk is full")


def test_rows_that_changed_since_the_preview_are_shown_once_more(run_of, bay, coordinator):
    run, other = run_of("partners.csv"), run_of("partners.csv")
    confirming.confirm(other, coordinator)
    run = confirming.confirm(run, coordinator)
    assert run.state == ImportRun.State.CHECKED
    assert fates(run, "partners") == {"match": list(range(2, 18))}
    assert Partner.objects.count() == 16


def test_confirming_twice_does_it_once(run_of, coordinator):
    run = run_of("partnership.xlsx")
    confirming.confirm(run, coordinator)
    confirming.confirm(run, coordinator)
    assert counts() == [16, 16, 4, 7, 7, 4, 9, 25]


def test_an_import_with_one_readable_file_keeps_what_is_wrong_with_the_other(bay, coordinator):
    run, _errors = begin(
        bay,
        [("a.png.xlsx", "", b"\x89PNG....."), ("partners.csv", "", (BAY / "partners.csv").read_bytes())],
        coordinator,
    )
    checking.check(run)
    assert [s.get("error", "")[:20] for s in run.sheets] == ["", "This is a picture, w"]
    assert run.rows.count() == 16
