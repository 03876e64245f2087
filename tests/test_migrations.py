"""From the rooms on migrations only add: what was kept then is taken over by the migrations of now.

`tests/data/rooms/` is of the day on which the initial migrations were written for the last time and is never
changed: the demo as pg_dump wrote it, and what each initial migration was.
"""

import hashlib
import os
import subprocess
import sys

import psycopg
import pytest

from backbone.embedded.postgres import binary
from tests.servers import ROOT

pytestmark = pytest.mark.long
KEPT = ROOT / "tests/data/rooms"
NAME = "kept_demo"
NUMBERED = """
from partnerships.documents.models import Counter
from partnerships.models import Partnership
for of in Partnership.objects.order_by("pk"):
    made = list(of.milestones.order_by("pk").values_list("number", flat=True))
    counted = Counter.objects.get(partnership=of, name="milestone").value
    print(made == list(range(1, len(made) + 1)) and counted == len(made))
"""


@pytest.fixture
def kept_demo(django_db_setup):
    """The address of a database that holds the kept demo, as it was."""
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as postgres:
        postgres.execute(f"DROP DATABASE IF EXISTS {NAME}")
        postgres.execute(f"CREATE DATABASE {NAME}")
    address = _beside(server, NAME)
    command = [
        binary("pg_restore"),
        "--no-owner",
        "--exit-on-error",
        f"--dbname={address}",
        KEPT / "demo.dump",
    ]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    yield address
    with psycopg.connect(server, autocommit=True) as postgres:
        postgres.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def _beside(address, name):
    """The address of another database on the same server."""
    head, mark, rest = address.partition("?")
    return f"{head.rpartition('/')[0]}/{name}{mark}{rest}"


def test_the_kept_demo_is_migrated(kept_demo):
    manage(kept_demo, "migrate", "--verbosity=0")
    assert (
        manage(kept_demo, "migrate", "--check", "--plan")
        == "Planned operations:\n  No planned migration operations.\n"
    )
    names = "from partnerships.models import Partnership as P; print(*P.objects.values_list('name', flat=True), sep=chr(10))"
    assert manage(kept_demo, "shell", "--verbosity=0", "-c", names).splitlines() == [
        "Gezond Opgroeien Lindekwartier",
        "Highland Coffee Platform",
    ]
    # What stood in its reports is the partnership's own decision now.
    decided = "from impact.models import HourValue as H; print(*H.objects.values_list('value', 'kind'), sep=chr(10))"
    assert manage(kept_demo, "shell", "--verbosity=0", "-c", decided) == "(Decimal('14.00'), '')\n"
    # Each milestone has a number, gapless and in the order made; the next one goes on counting.
    assert manage(kept_demo, "shell", "--verbosity=0", "-c", NUMBERED) == "True\nTrue\n"
    # What stood as coordinated since that was the default is not chosen; what somebody chose stays.
    modes = "from workplans.models import Milestone as M; print(*sorted(set(M.objects.values_list('mode', flat=True))), sep=',')"
    assert manage(kept_demo, "shell", "--verbosity=0", "-c", modes) == ",independent,joint\n"
    # Each task has its number, in the order in which they were made and without a gap; the next one goes on from there.
    assert manage(kept_demo, "shell", "--verbosity=0", "-c", TASKS_NUMBERED) == "True True\nTrue True\n"
    # What was issued is as it was: no line waits for a version, and how decisions were taken stands with their lines.
    assert manage(kept_demo, "shell", "--verbosity=0", "-c", ISSUED) == "0 0 True\n"


TASKS_NUMBERED = """
from partnerships.models import Partnership
from workplans import todo
from workplans.models import Task

for of in Partnership.objects.all():
    tasks = list(Task.objects.filter(partnership=of).order_by("pk").values_list("number_year", "number"))
    years = {year: [number for other, number in tasks if other == year] for year, _ in tasks}
    made = todo.create(of, title="One more")
    following = max(years.get(made.number_year, [0])) + 1
    print(all(found == list(range(1, len(found) + 1)) for found in years.values()), made.number == following)
"""
ISSUED = """
from django.db.models import F
from meetings.models import Decision, Line

numbered = Decision.objects.filter(number__isnull=False)
print(Line.objects.unissued().count(), numbered.exclude(line__rule=F("rule")).count(), numbered.exists())
"""


def manage(address, *words):
    """What a command of ours says on that database."""
    command = [sys.executable, "manage.py", *words]
    environment = {**os.environ, "DATABASE_URL": address}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_initial_migrations_are_as_they_were():
    was = dict(line.split("  ")[::-1] for line in (KEPT / "initial.sha256").read_text().splitlines())
    now = {path: hashlib.sha256((ROOT / path).read_bytes()).hexdigest() for path in was}
    assert now == was
    assert len(was) == 11
