"""The paragraphs of a Word file as they are with every tracked change taken, and as they were with none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from partnerships.proposals.pieces import plain

# An ampersand only where Markdown would read a sign: &copy; or &#60;
SPECIAL = re.compile(r"([\\`*_\[\]<]|&(?=#?\w+;))")
NOT_IN_ADDRESS = re.compile(r"[\s()<>\\]")
BEGINS_A_BLOCK = re.compile(r"^(\s*)([#>+~=-]|\d+[.)])")


@dataclass
class Paragraph:
    """One paragraph as it results: its words, its Markdown, and the tracked changes that made it so.

    places: where in the file its parts stand; speaks: those of them that say something
    """

    words: str
    markdown: str
    level: int | None
    style: str
    is_item: bool
    marks: list[str] = field(default_factory=list)
    changes: list[dict] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    speaks: list[int] = field(default_factory=list)


def as_taken(said: dict) -> list[Paragraph]:
    """Every insertion is there, every deletion is gone."""
    return _results(said["paragraphs"], lambda change: change["came"])


def as_before(said: dict) -> list[Paragraph]:
    """No insertion is there, no deletion is done."""
    return _results(said["paragraphs"], lambda change: not change["came"])


def _results(paragraphs: Iterable[dict], stays: Callable[[dict], bool]) -> list[Paragraph]:
    found: list[Paragraph] = []
    waiting: list[tuple[int, dict]] = []
    for place, paragraph in enumerate(paragraphs):
        waiting.append((place, paragraph))
        # Where the end of a paragraph goes, the next one joins it.
        if all(map(stays, paragraph["end"])):
            found.append(_result(waiting, stays))
            waiting = []
    if waiting:
        found.append(_result(waiting, stays))
    return found


def _result(parts, stays):
    runs = [run for _place, part in parts for run in part["runs"] if all(map(stays, run[2]))]
    words = plain("".join(run[0] for run in runs))
    last = next((part for _place, part in reversed(parts) if part["runs"]), parts[-1][1])
    return Paragraph(
        words=words,
        markdown=_markdown(runs, last) if words else "",
        level=last["level"],
        style=last["style"],
        is_item=bool(last["list"]),
        marks=_marks(parts, stays),
        changes=_changes(parts),
        places=[place for place, _part in parts],
        speaks=[place for place, part in parts if _speaks(part, stays)],
    )


def _marks(parts, stays):
    """The marks of what still says something; a clause that went leaves its mark with the one behind it."""
    every = [part for _place, part in parts]
    speaking = [part for part in every if _speaks(part, stays)]
    return [mark for part in speaking or every for mark in part["marks"]]


def _speaks(part, stays):
    return any(all(map(stays, run[2])) and run[0].strip() for run in part["runs"])


def _changes(parts):
    every = [change for _place, part in parts for run in part["runs"] for change in run[2]]
    every += [change for _place, part in parts for change in part["end"]]
    return each_once(every)


def each_once(changes: Iterable[dict]) -> list[dict]:
    """The changes without those that say the same as one before."""
    return list({tuple(change.values()): change for change in changes}.values())


# Markdown


def _markdown(runs: list[Any], shape: dict) -> str:
    joined = _together(runs)
    around = ["", *(run[0] for run in joined), ""]
    text = "".join(_marked(*run, around[n][-1:], around[n + 2][:1]) for n, run in enumerate(joined)).strip()
    text = re.sub(r"[ \t]+", " ", text)
    text = "\n".join(_escaped_start(line.strip()) for line in text.split("\n") if line.strip())
    return _as_block(text, shape)


def _together(runs):
    """Neighbours that look alike are one run: Word splits words wherever somebody paused."""
    joined: list[list[Any]] = []
    for words, stress, _changes, link in runs:
        if joined and joined[-1][1:] == [stress, link]:
            joined[-1][0] += words
        else:
            joined.append([words, stress, link])
    return joined


def _marked(words, stress, link, before, behind):
    text = SPECIAL.sub(r"\\\1", words.replace("\t", " "))
    core = text.strip()
    if not core:
        return text
    signs = {"b": "**", "i": "*", "bi": "***"}.get(stress, "") if _can_stress(words, before, behind) else ""
    # Stress holds within a line only.
    lines = (
        [f"{signs}{line.strip()}{signs}" if line.strip() else "" for line in core.split("\n")]
        if signs
        else [core]
    )
    inner = "\n".join(lines)
    if link:
        inner = f"[{inner}]({NOT_IN_ADDRESS.sub(lambda sign: quote(sign[0]), link)})"
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{start}{inner}{end}"


def _can_stress(words, before, behind):
    """Markdown stresses nothing that begins or ends with a mark directly beside a letter: “so”called."""
    first, last = words[:1], words[-1:]
    opens = first.isalnum() or first.isspace() or not before.isalnum()
    return opens and (last.isalnum() or last.isspace() or not behind.isalnum())


def _escaped_start(line):
    """A line that would begin a list, a heading or a quote is only words."""
    if line.startswith("**") or line.startswith("*"):
        return line
    found = BEGINS_A_BLOCK.match(line)
    if not found:
        return line
    sign = found[2]
    if sign[:1].isdigit():
        return f"{sign[:-1]}\\{sign[-1]}{line[len(sign) :]}"
    return f"\\{line}"


def _as_block(text, shape):
    if shape["list"]:
        kind, depth = shape["list"]
        sign = "- " if kind == "bullet" else "1. "
        indent = "   " * min(depth, 3)
        lines = text.split("\n")
        return "\n".join([indent + sign + lines[0], *(indent + " " * len(sign) + line for line in lines[1:])])
    if shape["quote"]:
        return "\n".join(f"> {line}" for line in text.split("\n"))
    if shape["level"] and shape["level"] > 2:
        return f"### {' '.join(text.split())}"
    return text
