"""What every test gets. Add fixtures for one subject beside its tests; here stands what all need."""

import pytest
from django.core.cache import cache
from django.test import override_settings

PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture(scope="session", autouse=True)
def quick_settings(django_test_environment):
    """Static files without a manifest, so that nothing needs collecting; cheap password hashes."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES=PLAIN_STATIC, PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another left in the cache."""
    yield
    cache.clear()
