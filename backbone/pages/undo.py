"""A message that says what was done, with the button that takes it back at the place; a form, so it needs no script."""

from __future__ import annotations

from typing import Any

from django.contrib import messages


def say_with_undo(request: Any, words: str, address: str) -> None:
    """Say what was done, with an Undo that posts to this address."""
    # A message has no other place that stays with it from one page to the next; ui/flash.html reads it there.
    messages.success(request, words, extra_tags=address)
