"""Files and texts as people have them, from tests/data/readers."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

READERS = Path(__file__).parent / "readers"


def data(name):
    """The bytes of a file."""
    return (READERS / name).read_bytes()


def text(name):
    """A file's text."""
    return data(name).decode()


def upload(name):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data(name))
