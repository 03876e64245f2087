"""Whether this checkout is faster than another commit: `python -m bench.compare REV [SUBJECT …]`, both in turn.

Each side runs its own bench, twice, one after the other; of each row the smaller value counts.
"""

import os
import re
import subprocess
import sys

from bench.same import ROOT, tree_of

TURNS = 2
SUBJECTS = ["followups", "pages"]
ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<size>[^|]+) \| (?P<value>[\d,.]+) (?P<unit>\S+)")


def main(revision, subjects):
    """Measure both and print a row for each thing that both measure."""
    with tree_of(revision) as (name, folder):
        sides = {name: folder, "here": ROOT}
        measured = {side: {} for side in sides}
        for _turn in range(TURNS):
            for side, tree in sides.items():
                keep_smaller(measured[side], values(tree, subjects))
    print(table(name, measured[name], measured["here"]))


def values(tree, subjects):
    """{(what, size, unit): value} as that tree's bench prints it."""
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    asked = subprocess.run(
        [sys.executable, "-m", "bench", *subjects],
        cwd=tree,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    rows = filter(None, map(ROW.match, asked.stdout.splitlines()))
    return {(row["what"], row["size"], row["unit"]): float(row["value"].replace(",", "")) for row in rows}


def keep_smaller(kept, found):
    for key, value in found.items():
        kept[key] = min(value, kept.get(key, value))


def table(name, before, after):
    """Both values of each row, and their ratio."""
    lines = [f"| What | Size | {name} | here | ratio |", "| --- | --- | ---: | ---: | ---: |"]
    for what, size, unit in before:
        was, now = before[what, size, unit], after.get((what, size, unit))
        if now is not None and was:
            lines.append(f"| {what} | {size} | {was:,} {unit} | {now:,} {unit} | {now / was:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or SUBJECTS)
