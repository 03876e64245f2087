"""Whether two commits show the same: `python -m bench.same REV_A REV_B [--keep DIR]`; WORKTREE is the files as they are.

Each side loads its own demo at one moment and saves what `capture` finds; here both are normalised and compared.
"""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from contextlib import ExitStack, contextmanager
from itertools import zip_longest
from pathlib import Path

from bench.normal import normalised, without_ids, without_white

ROOT = Path(__file__).resolve().parents[1]
MOST_SHOWN, MOST_LINES = 25, 14
FOLDS = {"same but for ids": without_ids, "same but for white space between words": without_white}


def main():
    """Capture both, compare, print; 0 when nothing differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.same", description=__doc__)
    parser.add_argument("revisions", nargs=2, metavar="REV")
    parser.add_argument("--keep", type=Path, help="keep both sides' pages in this new folder")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        trees = [stack.enter_context(tree_of(revision)) for revision in asked.revisions]
        sides = [folder.resolve() / f"{side}-{name}" for side, (name, _) in zip("ab", trees, strict=True)]
        _capture([tree for _, tree in trees], sides)
        return _report(*map(_pages, sides))


@contextmanager
def tree_of(revision):
    """(name, folder) of a revision's files: this checkout, or a git worktree for as long as it is needed."""
    if revision == "WORKTREE":
        yield revision, ROOT
        return
    name = _git("rev-parse", "--short", f"{revision}^{{commit}}")
    with tempfile.TemporaryDirectory() as parent:
        tree = Path(parent) / "tree"
        _git("worktree", "add", "--detach", str(tree), name)
        try:
            yield name, tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*words):
    return subprocess.run(
        ["git", *words], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


def _capture(trees, sides):
    """Both at the same time, each in a process that imports from its own tree only."""
    faketime = next(iter(sorted(Path("/usr/lib").glob("**/faketime/libfaketime.so.1"))), None)
    if faketime is None or not shutil.which("pdftotext"):
        raise SystemExit(
            "Setting PostgreSQL's clock and reading PDFs needs Debian's libfaketime and poppler-utils."
        )
    own = {**os.environ, "SAME_FAKETIME": str(faketime), "PYTHONHASHSEED": "0"}
    argv = [sys.executable, "-P", str(ROOT / "bench/capture.py")]
    running = []
    for tree, side in zip(trees, sides, strict=True):
        side.mkdir(parents=True)
        running.append(
            subprocess.Popen([*argv, side], cwd=tree, env={**own, "PYTHONPATH": f"{tree}:{ROOT / 'bench'}"})
        )
    if any([process.wait() for process in running]):  # noqa: C419 - waits for both, also when the first failed
        raise SystemExit("One side could not be captured; what it said stands above.")


def _pages(side):
    """{name: text} of what was saved, which is normalised in its place as well."""
    pages = {}
    for path in sorted(side.glob("**/*.html")):
        pages[path.relative_to(side).as_posix()] = text = normalised(path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    return pages


def _report(old, new):
    """Print what differs, alike differences once."""
    counts, only, differing = compare(old, new)
    for words, names in only.items():
        print("\n".join([f"\n{words}: {len(names)}", *names[:MOST_SHOWN]]) if names else "", end="")
    alike = defaultdict(list)
    for name, before, after in differing:
        alike[_difference(before, after)].append(name)
    for lines, names in sorted(alike.items(), key=lambda item: -len(item[1]))[:MOST_SHOWN]:
        print(f"\n{len(names)} page(s), the first {names[0]}:\n{lines}")
    print(
        f"\n{len(old)} and {len(new)} pages, mails and files: "
        + ", ".join(f"{n} {w}" for w, n in counts.items())
    )
    return int(bool(differing or any(only.values())))


def compare(old, new):
    """(how many of which kind, names only in one, pairs that differ).

    A page is compared with that of the same address first; then, ids in addresses aside, with whichever is equal.
    """
    counts = Counter({"same": sum(old[name] == new.get(name) for name in old)})
    groups = defaultdict(lambda: ([], []))
    for side, (pages, others) in enumerate([(old, new), (new, old)]):
        for name in pages:
            if pages[name] != others.get(name):
                groups[re.sub(r"\d+", "#", name)][side].append((name, pages[name]))
    only, differing = {"Only in the first": [], "Only in the second": []}, []
    for left, right in groups.values():
        for words, fold in FOLDS.items():
            counts[words] += _take_equal(left, right, fold)
        for (name, before), (other, after) in zip_longest(left, right, fillvalue=(None, None)):
            if name and other:
                differing.append((name, before, after))
            else:
                only["Only in the first" if name else "Only in the second"].append(name or other)
    return counts | {"different": len(differing)}, only, differing


def _take_equal(left, right, fold):
    """Take the pairs out of both lists that are equal when folded; returns how many."""
    waiting = defaultdict(list)
    for page in right:
        waiting[fold(page[1])].append(page)
    taken = [(page, waiting[fold(page[1])].pop()) for page in left if waiting[fold(page[1])]]
    for page, other in taken:
        left.remove(page)
        right.remove(other)
    return len(taken)


def _difference(before, after):
    lines = difflib.unified_diff(
        without_ids(before).splitlines(), without_ids(after).splitlines(), n=1, lineterm=""
    )
    kept = [line[:200] for line in list(lines)[2:] if not line.startswith("@@")]
    return "\n".join(
        kept[:MOST_LINES] + [f"… {len(kept) - MOST_LINES} more lines"] * (len(kept) > MOST_LINES)
    )


if __name__ == "__main__":
    sys.exit(main())
