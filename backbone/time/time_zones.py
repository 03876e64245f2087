"""The choice of a time zone, the same wherever a form asks for one."""

from __future__ import annotations

import zoneinfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


# Files beside the zones on some systems; PostgreSQL knows neither.
NOT_A_ZONE = {"localtime", "Factory"}


def zone_names() -> set[str]:
    """Every zone that may be kept: Python and PostgreSQL both know it."""
    return zoneinfo.available_timezones() - NOT_A_ZONE


def choices() -> list:
    """Every zone that may be kept: the places of the world by region, then what is no place, such as UTC."""
    names = sorted(zone_names())
    groups = [
        (region, [(name, _place(name)) for name in names if name.startswith(f"{region}/")])
        for region in REGIONS
    ]
    placed = {name for _region, places in groups for name, _label in places}
    return [*groups, (_("Other"), [(name, name) for name in names if name not in placed])]


def _place(name):
    return name.partition("/")[2].replace("_", " ")


class TimeZoneField(forms.ChoiceField):
    """A choice of time zones; the installation's own comes first in a form without another."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Time zone"))
        kwargs.setdefault("initial", settings.INSTALLATION_TIME_ZONE)
        super().__init__(choices=choices, **kwargs)
