"""Pages go out compressed, each with a random number of bytes more, so that their length tells nothing (BREACH)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware


class TextGZipMiddleware(GZipMiddleware):
    """Django's, for text only: a PDF or a spreadsheet is compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The answer, compressed where that helps and the browser takes it."""
        if not response.get("Content-Type", "").startswith("text/"):
            return response
        return super().process_response(request, response)
