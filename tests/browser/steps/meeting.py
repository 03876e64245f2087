"""Steps 5 and 6 of the walk: the meeting, its minutes typed live, issued and mailed, and the reminder."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from playwright.sync_api import expect

from backbone.outbox.models import Message
from backbone.outbox.tasks import drain
from backbone.time.days import today_of
from backbone.time.working_days import is_working_day
from meetings.models import AgendaItem, Attendance, Line, Meeting
from tests.browser.conftest import text_of, wait_for
from tests.meetings.minutes.steps import let_the_minute_pass
from tests.pdfs import assert_in_pdf
from workplans import reminders
from workplans.models import Task
from workplans.tasks import send_reminders

DUE = date.today() + timedelta(days=14)


def plan_meeting(walker, of):
    """A meeting with two items, of which the second begins when the first has had its time."""
    walker.go("partnership", of.slug)
    walker.follow("meetings", of.slug)
    walker.follow("meeting_new", of.slug)
    day = datetime.now() + timedelta(hours=1)
    walker.fill(
        title="Reef committee 4",
        goal="The spring survey is staffed",
        starts_at=day.strftime("%Y-%m-%dT14:00"),
    )
    walker.press("Plan the meeting")
    for title, minutes in (("Welcome", 15), ("Spring survey", 30)):
        expect(walker.page.locator("section[aria-labelledby=agenda]")).to_be_visible()
        adding = walker.page.locator("details:has(form[action$='/items/'])")
        if adding.get_attribute("open") is None:
            adding.locator("summary").click()
        walker.fill(within="form[action$='/items/']", title=title, minutes=minutes, purpose="decide")
        walker.press("Add the item")
        walker.sees(title)
    second = walker.page.locator("tr", has_text="Spring survey")
    expect(second).to_contain_text("14:15")
    return Meeting.objects.get(partnership=of)


def record_attendance(walker, meeting, **states):
    """Who was there, by first name."""
    walker.follow("attendance", meeting.pk)
    for row in Attendance.objects.filter(meeting=meeting).select_related("person"):
        walker.fill(**{f"state-{row.pk}": states[row.person.name.split()[0]]})
    walker.press("Save attendance")
    walker.is_told("Attendance saved.")


def type_minutes(walker, meeting):
    """A note, a decision, two action points of Grace and one of Peter, who was away."""
    walker.follow("minutes", meeting.pk)
    walker.press("Start the meeting")
    item = AgendaItem.objects.get(meeting=meeting, title="Spring survey")
    walker.page.locator(f'nav a[href*="item={item.pk}"]').first.click()
    lines = [
        "The autumn crew finished a week early",
        "= The spring survey covers both reefs",
        f"! Grace: send the list of sites, {DUE.isoformat()}",
        f"! Grace: repair the winch, {DUE.isoformat()}",
        f"! Peter: ask for the ship, {DUE.isoformat()}",
    ]
    for count, text in enumerate(lines, 1):
        walker.page.locator("#line").fill(text)
        walker.page.locator("#line").press("Enter")
        expect(walker.page.locator("#lines > li")).to_have_count(count)
    wait_for(lambda: Line.objects.filter(meeting=meeting, item=item).count() == len(lines))
    expect(walker.page.locator("#lines > li").nth(2)).to_contain_text("Grace Atim")
    assert set(Line.objects.filter(kind="action").values_list("due_on", flat=True)) == {DUE}


def close_and_issue(walker, meeting, grace):
    """What is open, who gets it and the mail itself are seen before anything leaves."""
    walker.follow("meeting_closing", meeting.pk)
    walker.press("Close the meeting")
    walker.is_told("The meeting is closed. Look over the minutes and issue them.")
    walker.sees("Grace Atim", "Peter Ouma", "The spring survey covers both reefs")
    walker.page.locator(f'a[href^="?mail={grace.pk}"]').click()
    letter = walker.page.frame_locator("iframe.mail-frame").locator("body")
    expect(letter).to_contain_text("Send the list of sites")
    assert not Message.objects.filter(key__startswith="meeting:").exists()
    walker.press("Issue and email to those ticked")
    walker.heading("Who got the minutes")
    let_the_minute_pass()
    drain.delay()


def mails_arrived(walker, post, grace, peter, ruth):
    """Each gets their own action points first, then the decisions, the PDF, and a link; the page shows it."""
    about = "Reef committee 4"
    to_grace, to_peter = post.to(grace.email, about), post.to(peter.email, about)
    in_order(
        text_of(to_grace), "Send the list of sites", "Repair the winch", "The spring survey covers both reefs"
    )
    in_order(text_of(to_peter), "Ask for the ship", "The spring survey covers both reefs")
    assert "Ask for the ship" not in text_of(to_grace)
    assert "winch" not in text_of(to_peter)
    assert "Ask for the ship" not in text_of(post.to(ruth.email, about))
    [pdf] = to_grace.iter_attachments()
    assert_in_pdf(pdf.get_content(), "The autumn crew finished a week early", "Send the list of sites")
    walker.sees(walker.words("%(sent)s of %(n)s sent", sent=3, n=3))
    return to_grace


def in_order(text, *parts):
    """The parts stand in the text one after the other."""
    places = [text.find(part) for part in parts]
    assert -1 not in places, f"{parts[places.index(-1)]!r} is not in the mail"
    assert places == sorted(places)


def reminded_once(post, grace):
    """On a morning on which people work one mail goes out, however often the clock strikes; on others it waits."""
    task = Task.objects.get(title="Repair the winch")
    Task.objects.filter(pk=task.pk).update(next_reminder_at=timezone.now() - timedelta(minutes=1))
    if not is_working_day(today_of(grace), task.partnership.country):
        assert reminders.send_due() == 0
        assert Task.objects.get(pk=task.pk).next_reminder_at > timezone.now()
        return
    send_reminders.delay()
    send_reminders.delay()
    assert "/l/" in text_of(post.to(grace.email, "Repair the winch"))
    assert reminders.send_due() == 0
    assert Message.objects.filter(key__startswith="reminder:").count() == 1
