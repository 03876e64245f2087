"""Numbers in forms: read as people write them, asked about when in doubt, shown back as they are read."""

import contextlib
from decimal import Decimal

import pytest
from django import forms as django_forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import translation

from backbone.pages import forms
from backbone.pages.number_field import NumberField, ShareField, as_number_field
from impact.models import Valuation
from partnerships.models import Contribution
from tests import factories
from tests.access_table import addresses, rows
from workplans.models import Indicator

APPS = ("partnerships", "workplans", "meetings", "impact")
LANGUAGES = ("en", "nl")
FINE = NumberField(decimal_places=4, min_value=-(10**14), max_value=10**14, unit="%")
MONEY = NumberField(decimal_places=2, min_value=0, unit="EUR")
WHOLE = NumberField(min_value=1, max_value=32767)
SMALL = NumberField(decimal_places=4, min_value=0, max_value=100)
SHARE = ShareField(decimal_places=4)
CLEANED = [
    (FINE, "12,5", "12.5", "12.5"),
    (FINE, "1250,5", "1250.5", "1250.5"),
    (FINE, "1.250,5", "1250.5", "1250.5"),
    (FINE, "-4,5", "-4.5", "-4.5"),
    (FINE, "45 %", "45", "45"),
    (FINE, "1,2550", "1.255", "1.255"),
    (FINE, "12.50000000", "12.5", "12.5"),
    (MONEY, "€ 1.250,50", "1250.5", "1250.5"),
    (MONEY, "€ 25.000,-", "25000", "25000"),
    (MONEY, "10k", "10000", "10000"),
    (MONEY, "0,250", "0.25", "0.25"),
    (WHOLE, "1.250", "1250", "1250"),
    (WHOLE, "1,250", "1250", "1250"),
    (WHOLE, "1 250", "1250", "1250"),
    (WHOLE, "12,0", "12", "12"),
    (SMALL, "1.250", "1.25", "1.25"),
    (SMALL, "1,250", "1.25", "1.25"),
    (SHARE, "25", "0.25", "0.25"),
    (SHARE, "25 %", "0.25", "0.25"),
    (SHARE, "12,25%", "0.1225", "0.1225"),
    (SHARE, "0,25 %", "0.0025", "0.0025"),
    (SHARE, "0.035", "0.035", "0.035"),
    (SHARE, "0", "0", "0"),
    (SHARE, "1", "0.01", "0.01"),
    (SHARE, "100", "1", "1"),
    (MONEY, "1.250", None, "1250"),
    (MONEY, "1,250", "1250", None),
    (FINE, "1.250", None, None),
    (FINE, "1,250", None, None),
    (SHARE, "0,25", None, None),
    (SHARE, "0.5", None, None),
]
REFUSED = [
    (FINE, "1.250", "en", "“1.250” can be 1.25 or 1250. Write the one that you mean."),
    (FINE, "1.255", "en", "“1.255” can be 1.2550 or 1255. Write the one that you mean."),
    (SHARE, "0.25", "en", "“0.25” can be 25 % or 0.25 %. Write the one that you mean."),
    (FINE, "12 kg", "en", "“12 kg” is not understood as one number. Write the number alone."),
    (FINE, "n/a", "en", "“n/a” is no number. Leave it empty as long as there is none."),
    (FINE, "€ 5", "en", "“€ 5”: here it counts in %. Write the number alone."),
    (MONEY, "$ 5", "en", "“$ 5”: here it counts in EUR. Write the number alone."),
    (WHOLE, "5 %", "en", "“5 %”: write the number alone, without a sign."),
    (WHOLE, "12.5", "en", "Write a whole number."),
    (WHOLE, "0", "en", "Write 1 or more."),
    (WHOLE, "40.000", "nl", "32767"),
    (MONEY, "-1", "en", "Write 0 or more."),
    (MONEY, "1.255,505", "nl", "2"),
    (FINE, "1.0000000000000000000000000000000000000001", "en", "At most 4 decimals."),
    (WHOLE, "5.0000000000000000000000000000000000000001", "en", "Write a whole number."),
    (SHARE, "101", "en", "Write 100 % or less."),
    (SHARE, "-1", "en", "Write 0 % or more."),
]


@pytest.mark.fast
@pytest.mark.parametrize(("field", "text", "english", "dutch"), CLEANED)
def test_a_typed_number_is_read_or_asked_about_in_both_languages(field, text, english, dutch):
    """None: it can be two numbers that both fit, so it is asked."""
    for language, value in zip(LANGUAGES, (english, dutch), strict=True):
        with translation.override(language):
            if value is None:
                with pytest.raises(django_forms.ValidationError):
                    field.clean(text)
            else:
                assert field.clean(text) == Decimal(value)


@pytest.mark.fast
@pytest.mark.parametrize(("field", "text", "language", "words"), REFUSED)
def test_a_refusal_says_what_to_write(field, text, language, words):
    with translation.override(language), pytest.raises(django_forms.ValidationError) as refused:
        field.clean(text)
    assert words in refused.value.messages[0].replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.fast
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "value"),
    [(FINE, value) for value in ("0", "12.5000", "1.2550", "1250.0000", "-4.5", "1234567.125")]
    + [(MONEY, value) for value in ("1250.00", "0.25", "90.50")]
    + [(WHOLE, value) for value in ("1", "1250")]
    + [(SHARE, value) for value in ("0", "0.0025", "0.2", "0.1225", "1")],
)
def test_what_a_field_shows_is_read_back_as_the_same(field, value, language):
    with translation.override(language):
        assert field.clean(field.prepare_value(Decimal(value))) == Decimal(value)
        assert not field.has_changed(Decimal(value), field.prepare_value(Decimal(value)))


@pytest.mark.fast
@pytest.mark.parametrize(("language", "shown"), [("en", "1250.5"), ("nl", "1250,5")])
def test_a_number_is_shown_in_the_pages_language_without_grouping(language, shown):
    with translation.override(language):
        assert FINE.prepare_value(Decimal("1250.5000")) == shown


class FigureForm(forms.ModelForm):
    class Meta:
        model = Indicator
        fields = ["baseline", "target"]


@pytest.mark.fast
def test_an_ambiguous_number_stays_as_it_was_typed():
    form = FigureForm({"baseline": "1.250", "target": "12,5"})
    assert set(form.errors) == {"baseline"}
    assert 'value="1.250"' in str(form["baseline"])
    assert form.cleaned_data["target"] == Decimal("12.5")


@pytest.mark.fast
def test_a_columns_bounds_are_the_fields():
    class ShareForm(forms.ModelForm):
        class Meta:
            model = Valuation
            fields = ["quantity", "deadweight", "years"]

    fields = ShareForm().fields
    assert {name: type(field) for name, field in fields.items()} == {
        "quantity": NumberField,
        "deadweight": ShareField,
        "years": NumberField,
    }
    assert (fields["years"].min_value, fields["years"].max_value, fields["years"].decimal_places) == (
        1,
        30,
        0,
    )
    assert fields["quantity"].max_value == Decimal("99999999999999.9999")
    assert 'inputmode="numeric"' in str(ShareForm()["years"])
    assert 'inputmode="decimal"' in str(ShareForm()["deadweight"])


def all_forms(base=forms.CleanInput):
    return {form for sub in base.__subclasses__() for form in {sub, *all_forms(sub)}}


@pytest.mark.fast
def test_no_form_of_ours_goes_past_what_all_forms_share():
    ours = {form for form in all_forms(django_forms.BaseForm) if form.__module__.split(".")[0] in APPS}
    assert len(ours) > 30
    assert {form for form in ours if not issubclass(form, forms.CleanInput)} == set()


@pytest.mark.fast
def test_every_number_of_every_form_becomes_our_field():
    found = {
        (form.__name__, name): as_number_field(field)
        for form in all_forms()
        for name, field in form.base_fields.items()
        if isinstance(field, django_forms.IntegerField) and not field.widget.is_hidden
    }
    assert len(found) > 10
    assert {key for key, field in found.items() if not isinstance(field, NumberField)} == set()
    assert {
        key for key, field in found.items() if getattr(field.widget, "input_type", "") == "number"
    } == set()


def number_fields():
    """Each number field of each form, with the bounds of its column."""
    for form in all_forms():
        model = getattr(getattr(form, "_meta", None), "model", None)
        columns = {column.name: column for column in model._meta.concrete_fields} if model else {}
        for name, field in form.base_fields.items():
            own = as_number_field(field, columns[name].validators if name in columns else ())
            if isinstance(own, NumberField):
                yield f"{form.__name__}.{name}", own


@pytest.mark.fast
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "value"),
    [("12,5", "12.5"), ("1 250", "1250"), ("7", "7"), ("25,0", "25"), ("1.250.000", "1250000")],
)
def test_one_text_is_the_same_number_in_every_form_or_is_refused(text, value, language):
    read = {}
    for name, field in number_fields():
        with contextlib.suppress(django_forms.ValidationError), translation.override(language):
            read[name] = field.clean(text) * (100 if isinstance(field, ShareField) else 1)
    assert set(read.values()) == {Decimal(value)}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["coordinator", "administrator", "partner"])
def test_no_page_has_a_browsers_number_field(world, who):
    client, parameters, fields = Client(), dict(addresses()), 0
    client.force_login(world.people[who])
    for method, name, statuses in rows():
        if method == "get" and "ok" in statuses.values():
            answer = client.get(reverse(name, kwargs=world.kwargs(name, parameters[name])))
            page = b"" if answer.streaming else answer.content
            assert b'type="number"' not in page, name
            fields += page.count(b'class="number"')
    assert fields > 5 or who != "coordinator"


@pytest.mark.django_db
def test_the_conflict_page_shows_their_number_in_the_readers_language():
    row = Contribution.objects.create(
        partnership=(partner := factories.partner()).partnership, partner=partner, description="x", value=1250
    )

    class ValueForm(forms.ModelForm):
        class Meta:
            model = Contribution
            fields = ["value"]

    Contribution.objects.filter(pk=row.pk).update(value=Decimal("1300.50"), revision=1)
    with translation.override("nl"):
        form = ValueForm(QueryDict("value=1250,25&revision=0"), instance=row)
        assert form.is_valid(), form.errors
        assert form.save_or_conflict() is None
        assert form.conflict.texts == {"value": "1300,5"}
        assert form["value"].value() == "1250,25"
