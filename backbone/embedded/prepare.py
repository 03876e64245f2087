"""What must be done before the first page: tables, static files, the demo; and the addresses to print.

`python -m backbone.embedded.prepare FILE` writes the addresses to FILE as JSON.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from backbone.embedded.older_data import way_out

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")


def main(answer: str) -> None:
    """Prepare, then leave the addresses in the file that the launcher named."""
    django.setup()
    executor = MigrationExecutor(connection)
    problem = way_out(executor.loader.applied_migrations, settings.VAR)
    facts = {"problem": problem} if problem else _prepare(executor)
    Path(answer).write_text(json.dumps(facts))


def _prepare(executor):
    _migrate(executor)
    _collect_static()
    if os.environ.get("DEMO") == "1":
        call_command("demo", "load")
    # Its models can be imported only now that Django is set up.
    from backbone.accounts.first_start import demo_sign_ins, one_time_address

    sign_ins = [(str(label), address) for label, address in demo_sign_ins()]
    return {"start": one_time_address(), "sign_ins": sign_ins}


def _migrate(executor):
    """Only when there is something to do: Django's command alone takes a second to find out."""
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _collect_static():
    """Only when a source changed, for the same reason."""
    stamp = settings.VAR / "static.stamp"
    wanted = _static_sources()
    if not stamp.exists() or stamp.read_text() != wanted:
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(wanted)


def _static_sources():
    root = settings.BASE_DIR
    files = [
        root / "requirements.lock",
        root / "backbone" / "fonts.py",
        root / "backbone" / "pages" / "assets.py",
        *(root / "static").rglob("*"),
    ]
    facts = [
        f"{path.relative_to(root)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sorted(files)
    ]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1])
