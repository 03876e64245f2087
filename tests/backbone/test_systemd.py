"""docs/systemd: each process of the product is started again however it ends, with commands that exist."""

from configparser import ConfigParser
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.fast

UNITS = Path(__file__).resolve().parents[2] / "docs" / "systemd"


def unit(name):
    """A unit's sections; a key that comes twice keeps its last value."""
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(UNITS / f"backbone-{name}.service")
    return parser


def test_there_is_one_for_each_process():
    assert {path.name for path in UNITS.iterdir()} == {
        f"backbone-{name}.service" for name in ("web", "worker", "beat")
    }


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_it_is_started_again_however_often_it_ends(name):
    found = unit(name)
    assert found["Service"]["Restart"] == "always"
    assert found["Unit"]["StartLimitIntervalSec"] == "0"
    assert found["Service"]["EnvironmentFile"] == "/etc/backbone.env"


@pytest.mark.parametrize(("name", "application"), [("worker", "backbone"), ("beat", "backbone.beat")])
def test_the_queue_runs_what_the_product_runs(name, application):
    command = unit(name)["Service"]["ExecStart"].split()
    assert command[0].endswith("/celery")
    assert command[1:4] == ["-A", application, name]


def test_the_web_runs_gunicorn_with_our_settings():
    command = unit("web")["Service"]["ExecStart"].split()
    assert command[0].endswith("/gunicorn")
    assert find_spec(command[2].removeprefix("python:"))
