from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from demo import loading


class Command(BaseCommand):
    help = "Load the demo's two partnerships, or remove them again without touching anything else."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("action", choices=["load", "remove"])

    def handle(self, *, action: str, **options: Any) -> None:
        if action == "load":
            self.stdout.write("Demo loaded." if loading.load() else "The demo is there already.")
        else:
            loading.remove()
            self.stdout.write("Demo removed.")
