"""`make bench`: start throwaway servers, load the demo, measure, print one table.

`make bench ARGS="pages pdfs"` measures only those; `ARGS=screenshots` makes the README's picture again.
"""

import importlib
import os
import platform
import sys

from tests import servers

SUBJECTS = ["pages", "pdfs", "delivery"]


def main(subjects):
    """Measure the subjects and print a row for each thing measured."""
    servers.start()
    os.environ["DJANGO_SETTINGS_MODULE"] = "backbone.settings"
    try:
        rows = _measure(subjects)
    finally:
        servers.stop()
    if rows:
        _print_table(rows)


def _measure(subjects):
    import django

    django.setup()
    _load_demo()
    return [row for name in subjects for row in importlib.import_module(f"bench.{name}").measure()]


def _load_demo():
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("demo", "load", verbosity=0)


def _print_table(rows):
    print(f"\n{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}\n")
    print(f"| {'What':<40} | {'Backbone':>11} | {'Bare':>11} | {'Ratio':>6} |")
    print(f"| {'-' * 40} | {'-' * 10}: | {'-' * 10}: | {'-' * 5}: |")
    for what, ours, bare in rows:
        print(f"| {what:<40} | {_duration(ours):>11} | {_duration(bare):>11} | {ours / bare:>5.1f}× |")


def _duration(seconds):
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main(sys.argv[1:] or SUBJECTS)
