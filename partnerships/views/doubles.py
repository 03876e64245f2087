"""Merging what was sent from a page into what the page is about; for organisations and for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.utils.translation import gettext as _

from backbone.typed_text import is_key
from partnerships.merges.merging import CannotMerge


def merge_other(request: Any, stays: Model, fetch: Callable[[int], Model], merge: Callable) -> None:
    """Let the `other` that was sent be this one from now on, and say so, or why they stay two.

    fetch(key): the other one, if the person may
    """
    other = request.POST.get("other", "")
    if not is_key(other):
        messages.error(request, _("Choose which one."))
        return
    gone = fetch(int(other))
    words = {"gone": str(gone), "stays": str(stays)}
    try:
        merge(gone, stays, by=request.user)
        messages.success(request, _("%(gone)s is %(stays)s now. It can be undone below.") % words)
    except CannotMerge as refused:
        messages.error(request, str(refused))
