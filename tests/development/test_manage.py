"""`manage.py` in a checkout: it uses the servers that run there, and says so in a line when none do."""

import os
import subprocess
import sys

from tests.backbone.test_embedded import LEFT_OUT
from tests.servers import ROOT


def manage(var, *arguments):
    """A management command with no setting in the environment but the place of the data."""
    environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    environment |= {"BACKBONE_VAR": str(var)}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_it_uses_the_servers_that_run(dev):
    question = (
        "from django.conf import settings; from backbone.accounts.models import Person;"
        "print(settings.BASE_URL, settings.DEBUG, Person.objects.count() >= 0)"
    )
    answer = manage(dev.var, "shell", "-v0", "-c", question)
    assert answer.stdout.split() == [dev.address.rstrip("/"), "False", "True"], answer.stderr


def test_without_servers_it_names_make_start_in_a_line(tmp_path):
    answer = manage(tmp_path, "migrate")
    assert answer.returncode == 1
    assert "make start" in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_what_needs_no_server_works_without(tmp_path):
    assert "no issues" in manage(tmp_path, "check").stdout
    assert "No changes detected" in manage(tmp_path, "makemigrations", "--check").stdout


def test_the_deployment_check_never_takes_the_servers_of_a_checkout(dev):
    answer = manage(dev.var, "check", "--deploy")
    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stderr
