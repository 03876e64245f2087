"""The settings without the embedded mode: what production runs on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "a text of more than fifty letters, that nobody guesses, 0123456789",
    "BASE_URL": "https://backbone.example.org",
    "ALLOWED_HOSTS": "backbone.example.org",
    "DATABASE_URL": os.environ["DATABASE_URL"],
    "REDIS_URL": os.environ["REDIS_URL"],
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
}


def manage(*arguments, **environment):
    """Run a management command in production's environment only."""
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, **environment}
    environment = {name: value for name, value in environment.items() if value is not None}
    command = [sys.executable, "-W", "error::RuntimeWarning", "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_the_deployment_check_finds_nothing():
    checked = manage("check", "--deploy", "--fail-level", "INFO")
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout
    assert "WARNING" not in checked.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "REDIS_URL"])
def test_a_missing_setting_stops_the_start_with_its_name(name):
    checked = manage("check", **{name: None})
    assert checked.returncode != 0
    assert name in checked.stderr


def test_the_page_that_shows_mail_exists_only_on_one_machine():
    question = "from django.urls import resolve; resolve('/mail/')"
    assert "Resolver404" in manage("shell", "-c", question).stderr
    assert manage("shell", "-c", question, BACKBONE_EMBEDDED="1", EMAIL_URL=None).returncode == 0


def test_error_pages_for_developers_are_refused():
    checked = manage("check", BACKBONE_DEV="1")
    assert checked.returncode != 0
    assert "BACKBONE_DEV=1 is for `make dev`" in checked.stderr


def test_manage_looks_for_no_servers_of_its_own():
    checked = manage("migrate", DATABASE_URL=None)
    assert checked.returncode != 0
    assert "DATABASE_URL" in checked.stderr
    assert "make start" not in checked.stderr
