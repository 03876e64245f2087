"""Rows and the broker know our tasks by names that stay when a module moves."""

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings

pytestmark = pytest.mark.fast

NAMES = """
    acceptances.remind accounts.forget_codes agreement_papers.make bin.forget canvases.ask comments.ask conveners.keep demo.change digests.send documents.render files.sweep imports.check imports.confirm
    imports.recheck links.renew
    minutes.watch notes.forget outbox.drain outbox.sweep packs.print partner_invitations.remind pauses.ask people.export quarters.ask questions.send reminders.send uploads.forget
"""


def test_our_tasks_have_the_names_that_rows_and_the_broker_hold():
    """A name that is missing here leaves the files and messages that hold it without anybody to do them."""
    assert sorted(ours()) == NAMES.split()


def test_no_name_is_the_path_of_a_module():
    paths = [name for name, module in ours().items() if name.rpartition(".")[0] in _ways_to(module)]
    assert paths == []


def test_what_runs_by_the_clock_is_one_of_our_tasks():
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(ours())


def ours():
    """{name: module} of each task of our apps, file jobs among them."""
    current_app.loader.import_default_modules()
    roots = {config.name.split(".")[0] for config in apps.get_app_configs() if _is_ours(config)}
    modules = {name: task.run.__module__ for name, task in current_app.tasks.items()}
    return {name: module for name, module in modules.items() if module.split(".")[0] in roots}


def _is_ours(config):
    return config.path.startswith(str(settings.BASE_DIR)) and "site-packages" not in config.path


def _ways_to(module):
    """The module's path, and those of the packages around it."""
    parts = module.split(".")
    return {".".join(parts[:n]) for n in range(2, len(parts) + 1)}
