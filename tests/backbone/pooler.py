"""A real PgBouncer in transaction mode in front of the tests' PostgreSQL: each transaction may get another session."""

import os
import shutil
import socket
from contextlib import contextmanager

from django.db import connections

from backbone.embedded.children import Child
from backbone.embedded.postgres import not_as_root
from backbone.embedded.servers import wait_until_ready
from tests.ports import free_port

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SETTINGS = """
[databases]
* = host={sockets} user={user}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 8
ignore_startup_parameters = extra_float_digits
"""


@contextmanager
def pooled(folder):
    """Every connection that begins in the block goes through the pooler; yields its address for other processes."""
    own = connections["default"].settings_dict
    port, before = free_port(), {name: own[name] for name in ("HOST", "PORT")}
    child = _started(folder, port, own)
    connections.close_all()
    own |= {"HOST": "127.0.0.1", "PORT": port}
    try:
        yield f"postgres://{own['USER']}@127.0.0.1:{port}/{own['NAME']}"
    finally:
        connections.close_all()
        own |= before
        child.stop()


def _started(folder, port, own):
    """As an ordinary user, which it insists on."""
    file = folder / "pgbouncer.ini"
    file.write_text(
        SETTINGS.format(sockets=own["HOST"] or own["OPTIONS"]["host"], user=own["USER"], port=port)
    )
    prefix, _owner = not_as_root(folder)
    child = Child("pgbouncer", [*prefix, PROGRAM, file], log=folder / "pgbouncer.log").start()
    wait_until_ready(child, lambda: _answers(port))
    return child


def _answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True
