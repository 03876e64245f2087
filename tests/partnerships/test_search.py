"""The search over everything one may see: found in two languages, by beginnings; nothing of others, nothing private."""

import pytest
from django.db import connection

from backbone.database.search import has_words
from meetings.minutes import issuing, line_changes
from meetings.models import Line
from partnerships.models import Organisation, PrivateNote
from tests import factories
from tests.meetings.minutes.steps import let_the_minute_pass
from workplans.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.fast]


@pytest.fixture
def found(as_, ruth):
    """What the search page says to the coordinator, or to somebody else."""

    def get(words, person=ruth, **asked):
        answer = as_(person).get("/search/", {"q": words, **asked})
        assert answer.status_code == 200
        return answer.text.partition("<main")[2]

    return get


@pytest.mark.parametrize(
    "words",
    [
        "caglar",
        "ÇAĞLAR",
        "zoe",
        "Zøë’s",
        "strasse",
        "STRAẞE",
        "co-operative",
        "operative co",
        "coop",
        "Cağl stra",
    ],
)
def test_accents_case_signs_and_order_do_not_matter(words):
    organisation = factories.organisation("Çağlar & Zøë’s Straße (co-operative coop)")
    factories.organisation("Another one")
    assert list(Organisation.objects.filter(has_words(words, "name", "short_name"))) == [organisation]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The schools were visited", "visit school"),
        ("Training of trainers", "trained"),
        ("De scholen zijn bezocht", "school"),
        ("Overleggen over vergoedingen", "vergoeding overleg"),
    ],
)
def test_words_are_found_bent_in_english_and_in_dutch(coffee, text, words):
    task = factories.task(coffee, text)
    assert list(Task.objects.filter(has_words(words, "title"))) == [task]


@pytest.mark.parametrize(
    "words", ["'", "':*", "a & b | !", "\\", ":*", "()", "<-> & ", "’’", "%_", "🌱", "x" * 5000]
)
def test_signs_are_no_language_of_their_own(found, coffee, words):
    factories.task(coffee, "Plain")
    assert "Plain" not in found(words)


def test_the_index_is_what_is_read(coffee):
    query, parameters = Task.objects.filter(has_words("list", "title")).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {query}", parameters)
        assert "task_words" in str(cursor.fetchall())


@pytest.mark.parametrize(
    "filler",
    [
        lambda n: f"w{n:06} ",
        lambda n: chr(0x4E00 + n % 20_000) * (1 + n // 20_000) + " ",
        lambda n: chr(0x20000 + n % 40_000) + " ",
        lambda n: "\ufdfa",
        lambda n: f"running{n} ",
    ],
)
def test_a_text_longer_than_an_index_holds_is_saved_and_found_by_how_it_begins(coffee, ruth, filler):
    meeting = factories.meeting(coffee)
    text = "Quetzal " + "".join(filler(n) for n in range(200_000)) + " zanzibar"
    line = Line.objects.create(partnership=coffee, meeting=meeting, text=text, by=ruth)
    assert list(Line.objects.filter(has_words("quetzal", "text"))) == [line]
    assert not Line.objects.filter(has_words("zanzibar", "text")).exists()


def test_each_kind_is_found_where_it_is_looked_at(found, coffee, union, ruth):
    ada = factories.representative(union, factories.person("Ada Quetzal"))
    objective = factories.objective(coffee)
    factories.milestone(objective, "Quetzal house built")
    factories.task(coffee, "Feed the quetzal", owner=ada)
    factories.meeting(coffee, "Quetzal committee")
    factories.partner(coffee, "Quetzal Foundation")
    text = found("quetzal")
    for said in (
        "Ada Quetzal",
        "Quetzal house built",
        "Feed the quetzal",
        "Quetzal committee",
        "Quetzal Foundation",
    ):
        assert said in text
    assert f"/partners/{union.pk}/" in text


@pytest.mark.parametrize("written", ["{0}", "a{1}", "{1}", " {0} "])
def test_a_task_is_found_by_its_number(found, coffee, written):
    task = factories.task(coffee, "Feed the quetzal")
    factories.task(coffee, "Another")
    text = found(written.format(task.spoken_number, task.spoken_number.removeprefix("A ")))
    assert "Feed the quetzal" in text
    assert "Another" not in text


def test_a_milestone_is_found_by_its_number_where_the_reader_sees_it(found, coffee):
    factories.milestone(factories.objective(coffee), "Quetzal house built", number=3)
    factories.milestone(factories.objective(coffee), "Another", number=33)
    factories.milestone(factories.objective(factories.partnership()), "Elsewhere", number=3)
    for written in ("M3", "m 3"):
        text = found(written)
        assert "Quetzal house built" in text
        assert "Another" not in text
        assert "Elsewhere" not in text


def test_issued_minutes_and_decisions_are_found_and_drafts_are_not(found, coffee, ruth):
    meeting = factories.meeting(coffee, "Steering", state="closed")
    factories.line(meeting, "= We open in Kasese", by=ruth)
    factories.line(meeting, "It rained in Kasese", by=ruth)
    assert "Kasese" not in found("kasese").partition("<h2")[2]
    version, _ = issuing.issue(meeting, number=1, to=set(), by=ruth)
    type(version).objects.filter(pk=version.pk).update(undoable_until=None)
    meeting.decisions.update(undoable_until=None)
    text = found("kasese")
    assert "We open in Kasese" in text
    assert "It rained in Kasese" in text
    Line.objects.filter(text__contains="rained").update(
        text="It rained in Zanzibar", unissued_since="2026-01-01T00:00Z"
    )
    assert "rained" not in found("zanzibar")


def test_a_corrected_version_is_found_only_when_it_can_not_be_undone_any_more(found, coffee, union, ruth):
    meeting = factories.meeting(coffee, "Steering", state="closed")
    decision = factories.line(meeting, "= We open in Kasese", by=ruth)
    issuing.issue(meeting, number=1, to=set(), by=ruth)
    let_the_minute_pass()
    line_changes.rewrite(decision, "= We open in Zanzibar", by=ruth)
    meeting.refresh_from_db()
    factories.line(meeting, "It rained in Zanzibar", by=ruth)
    issuing.issue(meeting, number=2, to=set(), by=ruth, changed="Another place", undo_seconds=60)
    partner = factories.representative(union)
    assert "in Zanzibar" not in found("zanzibar", person=partner)
    let_the_minute_pass()
    assert found("zanzibar", person=partner).count("in Zanzibar") >= 2


MARKER = "Xylophone"


def test_nothing_of_another_partnership_and_nothing_private_is_found(found, coffee, union, ruth):
    other = factories.partnership("Other")
    theirs = factories.partner(other, f"{MARKER} Limited")
    factories.representative(theirs, factories.person(f"{MARKER} Person"))
    factories.task(other, f"{MARKER} task")
    factories.meeting(other, f"{MARKER} meeting")
    factories.milestone(factories.objective(other), f"{MARKER} milestone")
    PrivateNote.objects.create(partnership=coffee, partner=union, text=f"{MARKER} said so", by=ruth)
    factories.representative(union, factories.person("Plain", "xylophone@example.org"))
    assert MARKER not in found(MARKER).partition("<section")[2]
    assert MARKER in found(MARKER, person=factories.coordinator(other)).partition("<section")[2]


def test_a_person_is_not_named_with_partners_that_the_reader_does_not_see(found, union):
    ada = factories.representative(union, factories.person("Ada Quetzal"))
    factories.representative(factories.partner(name="Secret Society"), ada)
    assert "Secret Society" not in found("quetzal")


def test_who_has_a_role_is_found_by_coordinators_alone(found, coffee, union):
    factories.observer(coffee, factories.person("Otto Quetzal"))
    member = factories.representative(union)
    assert "Otto Quetzal" in found("otto")
    assert "Otto Quetzal" not in found("otto", person=member)


def test_it_is_narrowed_to_one_partnership_and_to_one_kind(found, coffee, ruth):
    other = factories.partnership("Other", "other")
    factories.coordinator(other, ruth)
    for n in range(7):
        factories.task(coffee, f"Here, list {n}")
    factories.task(other, "There, a list")
    assert "There, a list" in found("there list")
    assert found("list").count("Here, list") == 5
    here = found("list", **{"in": "coffee"})
    assert "There" not in here
    assert "All of them" in here
    assert found("list", kind="tasks", **{"in": "coffee"}).count("Here, list") == 7
    assert found("list", kind="nonsense").count("Here, list") == 0


def test_a_partnership_that_one_is_not_in_is_missing(as_, ruth):
    factories.partnership("Other", "other")
    assert as_(ruth).get("/search/", {"q": "x", "in": "other"}).status_code == 404
