"""What the partner's side of signing adds to the pages that span apps; `panels.py` of signing calls it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from backbone.panels import Panel, registry
from backbone.personal import Erased, erased
from partnerships.signing.by_mail import asking, link, needs, to_come
from partnerships.signing.by_mail.mail_kinds import KINDS
from partnerships.signing.models import AcceptanceCode


def _way_to_send(round: Any, **page: Any) -> dict | None:
    """On the page of a round, for who coordinates it; once it is in force only while somebody has not answered."""
    if not (round.is_going and round.partnership.access.coordinate):
        return None
    if round.is_in_force and not asking.waiting_rows(round).exists():
        return None
    return {"round": round}


def register() -> None:
    """Once, when the app is ready."""
    registry.add_mails(*KINDS)
    registry.link_page.append(Panel("acceptance", "signing/by_mail/on_link.html", link.on_link, 5))
    registry.round_page.append(Panel("sending", "signing/by_mail/way_to_send.html", _way_to_send, 10))
    registry.forthcoming.append(to_come.forthcoming)
    registry.needs += [needs.to_accept, needs.of_coordinators]
    erased.append(Erased(AcceptanceCode, _("Codes with which they accepted"), ("person",)))
