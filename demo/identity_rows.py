"""How the demo's partnership shows itself: its logo, letterhead, public page and words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from partnerships.identity import logos
from partnerships.identity.models import Identity, Word

if TYPE_CHECKING:
    from demo.builder import Builder

STORIES = Path(__file__).with_name("stories")


def add_identity(builder: Builder) -> None:
    """What its coordinators filled in."""
    Identity.objects.create(partnership=builder.partnership, **builder.story["identity"])
    for entry in builder.story["words"]:
        Word.objects.create(partnership=builder.partnership, **entry)
    if drawn := builder.story.get("logo"):
        drawing = SimpleUploadedFile("logo.svg", (STORIES / drawn).read_bytes())
        logos.put(builder.partnership, drawing, by=builder.coordinator)
