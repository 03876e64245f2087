"""The UUID of a form, by which backbone.accounts.once knows two clicks on it for one."""

from __future__ import annotations

import uuid
from typing import Any

from django.template import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

FIELD = "once"


def by_link(request: Any) -> None:
    """Note that this is behind a mailed link: its address is what proves who asks, so its forms get the mark alone."""
    request.is_by_link = True


class MarkedCsrfTokenNode(CsrfTokenNode):
    """Django's, with the mark beside it."""

    def render(self, context: Context) -> str:
        if getattr(context.get("request"), "is_by_link", False):
            return _mark()
        token = super().render(context)
        return token and format_html("{}{}", token, _mark())


def _mark() -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid.uuid4())
