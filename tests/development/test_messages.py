"""`make messages`: new texts at the end, old ones where they stand, and none thrown away."""

import shutil
from io import StringIO

import polib
import pytest

from backbone.management.commands.messages import Command

# Only who writes texts needs gettext; the compiled catalogues are committed, and other tests hold them.
pytestmark = pytest.mark.skipif(
    not shutil.which("msgfmt"), reason="GNU gettext is not installed (26 November 2026)"
)
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
BEFORE = (
    HEAD
    + '#: b.py\nmsgid "Second"\nmsgstr "Tweede"\n\n'
    + '#: old.py\nmsgid "First"\nmsgstr "Eerste"\n\n'
    + '#: gone.py\nmsgid "Gone"\nmsgstr "Weg"\n'
)
SOURCES = (
    HEAD
    + '#: a.py\nmsgid "First"\nmsgstr ""\n\n'
    + '#: a.py\nmsgid "New"\nmsgstr ""\n\n'
    + '#: b.py\nmsgid "Second"\nmsgstr ""\n'
)


@pytest.fixture
def catalogue(tmp_path):
    """A catalogue and what the sources hold, in another order."""
    path = tmp_path / "nl" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(BEFORE)
    (tmp_path / "django.pot").write_text(SOURCES)
    return path


def update(catalogue):
    """Update it; what was said."""
    command = Command(stdout=StringIO())
    command.write_po_file(str(catalogue.parents[2] / "django.pot"), "nl")
    return command.stdout.getvalue()


def test_what_was_there_keeps_its_place_and_its_translation(catalogue):
    update(catalogue)
    entries = polib.pofile(str(catalogue))
    found = [(entry.msgid, entry.msgstr) for entry in entries if not entry.obsolete]
    assert found == [("Second", "Tweede"), ("First", "Eerste"), ("New", "")]
    assert entries.find("First").occurrences == [("a.py", "")]


def test_it_says_what_is_to_be_done_and_what_is_no_longer_used(catalogue):
    output = update(catalogue)
    assert "nl: to be translated: 'New'" in output
    assert "nl: in no source any more, kept as #~: 'Gone'" in output
    assert '#~ msgid "Gone"\n#~ msgstr "Weg"' in catalogue.read_text()


def test_a_second_run_changes_nothing(catalogue):
    update(catalogue)
    first = catalogue.read_text(), catalogue.with_suffix(".mo").read_bytes()
    update(catalogue)
    assert (catalogue.read_text(), catalogue.with_suffix(".mo").read_bytes()) == first
