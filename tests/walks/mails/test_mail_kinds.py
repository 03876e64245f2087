"""No mail exists that has no row in the register, no row exists without a mail, and docs/mails.md is made from it."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from backbone.outbox.models import Message
from backbone.panels import MailKind, Registry, registry
from partnerships.correspondence.models import AccessLink, Confirmation, Correspondence
from tests.walks.mails import made

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


@pytest.mark.parametrize("kind", registry.mails.values(), ids=list(registry.mails))
def test_each_row_has_a_mail_as_it_says(coffee, client, kind):
    """The function of `made` that is called like the kind makes one; a new row needs a new function."""
    getattr(made, kind.key)(coffee, client)
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


def worded():
    """What of the kinds can be worded otherwise, as docs/mails.md has it."""
    heads = "Kind", "Fields", "The subject needs", "The opening needs"
    kinds = [kind for kind in registry.mails.values() if kind.worded]
    lines = [heads, ["---"] * len(heads), *(_fields(kind) for kind in kinds)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _fields(kind):
    columns = [field.name for field in kind.worded.fields], kind.worded.in_subject, kind.worded.in_opening
    return [f"`{kind.key}`", *(", ".join(f"`{{{name}}}`" for name in names) or "–" for names in columns)]


def test_the_table_of_own_words_in_docs_is_the_register():
    found = re.search(r"^\| Kind \| Fields .*(?:\n\|.*)*", (ROOT / "docs/mails.md").read_text(), re.MULTILINE)
    assert found[0] == worded()


def test_the_table_in_docs_is_the_register():
    found = re.search(r"^\| Kind .*(?:\n\|.*)*", (ROOT / "docs/mails.md").read_text(), re.MULTILINE)
    assert found[0] == table()
