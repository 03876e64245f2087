"""`make backup` and `make restore`: each table, row, trigger and number comes back, in another folder too."""

import stat
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from backbone.embedded import backup
from backbone.embedded.problems import CannotStart
from tests import factories

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
# By name: PostgreSQL writes some conditions with other casts once they were read back.
THINGS = {
    "triggers": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
    "constraints": "SELECT conrelid::regclass::text, conname, contype::text, convalidated FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
    "indexes": "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "numbers": "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
}


@pytest.fixture
def filled(transactional_db, monkeypatch):
    """The address of this test's database, with rows of several kinds in it."""
    for number in range(3):
        partnership = factories.partnership(f"Platform {number} 🌱 “x”", f"platform-{number}")
        factories.coordinator(partnership)
        factories.meeting(partnership)
    url = urlsplit(settings_url())._replace(path="/" + connection.settings_dict["NAME"]).geturl()
    monkeypatch.setenv("DATABASE_URL", url)
    return url


def settings_url():
    found = connection.settings_dict
    return f"postgres://{found['USER']}@/{found['NAME']}?host={found['OPTIONS'].get('host') or found['HOST']}"


def content_of(url):
    """A hash of each table's rows, and what else makes the database."""
    with psycopg.connect(url) as reader:
        tables = [name for (name,) in reader.execute(TABLES)]
        rows = {
            name: reader.execute(
                f'SELECT count(*), md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{name}" t'
            ).fetchone()
            for name in tables
        }
        return rows | {name: reader.execute(asked).fetchall() for name, asked in THINGS.items()}


def test_what_was_saved_comes_back_in_another_folder(filled, tmp_path, monkeypatch, capsys):
    file = backup.save(str(tmp_path / "all.dump"))
    saved = content_of(filled)
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("BACKBONE_VAR", str(tmp_path / "var"))
    backup.restore(str(file))
    with backup.database(tmp_path / "var", may_run=False) as url:
        restored = content_of(url)
    assert saved["partnerships_partnership"][0] == 3
    assert len(saved) > 60
    assert restored == saved
    assert "Without that key all sessions end" in " ".join(capsys.readouterr().out.split())


def test_a_restore_saves_what_was_there_and_a_failing_one_leaves_it(filled, tmp_path, monkeypatch):
    file, var = backup.save(str(tmp_path / "all.dump")), tmp_path / "var"
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("BACKBONE_VAR", str(var))
    backup.restore(str(file))
    broken = tmp_path / "cut-off.dump"
    broken.write_bytes(file.read_bytes()[: file.stat().st_size * 3 // 4])
    with pytest.raises(CannotStart):
        backup.restore(str(broken))
    with backup.database(var, may_run=False) as url:
        assert content_of(url)["partnerships_partnership"][0] == 3
    backup.restore(str(file))
    assert len(list((var / "backups").glob("before-restore-*.dump"))) >= 1


def test_a_backup_is_read_by_nobody_else_and_a_missing_file_is_said(filled, tmp_path, capsys):
    file = backup.save(str(tmp_path / "all.dump"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert backup.main(["restore", str(tmp_path / "none.dump")]) == 1
    assert backup.main(["restore"]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_containers_use_the_same_version_of_postgresql():
    compose = (settings.BASE_DIR / "docker-compose.yml").read_text()
    assert "image: postgres:18" in compose
    assert "pginstall18" in str(backup.binary("pg_dump"))
