"""Each kind of mail whose words can be changed says them, in each language, and nothing of its facts less."""

import re

import pytest

from backbone.accounts.models import Person
from backbone.outbox.models import Message
from backbone.panels import registry
from backbone.registered.mail_kinds import FIELD, OURS, Words
from partnerships.correspondence.models import MailWording
from partnerships.correspondence.wording.examples import Example
from tests import factories
from tests.walks.mails import made

pytestmark = [pytest.mark.fast, pytest.mark.django_db]

WORDED = {key: kind for key, kind in registry.mails.items() if kind.worded}
# About somebody's own sign-in, or for whoever sends: these say the same everywhere; and one that is a sentence about numbers.
ALWAYS_OURS = {
    *(
        "login_code",
        "address_code",
        "acceptance_code",
        "address_proposed",
        "sign_in_changed",
        "test",
        "sample",
    ),
    "quarter_line",
}
LINK = re.compile(r"https://link\.invalid/[0-9a-f]{32}/")


def all_fields(kind):
    return " ".join(map(str, kind.worded.fields))


def test_each_kind_can_be_worded_or_is_named_here_as_always_ours():
    assert set(registry.mails) - set(WORDED) == ALWAYS_OURS


@pytest.mark.parametrize("kind", WORDED.values(), ids=list(WORDED))
def test_what_a_wording_needs_is_among_the_fields_of_its_kind(kind):
    names = [field.name for field in kind.worded.fields]
    assert sorted(set(names)) == sorted(names)
    assert {*kind.worded.in_subject, *kind.worded.in_opening} <= set(names)
    assert all(FIELD.fullmatch(str(field)) for field in kind.worded.fields)
    assert "person" in names
    assert "partnership" in names


@pytest.mark.parametrize("kind", WORDED.values(), ids=list(WORDED))
def test_a_real_mail_says_each_field_in_the_words_of_its_partnership(coffee, client, kind):
    words = {"subject": f"S! {all_fields(kind)}"[:150], "opening": f"O! {all_fields(kind)}", "closing": "C!"}
    MailWording.objects.create(partnership=coffee.of, kind=kind.key, language="en", **words)
    getattr(made, kind.key)(coffee, client)
    message = Message.objects.filter(kind=kind.key).latest("pk")
    assert "S! " in message.subject
    assert "\n" not in message.subject
    told = re.search(r"O! .*", message.text)[0]
    assert not re.search("[{}]", told + message.subject)
    assert "Coffee Platform" in told
    assert message.recipient.name in told
    text, foot = message.text.split("\n-- \n")
    assert text.rstrip().endswith("C!")
    assert "You get this" in foot or "keeps your name" in foot
    assert "O! " in message.html
    assert "C!</p>" in message.html


@pytest.mark.parametrize("kind", WORDED.values(), ids=list(WORDED))
def test_links_and_buttons_are_as_many_in_other_words(coffee, kind):
    example = Example(kind, "en", coffee.ruth, coffee.of)
    ours, theirs = example.message(OURS), example.message(Words("S!", "O!", "C!"))
    for part in ("text", "html"):
        assert len(LINK.findall(getattr(theirs, part))) == len(LINK.findall(getattr(ours, part)))
    assert set(ours.headers) == set(theirs.headers)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", WORDED.values(), ids=list(WORDED))
def test_a_made_up_mail_can_be_shown_in_each_language(coffee, kind, language):
    """With no words of one's own: no template fails for want of a fact, and each field says something."""
    for of in (coffee.of, None):
        example = Example(kind, language, coffee.ruth, of)
        message = example.message(OURS)
        assert message.language == language
        assert message.subject == example.parts.subject
        assert message.subject.strip(" :·")
        assert example.parts.opening in message.text
        assert not Message.objects.exists()
        assert [field.name for field, value in example.values if not value] == []


def test_only_the_language_that_was_changed_says_it_otherwise(coffee):
    MailWording.objects.create(partnership=coffee.of, kind="task_proposed", language="nl", closing="Dank u!")
    for language, times in (("en", 0), ("nl", 1)):
        Person.objects.filter(pk=coffee.anna.pk).update(language=language)
        coffee.anna.refresh_from_db()
        made.task_proposed(coffee, None)
        assert Message.objects.latest("pk").text.count("Dank u!") == times


def test_a_partnership_comes_before_the_installation_part_by_part_and_others_keep_theirs(coffee):
    everywhere = {"subject": "All: {task}", "closing": "From all of us"}
    MailWording.objects.create(kind="task_proposed", language="en", **everywhere)
    MailWording.objects.create(
        partnership=coffee.of, kind="task_proposed", language="en", subject="Coffee: {task}"
    )
    made.task_proposed(coffee, None)
    here = Message.objects.latest("pk")
    assert here.subject == "Coffee: Order seedlings"
    assert "From all of us" in here.text
    other = factories.partnership("Tea")
    seat = factories.representative(factories.partner(other), factories.person("Tom"))
    coffee.of, coffee.anna = other, seat
    made.task_proposed(coffee, None)
    assert Message.objects.latest("pk").subject == "All: Order seedlings"


def test_a_digest_of_several_partnerships_has_the_words_of_none(coffee, client):
    other = factories.partnership("Tea")
    factories.representative(factories.partner(other), coffee.anna)
    MailWording.objects.create(partnership=coffee.of, kind="digest", language="en", closing="Coffee!")
    MailWording.objects.create(kind="digest", language="en", closing="All of us!")
    made.tell(coffee.anna, other, key="tea", text="Tea news")
    Person.objects.filter(pk=coffee.anna.pk).update(mail_preference="digest")
    coffee.anna.refresh_from_db()
    made.tell(coffee.anna, other, key="more", text="More tea")
    made.digest(coffee, client)
    message = Message.objects.get(kind="digest")
    assert "Coffee!" not in message.text
    assert "All of us!" in message.text
    parts = [row.shown_text for row in message.correspondence.all()]
    assert len(parts) == 2
    assert all("All of us!" in part and "Coffee!" not in part for part in parts)


def test_what_is_typed_is_text_in_every_part(coffee):
    evil = "<b>x</b> {{ 7|add:7 }} {% url 'home' %}"
    words = {"opening": f"{{asker}} {evil}", "closing": evil, "subject": f"{{task}} {evil}"}
    MailWording.objects.create(partnership=coffee.of, kind="task_proposed", language="en", **words)
    made.task_proposed(coffee, None)
    message = Message.objects.latest("pk")
    # Words that no form takes, such as doubled braces, are neither evaluated nor able to hurt.
    assert "<b>x</b>" not in message.html
    assert "&lt;b&gt;x&lt;/b&gt;" in message.html
    assert "{{ 7|add:7 }}" in message.text
    assert "14" not in message.subject


def test_what_a_field_says_is_no_template_and_no_field_again(coffee, client):
    MailWording.objects.create(
        partnership=coffee.of, kind="notice", language="en", subject="{news}", opening="Hello: {news}"
    )
    made.tell(coffee.anna, coffee.of, key="n", text="<i>{person}</i>\r\nBcc: all@example.org")
    message = Message.objects.latest("pk")
    assert message.subject == "<i>{person}</i> Bcc: all@example.org"
    assert "Hello: <i>{person}</i> Bcc" in message.text
    assert "Hello: &lt;i&gt;{person}&lt;/i&gt; Bcc" in message.html


def test_a_field_that_is_no_more_lets_the_standard_words_stand(coffee):
    MailWording.objects.create(
        partnership=coffee.of, kind="task_proposed", language="en", subject="{gone}", closing="Bye"
    )
    made.task_proposed(coffee, None)
    message = Message.objects.latest("pk")
    assert message.subject.startswith("Can you take this on")
    assert "Bye" not in message.text


@pytest.mark.parametrize(
    ("kind", "mark"), [("meeting_cancelled", "Cancelled: "), ("meeting_moved", "Changed: ")]
)
def test_that_a_meeting_changed_stays_in_the_subject(coffee, client, kind, mark):
    words = {"subject": "{meeting} on {date}"}
    MailWording.objects.create(partnership=coffee.of, kind=kind, language="en", **words)
    getattr(made, kind)(coffee, client)
    subject = Message.objects.filter(kind=kind).latest("pk").subject
    assert subject.startswith(f"{mark}Steering committee 10 on ")


def test_the_day_of_a_task_stays_when_the_opening_is_anothers(coffee):
    MailWording.objects.create(
        partnership=coffee.of, kind="task_proposed", language="en", opening="{asker} hopes for you."
    )
    made.task_proposals.add_task(
        coffee.of, by=coffee.ruth, agreed=False, title="Dig", owner=coffee.anna, due_on=made.date(2027, 6, 1)
    )
    message = Message.objects.latest("pk")
    assert "Ruth Nansubuga hopes for you." in message.text
    assert "due Tue 1 Jun 2027" in message.text
    assert "due Tue 1 Jun 2027" in " ".join(message.html.split())
