"""No mail exists that has no row in the register, no row exists without a mail, and docs/mails.md is made from it."""

import ast
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from backbone.accounts import adapters, proposals
from backbone.accounts.models import Person
from backbone.outbox import samples, sender
from backbone.outbox.models import Message, SenderSettings
from backbone.panels import MailKind, Registry, registry
from meetings.invitations import rounds
from meetings.minutes import issuing
from meetings.models import Attendance, Meeting
from partnerships.correspondence import digest_mornings, link_renewal
from partnerships.correspondence.links import with_part
from partnerships.correspondence.models import AccessLink, Confirmation, Correspondence
from partnerships.correspondence.notices import tell
from partnerships.correspondence.pausing import returning
from partnerships.pausing import pauses
from tests import factories
from workplans import leads, reminders, task_proposals
from workplans.answers import more_time
from workplans.models import Task

pytestmark = pytest.mark.fast

ROOT = Path(settings.BASE_DIR)
NOW = datetime(2026, 12, 11, 12, tzinfo=UTC)
PACKAGES = ("backbone", "partnerships", "workplans", "meetings", "impact", "demo", "bench")
# What makes a Message, directly or by way of the outbox.
MAKERS = {"Draft", "Message", "queue"}
WORDS = {True: "yes", False: "–"}


def sources():
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return [path for path in paths if "migrations" not in path.parts]


def makers(path):
    """(line, the call's keywords) of each call there that makes a mail."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
            yield node.lineno, {word.arg: word.value for word in node.keywords}


def _name(func):
    """The called name; of `Message.objects.create` it is Message."""
    while isinstance(func, ast.Attribute):
        if func.attr in ("create", "get_or_create", "update_or_create", "objects"):
            func = func.value
        else:
            return func.attr
    return func.id if isinstance(func, ast.Name) else ""


# The source


def test_each_call_that_makes_a_mail_names_its_kind():
    """None stands for `**…`, such as what a draft's message_fields() returns, which names it."""
    calls = [(path, line, words) for path in sources() for line, words in makers(path)]
    assert len(calls) > 12
    assert [(str(path), line) for path, line, words in calls if not {"kind", None} & set(words)] == []


def test_each_kind_that_a_call_names_has_a_row():
    named = [words["kind"] for path in sources() for _line, words in makers(path) if "kind" in words]
    names = {value.value for value in named if isinstance(value, ast.Constant)}
    assert names - set(registry.mails) == set()
    assert names


# The templates


def templates():
    """Each whole mail among the templates; the rest are pieces of them."""
    files = sorted((ROOT / "templates").glob("**/mail/*.txt"))
    return [path.stem for path in files if 'extends "mail/base.txt"' in path.read_text()]


def test_each_template_of_a_mail_has_a_row_and_each_row_its_template():
    used = {kind.template for kind in registry.mails.values() if kind.template}
    assert set(templates()) == used
    for name in used:
        get_template(f"mail/{name}.txt")
        get_template(f"mail/{name}.html")


def test_each_other_template_there_is_a_piece_that_some_mail_uses():
    whole = "".join(path.read_text() for path in sorted((ROOT / "templates").glob("**/mail/*.*")))
    parts = {part.template.removeprefix("mail/") for part in registry.digest}
    pieces = {path.stem for path in (ROOT / "templates/mail").glob("*.txt")} - set(templates())
    assert [name for name in pieces if f"mail/{name}." not in whole and name not in parts] == []


# The register itself


def test_a_kind_is_registered_once():
    own = Registry()
    own.add_mails(MailKind(key="one", why="A reason."))
    with pytest.raises(ValueError, match="one"):
        own.add_mails(MailKind(key="one", why="Another."))


@pytest.mark.parametrize("kind", registry.mails.values(), ids=list(registry.mails))
def test_a_row_is_whole(kind):
    assert kind.key == next(key for key, row in registry.mails.items() if row is kind)
    assert re.fullmatch(r"[A-Z].*[.]", kind.why)
    assert kind.merges_into in {"", *registry.mails}
    assert kind.asks or not (kind.budget_holds or kind.question)
    assert bool(kind.question) == bool(kind.put) == bool(kind.draft) == bool(kind.url)
    assert len(kind.key) <= Message._meta.get_field("kind").max_length


def test_no_two_kinds_put_the_same_question():
    questions = [kind.question for kind in registry.mails.values() if kind.question]
    assert sorted(set(questions)) == sorted(questions)


# The mails


@pytest.fixture
def coffee(db, time_machine):
    time_machine.move_to(NOW, tick=False)
    released = datetime(2026, 1, 1, tzinfo=UTC)
    SenderSettings.objects.create(name="Backbone", address="b@example.org", held=False, released_at=released)
    found = factories.coffee_meeting()
    Attendance.objects.update(state="")
    Meeting.objects.update(starts_at=NOW + timedelta(days=20), started_at=None)
    return found


def login_code(coffee, client):
    client.post("/sign-in/", {"email": coffee.anna.email})


def address_code(coffee, client):
    client.force_login(coffee.anna)
    client.post("/me/address/", {"action": "ask", "address": "new@example.org"})


def address_proposed(coffee, client):
    proposals.propose(coffee.anna, "contact", "new@example.org", by=coffee.ruth)


def sign_in_changed(coffee, client):
    adapters.tell_of_change(coffee.anna, "Two-step sign-in was switched on for your account.")


def test(coffee, client):
    sender.send_test(coffee.ruth)


test.__test__ = False


def sample(coffee, client):
    notice(coffee, client)
    samples.send_samples(Message.objects.all(), coffee.ruth)


def notice(coffee, client):
    tell(coffee.anna, coffee.of, key="news", text="A date was moved")


def own_notice(coffee, client):
    task = factories.task(coffee.of, owner=coffee.anna)
    more_time.ask(task, by=coffee.anna, wanted_due_on=date(2027, 6, 1), reason="Harvest")
    more_time.agree(task, by=coffee.ruth)


def digest(coffee, client):
    Person.objects.filter(pk=coffee.anna.pk).update(mail_preference="digest", next_digest_at=NOW)
    coffee.anna.refresh_from_db()
    notice(coffee, client)
    digest_mornings.send_due()


def link_renewed(coffee, client):
    factories.link_for(coffee.anna, coffee.of, "test")
    link_renewal.renew(with_part().get())


def pause_ends(coffee, client):
    row = pauses.pause(coffee.of, date(2027, 6, 1), person=coffee.anna, by=coffee.anna)
    type(row).objects.update(next_ask_at=NOW)
    returning.send_due()


def reminder(coffee, client):
    factories.task(coffee.of, owner=coffee.anna, due_on=date(2026, 12, 11))
    Task.objects.update(next_reminder_at=NOW)
    reminders.send_due()


def task_proposed(coffee, client):
    task_proposals.add_task(
        coffee.of, by=coffee.ruth, agreed=False, title="Order seedlings", owner=coffee.anna
    )


def task_lead(coffee, client):
    under = factories.objective(coffee.of)
    row = factories.milestone(under, lead_person=coffee.anna, lead_partner=coffee.coop)
    leads.ask(row, by=coffee.ruth)


def invitation(coffee, client):
    meeting = Meeting.objects.get()
    rounds.send(meeting, seen=rounds.mark_of(meeting), to={coffee.anna.pk}, by=coffee.ruth)


def _changed(coffee, client, **columns):
    invitation(coffee, client)
    Message.objects.update(state="sent", sent_at=NOW)
    Meeting.objects.update(**columns)
    invitation(coffee, client)


def meeting_moved(coffee, client):
    _changed(coffee, client, place="Elsewhere")


def meeting_cancelled(coffee, client):
    _changed(coffee, client, state="cancelled")


def minutes(coffee, client):
    factories.line(coffee.meeting, "! Anna: order seedlings, 30 January 2027")
    issuing.issue(Meeting.objects.get(), number=1, to={coffee.anna.pk}, by=coffee.ruth)


def invitation_copy(coffee, client):
    factories.assistant(coffee.anna, coffee.of)
    invitation(coffee, client)


def minutes_copy(coffee, client):
    factories.assistant(coffee.anna, coffee.of)
    minutes(coffee, client)


@pytest.mark.parametrize("kind", registry.mails.values(), ids=list(registry.mails))
def test_each_row_has_a_mail_as_it_says(coffee, client, kind):
    """The function above that is called like the kind makes one; a new row needs a new function."""
    globals()[kind.key](coffee, client)
    message = Message.objects.filter(kind=kind.key).latest("pk")
    row = Correspondence.objects.filter(message=message).first()
    assert not (row and row.asks) or kind.asks
    purposes = set(AccessLink.objects.values_list("purpose", flat=True)) - {"test", "preferences"}
    assert kind.link in {"", *purposes}
    if kind.question:
        assert Confirmation.objects.get().kind == kind.question


@pytest.mark.django_db
def test_the_demo_makes_mails_of_kinds_in_the_register_only(world):
    kinds = set(Message.objects.values_list("kind", flat=True))
    assert kinds <= set(registry.mails)
    assert {"minutes", "invitation"} <= kinds


# The page of docs/


def table():
    """The register as docs/mails.md has it."""
    heads = "Kind", "Why it is sent", "Asks", "Waits for room", "Merges into", "Done without by", "Link"
    lines = [heads, ["---"] * len(heads), *(_cells(kind) for kind in registry.mails.values())]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cells(kind):
    names = [kind.merges_into or "–", kind.switched_off_by or "nobody", kind.link or "–"]
    return [f"`{kind.key}`", kind.why, WORDS[kind.asks], WORDS[kind.budget_holds], *names]


def test_the_table_in_docs_is_the_register():
    found = re.search(r"^\| Kind .*(?:\n\|.*)*", (ROOT / "docs/mails.md").read_text(), re.MULTILINE)
    assert found[0] == table()
