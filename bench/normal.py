"""Pages without what differs between any two runs, one tag or text a line."""

import re
from html.parser import HTMLParser

INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "br",
    "button",
    "cite",
    "code",
    "em",
    "i",
    "img",
    "input",
    "kbd",
    "label",
    "mark",
}
INLINE |= {
    "q",
    "s",
    "samp",
    "select",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "svg",
    "textarea",
    "time",
    "u",
    "var",
}
RAW = {"pre", "textarea"}
# White space after what stands there like a word is seen.
SEEN = {"img", "input", "select", "svg", "textarea"}
SECRETS = [
    (re.compile(r"https://link\.invalid/[0-9a-f]{32}"), "LINK"),
    (re.compile(r"/(l|start|once|demo)/[\w:=.-]{12,}"), r"/\1/TOKEN"),
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "UUID"),
    (re.compile(r"(/static/[^\"' ]*)\.[0-9a-f]{12}\."), r"\1.HASH."),
    (re.compile(r"\b(?=[a-f]*\d)[0-9a-f]{16,64}\b"), "HASH"),
    (re.compile(r"\b[0-9a-f]{8}( [0-9a-f]{8}){3,}\b"), "HASH"),
    (re.compile(r"(csrfmiddlewaretoken\W+value=\W|X-CSRFToken\W+:\s*\W+?)[A-Za-z0-9]{64}"), r"\1CSRF"),
]
# The key for an authenticator app is new each time a page shows it, and so is its picture.
APP_KEY = [
    (re.compile(r"\b[A-Z2-7]{32}\b"), "KEY"),
    (re.compile(r'(class="qr"\s+src="data:image/svg\+xml;base64,)[^"]*'), r"\1QR"),
]
# A policy is a set of directives; django-csp writes them in any order.
POLICY = re.compile(r"(?<=^Content-Security-Policy: ).*", re.M)
HAS_ADDRESS = re.compile(r"^<|^Location:|://")
IN_ADDRESS = re.compile(r"(?:(?<=[/=_])|(?<=[a-z]-))\d+(?=[/\"?&#_ -]|$)")
IN_FIELD = re.compile(r'((?:value|id|for|name|aria-\w+)="[^"\d]*)\d+(?=")')
TYPED = ('type="number"', 'type="text"')


def normalised(saved):
    """A saved answer: its head as it is, its page a token a line."""
    for pattern, instead in [*SECRETS, *APP_KEY]:
        saved = pattern.sub(instead, saved)
    head, _, body = saved.partition("\n\n")
    head = POLICY.sub(lambda found: "; ".join(sorted(found[0].split("; "))), head)
    return head + "\n\n" + (_tokens(body) if "html" in head.partition("\n")[0] else _folded(body))


def without_ids(text):
    """The text with the database's ids in addresses and form fields taken out; numbers that one reads stay."""
    return "\n".join(map(_line_without_ids, text.split("\n")))


def _line_without_ids(line):
    if not HAS_ADDRESS.search(line):
        return line
    line = IN_ADDRESS.sub("#", line)
    return line if any(kind in line for kind in TYPED) else IN_FIELD.sub(r"\1#", line)


def without_white(text):
    """The text without ids and without any white space: what is left is the same to a reader, or is not."""
    return re.sub(r"[\s␣]+", "", without_ids(text))


def _folded(text):
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _tokens(html):
    page = Tokens()
    page.feed(html)
    page.close()
    return "\n".join(filter(None, page.lines))


class Tokens(HTMLParser):
    """White space is folded as a browser does: none beside a block, else one space, shown as ␣ at a line's ends."""

    def __init__(self):
        super().__init__()
        self.lines, self.last, self.spaced, self.raw = [], None, True, False

    def handle_decl(self, decl):
        self.lines.append(f"<!{decl.lower()}>")

    def handle_starttag(self, tag, attrs):
        self._at(tag)
        self.raw = tag in RAW
        if tag in SEEN and ("type", "hidden") not in attrs:
            self.spaced, self.last = False, None
        own = "".join(f' {name}="{" ".join((value or "").split())}"' for name, value in attrs)
        self.lines.append(f"<{tag}{own}>")

    def handle_endtag(self, tag):
        self._at(tag)
        self.raw = False
        self.lines.append(f"</{tag}>")

    def handle_data(self, data):
        text = data if self.raw else re.sub(r"[ \t\r\n\f]+", "␣", data)
        text = text.removeprefix("␣") if self.spaced else text
        if text:
            self.spaced, self.last = text.endswith("␣"), len(self.lines)
            words = text.strip("␣").replace("␣", " ") if not self.raw else text
            self.lines.append("␣" * text.startswith("␣") + words + "␣" * (self.spaced and text != "␣"))

    def _at(self, tag):
        if tag not in INLINE:
            if self.last is not None:
                self.lines[self.last] = self.lines[self.last].removesuffix("␣")
            self.last, self.spaced = None, True
