"""The agreement on one page, for who starts: how far it is, and each clause in its first line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.numbers import number
from backbone.registered.pack_parts import NEWCOMER, PackPart
from partnerships.agreements import writing
from partnerships.documents import acceptance

if TYPE_CHECKING:
    from partnerships.documents.models import Version
    from partnerships.models import Partnership, Representative

# Of a clause that begins with a list; of any other its first line.
LINES = 6


def in_short(seat: Representative) -> Iterator[tuple[str, str]]:
    """How far it is, then (heading, first lines) of each clause that says something.

    The clauses are those of the version that holds; the draft's only where none does.
    """
    version = acceptance.holding_of(seat.partnership)
    clauses = list(_clauses_of(version) if version else _drafted(seat.partnership))
    if clauses:
        yield "", _how_far(version)
    for heading, text in clauses:
        yield heading, _begins(text)


def _clauses_of(version: Version) -> Iterable[tuple[str, str]]:
    return [(one["heading"], one["text"]) for one in version.data["clauses"] if one["text"]]


def _drafted(partnership: Partnership) -> Iterable[tuple[str, str]]:
    agreement = writing.agreement_of(partnership)
    if agreement is None:
        return []
    agreement.partnership = partnership
    groups = writing.groups(writing.drafted(agreement))
    return [(one.heading, one.text) for _group, own in groups for one in own if one.text]


def _how_far(version: Version | None) -> str:
    if version is None:
        return _("This is a draft. No version of it applies yet.")
    words = {"n": number(version.number), "state": acceptance.words(version)}
    return _("Version %(n)s, %(state)s") % words


def _begins(text):
    """How a clause begins, without what Markdown puts into them; the items of a list stand behind each other."""
    lines = (" ".join(line.strip(" -*#").replace("**", "").split()) for line in text.splitlines())
    said = [line for line in lines if line]
    most = LINES if said and said[0].endswith(":") else 1
    words = "; ".join(said[:most]).replace(":; ", ": ").replace(".; ", ". ")
    more = len(said) - most if most > 1 else 0
    return words + (_and_more(more) if more > 0 else "")


def _and_more(more):
    return " " + ngettext("(and %(n)s more)", "(and %(n)s more)", more) % {"n": number(more)}


PART = PackPart("agreement", gettext_lazy("The agreement in short"), (NEWCOMER,), in_short, 40)
