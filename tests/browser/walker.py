"""Somebody's browser in one language: follows links, fills in forms, presses the buttons with their words."""

import re

from django.urls import reverse
from django.utils.translation import gettext, override, pgettext
from playwright.sync_api import expect

from tests.browser.conftest import text_of


class Walker:
    """A page with a person before it. Words are looked up in the language that person reads."""

    def __init__(self, page, site, language="en"):
        self.page, self.site, self.language = page, site, language
        page.set_default_timeout(60_000)

    def words(self, text, context="", **values):
        """What the product says in this language where its source says `text`."""
        with override(self.language):
            translated = pgettext(context, text) if context else gettext(text)
        return translated % values if values else translated

    def go(self, name, *args):
        """Open a page by its name."""
        self.page.goto(self.site + reverse(name, args=args))

    def follow(self, name, *args, after=""):
        """Press a link that stands on this page and leads there; `after` is what its address ends with."""
        self.page.locator(f'a[href="{reverse(name, args=args)}{after}"]:visible').first.click()

    def form_opens(self):
        """A form opens in its place on this page and takes the focus; what is typed before lands in another field."""
        expect(self.page.locator(".spot form :focus")).to_be_visible()

    def link(self, text):
        """Press the link with these words."""
        self.page.locator("#main").get_by_role("link", name=self.words(text)).first.click()

    def press(self, text, within="body", context=""):
        """Press the button with these words."""
        self.page.locator(within).get_by_role("button", name=self.words(text, context)).first.click()

    def fill(self, within="main", **fields):
        """Fill in fields by their names: text, choices by value, ticks by True."""
        for name, value in fields.items():
            self._fill(self.page.locator(f'{within} [name="{name}"]'), value)

    def _fill(self, field, value):
        kind = field.first.get_attribute("type")
        if kind == "radio":
            field.and_(self.page.locator(f'[value="{value}"]')).check()
        elif kind == "checkbox":
            field.set_checked(value)
        elif field.evaluate("field => field.localName") == "select":
            field.select_option(str(value))
        else:
            field.fill(str(value))

    def sees(self, *texts):
        """These words, as they stand, are on the page."""
        for text in texts:
            expect(self.page.locator("#main")).to_contain_text(text)

    def heading(self, text, **values):
        """The page's heading is these words in the language of the person."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words(text, **values))

    def is_told(self, text, **values):
        """The page says that it was done."""
        expect(self.page.locator("#flash")).to_contain_text(self.words(text, **values))

    def download(self, link):
        """The bytes behind a link, fetched as this person."""
        response = self.page.request.get(self.site + link.get_attribute("href"))
        assert response.ok
        return response.body()

    def issued_pdf(self):
        """Wait until the document of this page is made, and fetch it."""
        link = self.page.get_by_role("link", name=self.words("Open the PDF"))
        expect(link).to_be_visible(timeout=120_000)
        return self.download(link)


def code_in(mail):
    """The code that stands on a line of its own in a mail."""
    return re.search(r"^\s*([A-Z0-9-]{6,})\s*$", text_of(mail), re.MULTILINE)[1]


def sign_in_by_code(walker, address, post):
    """Through the sign-in page, with the code that arrives by mail."""
    walker.page.locator('input[type="email"]').fill(address)
    walker.press("Email me a code")
    walker.page.locator('[name="code"]').wait_for()
    mail = post.to(address, walker.words("Your code to sign in"))
    walker.fill(code=code_in(mail))
    walker.press("Sign in")
