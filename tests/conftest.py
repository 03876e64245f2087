"""What every test gets. Add fixtures for one subject beside its tests; here stands what all need."""

import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase, override_settings

from tests.kept import KeptWorld, empty_tables

PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Copy the migrated database that tests/servers.py made, rather than migrate once more."""
    if "BACKBONE_TEST_TEMPLATE" in os.environ:
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = os.environ["BACKBONE_TEST_TEMPLATE"]


@pytest.fixture(scope="session", autouse=True)
def quick_settings(django_test_environment):
    """Static files without a manifest, so that nothing needs collecting; cheap password hashes."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES=PLAIN_STATIC, PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_emptying():
    """Between tests that commit, Django truncates all tables and asks each app for its permissions again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables)
        yield


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another left in the cache."""
    yield
    cache.clear()


@pytest.fixture(scope="session")
def kept_world(django_db_setup, django_db_blocker):
    """The demo, loaded once."""
    with django_db_blocker.unblock():
        return KeptWorld()


@pytest.fixture
def world(kept_world):
    """The demo, with one row of each kind that an address can name."""
    return kept_world.again()
