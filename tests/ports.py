"""Ports for servers that are started, stopped and started again."""

import os
import socket
from contextlib import suppress

# Below those that the system gives to connections, of which a browser opens many in the meantime.
FROM, COUNT = 20_000, 10_000


def free_port():
    """A port that nobody listens on, looked for from another place by each test process."""
    for number in range(COUNT):
        port = FROM + (os.getpid() * 37 + number) % COUNT
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise OSError("no port is free")
