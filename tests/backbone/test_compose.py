"""docker-compose.yml: valid, without default secrets, and pointing at things that exist."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.utils.module_loading import import_string
from ruamel.yaml import YAML

pytestmark = pytest.mark.fast

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docker-compose.yml"
OURS = ["web", "worker", "beat", "migrate"]


@pytest.fixture(scope="module")
def services():
    """The services, with the shared parts merged in."""
    return YAML(typ="safe").load(FILE.read_text())["services"]


def test_it_follows_the_compose_specification():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_process_of_the_product_is_there(services):
    assert set(services) == {*OURS, "postgres", "valkey"}


NOT_SECRET = {"TIME_ZONE", "TRUSTED_PROXY_COUNT"}


def test_no_secret_has_a_default():
    used = re.findall(r"\$\{(\w+)([^}]*)\}", FILE.read_text())
    secrets = {(name, how[:2]) for name, how in used if name not in NOT_SECRET}
    assert {how for _, how in secrets} == {":?"}
    expected = {
        "SECRET_KEY",
        "POSTGRES_PASSWORD",
        "VALKEY_PASSWORD",
        "EMAIL_URL",
        "BASE_URL",
        "ALLOWED_HOSTS",
    }
    assert {name for name, _ in secrets} == expected


def test_commands_and_checks_name_modules_that_exist(services):
    config, application = services["web"]["command"][2:]
    assert find_spec(config.removeprefix("python:"))
    assert import_string(f"{application}.application")
    assert services["web"]["healthcheck"]["test"][1:3] == ["python", "-m"]
    assert find_spec(services["web"]["healthcheck"]["test"][3])
    for name, application in {"worker": "backbone", "beat": "backbone.beat"}.items():
        assert services[name]["command"][:4] == ["celery", "-A", application, name]
    assert (ROOT / services["migrate"]["command"][1]).exists()


def test_migrations_are_a_step_of_their_own_that_the_rest_waits_for(services):
    assert services["migrate"]["restart"] == "no"
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_web_and_worker_can_be_scaled(services):
    for name in ("web", "worker"):
        assert "container_name" not in services[name]
        assert all("-" in port.split(":")[1] for port in services[name].get("ports", []))


def test_all_that_stays_up_is_checked_for_health(services):
    assert all(service.get("healthcheck") for name, service in services.items() if name != "migrate")


def test_the_image_runs_as_an_ordinary_user(services):
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    users = [line for line in lines if line.startswith("USER")]
    assert users == ["USER 10001"]
    assert not any("user" in services[name] or "privileged" in services[name] for name in OURS)


def test_the_data_lies_in_volumes(services):
    assert services["postgres"]["volumes"] == ["postgres:/var/lib/postgresql"]
    assert services["valkey"]["volumes"] == ["valkey:/data"]
