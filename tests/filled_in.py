"""What a browser would send of a page's form, with every field as it stands."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    """The fields of each form that is sent with a POST, [(name, value)]."""

    def __init__(self):
        super().__init__()
        self.forms, self.select, self.area = [], None, None

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "form":
            self.forms.append([] if has.get("method") == "post" else None)
        elif tag == "select":
            self.select = [has.get("name"), None]
        elif tag == "option" and self.select:
            if self.select[1] is None or "selected" in has:
                self.select[1] = has.get("value", "")
        elif tag == "textarea":
            self.area = [has.get("name"), ""]
        elif tag == "input":
            self._input(has)

    def _input(self, has):
        kind = has.get("type", "text")
        if kind in ("checkbox", "radio") and "checked" not in has:
            return
        if kind not in ("submit", "button", "file"):
            self._add(has.get("name"), has.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "select" and self.select:
            self._add(self.select[0], self.select[1] or "")
            self.select = None
        elif tag == "textarea" and self.area:
            self._add(*self.area)
            self.area = None

    def _add(self, name, value):
        if name and self.forms and self.forms[-1] is not None:
            self.forms[-1].append((name, value))


def fields(html, having="revision"):
    """{name: [values]} of the form that has a field of this name, as it stands on the page."""
    reader = _Form()
    reader.feed(html)
    form = next(form for form in reader.forms if form and having in dict(form))
    found = {}
    for name, value in form:
        found.setdefault(name, []).append(value)
    # A textarea's first line break belongs to the markup.
    return {name: [value.removeprefix("\n") for value in values] for name, values in found.items()}
