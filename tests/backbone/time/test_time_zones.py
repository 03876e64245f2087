"""The choice of a time zone: what people here use first, no obsolete names, and what somebody has stays."""

import pytest
from django import forms

from backbone.accounts.models import Person
from backbone.time.time_zones import TimeZoneField, offered, zone_names
from tests import factories

pytestmark = [pytest.mark.fast]


class ZoneForm(forms.Form):
    timezone = TimeZoneField(likely=lambda: ["Africa/Kampala", "Mars/Base"])


def names(form):
    return [name for _group, zones in form.fields["timezone"].choices for name, _label in zones]


def test_the_likely_ones_come_first():
    assert names(ZoneForm())[0] == "Africa/Kampala"
    assert "Mars/Base" not in names(ZoneForm())


def test_no_obsolete_name_and_no_file_is_offered():
    assert offered() <= zone_names()
    assert not offered() & {
        "US/Pacific",
        "GMT+0",
        "W-SU",
        "Factory",
        "localtime",
        "Asia/Calcutta",
        "Etc/GMT-3",
    }
    assert {"Europe/Amsterdam", "Africa/Kampala", "America/Los_Angeles", "Asia/Kolkata", "UTC"} <= offered()


def test_what_somebody_has_stays_as_it_is():
    form = ZoneForm(initial={"timezone": "US/Pacific"})
    assert '<option value="US/Pacific" selected>' in str(form["timezone"])
    assert ZoneForm({"timezone": "US/Pacific"}).is_valid()
    assert not ZoneForm({"timezone": "Mars/Base"}).is_valid()


def test_a_zone_is_chosen_once_though_it_stands_twice():
    assert str(ZoneForm(initial={"timezone": "Africa/Kampala"})["timezone"]).count("selected") == 1


@pytest.mark.django_db
def test_used_here_is_what_most_people_have():
    for zone in ["Asia/Kolkata"] * 3 + ["Africa/Kampala"] * 2:
        factories.person(timezone=zone)
    assert Person.objects.zones_in_use()[:2] == ["Asia/Kolkata", "Africa/Kampala"]
