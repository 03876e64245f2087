"""The preview of an import in the browser: corrected by keyboard, without scripts, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from backbone.tables import spreadsheets
from partnerships.models import Organisation, Partner
from tests import factories
from tests.browser.inspection import DESK, PHONE, Inspection
from workplans.models import Indicator, Task

pytestmark = pytest.mark.django_db(transaction=True)

PARTNERS = "Organisation,Sector,Country,Role\nWater Board,navy,NL,Member\nTown,public,NL,\nUnion,ngo,UG,\n"
OUTCOMES = [
    [
        "Goal",
        "Outcome",
        "Indicator",
        "Unit",
        "Direction",
        "Baseline",
        "Baseline of",
        "Target",
        "Target due",
        "Lead group",
    ],
    [
        "Clean",
        "Safe water in every school " * 4,
        "Schools",
        "%",
        "sideways",
        "many",
        "2020",
        80,
        "end of 2027",
        "Water",
    ],
    ["Clean", "Short", "Schools" + "x" * 90, "%", "up", 10, "2020", 80, "", "W" * 60],
]
WIDTH = "() => document.scrollingElement.scrollWidth - innerWidth"


@pytest.fixture
def partnership():
    return factories.partnership("Highland coffee", slug="coffee")


@pytest.fixture
def ruth(partnership):
    return factories.coordinator(partnership, factories.person("Ruth Nansubuga"))


@pytest.fixture
def plain(site, browser, client, settings, ruth):
    """A page of a browser without scripts, in which Ruth is signed in."""
    client.force_login(ruth)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    yield context.new_page()
    context.close()


def open_preview(page, site, name, data):
    """Send a file and check its rows."""
    page.goto(f"{site}/partnerships/coffee/import/")
    page.locator("[name=files]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Check the rows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What will happen to each row")


def fits(page):
    """Nothing goes past the edge of the window, on a desk and on a phone."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate(WIDTH) <= 0, size
    page.set_viewport_size(DESK)


def test_a_cell_is_corrected_a_row_left_out_and_the_rest_imported_by_keyboard(site, page, sign_in, ruth):
    sign_in(ruth)
    open_preview(page, site, "partners.csv", PARTNERS.encode())
    field = page.get_by_label("B2 Sector")
    expect(field).to_have_accessible_description(
        "“navy” is not known here, so it stays empty. Write one of: public, private, civil society, academic; "
        "or say above the rows what it means."
    )
    field.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("public")
    # Enter saves: it must never import.
    page.keyboard.press("Enter")
    expect(page.locator("#row-2")).to_contain_text("New")
    assert not Organisation.objects.filter(name="Town").exists()
    page.get_by_label("Leave out 4").focus()
    page.keyboard.press("Space")
    page.get_by_label("A3 Organisation").focus()
    page.keyboard.press("End")
    page.keyboard.type(" of Kasese")
    page.get_by_role("button", name="Import 3 new rows").last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Imported")
    assert set(Partner.objects.values_list("organisation__name", flat=True)) == {
        "Water Board",
        "Town of Kasese",
    }


def test_without_scripts_on_a_phone(site, plain, partnership):
    plain.set_viewport_size(PHONE)
    open_preview(plain, site, "partners.csv", PARTNERS.encode())
    plain.get_by_label("B2 Sector").fill("private")
    plain.get_by_label("Leave out 3").check()
    plain.get_by_role("button", name="Import 3 new rows").last.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Imported")
    assert set(Partner.objects.values_list("organisation__name", flat=True)) == {"Water Board", "Union"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("partners.csv", PARTNERS.encode()),
        ("outcomes.xlsx", spreadsheets.write([("Outcomes", OUTCOMES)])),
        ("wide.csv", ("Organisation,Role\n" + "W" * 190 + "," + "R" * 110 + "\nA,B, c,D\n").encode()),
    ],
    ids=["few columns", "many columns", "long words"],
)
def test_the_preview_fits_and_is_accessible(site, page, sign_in, ruth, name, data):
    sign_in(ruth)
    open_preview(page, site, name, data)
    fits(page)
    inspection = Inspection(page)
    inspection.look("preview", page.url)
    assert inspection.found == {}, inspection.report()


def test_many_columns_are_corrected_as_labelled_cells(site, page, sign_in, ruth):
    sign_in(ruth)
    open_preview(page, site, "outcomes.xlsx", spreadsheets.write([("Outcomes", OUTCOMES)]))
    page.get_by_label("F2 Baseline", exact=True).fill("40")
    page.get_by_label("E2 Direction").fill("should rise")
    page.get_by_label("C3 Indicator").fill("Wells")
    page.get_by_role("button", name="Save corrections").last.click()
    expect(page.locator("#row-2")).to_contain_text("In the file: “many”")
    page.get_by_role("button", name="Import 2 new rows").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Imported")
    assert set(Indicator.objects.values_list("name", flat=True)) == {"Schools", "Wells"}


def test_two_at_once_are_told_of_each_other(site, page, sign_in, ruth):
    sign_in(ruth)
    open_preview(page, site, "partners.csv", PARTNERS.encode())
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("B2 Sector").fill("private")
    other.get_by_role("button", name="Save corrections").last.click()
    expect(other.locator("#row-2")).to_contain_text("New")
    page.get_by_label("B2 Sector").fill("academic")
    page.get_by_role("button", name="Save corrections").last.click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody else corrected the same cells")
    expect(page.get_by_label("B2 Sector")).to_have_value("academic")
    page.get_by_role("button", name="Save corrections").last.click()
    expect(page.locator("#row-2")).to_contain_text("New")
    expect(page.get_by_label("B2 Sector")).to_have_value("academic")


def test_a_pasted_list_and_pasted_people_fit(site, page, sign_in, ruth, partnership):
    sign_in(ruth)
    for address, text in (
        (
            "tasks/paste",
            "what\twho\twhen\nCount the trees\tZeno\tasap\n" + "Plant " * 40 + "\tRuth\t2027-12-15",
        ),
        ("people", "Ruth <ruth@" + "g" * 50 + ".example>\nnobody at all\n" + "N" * 110 + " <x@gmail.com>"),
    ):
        page.goto(f"{site}/partnerships/coffee/{address}/")
        page.locator("main textarea").fill(text)
        page.locator("main form button.btn").last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What will happen to each row")
        fits(page)
        inspection = Inspection(page)
        inspection.look("preview", page.url)
        assert inspection.found == {}, inspection.report()
    page.goto(f"{site}/partnerships/coffee/tasks/paste/")
    assert not Task.objects.exists()
