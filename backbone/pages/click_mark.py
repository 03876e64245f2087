"""The UUID of a form, by which backbone.accounts.once knows two clicks on it for one."""

from __future__ import annotations

import uuid

from django.template import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

FIELD = "once"


class MarkedCsrfTokenNode(CsrfTokenNode):
    """Django's, with the mark beside it."""

    def render(self, context: Context) -> str:
        token = super().render(context)
        return token and format_html(
            '{}<input type="hidden" name="{}" value="{}">', token, FIELD, uuid.uuid4()
        )
