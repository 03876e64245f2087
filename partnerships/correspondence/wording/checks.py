"""What is refused in words that somebody typed for a mail: each refusal says what to do instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from backbone.registered.field_names import FIELD, shown, shown_name

IN_BRACES = re.compile(r"\{([^{}]*)\}")
# They let a text read otherwise than it is; a language that is written from the right needs none of them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
SHOWN = 30


def refusals(
    text: str, known: Iterable[str], needed: Iterable[str], *, one_line: bool = False
) -> Iterator[str]:
    """Why these words can't be sent; `known` and `needed` are names of fields. Nothing is needed of an empty text."""
    if one_line and len(text.splitlines()) > 1:
        yield _("The subject is one line.")
    if TURNING.search(text):
        yield _("There are invisible marks in it that turn the text around. Type it again without them.")
    yield from _wrong_fields(text, set(known))
    missing = [name for name in needed if text and name not in FIELD.findall(text)]
    for name in missing:
        yield _("%(field)s has to be in it, since readers need it.") % {"field": f"{{{shown_name(name)}}}"}


def _wrong_fields(text, known):
    for name in dict.fromkeys(IN_BRACES.findall(text)):
        if name not in known:
            yield _("There is no field %(field)s in this email. Use those listed above, or no braces.") % {
                "field": shown(f"{{{name[:SHOWN]}}}")
            }
    if re.search("[{}]", IN_BRACES.sub("", text)):
        yield _("A field stands in one pair of braces; here a brace is alone or doubled.")
