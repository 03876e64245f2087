"""Loading and removing the demo: long work, done by the worker while a page waits."""

from __future__ import annotations

from django.core.cache import cache
from django.core.management import get_commands

from backbone.accounts.models import Person

KEY = "accounts:demo"
# A worker that was killed under it is given up after this long; then it can be asked for again.
PATIENCE = 600


def is_available() -> bool:
    """Whether this installation brings a demo."""
    return "demo" in get_commands()


def is_loaded() -> bool:
    """Whether somebody of the demo is here."""
    return Person.objects.filter(is_demo=True).exists()


def working() -> str | None:
    """ "load" or "remove" while that is going on, "failed" after it went wrong, else None."""
    return cache.get(KEY)


def begin(action: str) -> bool:
    """Claim the loading or removing of the demo; False when somebody is at it already."""
    if working() == "failed":
        cache.delete(KEY)
    return cache.add(KEY, action, PATIENCE)


def ended(failed: bool = False) -> None:
    """The worker is done."""
    if failed:
        cache.set(KEY, "failed", PATIENCE)
    else:
        cache.delete(KEY)
