"""`make messages`: the catalogues brought up to date in the order they have, so that a new text is a small diff."""

import subprocess
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import makemessages

NOT_FOR_USERS = ["tests", "bench", "var"]


class Command(makemessages.Command):
    """Collects texts as `makemessages` does; it needs GNU gettext, and polib from the development packages."""

    help = "Updates locale/*/LC_MESSAGES/django.po without reordering it, and compiles it."

    def add_arguments(self, parser: CommandParser) -> None:
        """As `makemessages` takes them, with our form as what goes without saying."""
        super().add_arguments(parser)
        languages = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        parser.set_defaults(
            locale=languages, add_location="file", no_wrap=True, ignore_patterns=[*NOT_FOR_USERS]
        )

    def build_potfiles(self) -> list[str]:
        """Each once: Django finds our folder of catalogues in three ways."""
        return sorted(set(super().build_potfiles()))

    def write_po_file(self, potfile: str, locale: str) -> None:
        """In the place of `msgmerge`, which would take the order of the sources."""
        path = Path(potfile).parent / locale / "LC_MESSAGES" / "django.po"
        catalogue = _opened(path, locale)
        catalogue.merge(polib.pofile(potfile, wrapwidth=0))
        catalogue.save(str(path))
        _compile(path)
        for line in _state(catalogue):
            self.stdout.write(f"{locale}: {line}")


def _opened(path: Path, locale: str) -> polib.POFile:
    """The catalogue as it is, or an empty one of a new language."""
    if path.exists():
        return polib.pofile(str(path), wrapwidth=0)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "backbone",
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return catalogue


def _compile(path: Path) -> None:
    command = ["msgfmt", "--check-format", "-o", str(path.with_suffix(".mo")), str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise CommandError(f"{path} does not compile:\n{done.stderr.strip()}")


def _state(catalogue: polib.POFile) -> list[str]:
    """What is left to do, in lines; nothing is taken out, so what no source has any more is named."""
    waiting = [f"to be translated: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    fuzzy = [f"to be confirmed: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    unused = [f"in no source any more, kept as #~: {entry.msgid!r}" for entry in catalogue.obsolete_entries()]
    return [*waiting, *fuzzy, *unused] or ["complete"]
