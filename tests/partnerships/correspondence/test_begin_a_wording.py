"""Who begins own words begins from the standard ones, with fields for what differs from mail to mail; in Dutch with Dutch names."""

import re

import pytest
from django.utils.translation import override

from backbone.panels import registry
from backbone.registered.field_names import DUTCH, ENGLISH, FIELD, stored
from partnerships.correspondence.models import MailWording
from partnerships.correspondence.wording.examples import Example

pytestmark = [pytest.mark.fast, pytest.mark.django_db]

PAGE = "/partnerships/coffee/words/{}/{}/"
KINDS = [kind.key for kind in registry.mails.values() if kind.worded]


def begun(client, kind="task_proposed", language="en"):
    """What stands in the form where nobody worded it yet."""
    form = client.get(PAGE.format(kind, language)).context["form"]
    return {name: form[name].value() for name in ("subject", "opening", "closing")}


def in_dutch(client, ruth):
    ruth.language = "nl"
    ruth.save()
    return client


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", KINDS)
def test_it_begins_from_the_standard_words_of_every_kind(coffee, ruth, kind, language):
    example = Example(registry.mail(kind), language, ruth, coffee)
    words, ours = example.with_fields, example.parts
    assert [bool(part) for part in (words.subject, words.opening, words.closing)] == [
        bool(part) for part in (ours.subject, ours.opening, ours.closing)
    ]
    # No fact of the example is left in them.
    assert not re.search(r"\d|Ruth|Uganda", f"{words.subject}{words.opening}{words.closing}")
    assert words.named <= {field.name for field in example.kind.worded.fields}
    needed = example.kind.worded.in_subject
    assert set(needed) <= set(FIELD.findall(words.subject))


def test_the_form_is_filled_with_them(as_ruth):
    words = begun(as_ruth)
    assert words["subject"] == "Can you take this on, {due}: {task}"
    assert "{asker}" in words["opening"]
    assert "Order the seedlings" not in "".join(words.values())


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", ["meeting_cancelled", "meeting_moved"])
def test_a_word_that_is_put_before_each_subject_is_not_in_it_twice(as_ruth, kind, language):
    assert begun(as_ruth, kind, language)["subject"] == "{meeting}, {date}"


def test_what_is_left_as_it_was_keeps_the_standard_words(as_ruth):
    words = begun(as_ruth)
    assert as_ruth.post(PAGE.format("task_proposed", "en"), words).status_code == 422
    assert not MailWording.objects.exists()
    changed = {**words, "subject": "For you: {task}"}
    assert as_ruth.post(PAGE.format("task_proposed", "en"), changed).status_code == 302
    row = MailWording.objects.get()
    assert (row.subject, row.opening, row.closing) == ("For you: {task}", "", "")


def test_who_has_words_sees_those_and_nothing_else(as_ruth):
    as_ruth.post(PAGE.format("task_proposed", "en"), {"subject": "For you: {task}"})
    assert begun(as_ruth) == {"subject": "For you: {task}", "opening": "", "closing": ""}


def test_a_partnership_begins_from_the_words_of_the_installation(as_ruth):
    MailWording.objects.create(kind="task_proposed", language="en", subject="All: {task}")
    assert begun(as_ruth)["subject"] == "All: {task}"


# Names of fields


def test_each_field_of_each_kind_has_a_dutch_name_of_its_own():
    names = {field.name for kind in KINDS for field in registry.mail(kind).worded.fields}
    assert names == set(DUTCH)
    assert len(ENGLISH) == len(DUTCH)
    assert not set(ENGLISH) & set(DUTCH)


def test_a_dutch_page_names_its_fields_in_dutch(as_ruth, ruth):
    client = in_dutch(as_ruth, ruth)
    page = client.get(PAGE.format("task_proposed", "nl")).text
    assert "<code>{taak}</code>" in page
    assert "{task}" not in page
    assert "{taak}" in begun(client, language="nl")["subject"]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("reader", ["en", "nl"])
def test_both_names_are_taken_and_one_is_kept(as_ruth, ruth, reader, language):
    ruth.language = reader
    ruth.save()
    words = {"subject": "Voor {persoon}: {taak}", "opening": "{asker} {vrager}", "closing": "{termijn}"}
    assert as_ruth.post(PAGE.format("task_proposed", language), words).status_code == 302
    row = MailWording.objects.get()
    assert (row.subject, row.opening, row.closing) == ("Voor {person}: {task}", "{asker} {asker}", "{due}")
    shown = begun(as_ruth, language=language)["subject"]
    assert shown == ("Voor {persoon}: {taak}" if reader == "nl" else "Voor {person}: {task}")


def test_a_refusal_says_the_name_that_the_page_says(as_ruth, ruth):
    client = in_dutch(as_ruth, ruth)
    answer = client.post(
        PAGE.format("task_proposed", "nl"), {"subject": "Geen", "opening": "{vrager} {overleg}"}
    )
    errors = str(answer.context["form"].errors)
    assert "{taak}" in errors
    assert "{overleg}" in errors


def test_the_preview_takes_dutch_names_too(as_ruth):
    shown = as_ruth.post(f"{PAGE.format('task_proposed', 'nl')}preview/", {"subject": "Voor u: {taak}"})
    assert shown.status_code == 200
    assert "{taak}" not in shown.text


def test_what_is_kept_is_english_in_any_language():
    with override("nl"):
        assert stored("{taak} {task} {iets}") == "{task} {task} {iets}"
