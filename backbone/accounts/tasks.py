"""Work of the accounts that takes longer than a page may."""

from __future__ import annotations

import logging

from celery import shared_task
from django.core.management import call_command

from backbone.accounts import demo, mailed_codes, proposals

log = logging.getLogger(__name__)


@shared_task(name="demo.change")
def work_on_demo(action: str) -> None:
    """Load or remove the demo; what goes wrong is logged and said on the page."""
    try:
        call_command("demo", action)
    except Exception:
        log.exception("demo %s failed", action)
        demo.ended(failed=True)
    else:
        demo.ended()


@shared_task(name="accounts.forget_codes")
def forget_codes() -> None:
    """Codes are over after their time, and their mails lose their text; addresses nobody objected to are given."""
    mailed_codes.forget_old()
    proposals.take_due()
    proposals.forget_old()
