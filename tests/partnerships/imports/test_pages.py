"""The pages: upload, columns, rows, confirmation, refused rows; for coordinators alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from backbone.tables import spreadsheets
from partnerships.imports.models import ImportRun
from partnerships.imports.reading import text_of
from partnerships.models import Partner
from tests import factories
from tests.partnerships.imports.conftest import BAY

pytestmark = pytest.mark.fast

BAD = b"\x89PNG\r\n\x1a\n" + b"0" * 50


def upload(name, data=None):
    return SimpleUploadedFile(name, (BAY / name).read_bytes() if data is None else data)


def send(client, partnership, *files, text=""):
    return client.post(reverse("imports", args=[partnership.slug]), {"files": files, "text": text})


def posted(run, **changes):
    """What the page of columns sends back as it stands."""
    data = {}
    for place, sheet in enumerate(run.sheets):
        data |= {f"s{place}-kind": sheet["kind"] or "none", f"s{place}-header": sheet["header"] or ""}
        data |= {f"s{place}-c{index}": key for key, index in sheet["columns"].items()}
    return data | changes


def test_the_whole_way_from_upload_to_done(signed_in, bay):
    response = send(signed_in, bay, upload("partnership.xlsx"))
    run = ImportRun.objects.get()
    assert response.url == reverse("import_sheets", args=[run.pk])
    page = signed_in.get(response.url).content.decode()
    assert "Key action" in page
    assert "Fall 2016 and Fall 2017" in page

    response = signed_in.post(response.url, posted(run))
    assert response.url == reverse("import_run", args=[run.pk])
    page = signed_in.get(response.url + "?sheet=3&rows=refuse").content.decode()
    assert "<b>D12</b> This seems to continue from C12" in page
    assert "Import 57 new rows" in page

    response = signed_in.post(reverse("import_confirmation", args=[run.pk]), follow=True)
    assert "16 organisations, 16 partners, 7 outcomes" in response.content.decode()
    assert Partner.objects.filter(partnership=bay).count() == 16

    response = signed_in.get(reverse("import_refused", args=[run.pk]))
    [sheet] = spreadsheets.read(response.content, "r.xlsx")
    assert len(sheet.rows) == 2


def test_pasted_rows_come_in(signed_in, bay):
    send(signed_in, bay, text="Organisation\tRole\nWater board\tConvener\n")
    run = ImportRun.objects.get()
    assert (run.sheets[0]["name"], run.sheets[0]["kind"]) == ("Pasted rows", "partners")
    assert text_of(run.files.get()) == "Organisation\tRole\nWater board\tConvener\n"


def test_what_was_pasted_stays_when_the_file_is_wrong(signed_in, bay, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    large = upload("large.csv", b"x" * (1024 * 1024 + 1))
    page = send(signed_in, bay, large, text="Organisation\tRole\nWater board\tConvener").content.decode()
    assert "“large.csv” is larger than 1 MB." in page
    assert "Water board\tConvener" in page
    assert not ImportRun.objects.exists()


def test_each_file_that_cannot_be_read_is_named_beside_the_field(signed_in, bay):
    page = send(signed_in, bay, upload("a.xlsx", BAD), upload("b.csv", b" ")).content.decode()
    assert "a.xlsx: This is a picture, whatever its name says." in page
    assert "b.csv: The submitted file is empty." in page or "b.csv: There is nothing in this file." in page


def test_nothing_sent_is_said_beside_the_field(signed_in, bay):
    assert "Choose a file, or paste rows below." in send(signed_in, bay).content.decode()


def test_another_kind_makes_the_columns_be_guessed_again(signed_in, bay, run_of):
    run = run_of("measurements.csv")
    ImportRun.objects.update(state="read")
    address = reverse("import_sheets", args=[run.pk])
    response = signed_in.post(address, posted(run, **{"s0-kind": "outcomes"}))
    assert response.url == address
    run.refresh_from_db()
    assert run.sheets[0]["kind"] == "outcomes"
    assert run.sheets[0]["columns"]["outcome"] == 0


def test_columns_can_be_corrected(signed_in, bay):
    send(signed_in, bay, upload("odd.csv", b"A,B,C\nWater board,WB,Convener\n"))
    run = ImportRun.objects.get()
    assert run.sheets[0]["kind"] == ""
    address = reverse("import_sheets", args=[run.pk])
    assert "No row of headings was found" in signed_in.get(address).content.decode()
    signed_in.post(address, {"s0-kind": "partners", "s0-header": "1"})
    page = signed_in.post(address, {"s0-kind": "partners", "s0-header": "1"}).content.decode()
    assert "Choose the column that contains “Organisation”, or leave this sheet out." in page
    signed_in.post(
        address, {"s0-kind": "partners", "s0-header": "1", "s0-c0": "organisation", "s0-c2": "role"}
    )
    [row] = ImportRun.objects.get().rows.all()
    assert (row.fate, row.values["organisation"], row.values["role"]) == ("create", "Water board", "Convener")


def test_two_columns_cannot_hold_the_same(signed_in, bay, run_of):
    run = run_of("partners.csv")
    ImportRun.objects.update(state="read")
    page = signed_in.post(reverse("import_sheets", args=[run.pk]), posted(run, **{"s0-c1": "organisation"}))
    assert "Column A already holds this. Choose one." in page.content.decode()


def test_a_table_without_headings_is_read_from_its_first_row(signed_in, bay):
    send(signed_in, bay, upload("odd.csv", b"Water board,Convener\nTown,Member\n"))
    address = reverse("import_sheets", args=[ImportRun.objects.get().pk])
    signed_in.post(address, {"s0-kind": "partners", "s0-header": ""})
    signed_in.post(
        address, {"s0-kind": "partners", "s0-header": "", "s0-c0": "organisation", "s0-c1": "role"}
    )
    assert [row.number for row in ImportRun.objects.get().rows.filter(fate="create")] == [1, 2]


def test_every_sheet_left_out_is_said(signed_in, bay, run_of):
    run = run_of("partners.csv")
    ImportRun.objects.update(state="read")
    address = reverse("import_sheets", args=[run.pk])
    response = signed_in.post(address, {"s0-kind": "none"}, follow=True)
    assert "Every sheet is skipped." in response.content.decode()


def test_markup_in_cells_is_shown_as_text(signed_in, bay):
    send(signed_in, bay, text='Organisation\tSector\n<script>alert("x")</script>\t<b>bold</b>\n')
    run = ImportRun.objects.get()
    address = reverse("import_sheets", args=[run.pk])
    assert "<script>alert" not in signed_in.get(address).content.decode()
    signed_in.post(address, posted(run))
    page = signed_in.get(reverse("import_run", args=[run.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<b>bold" not in page
    assert "&lt;b&gt;bold" in page


def test_a_large_import_is_checked_and_made_by_celery(
    signed_in, bay, monkeypatch, django_capture_on_commit_callbacks
):
    from partnerships.imports import jobs

    monkeypatch.setattr(jobs, "AT_ONCE", 5)
    send(signed_in, bay, upload("partners.csv"))
    run = ImportRun.objects.get()
    signed_in.post(reverse("import_sheets", args=[run.pk]), posted(run))
    page = signed_in.get(reverse("import_run", args=[run.pk])).content.decode()
    assert "This takes a moment" in page
    assert 'hx-trigger="every 1s"' in page
    job = ImportRun.objects.get().job
    jobs.check_job(job.pk, **job.job_args)
    headers = {"HX-Request": "true"}
    assert signed_in.get(reverse("import_run", args=[run.pk]), headers=headers)["HX-Refresh"] == "true"

    signed_in.post(reverse("import_confirmation", args=[run.pk]))
    job = ImportRun.objects.get().job
    jobs.confirm_job(job.pk, **job.job_args)
    jobs.confirm_job(job.pk, **job.job_args)
    assert ImportRun.objects.get().state == "done"
    assert Partner.objects.count() == 16


@pytest.mark.parametrize(
    "name", ["import_run", "import_sheets", "import_confirmation", "import_refused", "imports"]
)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("nobody", 302),
        ("outsider", 404),
        ("coordinator_elsewhere", 404),
        ("observer", 403),
        ("partner", 403),
        ("leader", 403),
    ],
)
def test_only_coordinators_get_in(client, bay, run_of, name, who, status):
    run = run_of("partners.csv")
    people = {
        "nobody": lambda: None,
        "outsider": factories.person,
        "coordinator_elsewhere": lambda: factories.coordinator(factories.partnership()),
        "observer": lambda: factories.observer(bay),
        "partner": lambda: factories.representative(factories.partner(bay)),
        "leader": lambda: factories.leader(bay),
    }
    person = people[who]()
    if person:
        client.force_login(person)
    address = reverse(name, args=[bay.slug if name == "imports" else run.pk])
    method = client.post if name == "import_confirmation" else client.get
    assert method(address).status_code == status


def test_checking_and_making_need_a_fixed_number_of_queries(
    run_of, coordinator, django_assert_num_queries, bay
):
    from partnerships.imports import checking, confirming
    from partnerships.imports.reading import begin

    run, _errors = begin(bay, [("p.xlsx", "", (BAY / "partnership.xlsx").read_bytes())], coordinator)
    with django_assert_num_queries(CHECK):
        checking.check(run)
    with django_assert_num_queries(MAKE):
        confirming.confirm(run, coordinator)


CHECK, MAKE = 19, 51


def test_the_sheets_of_an_import_are_summed(signed_in, run_of):
    run = run_of(
        ("a.csv", b"Organisation,Role\nFirst,Member\n"), ("b.csv", b"Organisation,Role\nFirst,Member\n")
    )
    foot = signed_in.get(reverse("import_run", args=[run.pk])).text.split("<tfoot>")[1].split("</tfoot>")[0]
    cells = [cell.split("<")[0].strip() for cell in foot.split(">") if cell.split("<")[0].strip()]
    assert cells == ["Together", "1", "1", "0", "2"]
