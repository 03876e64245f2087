"""The choice of a time zone, the same wherever a form asks for one: the likely ones first, none that is obsolete."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
# Files beside the zones on some systems; PostgreSQL knows neither.
NOT_A_ZONE = {"localtime", "Factory"}
NO_PLACE = ("UTC",)


def zone_names() -> set[str]:
    """Every zone that may be kept: Python and PostgreSQL both know it."""
    return zoneinfo.available_timezones() - NOT_A_ZONE


@cache
def offered() -> frozenset[str]:
    """The zones that are chosen from: those of tzdata's table of countries, which has no old names."""
    return frozenset({zone for _country, zone, _where in by_country()} & zone_names()) | set(NO_PLACE)


@cache
def by_country() -> list[tuple[str, str, str]]:
    """(country's two letters, zone, where in the country) as tzdata's table has them, in its order."""
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return [(row[0], row[2], row[3] if len(row) > 3 else "") for row in rows]


def choices(likely: Iterable[str] = ()) -> list:
    """The likely zones, then the places of the world by region, then what is no place."""
    first = dict.fromkeys(name for name in (*likely, settings.INSTALLATION_TIME_ZONE) if name in zone_names())
    groups = [
        (region, [(name, _place(name)) for name in sorted(offered()) if name.startswith(f"{region}/")])
        for region in REGIONS
    ]
    return [
        (_("Used here"), [(name, name.replace("_", " ")) for name in first]),
        *groups,
        (_("Other"), [(name, name) for name in NO_PLACE]),
    ]


def _place(name):
    return name.partition("/")[2].replace("_", " ")


class TimeZoneField(forms.ChoiceField):
    """A choice of time zones; the installation's own comes first in a form without another.

    likely() names zones that people here use. A zone under an old name stays, where somebody has it already.
    """

    def __init__(self, *, likely: Callable[[], Iterable[str]] = tuple, **kwargs):
        kwargs.setdefault("label", _("Time zone"))
        kwargs.setdefault("initial", settings.INSTALLATION_TIME_ZONE)
        super().__init__(**kwargs)
        self.likely = likely

    def __deepcopy__(self, memo: dict) -> TimeZoneField:
        """A form's own field, which asks once for the likely ones."""
        copied = super().__deepcopy__(memo)
        copied.choices = cache(lambda: choices(self.likely()))
        return copied

    def valid_value(self, value: Any) -> bool:
        return value in zone_names()

    def get_bound_field(self, form: forms.Form, field_name: str) -> forms.BoundField:
        """With the value that is there among the choices, whatever it is called."""
        bound = super().get_bound_field(form, field_name)
        value = bound.value()
        if value in zone_names() - offered():
            self.choices = [*self.choices, (_("As it is"), [(value, value)])]
        return bound
