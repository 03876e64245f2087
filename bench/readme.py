"""The README's tables of what was measured, made from bench/results.json: `python -m bench.readme` writes them anew."""

import json
import re

from bench.results import FILE, ROOT

README = ROOT / "README.md"
PLACE = re.compile(r"(<!-- measured: from bench/results\.json -->\n).*?(\n<!-- /measured -->)", re.S)
KINDS = ("processor time", "against its bare page", "against the demo's", "bytes")
# (heading, kind, size)
COLUMNS = [
    ("Demo", "processor time", "demo"),
    ("against its bare page", "against its bare page", "demo"),
    ("× 100, against the demo's", "against the demo's", "x100"),
    ("× 1,000, against the demo's", "against the demo's", "x1000"),
    ("and its bytes there", "bytes", "x1000"),
]


def main():
    """Put the tables into the README."""
    README.write_text(with_tables(README.read_text(), json.loads(FILE.read_text())))


def with_tables(readme, results):
    """The README's text with the tables of these results in their place."""
    words = f"Commit {results['commit']}; {results['machine']}."
    parts = [words, of_pages(results["rows"]), of_the_rest(results["rows"])]
    return PLACE.sub(lambda found: found[1] + "\n" + "\n\n".join(parts) + "\n" + found[2], readme)


def of_pages(rows):
    """A row for each page; bold is what misses its goal."""
    cells = {(*split(row["what"]), row["size"]): cell(row) for row in rows}
    names = list(dict.fromkeys(name for name, kind, _size in cells if kind))
    lines = [
        line(["Page", *(heading for heading, _kind, _size in COLUMNS)]),
        "| --- |" + " ---: |" * len(COLUMNS),
    ]
    for name in names:
        lines.append(line([name, *(cells.get((name, kind, size), "") for _heading, kind, size in COLUMNS)]))
    return "\n".join(lines)


def of_the_rest(rows):
    """A row for each other thing."""
    lines = ["| What | Measured | Goal |", "| --- | ---: | ---: |"]
    for row in rows:
        if split(row["what"])[1] is None:
            goal = f"≤ {row['goal']} {row['unit']}" if "goal" in row else ""
            lines.append(line([row["what"], cell(row), goal]))
    return "\n".join(lines)


def split(what):
    """(page, kind of measure), the second None where it is no page's."""
    name, _comma, kind = what.rpartition(", ")
    return (name, kind) if kind in KINDS else (what, None)


def cell(row):
    words = f"{row['value']:,} {row['unit']}"
    return f"**{words}**" if "goal" in row and row["value"] > row["goal"] else words


def line(cells):
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
