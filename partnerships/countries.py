"""Countries: read by name or code, named in the reader's language, and the one that a time zone lies in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Select
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_countries.base import CountriesBase
from django_countries.data import ALT_CODES, COUNTRIES

from backbone.reading.folding import folded, unaccented
from backbone.time.time_zones import by_country

NAMES = {**COUNTRIES, **CountriesBase.COMMON_NAMES}
# What people call countries besides their names in English and Dutch, and besides their codes.
ALSO = {
    "AE": "emirates, uae, vae, emiraten",
    "AT": "austria, osterreich",
    "BA": "bosnia, bosnie",
    "BE": "belgique, belgien",
    "BN": "brunei",
    "BO": "bolivia",
    "BY": "belarus, wit rusland, witrusland",
    "CD": "dr congo, drc, d r congo, rdc, congo kinshasa, democratic republic of congo, congo democratic republic, zaire, "
    "congo dr, congo drc, drcongo, democratische republiek congo",
    "CF": "central african republic, car, centraal afrikaanse republiek",
    "CG": "congo, congo brazzaville, republic of congo",
    "CH": "schweiz, suisse, svizzera, swiss",
    "CI": "ivory coast, cote divoire, cote d ivoire, ivoorkust",
    "CN": "china, prc, peoples republic of china, mainland china, volksrepubliek china",
    "CV": "cape verde, kaapverdie, cabo verde",
    "CW": "curacao",
    "CZ": "czech republic, czechia, tsjechie, tsjechische republiek",
    "DE": "deutschland, brd, federal republic of germany",
    "ES": "espana",
    "FM": "micronesia",
    "GB": "uk, u k, great britain, britain, england, scotland, wales, northern ireland, united kingdom, groot brittannie, "
    "engeland, schotland, noord ierland, verenigd koninkrijk, vk, gb",
    "GM": "gambia, the gambia",
    "IE": "eire, republic of ireland, ierland",
    "IR": "iran, persia",
    "KP": "north korea, noord korea, dprk",
    "KR": "south korea, korea, zuid korea, republic of korea",
    "LA": "laos",
    "MD": "moldova, moldavie",
    "MK": "macedonia, north macedonia, macedonie, noord macedonie",
    "MM": "burma, birma, myanmar",
    "NL": "netherlands, holland, nederland, pays bas, niederlande",
    "PH": "filipijnen",
    "PS": "palestine, palestina, west bank, gaza, occupied palestinian territory, palestinian territories",
    "RU": "russia, rusland",
    "SR": "surinam",
    "ST": "sao tome",
    "SY": "syria, syrie",
    "SZ": "swaziland",
    "TL": "east timor, timor leste, oost timor",
    "TR": "turkey, turkiye, turkije",
    "TW": "taiwan",
    "TZ": "tanzania",
    "US": "usa, us, u s, u s a, united states, america, verenigde staten, vs, amerika, united states of america, "
    "vereinigte staaten, etats unis",
    "VA": "vatican, vaticaanstad, holy see",
    "VE": "venezuela",
    "VN": "vietnam, viet nam",
}
# What surrounds a country's name: "Republic of Kenya", "de Filipijnen", "Kenya (KE)".
AROUND = re.compile(
    r"^(?:the|de|het) |^(?:(?:federal |united |people s |peoples )?republic|republiek|kingdom|koninkrijk|state|staat) (?:of|van) "
    r"(?:the |de |het )?| (?:the|de|het|republic|republiek)$"
)
PARTS = re.compile(r"(?P<first>[^,()]+?)\s*[,(]\s*(?P<more>[^,()]+?)\s*\)?")
LONGEST = 200
# How tzdata says that a zone is not one of a few islands, with which many a country begins in its table.
MAIN_PART = re.compile(r"^most of|mainland|most areas|southeast|Moscow")


def choose(field: Any) -> None:
    """Let a form's field offer the countries by name and take no other letters than theirs."""
    field.widget = Select(
        choices=_choices if field.required else _choices_and_none, attrs={"autocomplete": "country"}
    )
    field.help_text = _("Whose public holidays count.")
    field.to_python = _letters
    field.validators.append(check)


def check(letters: str) -> None:
    """Refuse what is no country's letters."""
    if find(letters) != letters:
        raise ValidationError(_("Choose a country from the list."))


def find(text: str) -> str:
    """The two letters of the country that the text names, in English or Dutch, or by its two or three letters; or ""."""
    if found := _named(text):
        return found
    parts = PARTS.fullmatch(text[:LONGEST].strip())
    if not parts:
        return ""
    first, more = parts["first"], parts["more"]
    # "Congo, Democratic Republic of the" is no "Congo", and "Kenya (KE)" says it twice.
    return _named(f"{more} {first}") or (_named(first) if _named(first) == _named(more) else "")


def of_zone(name: str) -> str:
    """The country in which a time zone's city lies, or nothing when it is no city's."""
    return next((letters for letters, zone, _where in by_country() if zone == name), "")


def zone_in(letters: str, own: str) -> str:
    """The zone of a country for somebody in zone `own`: theirs where it is of that country, else where most live."""
    zones = {zone: where for country, zone, where in by_country() if country == letters}
    if own in zones or not zones:
        return own
    return next((zone for zone, where in zones.items() if MAIN_PART.search(where)), next(iter(zones)))


def _letters(text):
    """What was sent, as two letters where it names a country; else as it is, to be refused."""
    return find(text or "") or (text or "").strip()


def names() -> list[str]:
    """The names of all countries in the reader's language."""
    return [name for _letters, name in _choices()]


def _choices():
    return sorted(
        ((letters, str(name)) for letters, name in NAMES.items()), key=lambda row: unaccented(row[1])
    )


def _choices_and_none():
    return [("", "—"), *_choices()]


def name_of(letters: str) -> str:
    """The country's name in the reader's language; what is no country's letters as it stands."""
    return str(NAMES.get(letters, letters))


def _named(text):
    words = folded(text)
    ways = (words, words.replace(" ", ""), AROUND.sub("", words))
    return next((_by_name()[way] for way in ways if way in _by_name()), "")


@cache
def _by_name():
    """{folded name or code: two letters}; what a country calls itself counts before what others call it."""
    found = {}
    for language in ("en", "nl"):
        with translation.override(language):
            for names in (COUNTRIES, CountriesBase.COMMON_NAMES):
                found |= {folded(str(name)): letters for letters, name in names.items()}
    for letters, names in ALSO.items():
        found |= {folded(name): letters for name in names.split(",")}
    codes = {letters: [letters, *_three_letters(letters)] for letters in NAMES}
    return {folded(code): letters for letters, own in codes.items() for code in own} | _without_surroundings(
        found
    )


def _three_letters(letters):
    return [ALT_CODES[letters][0]] if letters in ALT_CODES else []


def _without_surroundings(found):
    """The names also without what surrounds them, unless that is another country's name."""
    return {AROUND.sub("", name): letters for name, letters in found.items()} | found
