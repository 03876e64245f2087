"""A partner pauses and comes back; its lead leaves, and somebody takes over."""

from datetime import date, timedelta

from partnerships.models import PrivateNote
from partnerships.pausing import pauses
from tests.browser.conftest import text_of

MARKER = "marker-of-a-private-note"


def pause_and_come_back(walker, partner):
    """Only informed for a while, then asked again."""
    walker.go("partner", partner.pk)
    walker.follow("partner_pause", partner.pk)
    walker.fill(until=date.today() + timedelta(days=30), words="Holidays")
    walker.page.locator("#main form.form button").first.click()
    assert pauses.current(partner.partnership, partner=partner)
    walker.press("End the pause now")
    walker.is_told("%(who)s is asked and reminded again.", who=partner)
    assert not pauses.current(partner.partnership, partner=partner)


def hand_over_by_mail(walker, seat, successor, post):
    """The pack goes to who takes over; what is private does not."""
    PrivateNote.objects.create(partnership=seat.partnership, partner=seat.partner, text=MARKER)
    walker.go("handover_pack", seat.pk)
    walker.fill(to=successor.pk)
    walker.press("Send it by email")
    walker.is_told("The pack goes to %(person)s by email.", person=successor)
    about = walker.words("What %(who)s hands over to you", who=seat.person)
    said = text_of(post.to(successor.email, about))
    assert MARKER not in said
    return said


def leave(walker, seat, successor):
    """The seat ends, and what hung on it is the successor's."""
    walker.go("representative_end", seat.pk)
    if walker.page.locator('#main [name="to"]').count():
        walker.fill(to=successor.pk)
    walker.page.locator("#main form.form button").first.click()
    seat.refresh_from_db()
    assert seat.until
