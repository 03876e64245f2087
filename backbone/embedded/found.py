"""The environment of the servers that this checkout's `make start` or `make dev` runs, for `manage.py`.

Only where the environment names nothing itself: with one setting of its own, an installation is answered by
the settings alone, which name what is missing.
"""

import os
import re
import secrets
from pathlib import Path

from .children import Record
from .problems import CannotStart
from .servers import Servers

ROOT = Path(__file__).resolve().parents[2]
OWN = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS", "EMAIL_URL"}
# What needs the settings and no server.
WITHOUT_SERVERS = {
    *(
        "check",
        "compilemessages",
        "findstatic",
        "help",
        "makemessages",
        "makemigrations",
        "messages",
        "version",
    ),
    *("--help", "-h", "--version"),
}


def environment_for(arguments: list[str]) -> dict[str, str]:
    """What is to be added to the environment for a command; raises CannotStart when it needs servers that rest."""
    if OWN & set(os.environ) or "--deploy" in arguments:
        return {}
    var = Path(os.environ.get("BACKBONE_VAR") or ROOT / "var")
    address = _running_at(var)
    if not address and arguments and arguments[0] not in WITHOUT_SERVERS:
        raise CannotStart(
            f"Nothing runs in {var}: `make start` (or `make dev`) in another window starts the servers that"
            f" `{arguments[0]}` needs."
        )
    return _environment(var, address or "http://127.0.0.1:8000")


def _running_at(var: Path) -> str:
    """The address that whoever runs this data wrote into its lock; nothing when no server of it runs."""
    if not Record(var / "processes.json").running():
        return ""
    found = re.match(r"(http://\S+?)/? ", (var / "lock").read_text())
    return found[1] if found else ""


def _environment(var: Path, address: str) -> dict[str, str]:
    return {
        "BACKBONE_EMBEDDED": "1",
        "SECRET_KEY": _secret_key(var),
        "BASE_URL": address,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        **Servers(var).environment(),
    }


def _secret_key(var: Path) -> str:
    """This installation's; before its first start one that nothing will be signed with."""
    path = var / "secret_key"
    return path.read_text().strip() if path.exists() else secrets.token_urlsafe(64)
