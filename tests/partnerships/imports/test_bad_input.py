"""Files that are no spreadsheets, are huge, hostile or half finished: a clear word, and nothing lost."""

import io
import zipfile

import pytest
import xlsxwriter

from backbone.tables import spreadsheets
from partnerships.imports import confirming, correction_workbook
from partnerships.imports.preview.showing import sentence
from partnerships.models import Organisation, Partner
from tests import factories

HEAD = ["Organisation", "Short name", "Sector", "Country", "Role", "Since"]


def xlsx(*rows, name="Partners"):
    return spreadsheets.write([(name, [HEAD, *rows])])


def problems(run):
    return [sentence(row, problem) for row in run.rows.all() for problem in row.problems]


def names():
    return list(Organisation.objects.order_by("pk").values_list("name", flat=True))


# Files


# Text tables


# Cells


def test_formulas_come_as_values_and_text_that_looks_like_one_stays_text(run_of, coordinator):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Partners")
        sheet.write_row(0, 0, HEAD)
        sheet.write_string(1, 0, '=HYPERLINK("http://evil.example","x")')
        sheet.write_formula(2, 0, '="Water "&"Board"', None, "Water Board")
    run = confirming.confirm(run_of(("p.xlsx", out.getvalue())), coordinator)
    assert names() == ['=HYPERLINK("http://evil.example","x")', "Water Board"]
    assert run.counts["partner"] == 2


def test_what_looks_like_a_formula_goes_out_as_text(run_of):
    run = run_of(("p.xlsx", xlsx(["=1+1", "X" * 61], ["http://a.example", "X" * 61])))
    data = correction_workbook.workbook(run)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    [sheet] = spreadsheets.read(data, "r.xlsx")
    assert [row[0] for row in sheet.rows.values()] == ["Organisation", "=1+1", "http://a.example"]


def test_emoji_right_to_left_and_markup_come_in_as_they_are(run_of, coordinator):
    wanted = ["🦀🌊", "جمعية النيل", "<script>alert(1)</script>", "Žluťoučký kůň", "a\u202egnp"]
    confirming.confirm(run_of(("p.xlsx", xlsx(*([name] for name in wanted)))), coordinator)
    assert names() == [*wanted[:-1], "agnp"]


def test_a_cell_merged_over_rows_holds_for_each_of_them(run_of, coordinator):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("P")
        sheet.write_row(0, 0, HEAD)
        sheet.write_column(1, 0, ["Alpha", "Beta"])
        sheet.merge_range("E2:E3", "Signatory")
    confirming.confirm(run_of(("p.xlsx", out.getvalue())), coordinator)
    assert list(Partner.objects.values_list("role", flat=True)) == ["Signatory", "Signatory"]


def test_each_wrong_cell_of_a_row_is_named(run_of):
    run = run_of(("p.xlsx", xlsx(["", "X" * 61, "navy", "Atlantis", "R" * 121, "31-02-2020"])))
    assert problems(run) == [
        "F2: “31-02-2020” is a date that does not exist. Check day and month.",
        "B2: This is longer than 60 characters. Shorten it.",
        "C2: “navy” is not known here, so it stays empty. Write one of: public, private, civil society, academic; or say "
        "above the rows what it means.",
        "D2: “Atlantis” is not known as a country, so it stays empty. Write its name in English or Dutch, such as Kenya, or "
        "its two letters, such as KE; or say above the rows which one it is.",
        "E2: This is longer than 120 characters. Shorten it.",
        "A2: The name of the organisation is missing.",
    ]


def test_days_in_either_order_are_read_as_the_column_tells(run_of, coordinator):
    rows = [["A", "", "", "", "", "3/4/2016"], ["B", "", "", "", "", "25/12/2016"]]
    confirming.confirm(run_of(("p.xlsx", xlsx(*rows))), coordinator)
    assert [d.isoformat() for d in Partner.objects.order_by("pk").values_list("since", flat=True)] == [
        "2016-04-03",
        "2016-12-25",
    ]


def test_a_day_that_could_be_either_is_read_as_the_country_does_and_says_so(run_of):
    run = run_of(("p.xlsx", xlsx(["A", "", "", "", "", "3/4/2016"])))
    assert problems(run) == ["F2: Read as 4 March 2016."]
    run = run_of(("p.xlsx", xlsx(["A", "", "", "", "", "3/4/2016"])), of=factories.partnership(country="NL"))
    assert problems(run) == ["F2: Read as 3 April 2016."]


def test_a_month_first_date_among_day_first_ones_says_how_it_was_read(run_of):
    rows = [
        ["A", "", "", "", "", "25/12/2016"],
        ["B", "", "", "", "", "26/12/2016"],
        ["C", "", "", "", "", "12/27/2016"],
        ["D", "", "", "", "", "13/13/2016"],
    ]
    run = run_of(("p.xlsx", xlsx(*rows)), of=factories.partnership(country="NL"))
    assert problems(run) == [
        "F4: Read as 27 December 2016.",
        "F5: “13/13/2016” is a date that does not exist. Check day and month.",
    ]


def test_headings_in_dutch_are_known(run_of, coordinator):
    text = "Overzicht partners\n\nNaam organisatie;Afkorting;Soort organisatie;Land;Rol;Lid sinds\n"
    text += "Gemeente Utrecht;;overheid;Nederland;initiatiefnemer;medio 2024\n"
    run = run_of(("p.csv", text.encode()))
    assert [row.fate for row in run.rows.all()] == ["create"]
    confirming.confirm(run, coordinator)
    partner = Partner.objects.select_related("organisation").get()
    assert (partner.organisation.sector, partner.organisation.country) == ("public", "NL")
    assert (partner.since_words, partner.since.isoformat()) == ("medio 2024", "2024-06-01")


# Figures


def figures(run_of, coordinator, *rows, head="Outcome,Period,Value,Note,Source"):
    confirming.confirm(run_of("outcomes.csv"), coordinator)
    return run_of(("f.csv", "\n".join([head, *rows]).encode()))


def test_a_figure_needs_outcome_period_value_and_source(run_of, coordinator):
    run = figures(
        run_of,
        coordinator,
        "Oyster,2020,1,,x",
        "Moose,2020,1,,x",
        "Oysters,,1,,x",
        "Oysters,long ago,1,,x",
        "Oysters,2020,,,x",
        "Oysters,2020,many,,x",
        "Oysters,2020,1,,",
        "Oysters,2020,see,12,x",
    )
    assert problems(run) == [
        "A2: There is no outcome or indicator “Oyster” here. Is “Oysters” meant?",
        "A3: There is no outcome or indicator “Moose” here.",
        "B4: The period is missing. Write the year, or the day it was measured.",
        "B5: “long ago” was not understood as a period. Write a year (2018), a quarter (Q3 2018) or a date.",
        "C6: The figure is missing.",
        "C7: “many” is not a number. Write digits only, such as 1250 or 12.5.",
        "E8: The source is missing. Figures without a source are not imported.",
        "C9: “see” is not a number, but D9 beside it is: this row seems to have slid one column to the right.",
    ]


def test_two_figures_for_one_period_without_a_word_of_correction_are_both_kept_and_asked_about(
    run_of, coordinator
):
    run = figures(run_of, coordinator, "Oysters,2020,8,,x", "Oysters,2020,9,,y")
    assert problems(run) == [
        "C3: There are two figures for this period, 9 and 8. Both are kept; which one is right?"
    ]
    assert [row.fate for row in run.rows.all()] == ["create", "create"]


def test_a_correction_in_a_later_import_corrects_what_is_stored(run_of, coordinator):
    from impact.models import Measurement

    confirming.confirm(figures(run_of, coordinator, "Oysters,2020,8,,x"), coordinator)
    run = run_of(("f.csv", b"Outcome,Period,Value,Note,Source\nOysters,2020,9,corrected figure,y\n"))
    assert problems(run) == ["D2: Corrects 8 for the same period, which is here already."]
    confirming.confirm(run, coordinator)
    assert Measurement.objects.get(value=9).supersedes == Measurement.objects.get(value=8)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["1.234,5", "1.234"], ["1234.5", "1234"]),
        (["1,234.5", "1,234"], ["1234.5", "1234"]),
        (["1 234", "1'234'567"], ["1234", "1234567"]),
        (["12,5", "7"], ["12.5", "7"]),
        (["1,234", "5"], ["1234", "5"]),
    ],
)
def test_thousands_and_decimals_are_read_as_the_column_tells(run_of, coordinator, texts, wanted):
    rows = [f"Oysters;{2010 + n};{text};;x" for n, text in enumerate(texts)]
    run = figures(run_of, coordinator, *rows, head="Outcome;Period;Value;Note;Source")
    assert [row.values.get("value") for row in run.rows.all()] == wanted


# Whole tables


def ods(rows):
    """A minimal OpenDocument table."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    kinds = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{n}="{kinds}{n}:1.0"' for n in ("office", "table", "text"))
    body = f"<office:body><office:spreadsheet><table:table table:name='Blad1'>{cells}</table:table></office:spreadsheet></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{kinds}manifest:1.0"/>')
        made.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
    return out.getvalue()


def test_a_dutch_work_plan_comes_in_from_an_open_document(bay, run_of, coordinator):
    from workplans.models import Milestone

    factories.partner(bay, "GGD Utrecht")
    head = ["Doelstelling", "Aanpak", "Actie", "Resultaat", "Trekker", "Betrokkenen", "Locatie", "Planning"]
    row = [
        "Gezond gewicht",
        "Wijkaanpak",
        "Wekelijkse wandelgroep",
        "20 deelnemers",
        "GGD Utrecht",
        "Huisartsen en GGD Utrecht",
    ]
    run = run_of(
        ("plan.ods", ods([["Uitvoeringsplan"], head, [*row, "Overvecht", "najaar 2026 t/m eind 2027"]]))
    )
    assert (run.sheets[0]["name"], run.sheets[0]["kind"]) == ("Blad1", "plan")
    confirming.confirm(run, coordinator)
    made = Milestone.objects.select_related("lead_partner__organisation").get()
    assert (str(made.lead_partner), made.deliverable, made.place) == (
        "GGD Utrecht",
        "20 deelnemers",
        "Overvecht",
    )
    assert (made.start.isoformat(), made.due.isoformat()) == ("2026-09-01", "2027-12-31")


def test_outcomes_with_dutch_headings_and_words(run_of, coordinator):
    from workplans.models import Indicator

    text = "Doel;Maatschappelijk effect;Indicator;Eenheid;Richting;Nulmeting;Jaar nulmeting;Streefwaarde;Streefjaar;Trekker\n"
    text += "Gezond;Minder rokers;Volwassenen die roken;procent;omlaag;18,5;2024;12;eind 2028;Stuurgroep\n"
    confirming.confirm(run_of(("e.csv", text.encode())), coordinator)
    made = Indicator.objects.select_related("outcome__lead_body").get()
    assert (str(made.baseline.normalize()), made.direction, made.due_on.isoformat()) == (
        "18.5",
        "down",
        "2028-12-31",
    )
    assert str(made.outcome.lead_body) == "Stuurgroep"
