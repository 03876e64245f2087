"""The preview of an import, as a browser sends it back: every field of the page with what stands in it."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """The fields of the form of corrections: {name: [texts]}."""

    def __init__(self):
        super().__init__()
        self.fields = {}
        self.inside = False
        self.area = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == "corrections"
        elif self.inside and tag == "input" and attrs.get("name"):
            if attrs.get("type") != "checkbox" or "checked" in attrs:
                self._add(attrs["name"], attrs.get("value", "on"))
        elif self.inside and tag == "textarea":
            self.area = attrs["name"]
            self._add(self.area, "")

    def handle_data(self, data):
        if self.area:
            self.fields[self.area][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None
        elif tag == "form":
            self.inside = False

    def _add(self, name, value):
        self.fields.setdefault(name, []).append(value)


def fields(page):
    """{name: [texts]} of what the page would send as it stands."""
    parser = _Fields()
    parser.feed(page.content.decode())
    return parser.fields


def cell(page, address):
    """The field of a cell, by its address: "B4" → "c-4-1"."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    name = f"c-{address.removeprefix(letters)}-{column - 1}"
    assert name in fields(page), f"{address} is no field of the page"
    return name


def notes(page, address):
    """What is said beneath a cell, as one text."""
    row = {shown.number: shown for shown in page.context["rows"]}[
        int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    ]
    return " ".join(words for one in row.cells if one.address == address for words, _refuses in one.problems)


def fate(page, number):
    """What becomes of a row, in the page's word."""
    return {shown.number: shown.word for shown in page.context["rows"]}[number]


def save(client, page, *, then="corrections", leave=(), **cells):
    """Send the page back with these cells written otherwise (B4="…"), and these rows left out."""
    data = fields(page) | {cell(page, address): [text] for address, text in cells.items()}
    data |= {f"leave-{number}": ["on"] for number in leave}
    return client.post(f"/imports/{page.context['run'].pk}/{then}/", data, follow=True)


def confirm(client, page, **changes):
    """Press the button that imports, with what is typed last."""
    return save(client, page, then="confirmation", **changes)
