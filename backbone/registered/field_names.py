"""The names of the fields in a mail's words: stored in English; typed in English or Dutch, and shown in the page's language."""

from __future__ import annotations

import re

from django.utils.translation import get_language

# A field in a wording, such as {task}.
FIELD = re.compile(r"\{([a-z_]+)\}")
DUTCH = {
    "asker": "vrager",
    "assisted": "voor_wie",
    "date": "datum",
    "due": "termijn",
    "meeting": "overleg",
    "milestone": "mijlpaal",
    "news": "nieuws",
    "organisation": "organisatie",
    "partnership": "samenwerkingsverband",
    "person": "persoon",
    "place": "plaats",
    "points": "actiepunten",
    "requests": "verzoeken",
    "task": "taak",
    "tasks": "taken",
    "who": "wie",
}
ENGLISH = {dutch: english for english, dutch in DUTCH.items()}


def shown_name(name: str) -> str:
    """The name of a field as the page says it."""
    return DUTCH.get(name, name) if (get_language() or "").startswith("nl") else name


def shown(text: str) -> str:
    """Stored words as the page shows them, its fields in the language of the page."""
    return FIELD.sub(lambda match: f"{{{shown_name(match[1])}}}", text)


def stored(text: str) -> str:
    """Typed words as they are kept: what is called in Dutch is called in English."""
    return FIELD.sub(lambda match: f"{{{ENGLISH.get(match[1], match[1])}}}", text)
