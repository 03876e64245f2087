"""A coordinator at a desk makes a row of a kind, renames it, removes it and brings it back, by mouse or by keyboard."""

import re
from dataclasses import dataclass, field

from django.urls import reverse
from playwright.sync_api import expect


@dataclass(frozen=True)
class Kind:
    """A kind of row: where it is made and with which fields, where it is edited, and the field that is its name."""

    name: str
    model: type
    made_at: str
    typed: dict
    edited_at: str
    named: str = "title"
    button: str | None = None
    removed_at: str = ""


@dataclass
class Desk:
    """A page of a browser, and whether it is worked by keyboard."""

    page: object
    site: str
    keyboard: bool = False
    flash: object = field(init=False)

    def __post_init__(self):
        self.flash = self.page.locator("#flash, main [role=status]")

    def go(self, address):
        self.page.goto(self.site + address)

    def press(self, thing):
        if self.keyboard:
            thing.focus()
            self.page.keyboard.press("Enter")
        else:
            thing.click()

    def button(self, name, exact=False):
        return self.page.locator("main, #flash").get_by_role("button", name=name, exact=exact).first

    def write(self, name, value):
        """Into the field of this name: text, the option of these words, or the first one of several (value None)."""
        one = self.page.locator(f"main [name='{name}']").first
        self._open_around(name)
        if one.evaluate("field => field.tagName") == "SELECT":
            one.select_option(index=1) if value is None else one.select_option(value)
        elif one.get_attribute("type") == "radio":
            self.page.locator(f"main [name='{name}'][value='{value}']").check()
        elif self.keyboard and one.get_attribute("type") in (None, "text"):
            one.focus()
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)
        else:
            one.fill(value)

    def _open_around(self, name):
        """What is folded away is opened first."""
        folded = self.page.locator("main details:not([open])")
        for details in folded.filter(has=self.page.locator(f"[name='{name}']")).all():
            self.press(details.locator("summary").first)

    def save(self, button=None):
        """Press the button of the form, by its words where a page has several forms."""
        here = self.page.url
        named = (
            self.button(button, exact=True) if button else self.page.locator("main form.form button").first
        )
        self.press(named)
        expect(self.page.locator("main [aria-invalid=true]")).to_have_count(0)
        expect(self.flash.first).to_be_visible()
        return here

    def make(self, kind, address):
        """Make a row of the kind; returns it."""
        before = set(kind.model.objects.values_list("pk", flat=True))
        self.go(address)
        for name, value in kind.typed.items():
            self.write(name, value)
        self.save(kind.button)
        return kind.model.objects.exclude(pk__in=before).get()

    def rename(self, address, named, value):
        """Write another name at the address and save; returns what stood there."""
        self.go(address)
        was = self.page.locator(f"main [name='{named}']").first.input_value()
        self.write(named, value)
        self.save()
        return was

    def remove(self, kind, row):
        """Remove the row where its kind is removed: on its form, or in its list."""
        self.go(kind.removed_at or reverse(kind.edited_at, args=[row.pk]))
        words = re.compile(f"^Remove.*{re.escape(str(row))}") if kind.removed_at else "Remove it"
        self.press(self.button(words))
        expect(self.flash.first).to_contain_text("removed")

    def undo(self, name=re.compile("^Undo")):
        """Press Undo and wait until it is gone: what said that the row was removed is visible before, too."""
        button = self.button(name)
        self.press(button)
        expect(button).to_have_count(0)
        expect(self.flash.first).to_be_visible()

    def bring_back(self, row, slug):
        """The row comes back out of the bin."""
        self.go(reverse("bin", args=[slug]))
        self.press(self.button(re.compile(f"^Bring back.*{re.escape(str(row))}")))
        expect(self.flash.first).to_contain_text("back")
