"""`make bench`: start throwaway servers, load the demo, measure, print one table and keep it in bench/results.json.

`make bench ARGS="pages pdfs"` measures only those and keeps nothing; `ARGS=screenshots` makes the README's picture.
"""

import importlib
import os
import sys

from bench import results
from tests import servers

# Pages last: they put rows beside the demo, a thousand times as many.
SUBJECTS = ["memory", "pdfs", "delivery", "followups", "pages", "statements"]


def main(subjects):
    """Measure the subjects and print a row for each thing measured."""
    servers.start()
    os.environ["DJANGO_SETTINGS_MODULE"] = "backbone.settings"
    os.environ["LOG_LEVEL"] = "WARNING"
    try:
        rows = _measure(subjects)
    finally:
        servers.stop()
    if rows:
        print(f"\n{results.machine()}\n\n{results.table(rows)}")
    if subjects == SUBJECTS:
        results.keep(rows)


def _measure(subjects):
    import django

    django.setup()
    _load_demo()
    return [row for name in subjects for row in importlib.import_module(f"bench.{name}").measure()]


def _load_demo():
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("demo", "load", verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:] or SUBJECTS)
