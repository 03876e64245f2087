"""Whoever writes a name past every form, it is kept without signs that nobody sees."""

import re

import pgtrigger
import pytest
from django.db import connection

from backbone.accounts.models import Person
from backbone.database import hidden_signs
from backbone.typed_text import HIDING
from partnerships.models import Organisation
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.fast]

SIGNS = [chr(code) for code in range(1, 0x10000) if HIDING.match(chr(code))]


def test_the_database_takes_out_the_signs_that_forms_take_out_and_no_others():
    kept = "".join(chr(code) for code in range(1, 0x10000) if not 0xD800 <= code < 0xE000)
    with connection.cursor() as cursor:
        cursor.execute("SELECT regexp_replace(%s, %s, '', 'g')", [kept, hidden_signs.HIDING])
        assert cursor.fetchone()[0] == HIDING.sub("", kept)
    assert len(SIGNS) == 13


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_names_of_people_and_organisations_lose_them(sign):
    person = factories.person(f"An{sign}na")
    organisation = Organisation.objects.create(name=f"De{sign} Brug", short_name=f"D{sign}B")
    person.refresh_from_db()
    organisation.refresh_from_db()
    assert (person.name, organisation.name, organisation.short_name) == ("Anna", "De Brug", "DB")
    Person.objects.filter(pk=person.pk).update(name=f"{sign}Joan")
    assert Person.objects.get(pk=person.pk).name == "Joan"


def test_whoever_has_such_a_name_from_before_can_still_be_saved_and_loses_the_sign():
    person = factories.person("Anna")
    with pgtrigger.ignore("accounts.Person:nothing_hides"):
        Person.objects.filter(pk=person.pk).update(name="An\u202ena")
    assert Person.objects.get(pk=person.pk).name == "An\u202ena"
    Person.objects.filter(pk=person.pk).update(phone="1")
    person.refresh_from_db()
    assert (person.name, person.phone) == ("Anna", "1")
    assert not re.search(HIDING, person.sort_name)
