"""The one folding under which two spellings of a name, a heading or a word are the same."""

import re
import unicodedata
from functools import lru_cache

# Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic. Marks of other scripts, such as the
# vowels of Devanagari or the voicing of Japanese, are letters there: without them नेपाल would be another word.
ACCENTS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0591-\u05c7\u064b-\u065f\u0670\u0640]"
)
# Letters that Unicode does not take apart.
LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe"}
)
APOSTROPHES = re.compile("(?<=\\w)['’‘ʼʻ`´′](?=\\w)")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def seen(text: str) -> str:
    """The text, or nothing where none of it shows."""
    return text if INVISIBLE.sub("", text).strip() else ""


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set: long lists of words are easier to read and to add to in that form."""
    return frozenset(text.split())


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Its words in lower case with one space between them, without accents and punctuation.

    Ligatures, ß, full-width letters and letters with a stroke are told as plain ones, "&" as "and"; an apostrophe
    joins what it stands between. Letters of all scripts are kept. A text of signs only, such as an emoji, stays
    as it is.
    """
    # An acute accent that stands alone would be taken apart into a space and an accent.
    plain = unaccented(APOSTROPHES.sub("", INVISIBLE.sub("", str(text)))).replace("&", " and ")
    return " ".join(_words(plain)) or " ".join(str(text).split())


def unaccented(text: str) -> str:
    """The text in lower case and without accents; its punctuation and spaces stay."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", ACCENTS.sub("", apart).translate(LETTERS))


def _words(plain: str) -> list[str]:
    """Runs of letters, digits and the marks that are part of a letter."""
    return "".join(letter if _is_of_a_word(letter) else " " for letter in plain).split()


def _is_of_a_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter) in ("Mn", "Mc")
