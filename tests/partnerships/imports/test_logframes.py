"""Logframes as people draw them: their goal, outcomes, outputs, activities, indicators, and what these rest on."""

from partnerships.imports import confirming
from tests.partnerships.imports import previews
from tests.partnerships.imports.messy import kind_of, made, notes
from workplans.models import Indicator, Objective, Outcome


def logframe_of(run):
    return made(run, "level", "text", "outcome", "new_indicators", "verification", "assumption")


def test_a_logframe_in_four_columns(come_in, coordinator):
    run = come_in("logframe-matrix.csv")
    assert kind_of(run) == "logframe"
    safe, cholera = "Share of families with safe water", "Cases of cholera a year"
    drink = "Families drink safe water"
    assert logframe_of(run) == [
        ("goal", "Children in Rubanda are healthy", "", [], "Health survey", ""),
        (
            "outcome",
            drink,
            drink,
            [safe, cholera],
            "Household survey, health register",
            "The drought does not last",
        ),
        (
            "output",
            "1. Forty wells are safe",
            drink,
            ["Wells tested safe"],
            "Laboratory reports",
            "Spare parts are sold in the district",
        ),
        ("output", "2. Caretakers keep the wells", drink, ["Caretakers trained"], "Lists of who came", ""),
        ("activity", "1.1 Map all wells", drink, [], "", ""),
        ("activity", "1.2 Test forty wells", drink, [], "", ""),
    ]
    assert "this indicator has no place" in notes(run, 4)
    confirming.confirm(run, coordinator)
    outcome = Outcome.objects.get()
    assert (outcome.name, outcome.goal) == (drink, "Children in Rubanda are healthy")
    assert outcome.assumptions == "The drought does not last"
    wells, caretakers = Objective.objects.order_by("position")
    assert (wells.outcome, wells.assumptions) == (outcome, "Spare parts are sold in the district")
    assert [one.title for one in wells.milestones.all()] == ["1.1 Map all wells", "1.2 Test forty wells"]
    assert not caretakers.milestones.exists()
    assert set(Indicator.objects.filter(on_scorecard=True).values_list("name", flat=True)) == {safe, cholera}


def test_a_logframe_in_blocks(come_in, coordinator):
    run = come_in("logframe-blocks.tsv")
    assert kind_of(run) == "logframe"
    hire = "Employers hire local youth"
    assert logframe_of(run) == [
        ("goal", "More young people earn a living", "", [], "National statistics", ""),
        ("outcome", hire, hire, ["Young people hired"], "Reports of employers", "The harbour keeps growing"),
        ("output", "A job centre works", hire, ["Visitors a month"], "Register of the centre", ""),
        ("output", "", hire, ["Employers who take part"], "", ""),
    ]
    confirming.confirm(run, coordinator)
    assert list(Indicator.objects.order_by("pk").values_list("baseline", "target")) == [
        (0, 400),
        (0, 200),
        (2, 25),
    ]


def test_a_table_of_outcomes_under_goals_is_no_logframe(run_of):
    text = (
        b"Goal,Outcome,Indicator,Unit,Baseline,Target\n"
        b"Goal 1: Health,Outcome 1.1: Safe water,Safe wells,wells,5,60\n"
        b"Goal 2: Work,Outcome 2.1: Jobs,Young people hired,people,0,400\n"
    )
    run = run_of(("outcomes.csv", text))
    assert kind_of(run) == "outcomes"
    assert [row[0] for row in made(run, "outcome")] == ["Outcome 1.1: Safe water", "Outcome 2.1: Jobs"]


def test_what_stands_under_a_refused_row_goes_nowhere_else(run_of, coordinator):
    text = (
        "Summary,Indicators,Means of verification\n"
        "Outcome: Families drink safe water,Cases of cholera,Register\n"
        f"Outcome: {'x' * 201},Young people hired,Reports\n"
        "Output: A job centre works,Visitors,Register\n"
        "Activity: Find a house,,\n"
    )
    run = run_of(("logframe.csv", text.encode()))
    assert list(run.rows.filter(fate="refuse").values_list("number", flat=True)) == [3]
    assert "has no place" in notes(run, 4)
    confirming.confirm(run, coordinator)
    assert list(Indicator.objects.values_list("name", flat=True)) == ["Cases of cholera"]
    assert Objective.objects.get().outcome is None


def test_a_figure_that_belongs_to_no_one_indicator_is_left_out_and_said(run_of, coordinator):
    text = (
        "Summary,Indicators,Baseline,Target,Means of verification\n"
        "Outcome: Families drink safe water,Cases of cholera,40,5,Register\n"
        '"Outcome: Young people work","Hired\nStill at work",2,25,Reports\n'
        "Output: A job centre works,,3,4,\n"
    )
    run = run_of(("logframe.csv", text.encode()))
    assert "left out" in notes(run, 3)
    assert "No indicator stands in this row" in notes(run, 4)
    confirming.confirm(run, coordinator)
    assert list(Indicator.objects.order_by("pk").values_list("name", "baseline", "target")) == [
        ("Cases of cholera", 40, 5),
        ("Hired", None, None),
        ("Still at work", None, None),
    ]


def test_figures_of_a_logframe_that_are_no_numbers_are_kept_as_written(run_of, coordinator):
    text = (
        b"Summary,Indicators,Baseline,Target\n"
        b"Outcome: Families drink safe water,Cases of cholera,<5,\n"
        b"Output: Wells are safe,Safe wells,5,50-60\n"
    )
    confirming.confirm(run_of(("logframe.csv", text)), coordinator)
    columns = ("baseline", "baseline_words", "target", "target_words")
    assert list(Indicator.objects.order_by("pk").values_list(*columns)) == [
        (None, "<5", None, ""),
        (5, "", None, "50-60"),
    ]


def test_under_a_row_that_is_left_out_by_hand_nothing_stands(come_in, signed_in, coordinator):
    run = come_in("logframe-two-outcomes.csv")
    page = signed_in.get(f"/imports/{run.pk}/")
    previews.save(signed_in, page, leave=[6])
    above = "“Young people earn a living” (row 6) does not come in, so this stands under nothing."
    assert above in notes(run, 8)
    assert above in notes(run, 9)
    assert "this indicator has no place" in notes(run, 8)
    assert "stands under nothing" not in notes(run, 5)
    run.refresh_from_db()
    confirming.confirm(run, coordinator)
    assert list(Objective.objects.order_by("position").values_list("title", "outcome__name")) == [
        ("1. Forty wells are safe", "Families drink safe water"),
        ("2. A job centre works", None),
        ("3. Courses are given", None),
    ]


def test_activities_of_an_output_that_is_left_out_go_to_no_other_one(come_in, signed_in):
    run = come_in("logframe-two-outcomes.csv")
    previews.save(signed_in, signed_in.get(f"/imports/{run.pk}/"), leave=[2, 8])
    assert "“2. A job centre works” (row 8) does not come in" in notes(run, 12)
    assert list(run.rows.filter(fate="refuse").values_list("number", flat=True)) == [12]
    activities = [row for row in made(run, "level", "objective", "text") if row[0] == "activity"]
    assert activities == [
        ("activity", "1. Forty wells are safe", "1.1 Test the wells"),
        ("activity", "3. Courses are given", "3.1 Find teachers"),
    ]
    assert "“A healthy district” (row 2) does not come in" in notes(run, 3)
    previews.save(signed_in, signed_in.get(f"/imports/{run.pk}/"), leave=[2, 8, 12])
    assert not run.rows.filter(fate="refuse").exists()
