"""`make screenshots`: the README's picture, made from the demo."""

from django.conf import settings
from django.urls import reverse
from playwright.sync_api import sync_playwright

from backbone.embedded.install import find_chromium
from bench.serving import largest_partnership, session_of, web

PICTURE = settings.BASE_DIR / "docs" / "overview.png"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def measure():
    """Take the picture; nothing to put in a table."""
    partnership, coordinator = largest_partnership()
    PICTURE.parent.mkdir(exist_ok=True)
    session = session_of(coordinator)
    with web("backbone.wsgi") as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium() or None, args=FLAGS)
        _take(browser, f"http://127.0.0.1:{port}", reverse("partnership", args=[partnership.slug]), session)
        browser.close()
    return []


def _take(browser, address, path, session):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, device_scale_factor=1)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page = context.new_page()
    page.goto(address + path)
    page.screenshot(path=PICTURE)
