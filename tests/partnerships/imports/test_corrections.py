"""The preview as a form: cells are corrected, rows left out, two people told of each other, nothing lost."""

import pytest
from django.urls import reverse

from partnerships.imports.models import ImportRow, ImportRun
from partnerships.models import Organisation, Partner
from tests import factories
from tests.data import inputs
from tests.partnerships.imports import previews

pytestmark = pytest.mark.fast

HEAD = "Organisation,Since,Country,Role\n"
THREE = HEAD + "Water Board,2019,NL,Member\nTown,31-02-2020,NL,Member\nUnion,30-02-2021,,\n"
SECTORS = "Organisation,Sector,Country\nWater Board,public,NL\nTown,navy,NL\nUnion,ngo,Atlantis\n"


@pytest.fixture
def preview(signed_in, run_of):
    """The page of a checked import of this text."""

    def open_preview(text=THREE, query=""):
        return signed_in.get(reverse("import_run", args=[run_of(("p.csv", text.encode())).pk]) + query)

    return open_preview


def texts(page, number):
    return [one.text for row in page.context["rows"] if row.number == number for one in row.cells]


def names():
    return sorted(Organisation.objects.values_list("name", flat=True))


def test_each_used_cell_is_a_field_with_its_reasons_beneath_it(preview):
    page = preview()
    assert previews.fields(page)["c-3-1"] == ["31-02-2020"]
    assert 'aria-label="B3 Since"' in page.text
    assert 'aria-describedby="n-3-1"' in page.text
    assert "“31-02-2020” is a date that does not exist." in previews.notes(page, "B3")
    assert '<option value="Civil society">' in preview(SECTORS).text


def test_a_corrected_cell_is_checked_and_what_came_stays_known(signed_in, preview):
    page = previews.save(signed_in, preview(), B3="2020")
    assert previews.fate(page, 3) == "New"
    assert "In the file: “31-02-2020”" in page.text
    assert page.redirect_chain[-1][0].endswith("?sheet=0&page=1#row-3")
    again = previews.save(signed_in, page, B3="31-02-2020")
    assert "In the file" not in again.text
    assert previews.fate(again, 3) == "Refused"


def test_white_space_alone_is_no_correction(signed_in, preview):
    page = previews.save(signed_in, preview(), A2="  Water   Board ")
    assert "There was nothing to save." in page.text
    assert ImportRun.objects.get().revision == 0


def test_numbers_and_dates_that_nobody_touched_stay_numbers_and_dates(signed_in, run_of):
    run = run_of("partnership.xlsx")
    before = list(run.rows.values_list("cells", flat=True))
    for place in range(4):
        previews.save(signed_in, signed_in.get(f"/imports/{run.pk}/?sheet={place}"))
    assert list(run.rows.values_list("cells", flat=True)) == before


def test_a_row_left_out_makes_nothing_and_can_be_taken_in_again(signed_in, preview):
    page = previews.save(signed_in, preview(), leave=[2])
    assert previews.fate(page, 2) == "Left out"
    data = {key: value for key, value in previews.fields(page).items() if key != "leave-2"}
    page = signed_in.post(reverse("import_corrections", args=[page.context["run"].pk]), data, follow=True)
    assert previews.fate(page, 2) == "New"
    previews.confirm(signed_in, page, leave=[2])
    assert names() == []


def test_a_row_left_out_is_no_first_of_two(signed_in, preview):
    page = preview(HEAD + "Town,public,,\nTown,private,,\n")
    assert previews.fate(page, 3) == "Already here"
    page = previews.save(signed_in, page, leave=[2])
    assert previews.fate(page, 3) == "New"


def test_importing_takes_what_was_just_typed_into_account(signed_in, preview):
    page = previews.confirm(signed_in, preview(), leave=[4], A2="Water Authority", B3="2020")
    assert names() == ["Town", "Water Authority"]
    assert page.context["run"].state == "done"
    assert "<input" not in page.text[page.text.index('id="import-rows"') :]


def test_importing_stops_at_a_row_that_was_touched_and_is_refused(signed_in, preview):
    page = previews.confirm(signed_in, preview(), B2="31-02-2019")
    assert "a row that you changed is refused" in page.text
    assert page.redirect_chain[-1][0].endswith("#row-2")
    assert names() == []
    assert previews.fields(page)["c-2-1"] == ["31-02-2019"]


def test_refused_rows_that_nobody_touched_stay_to_be_downloaded(signed_in, preview):
    page = previews.confirm(signed_in, preview())
    assert names() == ["Water Board"]
    assert signed_in.get(reverse("import_refused", args=[page.context["run"].pk])).status_code == 200


def test_one_comes_back_to_the_same_sheet_rows_and_page(signed_in, run_of):
    text = HEAD + "".join(f"Org {n},31-02-2020,,\n" for n in range(120))
    run = run_of(("a.csv", b"Organisation,Role\nFirst,Member\n"), ("b.csv", text.encode()))
    page = signed_in.get(f"/imports/{run.pk}/?sheet=1&rows=refuse&page=2")
    page = previews.save(signed_in, page, A60="Other")
    assert page.redirect_chain[-1][0].endswith("?sheet=1&rows=refuse&page=2#row-60")
    page = previews.save(signed_in, page, B60="2020")
    assert page.redirect_chain[-1][0].endswith("?sheet=1&rows=refuse&page=2#rows")


def test_going_to_the_next_page_keeps_what_was_typed(signed_in, preview):
    page = preview(HEAD + "".join(f"Org {n},public,,\n" for n in range(60)))
    data = previews.fields(page) | {"c-2-0": ["Typed"], "go": ["2"]}
    page = signed_in.post(reverse("import_corrections", args=[page.context["run"].pk]), data, follow=True)
    assert page.context["page_obj"].number == 2
    assert ImportRow.objects.get(number=2).cells[0] == "Typed"


def test_a_row_that_slid_is_put_right_cell_by_cell(signed_in, preview):
    page = preview(
        "Organisation,Sector,Country,Role\nTown,public,NL,Member\nUnion, of farmers,public,NL,Member\n"
    )
    assert previews.fate(page, 3) == "Refused"
    assert texts(page, 3) == ["Union", "of farmers", "public", "NL", "Member"]
    page = previews.save(signed_in, page, A3="Union, of farmers", B3="public", C3="NL", D3="Member", E3="")
    assert previews.fate(page, 3) == "New"
    assert texts(page, 3) == ["Union, of farmers", "public", "NL", "Member"]


def test_corrections_and_rows_left_out_survive_other_columns(signed_in, preview):
    page = previews.save(signed_in, preview(), leave=[4], B3="2020", A2="Water Authority")
    run = page.context["run"]
    columns = {"s0-kind": "partners", "s0-header": "1", "s0-c0": "organisation", "s0-c1": "since"}
    signed_in.post(reverse("import_sheets", args=[run.pk]), columns)
    page = signed_in.get(reverse("import_run", args=[run.pk]))
    assert texts(page, 3) == ["Town", "2020"]
    assert [previews.fate(page, n) for n in (2, 3, 4)] == ["New", "New", "Left out"]
    assert "In the file: “31-02-2020”" in page.text


def test_the_second_of_two_is_told_and_nothing_typed_is_lost(signed_in, preview):
    page = preview()
    previews.save(signed_in, page, B3="2020", A2="First")
    mine = previews.save(signed_in, page, B3="2021", A4="Mine")
    assert mine.status_code == 409
    assert "Somebody else corrected the same cells in the meantime." in mine.text
    assert previews.fields(mine)["c-3-1"] == ["2021"]
    assert previews.fields(mine)["c-4-0"] == ["Mine"]
    assert previews.fields(mine)["c-2-0"] == ["First"]
    assert "Somebody else wrote “2020” here." in mine.text
    assert ImportRow.objects.get(number=4).cells[0] == "Union"
    saved = previews.save(signed_in, mine)
    assert texts(saved, 3)[:2] == ["Town", "2021"]
    assert texts(saved, 2)[0] == "First"
    assert texts(saved, 4)[0] == "Mine"


def test_two_who_correct_different_cells_are_both_kept(signed_in, preview):
    page = preview()
    previews.save(signed_in, page, B3="2020", leave=[4])
    other = previews.save(signed_in, page, A2="Mine")
    assert "both are kept" in other.text
    assert (texts(other, 2)[0], texts(other, 3)[1]) == ("Mine", "2020")
    assert previews.fate(other, 4) == "Left out"


def test_two_who_type_the_same_do_not_disagree(signed_in, preview):
    page = preview()
    previews.save(signed_in, page, B3="2020")
    assert previews.save(signed_in, page, B3="2020").status_code == 200


@pytest.mark.parametrize("then", ["corrections", "confirmation"])
def test_what_is_typed_after_the_import_is_given_back(signed_in, preview, then):
    page = preview()
    previews.confirm(signed_in, page)
    late = previews.save(signed_in, page, then=then, A3="Typed too late")
    assert late.status_code == 409
    assert "A3: Typed too late" in late.text
    assert late.text.count("B3: 31-02-2020") == 0
    assert Partner.objects.count() == 1


def test_a_row_that_is_gone_gives_its_text_back(signed_in, preview):
    page = preview()
    ImportRow.objects.filter(number=4).delete()
    late = previews.save(signed_in, page, A4="Typed", A2="Other")
    assert late.status_code == 409
    assert "A4: Typed" in late.text
    assert previews.fields(late)["c-2-0"] == ["Other"]


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "a\x00b",
        "=1+1",
        "\u202egnp",
        "🦀" * 50,
        "x" * 40_000,
        "two\nlines",
        "'\";--",
    ],
)
def test_hostile_words_in_a_cell_do_no_harm(signed_in, preview, typed):
    page = previews.save(signed_in, preview(), D2=typed)
    assert "<script>alert" not in page.text
    kept = typed.replace("\x00", "").replace("\u202e", "")
    assert ImportRow.objects.get(number=2).cells[3] == kept
    again = previews.save(signed_in, page)
    assert "There was nothing to save." in again.text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"row": ["x", "-1", "9" * 20], "revision": "x", "sheet": "9" * 30},
        {"row": "2", "c-2-99999999": "x", "c--1-0": "x", "c-2-": "x", "c-²-0": "x", "revision": "0"},
        {"row": "2", "c-2-0": "New", "revision": "999", "sheet": "0"},
        {"row": "2", "c-3-0": "not on the page", "revision": "0", "sheet": "0"},
        {"row": "2", "revision": "0", "sheet": "0", "go": "x", "page": "-3", "rows": "nonsense"},
    ],
)
def test_what_no_page_sends_does_no_harm(signed_in, preview, data):
    run = preview().context["run"]
    for name in ("import_corrections", "import_confirmation"):
        assert signed_in.post(reverse(name, args=[run.pk]), data, follow=True).status_code in (200, 409)
    assert "not on the page" not in str(list(ImportRow.objects.values_list("cells", flat=True)))


def test_a_large_import_is_checked_again_by_celery(signed_in, preview, monkeypatch):
    from partnerships.imports import jobs

    page = preview()
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    page = previews.confirm(signed_in, page, B3="2020")
    assert "This takes a moment" in page.text
    assert names() == []
    job = ImportRun.objects.get().job
    jobs.recheck_job(job.pk, **job.job_args)
    page = signed_in.get(reverse("import_run", args=[page.context["run"].pk]))
    assert previews.fate(page, 3) == "New"


def test_the_labels_of_choices_are_read_in_both_languages(signed_in, preview):
    page = previews.save(
        signed_in, preview(SECTORS), B3="Maatschappelijk middenveld", C4="België", B2="Civil society"
    )
    assert [previews.notes(page, address) for address in ("B2", "B3", "C4")] == ["", "", ""]


def test_the_partners_of_a_file_with_odd_names_can_all_be_put_right(signed_in, bay):
    signed_in.post(reverse("imports", args=[bay.slug]), {"files": [inputs.upload("partners.xlsx")]})
    run = ImportRun.objects.get()
    kinds = {"s0-kind": "partners", "s0-header": "1"}
    kinds |= {f"s0-c{index}": key for key, index in run.sheets[0]["columns"].items()}
    signed_in.post(reverse("import_sheets", args=[run.pk]), kinds)
    page = signed_in.get(reverse("import_run", args=[run.pk]))
    refused = {row.number for row in page.context["rows"] if row.state == "late"}
    assert refused == {7, 9}
    page = previews.save(signed_in, page, A7="Rotary Club UG", A9="St. Mary KE", leave=[17])
    assert not [row.number for row in page.context["rows"] if row.state == "late"]


def test_a_page_of_fifty_rows_and_twelve_columns_stays_small(signed_in, run_of):
    head = "Goal,Outcome,Indicator,Unit,Direction,Baseline,Baseline of,Target,Target due,Lead group,Note,Colour\n"
    line = "Clean,Outcome {n},Share of schools,%,up,1,2020,5,2027,Group,remark,red\n"
    run = run_of(("o.csv", (head + "".join(line.format(n=n) for n in range(60))).encode()))
    page = signed_in.get(reverse("import_run", args=[run.pk]))
    assert len(page.context["rows"]) == 50
    assert len(page.content) < 260_000


def test_others_have_no_way_to_correct(client, bay, run_of):
    run = run_of("partners.csv")
    address = reverse("import_corrections", args=[run.pk])
    client.force_login(factories.coordinator(factories.partnership()))
    assert client.post(address, {"row": "2", "c-2-0": "x"}).status_code == 404
    client.force_login(factories.representative(factories.partner(bay)))
    assert client.post(address, {"row": "2", "c-2-0": "x"}).status_code == 403
