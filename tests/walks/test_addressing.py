"""Dutch addresses people with *je* on pages; *u* stands in mails, letters and documents alone (docs/words.md)."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

pytestmark = pytest.mark.fast

FORMAL = re.compile(r"(?<![\w.’])(?:u|uw|uwe|uzelf)(?![\w’])", re.IGNORECASE)
# Where mails, letters and documents to partners get their texts; notices go out as mails.
WRITES = {
    "backbone/accounts/proposals.py",
    "backbone/outbox/corrections.py",
    "backbone/outbox/large_files.py",
    "meetings/handing_over.py",
    "meetings/minutes/mails.py",
    "partnerships/agreement_papers/pack_part.py",
    "partnerships/agreement_papers/word_counterparts.py",
    "partnerships/bodies/seats.py",
    "partnerships/commenting/answering.py",
    "partnerships/correspondence/drafts.py",
    "partnerships/correspondence/link_renewal.py",
    "partnerships/giving/agreed.py",
    "partnerships/giving/asked.py",
    "partnerships/inviting/sending.py",
    "partnerships/inviting/writing.py",
    "partnerships/leaving.py",
    "partnerships/packs/parts.py",
    "partnerships/proposals/answers/answering.py",
    "partnerships/signing/wider_leads.py",
    "workplans/answers/asking_again.py",
}
PRINTED = re.compile(r"^templates/(?:mail/.*|.*/pdf/.*|.*_pdf\.html)$")


def places():
    """(where it is said, the Dutch) of each text that addresses its reader with u."""
    for entry in polib.pofile(str(Path(settings.BASE_DIR) / "locale/nl/LC_MESSAGES/django.po")):
        dutch = " ".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
        if not entry.obsolete and FORMAL.search(dutch):
            yield {place for place, _line in entry.occurrences}, dutch


def test_pages_say_je_and_never_u():
    said = list(places())
    assert len(said) > 20
    assert [(where, dutch) for where, dutch in said if not all(_is_formal(place) for place in where)] == []


def _is_formal(place):
    return place in WRITES or PRINTED.match(place) or place.endswith("/mail_kinds.py")


def test_each_place_that_may_say_u_says_it():
    """A place that is moved or says it no more leaves the list."""
    assert WRITES - {place for where, _dutch in places() for place in where} == set()


def test_u_is_found_as_a_word_alone():
    assert FORMAL.findall("U leest uw rol, om u. 10.00 u.") == ["U", "uw", "u", "u"]
    assert FORMAL.findall("nu, jullie, uur, d.m.u") == []
