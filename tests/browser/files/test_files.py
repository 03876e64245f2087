"""Files are added beside a row as people do it: in place, without scripts, and over a line that is lost."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.partnerships.attachments.files import PDF, picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def milestone(db):
    return factories.milestone(factories.objective(factories.partnership("Coffee Platform", "coffee")))


@pytest.fixture
def at_milestone(site, page, sign_in, milestone):
    """The coordinator, at the milestone's page."""
    sign_in(factories.coordinator(milestone.partnership, factories.person("Ruth")))
    page.goto(f"{site}{milestone.get_absolute_url()}")
    return page


def named(name, data):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def choose(page, *files):
    page.locator("#files summary").click()
    page.get_by_label("Choose files").set_input_files([named(*file) for file in files])


def test_files_are_added_in_place_and_what_was_refused_is_said_there(at_milestone, milestone):
    page, address = at_milestone, at_milestone.url
    choose(page, ("list.pdf", PDF), ("run.exe", b"MZ\x90"), ("photo.png", picture()))
    page.locator("#files").get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#files .notice")).to_contain_text("run.exe: This is a program.")
    expect(page.locator("#files .notice")).to_be_focused()
    assert page.locator("#files .rows a").all_inner_texts() == ["list.pdf", "photo.png"]
    assert page.url == address
    with page.expect_download() as download:
        page.get_by_role("link", name="list.pdf").click()
    assert download.value.path().read_bytes() == PDF


def test_over_a_line_that_is_lost_what_was_chosen_stays(at_milestone, milestone):
    page = at_milestone
    choose(page, ("list.pdf", PDF))
    page.context.set_offline(True)
    add = page.locator("#files").get_by_role("button", name="Add", exact=True)
    add.click()
    expect(page.locator("[data-upload-words]")).to_contain_text("No connection.")
    page.context.set_offline(False)
    add.click()
    expect(page.get_by_role("link", name="list.pdf")).to_be_visible()
    assert milestone.files.count() == 1


def test_one_that_is_too_large_is_said_before_it_is_sent(at_milestone):
    choose(at_milestone, ("film.pdf", b"x" * (11 * 1024 * 1024)))
    expect(at_milestone.locator("[data-upload-words]")).to_have_text("Larger than 10 MB: film.pdf")


def test_without_scripts_too(browser, at_milestone, milestone):
    plain = browser.new_context(java_script_enabled=False, storage_state=at_milestone.context.storage_state())
    page = plain.new_page()
    page.goto(at_milestone.url)
    choose(page, ("list.pdf", PDF))
    page.locator("#files").get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".flash")).to_contain_text("“list.pdf” is added.")
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="list.pdf")).to_be_visible()
    plain.close()
