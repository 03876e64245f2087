"""From the rendered mail to "recorded" in sight, on a phone: every kind of mail of the register, taps counted.

A tap is one press on something that is in sight where one landed; what one types is counted apart.
"""

from dataclasses import dataclass, field, replace

import pytest
from django.utils.translation import override
from playwright.sync_api import expect

from backbone.accounts.models import AddressProposal
from backbone.files.models import StoredFile
from backbone.outbox import link_tokens
from backbone.outbox.models import Message
from backbone.panels import registry
from meetings.models import Attendance
from partnerships.commenting.models import NoComments
from partnerships.correspondence.models import Confirmation
from partnerships.giving.models import QuarterLine
from partnerships.inviting.models import PartnerInvitation
from partnerships.mandates.models import SponsorConfirmation
from partnerships.models import Pause
from partnerships.scoping.models import CanvasAnswer
from partnerships.signing.models import Acceptance
from tests import factories
from tests.walks.mails import made
from tests.walks.mails.conftest import coffee
from workplans.models import Milestone, Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
__all__ = ["coffee"]
MOST_TAPS = 2
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Way:
    """One thing that a mail asks: which of its buttons, what is typed where one lands, and the press that records it.

    says: where the page says what was recorded; was_there: whether they are recorded as present in the meeting
    """

    press: str
    button: int = 0
    types: dict = field(default_factory=dict)
    says: str = "#flash"
    was_there: bool = False


COMING = Way("[name=answer][value=coming]")
NOT_COMING = Way("[name=answer][value=apologies]", button=1)
DONE = Way("[name=answer][value=done]", types={"evidence": "The list lies in the office"})
MORE_TIME = Way(
    "[name=answer][value=time]", types={"wanted_due_on": "2027-02-01", "reason": "The harvest is late"}
)
ACCEPT = Way("[name=answer][value=accept]")
DECLINE = Way("[name=answer][value=decline]")
# {kind: what it asks}; those with nothing ask nothing that a tap answers.
WAYS = {
    "address_proposed": [Way("main form button", says="main p")],
    "partner_invitation": [Way("[name=answer][value=yes]"), Way("[name=answer][value=observer]")],
    "sponsor_confirmation": [Way("[name=answer][value=yes]"), Way("[name=answer][value=talk]")],
    # To accept takes a code besides, which is mailed at that moment.
    "acceptance": [Way("[name=answer][value=legal]")],
    "canvas": [Way("#canvas-form button", types={"achieve": "Better prices"})],
    "clause_comments": [Way("[name=fine][value=tap]")],
    "quarter_line": [Way("[name=answer][value=nothing]")],
    "pause_ends": [Way("main form button >> nth=0")],
    "own_notice": [DONE],
    "digest": [ACCEPT],
    "link_renewed": [ACCEPT],
    "reminder": [DONE, MORE_TIME],
    "task_proposed": [ACCEPT, DECLINE],
    "task_lead": [ACCEPT, DECLINE],
    "taking_over": [Way(f"#take-over [name=answer][value={answer}]") for answer in ("yes", "no")],
    "invitation": [COMING, NOT_COMING],
    "meeting_moved": [COMING, NOT_COMING],
    "minutes": [ACCEPT, DECLINE, replace(DONE, was_there=True), replace(MORE_TIME, was_there=True)],
    "invitation_copy": [Way("[name=answer][value=coming]"), Way("[name=answer][value=apologies]")],
}
# Their codes are typed, or they say something and ask nothing.
NOTHING_TO_TAP = {
    *("login_code", "address_code", "acceptance_code", "sign_in_changed", "test", "sample"),
    *("notice", "meeting_cancelled", "minutes_copy", "newcomer_pack", "handover_pack", "word_answer"),
}


def test_every_kind_of_mail_is_walked():
    assert {*WAYS} | NOTHING_TO_TAP == {*registry.mails}
    assert not [kind for kind in NOTHING_TO_TAP if registry.mails[kind].asks]


@pytest.fixture
def phone(browser, live_server, settings):
    """A page of a phone without scripts, on which mails are opened."""
    settings.BASE_URL = live_server.url
    settings.CELERY_TASK_DEFAULT_QUEUE = "nobody"
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def mail_of(coffee, client, kind, language, *, was_there=False):
    """A mail of this kind in this language; where it may hold much, a task is asked of them besides."""
    type(coffee.anna).objects.update(language=language)
    for person in (coffee.anna, coffee.ruth):
        person.refresh_from_db()
    if was_there:
        Attendance.objects.filter(person=coffee.anna).update(state="present")
    with override(language):
        if kind in ("digest", "link_renewed"):
            factories.task(coffee.of, owner=coffee.anna, partner=coffee.coop, proposed=True)
        getattr(made, kind)(coffee, client)
    type(coffee.anna).objects.update(language=language)
    # What the worker would have made by now.
    assert not StoredFile.objects.filter(state="failed").exists()
    return Message.objects.order_by("pk").last()


def open_mail(phone, message):
    phone.set_content(link_tokens.fill(message.html))
    assert phone.locator("html").evaluate("e => e.scrollWidth") <= PHONE["width"]
    return phone.locator("table.button a")


CASES = [(kind, way) for kind, ways in WAYS.items() for way in ways]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("kind", "way"), CASES, ids=[f"{kind}-{n}" for n, (kind, _way) in enumerate(CASES)])
def test_two_taps_record_an_answer(coffee, client, phone, kind, way, language):
    message = mail_of(coffee, client, kind, language, was_there=way.was_there)
    buttons = open_mail(phone, message)
    buttons.nth(way.button).click()
    taps = 1
    press = phone.locator(way.press).locator("visible=true").first
    expect(press).to_be_in_viewport()
    for name, text in way.types.items():
        phone.locator(f"[name={name}]").locator("visible=true").first.fill(text)
    before = recorded()
    press.click()
    taps += 1
    assert taps <= MOST_TAPS
    assert recorded() != before
    said = phone.locator(way.says).locator("visible=true").first
    expect(said).to_be_in_viewport()
    expect(said).not_to_be_empty()
    assert phone.locator("html").get_attribute("lang") == language


def recorded():
    """What answers leave in the database."""
    rows = (Attendance, Task, Milestone, Pause, AddressProposal, PartnerInvitation, QuarterLine)
    rows += (SponsorConfirmation, CanvasAnswer, Acceptance, NoComments, Confirmation)
    return [sorted(map(str, model.objects.values_list())) for model in rows]


@pytest.mark.parametrize("kind", sorted(NOTHING_TO_TAP))
def test_what_asks_nothing_has_no_button_that_answers(coffee, client, phone, kind):
    if kind in ("login_code", "test", "sample"):
        message = mail_of(coffee, client, kind, "en")
        buttons = open_mail(phone, message) if message and message.html else phone.locator("table.button a")
    else:
        buttons = open_mail(phone, mail_of(coffee, client, kind, "en"))
    assert [one for one in buttons.all() if "answer=" in (one.get_attribute("href") or "")] == []
