"""What giving adds to the pages that span apps."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.panels import MailKind, NavEntry, Panel, partnership_page, registry
from backbone.personal import NotExported, Personal, not_exported, personal
from backbone.registered.removable import Removable
from backbone.tracked import Tracked, show_in_history
from partnerships.giving import agreed, asking, merged, needs
from partnerships.giving.models import Match, QuarterLine, Renegotiation
from partnerships.giving.views import link


def on_partner_page(partnership: Any, partner: Any, **page: Any) -> dict | None:
    """The way to what is asked, for whoever may look at it."""
    return {"partner": partner} if partnership.access.works_for(partner.pk) else None


registry.nav.append(NavEntry("give_and_get", _("Give and get"), partnership_page("give_and_get"), 115))
registry.heard.append(lambda partnership: (partnership.quarter_lines, "person", "answered_at"))
registry.link_page.append(Panel("quarters", "giving/link_quarters.html", asking.on_link, 15))
registry.link_page.append(Panel("giving", "giving/link_way.html", link.on_link, 40))
registry.needs.append(needs.to_talk_over)
registry.partner_page.append(Panel("asked", "giving/partner_panel.html", on_partner_page, 45))
registry.merge_changes.append(merged.changes)
registry.agreed_to.append(agreed.tell)
registry.declined.append(agreed.tell_declined)
registry.forthcoming.append(asking.forthcoming)
registry.removable.append(Removable("giving.match", _("Match that a funder requires")))
registry.add_mails(
    MailKind(
        key="quarter_line",
        template="quarter_line",
        why="A quarter is over; whoever leads a partner says about how many days its people gave.",
        asks=True,
        budget_holds=True,
        link="quarter",
    )
)
show_in_history(
    Tracked(
        Match,
        _("Match that a funder requires"),
        ("funder",),
        lambda pk: reverse("match_edit", args=[pk]),
        money=("amount", "grant"),
        shares=("share",),
        is_form=True,
    ),
    Tracked(Renegotiation, _("What a partner wanted to talk over"), ("partner", "words")),
    Tracked(QuarterLine, _("Time of partners’ people in a quarter"), ("partner", "starts_on")),
)
personal.append(
    Personal(
        QuarterLine,
        _("What you were asked about a quarter"),
        _("To know what partners give without timesheets."),
        ("person",),
        {"partnership": _("Partnership"), "starts_on": "", "ends_on": "", "days": "", "words": ""},
    )
)
personal.append(
    Personal(
        Renegotiation,
        _("What you wanted to talk over"),
        _("So that what is asked stays what was agreed."),
        ("by",),
        {"partnership": _("Partnership"), "words": "", "at": _("When"), "outcome": ""},
    )
)
not_exported.append(NotExported(Renegotiation, ("settled_by",), ""))
not_exported.append(NotExported(QuarterLine, ("noted_by",), _("What you noted for others is in their data.")))
