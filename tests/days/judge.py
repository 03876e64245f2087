"""What says in a program or a template that it works out a day by itself, in whoever's time zone is active."""

import ast
import re

PARTS = "date|year|iso_year|quarter|month|week|day|week_day|iso_week_day|time|hour|minute|second"
LOOKUP = re.compile(rf"^\w+__({PARTS})(__\w+)?$")
# Django's own, and Python's: they ask for the zone that is active, or that of the server.
ASKING = {"localdate", "today", "datetimes"}
TAG = re.compile(r"{%-?\s*now\b")
CUT = re.compile(r"^(Trunc|Extract)[A-Z]?\w*$")


def days_of_its_own(source):
    """(line, words) of each place in a Python source that makes a day of a moment or asks for today."""
    return [(node.lineno, words) for node in ast.walk(ast.parse(source)) if (words := _found(node))]


def nows(template):
    """(line, words) of each `{% now %}` in a template."""
    lines = enumerate(template.splitlines(), 1)
    return [(n, match.group()) for n, line in lines for match in TAG.finditer(line)]


def _found(node):
    if isinstance(node, ast.alias):
        return _name(node.name)
    if isinstance(node, ast.keyword):
        return _lookup(node.arg or "")
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _lookup(node.value)
    if isinstance(node, ast.Name):
        return _name(node.id) if CUT.match(node.id) else None
    return _attribute(node) if isinstance(node, ast.Attribute | ast.Call) else None


def _name(name):
    return name if name == "localdate" or CUT.match(name) else None


def _lookup(text):
    return text if LOOKUP.match(text.removeprefix("-")) else None


def _attribute(node):
    if isinstance(node, ast.Attribute):
        cut = node.attr in {"year", "month", "day"} and _is_now(node.value)
        return f"now().{node.attr}" if cut else _name(node.attr)
    if not isinstance(node.func, ast.Attribute):
        return None
    name = node.func.attr
    makes = name == "date" and not (node.args or node.keywords)
    return f".{name}()" if makes or name in ASKING - {"localdate"} else None


def _is_now(node):
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"now", "localtime"}
