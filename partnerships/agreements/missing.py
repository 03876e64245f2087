"""What an agreement still lacks, for whoever writes it: never printed, and nothing waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.numbers import number
from partnerships.agreements.models import Agreement

if TYPE_CHECKING:
    from partnerships.agreements.records import Records

NAMED = 3


def missing(records: Records) -> Iterator[tuple[str, str]]:
    """(a sentence, the address of the page where it is mended), in the order of the clauses."""
    partnership, slug = records.partnership, records.partnership.slug
    partners, speakers = records.partners, records.speakers
    if not partnership.purpose:
        yield _("The mission is not written down."), reverse("partnership_edit", args=[slug])
    yield from _of_partners([one for one in partners if one.pk not in speakers], _nobody_speaks)
    yield from _of_partners([one for one in partners if not one.mandate], _no_mandate)
    yield from _of_partners([one for one in partners if not one.own_objectives], _no_objectives)
    if not records.bodies:
        yield _("No group is named that decides."), reverse("body_new", args=[slug])
    if records.agreement.review_on is None:
        yield _("No day is named on which it is looked at again."), reverse("agreement_edit", args=[slug])
    if records.agreement.kind == Agreement.Kind.COVENANT and records.agreement.end_on is None:
        yield _("The covenant has no day on which it ends."), reverse("agreement_edit", args=[slug])


def _of_partners(partners, words):
    """One sentence for all of them, which leads to the first."""
    if partners:
        names = ", ".join(str(one) for one in partners[:NAMED])
        more = len(partners) - NAMED
        if more > 0:
            names += " " + ngettext("and %(n)s more", "and %(n)s more", more) % {"n": number(more)}
        yield words() % {"names": names}, partners[0].get_absolute_url()


def _nobody_speaks():
    return _("Nobody is named who speaks for: %(names)s.")


def _no_mandate():
    return _("What may be decided without checking back is not said of: %(names)s.")


def _no_objectives():
    return _("What they want for themselves is not said of: %(names)s.")
