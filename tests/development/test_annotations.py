"""Public functions of the product say what they take and give."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("backbone", "partnerships", "workplans", "meetings", "impact", "demo")
FILES = [
    path
    for package in PRODUCT
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]


def silent_functions(source):
    """(line, name) of the public functions whose result or one of whose arguments has no annotation."""
    return [
        (node.lineno, node.name)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_silent(node)
    ]


def _is_silent(node):
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    named = [one for one in arguments if one.arg not in ("self", "cls")]
    return node.returns is None or any(one.annotation is None for one in named)


@pytest.mark.fast
def test_public_functions_are_annotated():
    silent = {str(path.relative_to(ROOT)): silent_functions(path.read_text()) for path in FILES}
    assert len(silent) > 300
    assert {path: found for path, found in silent.items() if found} == {}


@pytest.mark.fast
@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def one(a: int) -> int: ...", []),
        ("def one(a) -> int: ...", ["one"]),
        ("def one(a: int): ...", ["one"]),
        ("def one(*, a) -> int: ...", ["one"]),
        ("def _one(a): ...", []),
        ("class A:\n    def one(self) -> None: ...", []),
        ("class A:\n    def one(self): ...", ["one"]),
    ],
)
def test_what_is_missing_is_found(source, names):
    assert [name for _line, name in silent_functions(source)] == names
