"""What is private has a door that nobody can leave open by forgetting an argument."""

from importlib import import_module
from importlib.util import find_spec
from inspect import getmembers, isfunction, signature

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404

from partnerships.access import get_private_note
from partnerships.models import PrivateNote
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]

# Everybody who takes part has a page for these; who wants more than to see them says so.
HAVE_A_PAGE = {"partnership", "partner", "meeting", "milestone", "task", "indicator", "story"}
# Everybody who takes part has a page for its versions; the door keeps reports for those who may report.
HAVE_A_PAGE |= {"version"}


def test_a_door_without_a_need_is_one_to_a_page_of_everybodys():
    defaults = {name: need for name, need in needs() if need.default is not need.empty}
    assert {name.removeprefix("get_") for name in defaults} <= HAVE_A_PAGE
    assert {need.default for need in defaults.values()} == {"see"}


def test_a_private_note_is_for_coordinators():
    partner = factories.partner()
    of = partner.partnership
    note = PrivateNote.objects.create(partnership=of, partner=partner, text="They are short of money")
    assert get_private_note(factories.coordinator(of), note.pk) == note
    for member in (factories.observer(of), factories.representative(partner)):
        with pytest.raises(PermissionDenied):
            get_private_note(member, note.pk)
    with pytest.raises(Http404):
        get_private_note(factories.coordinator(factories.partnership()), note.pk)


def needs():
    """(name, its parameter `need`) of every door of ours that has one."""
    names = [f"{config.name}.access" for config in apps.get_app_configs()]
    modules = [import_module(name) for name in names if find_spec(name)]
    doors = [door for module in modules for door in getmembers(module, isfunction)]
    found = [(name, signature(door).parameters.get("need")) for name, door in doors]
    return [(name, need) for name, need in found if need is not None]
