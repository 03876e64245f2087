"""The glossary of the code's own words stays short, and begins at files that are there."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.fast

ROOT = Path(__file__).parents[2]
FILE = re.compile(r"`([\w/]+\.\w+)`")


def entries():
    """{word: what stands beside it} of "Words of the code"."""
    table = (ROOT / "docs" / "words.md").read_text("utf-8").partition("## Words of the code")[2]
    rows = [
        [cell.strip() for cell in line.strip("|\n ").split("|")] for line in table.splitlines() if "|" in line
    ]
    return {word: " ".join(cells) for word, *cells in rows[2:]}


@pytest.mark.parametrize("word", entries())
def test_each_word_begins_at_files_that_are_there(word):
    files = FILE.findall(entries()[word])
    assert files
    assert [name for name in files if not (ROOT / name).is_file()] == []


def test_there_are_at_most_thirty():
    assert 10 < len(entries()) <= 30
