"""Texts keep to the vocabulary of docs/words.md: none has a word from its tables of what is not used."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.panels import registry
from partnerships.models import Partnership
from tests.walks.mails import made

pytestmark = pytest.mark.fast

ROOT = Path(settings.BASE_DIR)
# As English writes them, with a capital; Dutch has none.
_MONTHS = "Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sept?(ember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?"
_WEEKDAYS = "(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?"
ENGLISH_DAYS = re.compile(rf"\b(?:{_MONTHS}|{_WEEKDAYS})\b".replace("(", "(?:").replace("(?:?:", "(?:"))


def refused(heading):
    """The words in the first column of the table with this heading."""
    words = (ROOT / "docs/words.md").read_text()
    table = re.search(rf"^\| {heading} \|.*(?:\n\|.*)*", words, re.MULTILINE)[0]
    rows = table.splitlines()[2:]
    return [word.strip() for row in rows for word in row.split("|")[1].split(",")]


def found(heading, text):
    """Each place where the text has one of these words, whatever its capitals, with what stands around it."""
    words = "|".join(map(re.escape, refused(heading)))
    return re.findall(rf".{{0,30}}(?<!\w)(?:{words})(?!\w).{{0,30}}", text, re.IGNORECASE)


def texts():
    """(in English, in Dutch) of everything that the product says."""
    catalogue = polib.pofile(str(ROOT / "locale/nl/LC_MESSAGES/django.po"))
    for entry in catalogue:
        if not entry.obsolete:
            dutch = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
            yield " ".join([entry.msgid, entry.msgid_plural]), " ".join(dutch)


def test_the_tables_are_read():
    assert "second step" in refused("Not in English")
    assert found("Not in Dutch", "Het Rekenblad") == ["Het Rekenblad"]
    assert found("Not in Dutch mails", "jeugd en uw") == []


def test_no_text_has_a_word_that_is_not_used():
    headings = "Not in English", "Not in Dutch"
    assert [
        place for pair in texts() for both in zip(headings, pair, strict=True) for place in found(*both)
    ] == []


@pytest.mark.parametrize("kind", registry.mails, ids=list(registry.mails))
def test_a_mail_speaks_to_dutch_readers_with_u_and_names_days_in_dutch(coffee, client, kind):
    Person.objects.update(language="nl")
    Partnership.objects.update(language="nl")
    for row in (coffee.of, coffee.anna, coffee.ruth, coffee.meeting):
        row.refresh_from_db()
    getattr(made, kind)(coffee, client)
    message = Message.objects.filter(kind=kind).latest("pk")
    says = f"{message.subject} {message.text} {message.html}"
    assert found("Not in Dutch mails", says) == []
    assert ENGLISH_DAYS.findall(says) == []


def test_english_days_are_seen():
    assert ENGLISH_DAYS.findall("19 December 2026, 3 Mar, Fri 4 december, vr 5 mei") == [
        "December",
        "Mar",
        "Fri",
    ]


def test_texts_are_marked_by_names_that_the_catalogue_is_made_from():
    """xgettext knows `_` and Django's own names; a text marked by another never gets its Dutch."""
    rooms = (ROOT / name for name in ("backbone", "partnerships", "workplans", "meetings", "impact", "demo"))
    files = [file for room in rooms for file in room.rglob("*.py")]
    names = {file: re.findall(r"import n?p?gettext\w* as (\w+)", file.read_text()) for file in files}
    assert any("_" in own for own in names.values())
    assert {str(file): own for file, own in names.items() if set(own) - {"_"}} == {}
