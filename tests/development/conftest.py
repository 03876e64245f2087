"""A Backbone under `make dev`, with data and a port of its own."""

import shutil

import pytest

from tests import servers
from tests.backbone.test_embedded import Launcher


@pytest.fixture(scope="package")
def dev(tmp_path_factory):
    """One that runs for all tests of this folder."""
    launcher = Launcher(tmp_path_factory.mktemp("dev") / "var")
    launcher.var.mkdir()
    (launcher.var / "made").symlink_to(servers.KEPT / "made")
    kept = servers.KEPT / f"postgres-{servers.fingerprint()}"
    if kept.exists():
        shutil.copytree(kept, launcher.var / "postgres")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKBONE_DEV", "1")
        launcher.start()
    yield launcher
    launcher.stop()
