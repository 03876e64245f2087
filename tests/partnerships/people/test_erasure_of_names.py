"""Erasing a person: their name goes from texts of others in which the product wrote it, and from what was noted for them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from partnerships.correspondence.calling.told import Told
from partnerships.correspondence.models import Notice
from partnerships.models import PutOffNeed
from partnerships.needing import later
from partnerships.people.personal import erasure
from tests import factories
from workplans import leads, todo
from workplans.models import Change, Task

pytestmark = [pytest.mark.fast, pytest.mark.django_db]
NOBODY = "a person who was erased"


@pytest.fixture
def admin(coffee):
    return factories.administrator(factories.person("Ada Admin"))


@pytest.fixture
def joy(union):
    who = factories.representative(union, factories.person("Joy Atim", "joy@union.example"))
    who.name = "Joyce Atim"
    who.save()
    return who


def test_the_history_of_tasks_and_news_of_others_name_them_no_more(coffee, ruth, joy, admin):
    task = factories.task(coffee, "Walk the road")
    words = "owner: Joyce Atim; due: 3 May", "owner: Joy Atim", "Joyce Atimango has it"
    for one in words:
        Change.objects.create(partnership=coffee, task=task, what="edited", words=one, by=ruth)
    Notice.objects.create(partnership=coffee, person=ruth, key="x", text="Joyce Atim takes it on")
    later.put_off(ruth, "/tasks/1/", "late", title="Call Joyce Atim", until=date.max)
    assert ("Texts in which they are named, such as who had a task", 4) in [
        (str(part.label), part.count) for part in erasure.reached(joy)
    ]
    erasure.erase(joy, by=admin)
    kept = set(Change.objects.filter(what="edited").values_list("words", flat=True))
    assert kept == {f"owner: {NOBODY}; due: 3 May", f"owner: {NOBODY}", "Joyce Atimango has it"}
    assert Notice.objects.get().text == f"{NOBODY} takes it on"
    assert PutOffNeed.objects.get().title == f"Call {NOBODY}"


def test_a_short_name_goes_where_it_is_all_that_is_said(coffee, union, ruth, admin):
    ann = factories.representative(union, factories.person("Ann", "ann@union.example"))
    task = factories.task(coffee, "Walk the road")
    for words in ("owner: Ann; due: 3 May", "Ann", "Annual report", "the union of Ann and Bo"):
        Change.objects.create(partnership=coffee, task=task, what="edited", words=words, by=ruth)
    erasure.erase(ann, by=admin)
    kept = set(Change.objects.filter(what="edited").values_list("words", flat=True))
    assert kept == {f"owner: {NOBODY}; due: 3 May", NOBODY, "Annual report", "the union of Ann and Bo"}


def test_where_they_never_had_a_part_a_namesake_keeps_the_name(joy, ruth, admin):
    task = factories.task(factories.partnership(), "Elsewhere")
    Change.objects.create(
        partnership=task.partnership, task=task, what="edited", words="owner: Joyce Atim", by=ruth
    )
    erasure.erase(joy, by=admin)
    assert Change.objects.get(what="edited").words == "owner: Joyce Atim"


def test_what_a_coordinator_noted_for_them_goes_with_their_own_words(coffee, ruth, joy, admin):
    told = Told("phone", timezone.localdate() - timedelta(days=1), ruth, "her bus broke down")
    task = factories.task(coffee, "Walk the road", owner=joy)
    milestone = factories.milestone(factories.objective(coffee), lead_person=joy)
    todo.complete(task, by=ruth, evidence="Joyce Atim walked it", via="phone", told_on=told.on)
    leads.answer(milestone, False, by=ruth, words=told.words, told=told)
    milestone.refresh_from_db()
    milestone.lead_person = joy
    milestone.save()
    erasure.erase(joy, by=admin)
    assert not Change.objects.filter(told_on__isnull=False).exclude(words="").exists()
    assert Task.objects.get(pk=task.pk).evidence == f"{NOBODY} walked it"
    assert not Task.pgh_event_model.objects.filter(evidence__contains="Joyce Atim").exists()


def test_who_has_no_name_changes_no_text(coffee, union, ruth, admin):
    nobody = factories.representative(union, factories.person("", None))
    task = factories.task(coffee, "Walk the road")
    Change.objects.create(partnership=coffee, task=task, what="edited", words="owner: Joyce Atim", by=ruth)
    nobody.name = ""
    nobody.save()
    nobody.pgh_event_model.objects.filter(pgh_obj_id=nobody.pk).update(name="")
    erasure.erase(nobody, by=admin)
    assert Change.objects.get(what="edited").words == "owner: Joyce Atim"
