"""What a linter can't see alone: import order, pending migrations, and templates that reach where they may not."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from io import StringIO
from pathlib import Path
from statistics import median

import pytest
from django.apps import apps
from django.core.management import call_command

pytestmark = pytest.mark.fast

ROOT = Path(__file__).resolve().parents[1]
ORDER = [
    "partnerships",
    "documents",
    "attachments",
    "bodies",
    "prospects",
    "identity",
    "conveners",
    "letters",
    "packs",
    "inviting",
    "mandates",
    "imports",
    "correspondence",
    "people",
    "scoping",
    "cards",
    "giving",
    "agreements",
    "agreement_papers",
    "signing",
    "proposals",
    "sharing",
    "commenting",
    "disputes",
    "workplans",
    "meetings",
    "impact",
    "demo",
]
TEMPLATES = sorted((ROOT / "templates").glob("**/*.html"))
INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)")
# Documents and mails have no other way to carry a partnership's colour; no browser of ours opens them as pages.
NOT_PAGES = {"pdf/base.html", "mail/base.html"}


def sources_of(app):
    """The files of one app, without its migrations and without the rooms that lie in its folder."""
    folders = {config.label: Path(config.path) for config in apps.get_app_configs()}
    rooms = [
        folder
        for folder in folders.values()
        if folder.is_relative_to(folders[app]) and folder != folders[app]
    ]
    return [
        path
        for path in sorted(folders[app].rglob("*.py"))
        if "migrations" not in path.parts and not any(path.is_relative_to(room) for room in rooms)
    ]


def name_of(path):
    return path.relative_to(ROOT / "templates").as_posix()


def test_imports_go_one_way():
    """In a process of its own: import-linter switches off every logger there is."""
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.django_db
def test_no_migration_is_pending():
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue()


def test_no_foreign_key_points_up():
    rank = {label: place for place, label in enumerate(ORDER)}
    up = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model
        and rank.get(field.related_model._meta.app_label, -1) > rank.get(model._meta.app_label, -1)
        and not model._meta.auto_created
    ]
    assert up == []


@pytest.mark.parametrize("app", ORDER[:-1])
def test_lower_apps_use_no_accessor_of_upper_ones(app):
    upper = ORDER[ORDER.index(app) + 1 :]
    lower_models = [model for model in apps.get_models() if model._meta.app_label == app]
    accessors = {
        relation.get_accessor_name()
        for model in lower_models
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label in upper
    }
    own = {
        relation.get_accessor_name()
        for model in lower_models
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label not in upper
    }
    names = sorted(name for name in accessors - own if name and name != "+")
    pattern = re.compile(
        r"\.("
        + "|".join(names)
        + r")\b(?!\s*=)(?=\.(all|filter|exclude|count|exists|first|last|order_by|create)\b)"
    )
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sources_of(app)
        for match in pattern.finditer(path.read_text())
    ]
    assert found == []


# Behind a line's beginning it stands behind a space: "Anna , chair".
LOOSE_COMMA = re.compile(r"^\s+(?:\{% (?:if|endif)[^%]*%\})?[,;]", re.MULTILINE)


def test_no_comma_stands_behind_a_space():
    assert [path.name for path in TEMPLATES if LOOSE_COMMA.search(path.read_text())] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_stay_in_their_layer(path):
    """A template of an app includes its own, those below, and the shared ones."""
    own = name_of(path).split("/")[0]
    above = ORDER[ORDER.index(own) + 1 :] if own in ORDER else []
    reached = re.findall(r"""{%\s*(?:include|extends)\s+["']([\w-]+)/""", path.read_text())
    assert [app for app in reached if app in above] == []


@pytest.mark.parametrize("path", [p for p in TEMPLATES if name_of(p) not in NOT_PAGES], ids=name_of)
def test_pages_carry_no_inline_script_or_style(path):
    assert INLINE.findall(path.read_text()) == []


def test_no_secret_and_no_registry_stands_in_the_tree():
    words = re.compile(r"index-url|pypi\.org/simple|registry\.npmjs|BEGIN (RSA |EC )?PRIVATE KEY")
    files = [
        p
        for pattern in ("*.py", "*.toml", "*.lock", "*.yml", "Makefile", "Dockerfile", "*.md")
        for p in ROOT.glob(pattern)
    ]
    assert [p.name for p in files if words.search(p.read_text())] == []


PACKAGES = ("backbone", "partnerships", "workplans", "meetings", "impact", "demo")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy"}


def test_no_marked_text_stands_in_an_f_string():
    """makemessages does not look into them, so such a text never gets its Dutch."""
    hidden = [
        f"{path.relative_to(ROOT)}:{text.lineno}"
        for path in SOURCES
        for text in ast.walk(ast.parse(path.read_text()))
        if isinstance(text, ast.JoinedStr)
        and any(isinstance(node, ast.Name) and node.id in MARKS for node in ast.walk(text))
    ]
    assert hidden == []


CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def drawn():
    """The rooms as CONTRIBUTING.md draws them: {container, "" for the house: its rows from above, each a set}."""
    picture = (ROOT / "CONTRIBUTING.md").read_text().partition("```text\n")[2].partition("```")[0]
    rooms, place = {"": []}, ""
    for row in picture.splitlines():
        names = set(row.replace("|", " ").split())
        if not row.startswith(" "):
            place = row.strip()
        rooms.setdefault(place if row.startswith(" ") else "", []).append(names)
    return rooms


def contracted():
    """The same as import-linter's contracts name it."""
    return {
        contract.get("containers", [""])[0]: [set(re.findall(r"\w+", row)) for row in contract["layers"]]
        for contract in CONTRACTS
    }


def test_the_drawing_of_the_rooms_is_the_contract():
    """A drawing may leave out single modules, never a row."""
    rules = contracted()
    assert drawn().keys() == rules.keys()
    for inside, rows in drawn().items():
        assert len(rows) == len(rules[inside]), inside
        assert all(row <= rule for row, rule in zip(rows, rules[inside], strict=True)), inside


FOLDERS = (*PACKAGES, "tests", "bench", "templates", "static")
WRITTEN = [
    path.relative_to(ROOT)
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".html", ".css", ".js"} and "migrations" not in path.parts
]


def test_no_file_is_longer_than_can_be_read_at_once():
    assert [str(path) for path in WRITTEN if len((ROOT / path).read_text().splitlines()) > 300] == []


def test_no_folder_holds_more_modules_than_can_be_looked_over():
    modules = Counter(path.parent for path in WRITTEN if path.suffix == ".py")
    assert {str(folder): n for folder, n in modules.items() if n > 24} == {}


def test_functions_are_short():
    lengths = [
        node.end_lineno - node.lineno + 1
        for path in SOURCES
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    ]
    assert median(lengths) <= 6
