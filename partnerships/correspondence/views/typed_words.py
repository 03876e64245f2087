"""What somebody typed on the page of a link when nothing of it could be saved: it stays on a page, with the reason.

A row changes while its page is open: it was answered, agreed, withdrawn or closed meanwhile, or the link has expired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render

from backbone.pages.click_mark import FIELD
from backbone.typed_text import clean_text
from partnerships.correspondence.signing import coordinator_of

if TYPE_CHECKING:
    from partnerships.correspondence.models import AccessLink

CONFLICT = 409
PAGE = "correspondence/links/not_saved.html"
# What is pressed, chosen or sent by the page itself.
PRESSED = {
    *(
        "csrfmiddlewaretoken",
        FIELD,
        "answer",
        "say",
        "withdraw",
        "take",
        "revision",
        "kept",
        "code",
        "back",
        "open",
    ),
    *(
        "kind",
        "currency",
        "expected",
        "way",
        "fine",
        "assisted",
        "mail_preference",
        "ask",
        "as_change",
        "until",
    ),
}
MOST, LONGEST = 60, 5000


def typed_in(request: Any) -> list[str]:
    """The words that were typed into a form, and the names of files that were chosen in it."""
    if request.method != "POST":
        return []
    fields = [name for name in request.POST if name not in PRESSED and not name.startswith("seen-")]
    words = [clean_text(request.POST[name]).strip()[:LONGEST] for name in fields[:MOST]]
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    return [*filter(None, words), *files[:MOST]]


def kept(request: Any, link: AccessLink, token: str, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of a link's view; where that saved nothing of what was typed, a page that has it and says why."""
    words = typed_in(request)
    try:
        response = view()
    except Http404:
        if not words:
            raise
        return _stays(request, link, token, words, 404, is_gone=True)
    there = getattr(request, "there_already", None)
    if there is None or response.status_code != 303 or there.issuperset(words):
        return response
    return _stays(request, link, token, words, CONFLICT)


def _stays(request, link, token, words, status, **also):
    here = {"link": link, "token": token, "partnership": link.partnership, "typed": words}
    return render(
        request, PAGE, here | also | {"coordinator": coordinator_of(link.partnership)}, status=status
    )


def not_saved(request: Any, why: object, there: Iterable[str] = (), level: int = messages.INFO) -> None:
    """Say why nothing of a form was saved; behind a link, what was typed into it then stays on a page.

    there: words that were saved before. Whoever sends only these once more has lost nothing, and reads the reason alone.
    """
    messages.add_message(request, level, str(why))
    request.there_already = {words.strip() for words in there}
