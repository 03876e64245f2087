"""No sign that nobody sees is kept of what people type: by it a name passes for another's."""

import unicodedata
from copy import deepcopy

import pytest
from django import forms as django_forms
from django.urls import get_resolver

from backbone.pages import forms
from backbone.typed_text import clean_line, clean_text

pytestmark = pytest.mark.fast

TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HIDES = "\u200b\u2060\ufeff\u00ad"
CONTROLS = "".join(map(chr, [*range(9), *range(14, 32), *range(127, 160)]))
JOINED = "क\u094d\u200dष می\u200cخواهم 👩\u200d🌾"
# Its words stand apart from what goes between any two letters.
HOSTILE = "A" + TURNS + "n" + HIDES + "n" + CONTROLS + "a"
LINES = ("text", "search", "email", "tel", "url")


class Alone(forms.Form):
    """One field of some form."""


def all_forms(base=forms.CleanInput):
    # The addresses import the views, and these their forms.
    assert get_resolver().url_patterns
    return {form for sub in base.__subclasses__() for form in {sub, *all_forms(sub)}}


def written_fields():
    """(name, field) of each field of each form in which somebody can write."""
    for form in all_forms():
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field.widget, django_forms.Textarea) or _is_line(field.widget):
                yield f"{form.__name__}.{name}", field


def _is_line(widget):
    return getattr(widget, "input_type", "") in LINES


def taken(field, text):
    """What a form takes of a text for this field, before the field itself reads it."""
    form = Alone({"it": text})
    form.fields["it"] = deepcopy(field)
    return form["it"].data


def test_no_line_of_any_form_takes_a_sign_that_nobody_sees():
    found = {place: taken(field, HOSTILE) for place, field in written_fields() if _is_line(field.widget)}
    assert len(found) > 100
    assert {place: text for place, text in found.items() if text != "Anna"} == {}


def test_no_text_of_any_form_takes_what_turns_words_round_and_each_keeps_its_lines():
    texts = {place: field for place, field in written_fields() if not _is_line(field.widget)}
    assert len(texts) > 20
    found = {place: taken(field, f"{TURNS}one\n{CONTROLS}\ttwo\u00ad") for place, field in texts.items()}
    assert {place: text for place, text in found.items() if text != "one\n\ttwo\u00ad"} == {}


def test_what_scripts_need_to_join_their_letters_stays_in_every_field():
    assert {taken(field, JOINED) for _place, field in written_fields()} == {JOINED}


def test_no_form_reads_its_fields_past_what_all_forms_share():
    own = "_widget_data_value"
    assert {form for form in all_forms() if getattr(form, own) is not getattr(forms.CleanInput, own)} == set()


def test_lines_sent_for_one_line_become_one():
    assert taken(django_forms.CharField(), "Anna\r\nJansen\u2028GGD") == "Anna Jansen GGD"


def test_a_field_of_which_nothing_shows_is_empty():
    form = Alone({"it": "\u200b\u202e \u00ad"})
    form.fields["it"] = django_forms.CharField()
    assert "it" in form.errors


def test_a_password_loses_nothing_that_can_be_kept():
    field = django_forms.CharField(widget=django_forms.PasswordInput)
    assert taken(field, "se\u00adcret\u202e1") == "se\u00adcret\u202e1"


@pytest.mark.parametrize(
    "sign", [chr(code) for code in range(0x2F00) if unicodedata.category(chr(code)) == "Cc"]
)
def test_no_control_character_stays_in_a_line(sign):
    assert clean_line(f"a{sign}b") in ("ab", "a b")
    assert clean_text(f"a{sign}b") in ("ab", "a\tb", "a\nb", "a\rb")
