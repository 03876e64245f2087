"""A field for one of many people: a list while there are few, and a search by name when there are more."""

import pytest
from django.urls import reverse

from backbone.pages.search_field import FEW, typed_name
from partnerships.models import Role
from tests import factories
from workplans.forms import TaskForm
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def crowd():
    """A partnership with more people than a list takes; two are called Sam Okello, one Anna Kyobe."""
    of = factories.partnership(slug="crowd")
    growers, union = factories.partner(of, "Growers"), factories.partner(of, "Union")
    for number in range(FEW):
        factories.representative(growers, factories.person(f"Member Number{number}"))
    for partner, name in ((growers, "Sam Okello"), (union, "Sam Okello"), (union, "Ànna Kyobe")):
        factories.representative(partner, factories.person(name))
    return of


def task_form(of, **data):
    return TaskForm({"title": "Count", "revision": 0, **data}, instance=Task(partnership=of), partnership=of)


def owner_of(form):
    assert form.is_valid(), form.errors
    return form.cleaned_data["owner"]


def one(of, name, partner=None):
    people = of.representatives.filter(person__name=name)
    return (people.get(partner__organisation__name=partner) if partner else people.get()).person


def test_few_people_are_a_list_of_everybody():
    of = factories.partnership()
    anna = factories.representative(factories.partner(of), factories.person("Anna"))
    html = str(task_form(of)["owner"])
    assert "<select" in html
    assert f'value="{anna.pk}"' in html


def test_many_people_are_asked_for_and_none_of_them_stands_in_the_page(crowd):
    html = str(task_form(crowd)["owner"])
    assert "<select" not in html
    assert "Number7" not in html
    assert 'hx-get="/partnerships/crowd/people/found/?field=owner-words"' in html


@pytest.mark.parametrize(
    "words",
    ["Ànna Kyobe", "anna kyobe", "Kyobe, Anna", "Kyobe", "ann", "Anna Kyobe (Union)", "Anna Kyobe, Union"],
)
def test_typed_words_mean_the_one_who_fits(crowd, words):
    assert owner_of(task_form(crowd, **{"owner-words": words})) == one(crowd, "Ànna Kyobe")


def test_an_address_means_whose_it_is(crowd):
    anna = one(crowd, "Ànna Kyobe")
    assert owner_of(task_form(crowd, **{"owner-words": anna.email.upper()})) == anna


def test_a_key_still_chooses(crowd):
    anna = one(crowd, "Ànna Kyobe")
    assert owner_of(task_form(crowd, owner=str(anna.pk))) == anna


def test_of_several_it_is_asked_and_each_is_told_apart(crowd):
    form = task_form(crowd, **{"owner-words": "Sam Okello"})
    assert form.errors["owner"] == ["“Sam Okello” can mean several. Choose one."]
    html = str(form["owner"])
    assert 'value="Sam Okello"' in html
    for partner in ("Growers", "Union"):
        sam = one(crowd, "Sam Okello", partner)
        assert f'<input type="radio" name="owner" value="{sam.pk}"> Sam Okello ({partner})' in html
        assert owner_of(task_form(crowd, **{"owner-words": f"Sam Okello ({partner})"})) == sam
        assert owner_of(task_form(crowd, **{"owner-words": "Sam Okello", "owner": str(sam.pk)})) == sam


@pytest.mark.parametrize("words", ["Nobody Here", "%", "_", "🙂", "9" * 400 + "x", "Member Number7 Number8"])
def test_words_that_mean_nobody_are_kept_and_said(crowd, words):
    form = task_form(crowd, **{"owner-words": words})
    assert "was not found" in form.errors["owner"][0]
    assert form["owner"].value() == words


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "-1", "٣"])
def test_a_key_of_nobody_is_refused(crowd, key):
    assert not task_form(crowd, owner=key).is_valid()


def test_somebody_of_another_partnership_is_neither_found_nor_chosen(crowd):
    stranger = factories.representative(
        factories.partner(factories.partnership()), factories.person("Zoë Elsewhere")
    )
    assert not task_form(crowd, **{"owner-words": "Zoë Elsewhere"}).is_valid()
    assert not task_form(crowd, owner=str(stranger.pk)).is_valid()


def test_what_was_chosen_stands_there_so_that_it_means_the_same_again(crowd, client):
    sam = one(crowd, "Sam Okello", "Union")
    task = factories.task(crowd, "Count", owner=sam)
    form = TaskForm(instance=task, partnership=crowd)
    assert 'value="Sam Okello (Union)"' in str(form["owner"])
    again = TaskForm(
        {"title": "Count", "revision": task.revision, "owner-words": "Sam Okello (Union)"},
        instance=task,
        partnership=crowd,
    )
    assert owner_of(again) == sam
    assert "owner" not in again.changed_data


def test_an_emptied_field_is_nobody(crowd):
    assert owner_of(task_form(crowd, **{"owner-words": "  "})) is None


def offers(client, of, words, field="owner-words"):
    address = reverse("people_found", args=[of.slug])
    answer = client.get(address, {"field": field, typed_name("owner"): words})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_server_offers_who_fits_with_the_organisation(crowd, client):
    client.force_login(factories.coordinator(crowd))
    assert '<option value="Ànna Kyobe">Union</option>' in offers(client, crowd, "kyo")
    both = offers(client, crowd, "sam")
    assert both.count("<option") == 2
    assert 'value="Sam Okello (Growers)"' in both
    assert offers(client, crowd, "number").count("<option") == 12
    for nothing in ("", " ", "zzz", "%", "\x00"):
        assert "<option" not in offers(client, crowd, nothing)
    assert "<option" not in offers(client, crowd, "sam", field="")


@pytest.mark.parametrize(("kind", "status"), [(Role.Kind.OBSERVER, 403), (Role.Kind.LEADER, 403)])
def test_only_who_fills_in_the_forms_is_offered_people(crowd, client, kind, status):
    person = factories.person("Some Reader")
    crowd.roles.create(person=person, kind=kind)
    client.force_login(person)
    assert (
        client.get(reverse("people_found", args=["crowd"]), {"field": "q", "q": "sam"}).status_code == status
    )
