"""Messy tables of tests/data/messy, and what came of each when it was read."""

from pathlib import Path

from partnerships.imports.preview.showing import sentence

MESSY = Path(__file__).parents[2] / "data" / "messy"
PARTNERS = [
    "Town",
    "Water Board",
    "Health Service",
    "Road Board",
    "Housing Trust",
    "Repair Trust",
    "Gemeente",
]


def kind_of(run):
    return run.sheets[0]["kind"]


def left_out(run):
    """The numbers of the rows that are left out."""
    return list(run.rows.filter(fate="leave").values_list("number", flat=True))


def made(run, *keys):
    """What each new row would make, as values of these keys."""
    return [tuple(row.values[key] for key in keys) for row in run.rows.filter(fate="create")]


def notes(run, number):
    """What is said of a row."""
    row = run.rows.get(number=number)
    return " ".join(sentence(row, problem) for problem in row.problems)
