"""A made-up language: whatever is marked for translation stands in ⟦brackets⟧, so what does not was forgotten."""

import re
import zoneinfo
from contextlib import contextmanager
from html.parser import HTMLParser

from django.apps import apps
from django.db import connection
from django.db.models import CharField, TextField
from django.utils.translation import trans_real

CODE = "xx"
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[A-Za-z]{2,}")
# Where a link of a mail leads that is only looked at.
NOWHERE = re.compile(r"…[?#/]\S*")
# Names, initials, codes, units and notations that are the same in every language.
SAME = re.compile(
    r"\b(Backbone|SHA-256|PDF|SMART|ROI|SROI|CSV|TSV|XLSX|XLS|ODS|QR|UTC|English|Nederlands|EUR|USD|GBP|UGX|cm|px"
    r"|https?://\S+|[\w.+-]+@[\w.-]+|\w+/\w+(_\w+)?|[\w-]+\.(pdf|xlsx|csv|eml)|[0-9a-f]{16,}|[A-Z]{2}|[A-Z]{4}-[A-Z]{4})\b|/[\w/-]+/"
)
SPOKEN = {"aria-label", "placeholder", "title", "alt", "data-label", "data-say", "data-of", "data-page"}
CELLS = {"dd", "td"}
SILENT = {"script", "style", "code", "kbd", "svg"}


class MadeUp:
    """A catalogue that answers every message with itself in brackets; formats stay usable."""

    def gettext(self, message):
        context, _separator, text = message.rpartition("\x04")
        return text if "format" in context or not text else f"⟦{text}⟧"

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)

    def to_language(self):
        return CODE


@contextmanager
def spoken():
    """The made-up language exists within."""
    trans_real._translations[CODE] = MadeUp()
    try:
        yield CODE
    finally:
        del trans_real._translations[CODE]


class Texts(HTMLParser):
    """The texts and spoken attributes of a page."""

    def __init__(self, html):
        super().__init__()
        self.spoken, self.read, self.silent, self.foreign = [], [], 0, ""
        self.feed(html)

    @property
    def found(self):
        """The attributes, and the lines that are left when translated messages, which may hold elements, are gone."""
        text = "\n".join(self.read)
        while (shorter := BRACKETED.sub(" ", text)) != text:
            text = shorter
        return [*self.spoken, *text.split("\n")]

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        # An example in another language than the page's says so.
        self.foreign = self.foreign or (tag if tag in CELLS and dict(attrs).get("lang") == "nl" else "")
        self.spoken += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        self.foreign = "" if tag == self.foreign else self.foreign

    def handle_data(self, data):
        if not self.silent and not self.foreign and data.strip():
            self.read.append(" ".join(data.split()))


def typed_texts():
    """What people typed: every text in the database that is no choice, the longest first."""
    found, tables = set(), set(connection.introspection.table_names())
    for model in (model for model in apps.get_models() if model._meta.db_table in tables):
        for field in model._meta.fields:
            if isinstance(field, CharField | TextField) and not field.choices:
                for value in model._base_manager.values_list(field.name, flat=True):
                    found.update(_pieces(value))
    found.update(
        part.replace("_", " ")
        for zone in zoneinfo.available_timezones()
        for part in (zone, *zone.split("/", 1))
    )
    return sorted((text for text in found if WORD.search(text)), key=len, reverse=True)


def _pieces(value):
    """A text as it is read whole, and each of its lines without what Markdown puts before it."""
    if not isinstance(value, str):
        return []
    return [
        " ".join(value.split()),
        *(" ".join(line.lstrip("#-*> ").replace("**", "").split()) for line in value.splitlines()),
    ]


def unmarked(texts, typed):
    """Those texts that hold a word which is neither translated nor typed by people."""
    found = {text for text in texts if WORD.search(_rest(text, typed))}
    return sorted(text for text in found if not _is_beginning(text, typed))


def _is_beginning(text, typed):
    """Of something long that was typed, as the history shows it."""
    return text.endswith("…") and any(known.startswith(text[:-1].rstrip()) for known in typed)


def _rest(text, typed):
    text = NOWHERE.sub(" ", text)
    while (shorter := BRACKETED.sub(" ", text)) != text:
        text = shorter
    for known in typed if WORD.search(text) else ():
        if known in text:
            text = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", text)
    return SAME.sub(" ", text)
