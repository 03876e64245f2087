"""A PDF that is set in a process of its own: it arrives, a fault is told, and no process stays behind."""

import os
import signal

import pytest

from backbone.paper import apart, pdf

pytestmark = pytest.mark.fast
PAGE = '<html lang="en"><title>Minutes</title><p>Hello</p></html>'


@pytest.fixture(autouse=True)
def nobody_stays_behind(monkeypatch):
    begun, fork = [], os.fork
    monkeypatch.setattr(os, "fork", lambda: begun.append(fork()) or begun[-1])
    yield
    for pid in begun:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def test_it_arrives_whole():
    assert apart.render(PAGE).startswith(b"%PDF")
    assert apart.render(PAGE).rstrip().endswith(b"%%EOF")


def test_what_went_wrong_is_told():
    with pytest.raises(apart.CouldNotSet, match="FatalURLFetchingError"):
        apart.render(PAGE.replace("Hello", '<img src="http://example.org/x.png" alt="x">'))


def test_a_process_that_is_killed_is_told(monkeypatch):
    monkeypatch.setattr(pdf, "render", lambda html: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(apart.CouldNotSet, match="without a word"):
        apart.render(PAGE)
