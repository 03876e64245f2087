"""Lines of templates and stylesheets that are too long to review: `python -m tests.development.lines` names them, and fails."""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST = 140
FOLDERS = ("templates", "static")
KINDS = {".html", ".css"}


def too_long(root: Path = ROOT) -> Iterator[str]:
    """`file:line (characters)` of each line over MOST, below the folders of `root` that hold pages and styles."""
    for path in _written(root):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if len(line) > MOST:
                yield f"{path.relative_to(root)}:{number} ({len(line)})"


def _written(root):
    every = (path for folder in FOLDERS for path in (root / folder).rglob("*"))
    return sorted(path for path in every if path.suffix in KINDS)


def main() -> int:
    """Print what is too long; 1 where there is any."""
    found = list(too_long())
    print("\n".join([f"Lines over {MOST} characters:", *found]) if found else "", end="\n" * bool(found))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
