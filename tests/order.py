"""A pytest plugin: which tests come first, which processes get them, and what each part took in the end.

With xdist a file goes to one process, so that what it shares is made once. Those files that take longest are
handed out item by item and before all others, so that no process is left with one of them in the end.
"""

from collections import Counter

import pytest
from xdist.scheduler import LoadScopeScheduling

# Those that share a browser stand together.
LONGEST = (
    *(
        "tests/browser/test_walk",
        "tests/browser/test_every_page",
        "tests/browser/test_first",
        "tests/browser/",
    ),
    *("tests/test_clocks", "tests/backbone/outbox/test_killed_workers", "tests/walks/test_hostile_addresses"),
    *("tests/walks/test_foreign_ids", "tests/walks/test_access", "tests/walks/test_private"),
    *(
        "tests/walks/",
        "tests/demo/",
        "tests/partnerships/imports/test_bad_input",
        "tests/backbone/test_production",
    ),
)
# One installation for all of its tests: a file that goes to one process whole, and early.
WHOLE = ("tests/backbone/test_embedded",)
WORTH_SAYING = 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first."""
    first = [*LONGEST, *WHOLE]
    items.sort(key=lambda item: next((n for n, name in enumerate(first) if item.nodeid.startswith(name)), 99))


class Parts(LoadScopeScheduling):
    """Hands out the longest files item by item and the others whole."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(LONGEST) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Whatever `--dist` says."""
    return Parts(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What each file took, of those that are worth saying."""
    took = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                took[report.nodeid.partition("::")[0]] += report.duration
    terminalreporter.section("files by seconds")
    for name, seconds in took.most_common():
        if seconds >= WORTH_SAYING:
            terminalreporter.write_line(f"{seconds:6.0f}  {name}")
