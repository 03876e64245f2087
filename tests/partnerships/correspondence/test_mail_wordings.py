"""Wording a mail on its page: what is refused, what is kept, who may, and the way back."""

import html
import re
from email import message_from_bytes, policy

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from backbone.outbox.envelope import build
from backbone.outbox.models import Message, SenderSettings
from backbone.panels import registry
from partnerships.correspondence.models import MailWording
from partnerships.correspondence.wording.forms import MailWordingForm
from partnerships.models import Partnership
from tests import factories
from workplans import task_proposals

pytestmark = [pytest.mark.fast, pytest.mark.django_db]

PAGE = "/partnerships/coffee/words/task_proposed/en/"
FINE = {"subject": "For you: {task}", "opening": "{asker} asks you.", "closing": ""}


def read(answer):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def saved(client, page=PAGE, **words):
    return client.post(page, {**FINE, **words})


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("subject", "No task", "{task} has to be in it"),
        ("opening", "Nobody asks", "{asker} has to be in it"),
        ("subject", "{task} {taks}", "There is no field {taks} in this email."),
        ("subject", "{task} {meeting}", "There is no field {meeting}"),
        ("opening", "{asker} {person.password}", "There is no field {person.password}"),
        ("opening", "{asker} {person.__class__.__mro__}", "There is no field {person.__class__.__mro__}"),
        ("opening", "{asker} {0}", "There is no field {0}"),
        ("opening", "{asker} {}", "There is no field {}"),
        ("opening", "{asker} {person!r:>1000000}", "There is no field {person!r:>1000000}"),
        ("opening", "{asker} { person }", "There is no field { person }"),
        ("opening", "{asker} {Person}", "There is no field {Person}"),
        ("opening", "{asker} {person\n}", "There is no field {person"),
        ("opening", "{asker} {{ person }}", "a brace is alone or doubled"),
        ("opening", "{asker} {{person}}", "a brace is alone or doubled"),
        ("opening", "{asker} {person", "a brace is alone or doubled"),
        ("closing", "person}", "a brace is alone or doubled"),
        ("closing", "{% url 'home' %}", "There is no field {% url 'home' %}"),
        ("subject", "{task}" + "x" * 150, "at most 150 characters"),
        ("opening", "{asker}" + "x" * 10_000, "at most 1000 characters"),
        ("closing", "{" * 600, "a brace is alone or doubled"),
    ],
)
def test_words_that_cannot_be_sent_are_refused_beside_their_field_and_kept_on_the_page(
    as_ruth, field, text, why
):
    answer = saved(as_ruth, **{field: text})
    assert answer.status_code == 422
    [found] = [list(errors) for name, errors in answer.context["form"].errors.items()]
    assert list(answer.context["form"].errors) == [field]
    assert any(why in one for one in found)
    assert answer.context["form"][field].value().split() == text.split()
    assert not MailWording.objects.exists()


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("subject", "{task}\nBcc: x@example.org", "{task} Bcc: x@example.org"),
        ("subject", "{task}\u2028x", "{task} x"),
        ("subject", "{task}\u202egnp.exe", "{task}gnp.exe"),
        ("closing", "a\u2066b", "ab"),
    ],
)
def test_signs_that_nobody_sees_and_line_ends_in_a_subject_are_not_kept(as_ruth, field, text, kept):
    assert saved(as_ruth, **{field: text}).status_code in (302, 303)
    assert getattr(MailWording.objects.get(), field) == kept


@pytest.mark.parametrize(
    "text",
    [
        "{asker} <b>&amp;</b> 100% $& \\1 \\g<0>",
        "{asker} مرحبا \u200f!",
        "{asker} 🌱",
        "{asker} {asker} {person} {partnership} {task} {due}",
        "{asker}\r\n\r\nTwo\r\nlines",
    ],
)
def test_words_that_are_only_odd_are_taken_and_sent_as_they_are(as_ruth, coffee, ruth, text):
    assert saved(as_ruth, opening=text).status_code == 302
    message = asked(coffee, ruth)
    expected = MailWording.objects.get().opening.replace("{asker}", ruth.name)
    values = {"{person}": "Anna", "{partnership}": coffee.name, "{task}": "Dig", "{due}": "no date yet"}
    for field, value in values.items():
        expected = expected.replace(field, value)
    assert expected in message.text
    assert html.escape(expected.splitlines()[0], quote=False) in message.html


def asked(coffee, ruth):
    """The mail that asks Anna."""
    anna = factories.representative(factories.partner(coffee), factories.person("Anna"))
    task_proposals.add_task(coffee, by=ruth, agreed=False, title="Dig", owner=anna)
    return Message.objects.latest("pk")


def test_no_line_of_a_wording_begins_the_foot(as_ruth, coffee, ruth):
    """Mail programs hide what follows a line of two dashes and a space."""
    saved(as_ruth, closing="Bye\n-- \nRuth")
    assert asked(coffee, ruth).text.count("\n-- \n") == 1


def test_as_it_leaves(as_ruth, coffee, ruth, released):
    """The bytes of the mail: one subject, and both parts in the new words."""
    saved(as_ruth, subject="Voor ü: {task}", closing="Groet,\nRuth <R>")
    letter = build(asked(coffee, ruth), SenderSettings.load(), None, [])
    mail = message_from_bytes(letter.as_bytes(), policy=policy.default)
    assert mail.get_all("Subject") == ["Voor ü: Dig"]
    text, shown = (mail.get_body((part,)).get_content() for part in ("plain", "html"))
    assert f"{ruth} asks you." in text
    assert "Groet,\nRuth <R>" in text.replace("\r\n", "\n")
    assert "Groet,<br>Ruth &lt;R&gt;" in shown
    assert (
        text.index("asks you") < text.index("Dig") < text.index("Groet") < text.index("You get this because")
    )


def test_one_may_leave_two_of_three_to_us_and_not_all(as_ruth):
    assert saved(as_ruth, subject="", opening="", closing="Bye").status_code == 302
    answer = saved(as_ruth, subject=" ", opening="\n", closing="", revision=0)
    assert answer.status_code == 422
    assert MailWording.objects.get().closing == "Bye"


def test_the_page_shows_ours_beside_theirs_each_field_and_who_changed_it(as_ruth, ruth):
    first = read(as_ruth.get(PAGE))
    assert "Can you take this on, by" in first
    assert "Order the seedlings" in first
    assert "Back to the standard words" not in first
    saved(as_ruth)
    answer = as_ruth.get(PAGE)
    page = read(answer)
    assert answer.context["form"]["subject"].value() == "For you: {task}"
    assert "Can you take this on, by" in page
    assert ruth.name in page
    assert "Back to the standard words" in page
    listed = read(as_ruth.get("/partnerships/coffee/words/"))
    assert listed.count("Own words") == 1


def test_the_preview_shows_the_whole_mail_with_what_is_typed_and_saves_nothing(as_ruth, coffee):
    answer = as_ruth.post(f"{PAGE}preview/", {**FINE, "closing": "<i>Bye</i> {person}"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "For you: Order the seedlings" in shown
    assert "&lt;i&gt;Bye&lt;/i&gt; Ruth Nansubuga" in shown
    assert "link.invalid" not in shown
    assert "You get this because you take part in" in shown
    assert not MailWording.objects.exists()
    assert not Message.objects.exists()
    refused = as_ruth.post(f"{PAGE}preview/", {**FINE, "subject": "{x}<b>"})
    assert refused.status_code == 422
    assert "There is no field {x}" in read(refused)


def test_back_to_the_standard_words_and_undo_keep_what_was_typed(as_ruth, coffee, ruth):
    saved(as_ruth)
    back = as_ruth.post(f"{PAGE}standard/", follow=True)
    assert "Undo" in read(back)
    kept = MailWording.objects.get()
    assert (kept.is_used, kept.subject) == (False, FINE["subject"])
    assert asked(coffee, ruth).subject == "Can you take this on: Dig"
    page = as_ruth.get(PAGE)
    assert "The standard words are in use; yours are kept" in read(page)
    assert page.context["form"].initial["subject"] == FINE["subject"]
    as_ruth.post(f"{PAGE}return/")
    assert MailWording.objects.get().is_used
    assert asked(coffee, ruth).subject == "For you: Dig"


def test_the_way_back_and_its_undo_do_nothing_where_there_is_nothing(as_ruth):
    for step in ("standard", "return"):
        assert as_ruth.post(f"{PAGE}{step}/").status_code == 302
    assert not MailWording.objects.exists()


def test_two_who_word_it_at_once_see_both_texts(as_ruth):
    saved(as_ruth)
    saved(as_ruth, revision=0, closing="First")
    late = saved(as_ruth, revision=0, closing="Second")
    assert late.status_code == 409
    assert "First" in read(late)
    assert "Second" in late.content.decode()
    assert MailWording.objects.get().closing == "First"


@pytest.mark.parametrize("everywhere", [False, True])
def test_two_who_word_it_first_at_once_make_one_row(coffee, ruth, everywhere):
    """Both pages were opened before there was one; the second is refused in words."""
    which = {"partnership": None if everywhere else coffee, "kind": "task_proposed", "language": "en"}
    worded = registry.mail("task_proposed").worded
    forms = [MailWordingForm(FINE, instance=MailWording(**which), worded=worded) for _ in range(2)]
    assert all(form.is_valid() for form in forms)
    assert forms[0].save_or_conflict(changed_by=ruth)
    assert forms[1].save_or_conflict(changed_by=ruth) is None
    assert "worded this email meanwhile" in str(forms[1].errors)
    assert MailWording.objects.count() == 1


@pytest.mark.parametrize(
    "columns",
    [
        {"subject": "a\nb"},
        {"subject": "", "opening": "", "closing": ""},
        {"language": "fr"},
    ],
)
@pytest.mark.parametrize("everywhere", [False, True])
def test_the_database_refuses_it_too(coffee, columns, everywhere):
    row = {"partnership": None if everywhere else coffee, "kind": "notice", "language": "en", "subject": "x"}
    MailWording.objects.create(**row | {"kind": "digest"})
    with pytest.raises(IntegrityError), transaction.atomic():
        MailWording.objects.create(**row | columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        MailWording.objects.create(**row | {"kind": "digest"})


def test_an_administrator_words_the_mails_of_all_and_a_partnership_sees_them_as_its_standard(
    as_, coffee, ruth
):
    client = as_(factories.administrator())
    page = reverse("mail_wording_everywhere", args=["task_proposed", "en"])
    assert saved(client, page, subject="All: {task}").status_code == 302
    assert "Example partnership" in read(client.get(f"{page}preview/"))
    assert asked(coffee, ruth).subject == "All: Dig"
    assert "All: Order the seedlings" in read(as_(ruth).get(PAGE))
    assert "Own words" not in read(as_(ruth).get("/partnerships/coffee/words/"))


@pytest.mark.parametrize("which", ["login_code/en", "nothing/en", "task_proposed/fr", "sign_in_changed/nl"])
def test_what_cannot_be_worded_has_no_page(as_ruth, which):
    assert as_ruth.get(f"/partnerships/coffee/words/{which}/").status_code == 404
    assert saved(as_ruth, f"/partnerships/coffee/words/{which}/").status_code == 404


def test_a_coordinator_words_no_mail_of_others_and_none_of_all(as_ruth):
    factories.partnership("Tea", "tea")
    assert saved(as_ruth, "/partnerships/tea/words/task_proposed/en/").status_code == 404
    assert saved(as_ruth, reverse("mail_wording_everywhere", args=["task_proposed", "en"])).status_code == 403
    assert not MailWording.objects.exists()


def test_a_closed_partnership_changes_no_words(as_ruth, coffee, ruth):
    saved(as_ruth)
    Partnership.objects.filter(pk=coffee.pk).update(closed_at=timezone.now(), closed_by=ruth)
    saved(as_ruth, revision=0, closing="Too late")
    as_ruth.post(f"{PAGE}standard/")
    row = MailWording.objects.get()
    assert (row.closing, row.is_used) == ("", True)


def test_the_history_tells_it_in_words(as_ruth):
    saved(as_ruth)
    as_ruth.post(f"{PAGE}standard/")
    told = read(as_ruth.get("/partnerships/coffee/history/"))
    assert "Wording of an email" in told
    assert "Proposed task, English" in told
    assert "Ruth Nansubuga" in told
    assert "back to the standard words" in told
    assert "task_proposed" not in told


def test_the_example_speaks_the_language_of_the_mail_and_not_of_the_reader(as_ruth):
    page = read(as_ruth.get("/partnerships/coffee/words/task_proposed/nl/"))
    assert "Standard words" in page
    assert "Wilt u dit" in page or "Kunt u dit" in page
