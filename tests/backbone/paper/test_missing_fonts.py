"""On a machine without a font the document still comes, and it is said where an administrator looks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from backbone.embedded import install
from backbone.paper import scripts
from tests import factories

ROOT = Path(__file__).resolve().parents[3]
EMPTY = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig/>'
RENDER = """
import django; django.setup()
from backbone.paper import pdf
print(pdf.render('<html lang="en"><title>x</title><p>রহিমা and Ruth 🎉</p></html>')[:4])
"""


@pytest.fixture
def without_fonts(tmp_path, monkeypatch):
    """The system's fonts out of sight, for processes that start from here."""
    config = tmp_path / "fonts.conf"
    config.write_text(EMPTY)
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))


def test_the_document_comes_and_the_log_names_the_scripts(without_fonts):
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "backbone.settings"}
    done = subprocess.run(
        [sys.executable, "-c", RENDER], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert "%PDF" in done.stdout
    assert "boxes for 6 letters" in done.stderr
    assert "Bengali, Emoji" in done.stderr


def test_the_check_names_scripts_and_packages(without_fonts):
    (warning,) = scripts.check_fonts()
    assert "Bengali" in warning.msg
    assert "Thai" not in warning.msg  # its font is a wheel's
    assert all(name in warning.hint for name in scripts.DEBIAN)


@pytest.mark.django_db
def test_an_administrator_reads_it_in_their_settings(without_fonts, client):
    client.force_login(factories.administrator())
    assert "fonts-noto-core" in client.get("/me/").content.decode()


@pytest.mark.django_db
def test_nobody_else_reads_it(without_fonts, client):
    client.force_login(factories.person())
    assert "fonts-noto" not in client.get("/me/").content.decode()


@pytest.mark.parametrize("package", scripts.DEBIAN)
def test_the_set_up_the_image_and_the_manual_bring_the_same_fonts(package):
    assert package in install.FONTS
    assert package in (ROOT / "Dockerfile").read_text()
    assert package in (ROOT / "docs/without-containers.md").read_text()


def test_the_set_up_says_which_are_missing(without_fonts):
    asked = (
        "import sys; sys.path.insert(0, 'backbone/embedded'); import install; print(install.missing_fonts())"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(list(scripts.DEBIAN))
