"""A person's name as programs write it, made the name that people say: "Berg, Anna van den" is Anna van den Berg.

Pure functions of text. What a name is can often not be known; then it stays as it was written.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from backbone.reading.folding import folded, word_set
from backbone.reading.given_names import GIVEN_NAMES
from backbone.typed_text import without_hidden

PARTICLES = word_set(
    "van de der den het ten ter te in op aan bij vd vander vanden v d t s von zu zur zum af av la le les du des di da do dos das "
    "del della delle dei degli e y al el bin ibn binti bint abu"
)
SUFFIXES = word_set("jr sr jnr snr ii iii iv md phd msc bsc mba llm llb esq cbe obe mbe mp drs ir ing")
TITLES = word_set(
    "prof dr drs ir ing mr mrs ms miss mx sir dame lord lady rev hon dipl herr frau dhr mw mevr mevrouw meneer "
    "heer mevrow professor doctor doctorandus meester ds pater zuster sra dra mme mlle"
)
# Of these words one is enough to see that a text before or after a comma names no person.
NO_PERSON = word_set(
    "support helpdesk servicedesk desk info information informatie office kantoor secretariat secretariaat receptie reception "
    "administration administratie admin finance finances financien accounts billing sales verkoop marketing "
    "communication communications communicatie press pers team group groep board bestuur committee commissie department "
    "dept afdeling dienst service services unit bureau section sectie division directie management project programme "
    "program programma platform foundation stichting association vereniging company bedrijf council gemeente municipality "
    "city stad province provincie ministry ministerie university universiteit college school academy institute instituut "
    "centre center centrum hospital ziekenhuis clinic kliniek bank church kerk club union unie cooperative network netwerk "
    "alliance alliantie partners consultancy consulting society trust agency agentschap authority autoriteit water coffee "
    "health zorg region regio international nederland netherlands uganda kenya limited ltd bv nv inc gmbh ggd it ict hr hrm pr qa rd ceo cfo ngo vws"
)
ASIDE = re.compile(r"(?<=\s)[(\[][^()\[\]]*[)\]](?=[\s,]|$)")
ENCODED = re.compile(
    r"=\?[^?\s]{1,40}\?[bqBQ]\?[^?\n]{0,900}\?=(?:\s*=\?[^?\s]{1,40}\?[bqBQ]\?[^?\n]{0,900}\?=)*"
)
QUOTES = '"“”„«»‹›`\t '
# Nobody has more words on one side of the comma.
MOST_WORDS = 6


def readable(written: str, address: str = "") -> str:
    """The name as people say it: decoded, without quotes and asides, surname last.

    `address` is where this person gets mail; what stands before its @ can tell which word is the first name.
    """
    name = without_hidden(decoded(written))
    name = " ".join(
        name.replace('\\"', "\0").replace('""', "\0").replace('"', " ").replace("\0", '"').split()
    ).strip(QUOTES)
    # Anna 't Hart keeps hers.
    name = name[1:-1] if name[:1] == name[-1:] == "'" else name
    return natural_order(without_asides(name), address)


def decoded(written: str) -> str:
    """With the words that a mail program encoded as text; what lies about its encoding stays as it is."""
    return ENCODED.sub(_decode, written)


def without_asides(name: str) -> str:
    """Without "(GGD)", the department that a large organisation's address book adds; not when nothing else is left."""
    return " ".join(ASIDE.sub(" ", name).replace(" ,", ",").split()) or name


def natural_order(name: str, address: str = "") -> str:
    """First name first: "de Vries, Anna" → Anna de Vries; a name that may be no person's is not turned."""
    before, *rest = [" ".join(part.split()) for part in name.split(",")]
    given, suffixes = _apart(rest)
    surname, own_suffixes = _split_suffixes(before.split())
    if len(given) != 1 or not surname or not _is_surname_first(surname, given[0].split(), address):
        return " ".join(name.split())
    return " ".join([*given[0].split(), *surname, *own_suffixes, *suffixes])


def _decode(encoded: re.Match[str]) -> str:
    with suppress(HeaderParseError, LookupError, UnicodeError, ValueError):
        return str(make_header(decode_header(re.sub(r"\?=\s+=\?", "?= =?", encoded[0]))))
    return encoded[0]


def _apart(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """What follows the surname: names, and suffixes between commas of their own."""
    given = [part for part in parts if part and not _are_suffixes(part.split())]
    return given, [part for part in parts if part and _are_suffixes(part.split())]


def _are_suffixes(words: Sequence[str]) -> bool:
    return bool(words) and all(_word(word) in SUFFIXES for word in words)


def _word(written: str) -> str:
    """One word folded without the dots in it: Ph.D. is phd."""
    return folded(written).replace(" ", "")


def _split_suffixes(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """(King, Jr.) of "King Jr."; a name of nothing else has none."""
    count = next((n for n, word in enumerate(reversed(words)) if _word(word) not in SUFFIXES), 0)
    return list(words[: len(words) - count]), list(words[len(words) - count :])


def _is_surname_first(surname: list[str], given: list[str], address: str) -> bool:
    words = surname + given
    if len(surname) > MOST_WORDS or len(given) > MOST_WORDS or not all(map(_is_like_a_name, words)):
        return False
    if _is_no_person(surname, given):
        return False
    is_first = _by_address(surname, given, address)
    return _by_words(surname, given) if is_first is None else is_first


def _is_like_a_name(word: str) -> bool:
    return any(map(str.isalpha, word)) and not any(c.isdigit() or c in "@<>/\\&|:;=+_" for c in word)


def _is_no_person(surname: list[str], given: list[str]) -> bool:
    """A department, a place of work or an abbreviation; some surnames are such words: "van de Water, Anna"."""
    if any(_word(word) in NO_PERSON for word in given) or _has_acronym(surname, given):
        return True
    return not _is_given(given[0]) and any(_word(word) in NO_PERSON for word in surname)


def _has_acronym(surname: list[str], given: list[str]) -> bool:
    """ "Nakato, UNICEF": capitals beside words that are not all capitals; three and fewer are initials."""
    shouted = "".join(surname).isupper()
    return not shouted and any(len(word) > 3 and word.isupper() and "." not in word for word in given)


def _by_address(surname: list[str], given: list[str], address: str) -> bool | None:
    """Whether anna.bakker@… begins with the first name after the comma; None when it tells nothing."""
    parts = folded(address.partition("@")[0]).split()
    if len(parts) > 1 and parts[0] in map(folded, given):
        return True
    return False if len(parts) > 1 and len(surname) > 1 and parts[0] == folded(surname[0]) else None


def _by_words(surname: list[str], given: list[str]) -> bool:
    """One surname with its particles before the comma is a person's; of two words it depends on the first names."""
    core = [word for word in surname if _word(word) not in PARTICLES]
    if len(core) < 2 or _is_given(given[0]):
        return True
    return len(core) == 2 and len(given) <= 2 and not _is_given(core[0]) and len(core[0].strip(".")) > 1


def _is_given(word: str) -> bool:
    return folded(word) in GIVEN_NAMES or any(part in GIVEN_NAMES for part in folded(word).split())
