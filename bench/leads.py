"""Where a page leads: its links, what htmx would fetch, and its forms as a click would send them."""

from html.parser import HTMLParser

MOST_OPTIONS = 8


class Page(HTMLParser):
    """Where a page leads: its links, its fragments and its forms."""

    def __init__(self, html):
        super().__init__()
        self.addresses, self.fragments, self.forms = [], [], []
        self.form = self.text = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        own = {name: value or "" for name, value in attrs}
        if tag in ("a", "iframe"):
            self.addresses.append(own.get("href" if tag == "a" else "src", "#").strip())
        if "hx-get" in own:
            self.fragments.append(own["hx-get"])
        if tag == "form":
            self.form = Form(own.get("method", "get").lower(), own.get("action", ""))
            self.forms.append(self.form)
        elif self.form:
            self.form.take(tag, own)
        self.text = own.get("name") if tag == "textarea" else None

    def handle_data(self, data):
        if self.text and self.form:
            self.form.fields.append((self.text, data))

    def handle_endtag(self, tag):
        self.form = None if tag == "form" else self.form


class Form:
    """A form as it stands there, and each way in which a click can send it."""

    def __init__(self, method, action):
        self.method, self.action, self.fields, self.buttons, self.choices = method, action, [], [], []

    def take(self, tag, own):
        """A field, an option or a button."""
        kind, pair = (
            own.get("type", "submit" if tag == "button" else "text"),
            (own.get("name"), own.get("value", "")),
        )
        if kind == "submit" and tag in ("button", "input"):
            self.buttons.append((own.get("formaction", self.action), [pair] if pair[0] else []))
        elif tag == "select":
            self.choices.append((own.get("name"), []))
        elif tag == "option" and self.choices:
            self.choices[-1][1].append((pair[1], "selected" in own))
        elif tag == "input" and pair[0] and (kind not in ("checkbox", "radio") or "checked" in own):
            self.fields += [pair] if kind not in ("file", "button", "reset", "image") else []

    def sendings(self):
        """(address, fields): with each button; and when it only looks, with each option of each choice."""
        chosen = [(name, _chosen(options)) for name, options in self.choices if name and options]
        for action, pair in self.buttons or [(self.action, [])]:
            yield action, [*self.fields, *chosen, *pair]
        for name, options in self.choices if self.method == "get" else []:
            for value, _ in options[:MOST_OPTIONS]:
                yield self.action, [*self.fields, *(c for c in chosen if c[0] != name), (name, value)]


def _chosen(options):
    return next((value for value, selected in options if selected), options[0][0])
