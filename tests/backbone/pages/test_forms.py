"""Forms that say what is wrong beside it, and lose nothing that was typed."""

import threading

import pytest
from django import forms as django_forms
from django.db import connection
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory

from backbone.pages import forms
from partnerships.models import Partner
from tests import factories
from workplans.models import Objective

pytestmark = pytest.mark.fast


def _html(source, **context):
    return engines["django"].from_string(source).render(context, RequestFactory().get("/x/"))


class ObjectiveForm(forms.ModelForm):
    class Meta:
        model = Objective
        fields = ["title"]


class PartnerForm(forms.ModelForm):
    class Meta:
        model = Partner
        fields = ["organisation"]


class DayForm(forms.Form):
    name = django_forms.CharField()
    day = django_forms.DateField(required=False)


class NotesForm(forms.Form):
    notes = django_forms.CharField(widget=django_forms.Textarea)


class AddressedForm(forms.Form):
    address = django_forms.EmailField()


def _post(form, **changes):
    data = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].value()
        data[name] = "" if value is None else str(value)
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def test_control_characters_are_left_out_and_lines_kept():
    form = NotesForm({"notes": "a\x00b\x07\tc\nd"})
    assert form.is_valid()
    assert form.cleaned_data["notes"] == "ab\tc\nd"


def test_an_empty_field_says_what_to_do_beside_it_and_on_top():
    form = DayForm({"name": ""})
    html = _html("{% form form %}", form=form)
    assert html.count("Fill this in.") == 2
    assert 'href="#id_name"' in html
    assert 'aria-describedby="id_name_error"' in html


def test_what_was_typed_wrong_is_still_there():
    html = _html("{% form form %}", form=DayForm({"name": "kept <b>", "day": "31/31/31"}))
    assert "kept &lt;b&gt;" in html
    assert "31/31/31" in html


@pytest.mark.django_db
def test_a_second_partner_of_the_same_organisation_is_refused_beside_its_field():
    partner = factories.partner()
    form = PartnerForm({"organisation": partner.organisation_id}, partnership=partner.partnership)
    assert not form.is_valid()
    assert "organisation" in form.errors


@pytest.mark.django_db
def test_a_save_goes_to_the_next_revision():
    row = factories.objective()
    form = ObjectiveForm(
        _post(ObjectiveForm(instance=row), title="New"), instance=row, partnership=row.partnership
    )
    assert form.is_valid()
    assert form.save_or_conflict() == row
    row.refresh_from_db()
    assert (row.title, row.revision) == ("New", 1)


@pytest.mark.django_db
def test_a_name_that_the_plan_has_already_is_refused_beside_its_field():
    first = factories.objective(title="Taken")
    second = factories.objective(first.partnership)
    form = ObjectiveForm(_post(ObjectiveForm(instance=second), title="Taken"), instance=second)
    assert not form.is_valid()
    assert "title" in form.errors


def _two_people_save():
    row = factories.objective(title="Old")
    opened = _post(ObjectiveForm(instance=row))
    Objective.objects.filter(pk=row.pk).update(title="Their version", revision=1)
    mine = Objective.objects.get(pk=row.pk)
    opened["title"] = "Mine"
    form = ObjectiveForm(opened, instance=mine, partnership=row.partnership)
    assert form.is_valid()
    assert form.save_or_conflict() is None
    return row, form


@pytest.mark.django_db
def test_the_second_of_two_people_sees_both_texts_and_nothing_is_overwritten():
    row, form = _two_people_save()
    html = _html("{% form form %}", form=form)
    assert "Mine" in html
    assert "Their version" in html
    assert Objective.objects.get(pk=row.pk).title == "Their version"


@pytest.mark.django_db
def test_the_next_save_after_a_conflict_goes_through():
    row, form = _two_people_save()
    again = ObjectiveForm(form.data, instance=Objective.objects.get(pk=row.pk), partnership=row.partnership)
    assert again.is_valid()
    assert again.save_or_conflict()
    assert Objective.objects.get(pk=row.pk).title == "Mine"


@pytest.mark.django_db
def test_their_text_can_be_taken_without_javascript():
    row, form = _two_people_save()
    data = form.data.copy()
    data.setlist("take", ["title"])
    again = ObjectiveForm(data, instance=Objective.objects.get(pk=row.pk), partnership=row.partnership)
    assert again.is_valid()
    assert again.save_or_conflict()
    assert Objective.objects.get(pk=row.pk).title == "Their version"


@pytest.mark.django_db
def test_a_row_that_was_removed_meanwhile_leaves_the_text_on_the_page():
    row = factories.objective(title="Old")
    opened = _post(ObjectiveForm(instance=row), title="Mine")
    form = ObjectiveForm(opened, instance=Objective.objects.get(pk=row.pk), partnership=row.partnership)
    assert form.is_valid()
    Objective.objects.filter(pk=row.pk).delete()
    assert form.save_or_conflict() is None
    html = _html("{% form form %}", form=form)
    assert "removed this" in html
    assert "Mine" in html


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_goes_through():
    row = factories.objective(title="Old")
    answers, start = [], threading.Barrier(2)

    def save(title):
        mine = Objective.objects.get(pk=row.pk)
        form = ObjectiveForm(_post(ObjectiveForm(instance=mine), title=title), instance=mine)
        form.is_valid()
        start.wait()
        answers.append(form.save_or_conflict() is not None)
        connection.close()

    both = [threading.Thread(target=save, args=(title,)) for title in ("One", "Two")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(answers) == [False, True]
    assert Objective.objects.get(pk=row.pk).revision == 1


def test_no_form_takes_an_address_that_the_database_would_refuse():
    assert AddressedForm({"address": f"{'y' * 242}@example.org"}).is_valid()
    form = AddressedForm({"address": f"{'y' * 243}@example.org"})
    assert form.errors == {"address": ["Ensure this value has at most 254 characters (it has 255)."]}
    assert 'maxlength="254"' in _html("{% form form %}", form=form)
