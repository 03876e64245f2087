"""Which day it is is said in backbone/time/days.py and nowhere else."""

import subprocess
from pathlib import Path

import pytest

from backbone.time import days
from tests.days.judge import days_of_its_own, nows

pytestmark = pytest.mark.fast

ROOT = Path(__file__).resolve().parents[2]
ONE_PLACE = Path(days.__file__).resolve()
NOT_THE_PRODUCT = {"tests", "bench"}


def product(*endings):
    """The files of the product with one of these endings, as git keeps them, migrations aside."""
    kept = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    paths = [Path(name) for name in kept.stdout.decode().split("\0") if name.endswith(endings)]
    own = [p for p in paths if p.parts[0] not in NOT_THE_PRODUCT and "migrations" not in p.parts]
    return [ROOT / path for path in own if (ROOT / path).exists()]


def test_no_program_works_out_a_day_by_itself():
    files = [path for path in product(".py") if path != ONE_PLACE]
    assert len(files) > 100
    assert {str(p.relative_to(ROOT)): found for p in files if (found := days_of_its_own(p.read_text()))} == {}


def test_no_template_asks_what_time_it_is():
    files = product(".html", ".txt", ".svg", ".ics")
    assert len(files) > 100
    assert {str(p.relative_to(ROOT)): found for p in files if (found := nows(p.read_text()))} == {}


@pytest.mark.parametrize(
    "line",
    [
        "from django.utils.timezone import localdate",
        "day = timezone.localdate()",
        "raised_on = DateField(default=localdate)",
        "day = now().date()",
        "day = moment.astimezone(zone).date()",
        "year = timezone.now().year",
        "year = timezone.localtime().year",
        "day = date.today()",
        "rows.filter(starts_at__date=day)",
        "rows.filter(starts_at__date__gte=day)",
        "rows.filter(Q(meeting__starts_at__year=2026))",
        'rows.order_by("-starts_at__date")',
        "from django.db.models.functions import TruncMonth",
        "from django.db.models.functions import ExtractYear",
        "rows.annotate(day=TruncDate('at'))",
        "rows.annotate(day=functions.Trunc('at', 'day'))",
        "rows.datetimes('at', 'day')",
    ],
)
def test_the_judge_refuses(line):
    if line.startswith("raised_on"):
        line = f"from django.utils.timezone import localdate\n{line}"
    assert days_of_its_own(line)


@pytest.mark.parametrize(
    "line",
    [
        "day = today_of(partnership)",
        "from backbone.time.days import today_of",
        "rows.filter(due_on__lt=day, date=day, updated=True)",
        "made = date(2026, 1, 1)",
        "year = day.year",
        "truncated = text[:9]",
        "from django.db.models.functions import Lower",
        "words = dates.short(day)",
    ],
)
def test_the_judge_lets_pass(line):
    assert not days_of_its_own(line)


def test_the_judge_reads_templates():
    assert nows('<p>\n{% now "Y" %}</p>') == [(2, "{% now")]
    assert nows("{%- now 'j M' %}")
    assert not nows("{% translate 'now' %}{{ now }}{% nowrap %}")
