"""What bodies add to the pages that span apps."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from backbone.numbers import number
from backbone.panels import NavEntry, partnership_page, registry
from backbone.personal import Erased, Personal, erased, personal
from backbone.registered.hanging import Hanging
from backbone.registered.removable import Removable
from backbone.tracked import Tracked, show_in_history
from partnerships.bodies import merging, needs, seats
from partnerships.models import Body, BodyGuest, BodyPartner

WHO_COMES = _("So that the right person is invited.")


def seats_in_words(n: int) -> str:
    """In how many seats somebody is named."""
    return ngettext("%(n)s seat in a group", "%(n)s seats in groups", n) % {"n": number(n)}


def writing_in_words(n: int) -> str:
    """Of how many groups somebody is secretary."""
    return ngettext("secretary of %(n)s group", "secretary of %(n)s groups", n) % {"n": number(n)}


registry.nav.append(NavEntry("bodies", _("Groups"), partnership_page("bodies"), 120))
registry.needs.append(needs.terms_that_end)
registry.merge_changes.append(merging.changes)
registry.removable += [
    Removable("partnerships.body", _("Group")),
    Removable("partnerships.bodyguest", _("Somebody without a seat in a group")),
]
registry.hanging += [
    Hanging("seats", seats_in_words, seats.held_by, 42, seats.hand_over, seats.question, seats.able),
    Hanging(
        "secretaries",
        writing_in_words,
        seats.written_for,
        44,
        seats.hand_over_writing,
        seats.writing_question,
    ),
]
show_in_history(
    Tracked(Body, _("Group"), ("name",), lambda pk: reverse("body_edit", args=[pk]), is_form=True),
    Tracked(
        BodyPartner,
        _("Partner in a group"),
        ("body", "partner"),
        lambda pk: reverse("seat_edit", args=[pk]),
        labels={"body": _("Group"), "partner": _("Partner")},
    ),
    Tracked(BodyGuest, _("Somebody without a seat in a group"), ("person", "body")),
)
personal += [
    Personal(
        BodyPartner,
        _("Your seats in groups"),
        WHO_COMES,
        ("person", "alternate"),
        {"partnership": _("Partnership"), "body": _("Group"), "term_from": "", "term_until": ""},
    ),
    Personal(
        BodyGuest,
        _("Groups in which you have no seat"),
        WHO_COMES,
        ("person",),
        {"partnership": _("Partnership"), "body": _("Group"), "kind": ""},
    ),
    Personal(
        Body,
        _("Groups of which you are secretary"),
        WHO_COMES,
        ("secretary",),
        {"partnership": _("Partnership"), "name": ""},
    ),
]
erased += [
    Erased(BodyPartner, _("Seats in groups"), ("person",), {"person": None}),
    Erased(BodyPartner, _("Seats in groups, as alternate"), ("alternate",), {"alternate": None}),
    Erased(BodyGuest, _("Groups in which they have no seat"), ("person",)),
    Erased(Body, _("Groups of which they are secretary"), ("secretary",), {"secretary": None}),
]
