"""Countries by their two letters, named in the reader's language, and the one that a time zone lies in."""

import zoneinfo
from functools import cache
from pathlib import Path
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from django_countries.base import CountriesBase
from django_countries.data import COUNTRIES

NAMES = {**COUNTRIES, **CountriesBase.COMMON_NAMES}


def choose(field):
    """Let a form's field offer the countries by name and take no other letters than theirs."""
    field.widget = Select(choices=_choices, attrs={"autocomplete": "country"})
    field.help_text = _("Whose public holidays count.")
    field.validators.append(check)


def check(letters):
    """Refuse what is no country's letters."""
    if letters not in NAMES:
        raise ValidationError(_("Choose a country from the list."))


def of_zone(name):
    """The country in which a time zone's city lies, or nothing when the machine does not say."""
    return _of_zones().get(name, "")


def _choices():
    return sorted(((letters, str(name)) for letters, name in NAMES.items()), key=lambda row: _plain(row[1]))


def _plain(name):
    """Without accents, so that Österreich stands among the O's."""
    return normalize("NFKD", name).encode("ascii", "ignore").lower()


@cache
def _of_zones():
    tables = (Path(directory) / "zone.tab" for directory in zoneinfo.TZPATH)
    table = next((path.read_text(encoding="utf-8") for path in tables if path.is_file()), "")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {zone: letters for letters, _place, zone, *_remark in rows}
