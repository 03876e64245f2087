"""What must be done before the first page: tables, static files, the demo; and the addresses to print.

`python -m backbone.embedded.prepare FILE` writes the addresses to FILE as JSON.
"""

import importlib
import json
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command, get_commands

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")


def main(answer):
    """Prepare, then leave the addresses in the file that the launcher named."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    demo = os.environ.get("DEMO") == "1"
    if demo and "demo" in get_commands():
        call_command("demo", "load")
    Path(answer).write_text(json.dumps({"start": _one_time_address(), "sign_ins": _sign_ins() if demo else []}))


def _one_time_address():
    found = _first_start("one_time_address")
    return found() if found else None


def _sign_ins():
    found = _first_start("demo_sign_ins")
    return [[str(label), url] for label, url in found()] if found else []


def _first_start(name):
    try:
        module = importlib.import_module("backbone.accounts.first_start")
    except ModuleNotFoundError:
        return None
    return getattr(module, name, None)


if __name__ == "__main__":
    main(sys.argv[1])
