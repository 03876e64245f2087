"""`make dev`: errors on the page, the same policy and static files as otherwise, and new starts after an edit."""

import re
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from backbone.embedded.children import Child
from backbone.embedded.dev import Edits
from tests.backbone.test_embedded import until


def test_an_error_shows_djangos_page_without_a_policy_that_would_blank_it(dev):
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{dev.address}nowhere/", timeout=60)
    assert "Page not found at" in refused.value.read().decode()
    assert refused.value.headers["Content-Security-Policy"] is None


def test_other_pages_keep_their_policy_and_their_static_files(dev):
    with urlopen(dev.address, timeout=60) as page:
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        files = re.findall(r'(?:href|src)="/(static/[^"]+)"', page.read().decode())
    assert "static/css/backbone.css" in files
    for file in files:
        with urlopen(f"{dev.address}{file}", timeout=60) as answer:
            assert answer.read(), file


def test_it_runs_what_make_start_runs(dev):
    assert {row["name"] for row in dev.rows()} == {"postgres", "valkey", "web", "worker", "beat"}


@pytest.fixture
def worker(tmp_path):
    """A worker that waits, whose code is one file."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "code.py").write_text("waits = True\n")
    child = Child("worker", ["sleep", "600"], log=tmp_path / "log")
    yield child.start()
    child.stop()


def test_an_edit_starts_the_worker_again(worker, tmp_path):
    edits, first = Edits([worker], tmp_path), worker.pid
    (tmp_path / "room" / "code.py").write_text("waits = False\n")
    until(edits.start_again)
    assert worker.alive()
    assert worker.pid != first


def test_what_an_edit_broke_waits_for_the_next(worker, tmp_path, capsys):
    edits = Edits([worker], tmp_path)
    worker.stop()
    assert edits.waited_for_by(worker)
    assert edits.waited_for_by(worker)
    assert capsys.readouterr().out.count("waits for an edit") == 1
    (tmp_path / "room" / "more.py").write_text("")
    until(edits.start_again)
    assert worker.alive()


def test_servers_and_web_do_not_wait(worker, tmp_path):
    web = Child("web", ["true"], log=tmp_path / "web.log")
    assert not Edits([web, worker], tmp_path).waited_for_by(web)
