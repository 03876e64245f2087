"""What provokes a sentence: each function sets a scene and returns the words of the place where it is read."""

from datetime import date, timedelta
from functools import partial

from backbone.outbox import sender
from backbone.outbox.models import Message, SenderSettings
from partnerships.agreements import writing
from partnerships.documents.versions import version_page
from tests import factories
from tests.sentences.scene import TODAY, settle, words_of
from workplans.models import Task

LATE = date(2026, 11, 27)
ON_THE_DAY, THREE_LATE = LATE, LATE + timedelta(days=3)


# Reminders


def reminded(scene, days=(), state="sent", where="overview"):
    """A task that is two weeks late, and what became of its reminders of these days."""
    task = scene.task(due=LATE)
    scene.remind(*days, state=state)
    return scene.overview if where == "overview" else scene.page(task.get_absolute_url())


def reminded_and_refused(scene):
    """A task that is late, of whose two reminders the second was refused."""
    scene.task(due=LATE)
    scene.remind(ON_THE_DAY)
    scene.remind(THREE_LATE, state="given_up")
    return scene.overview


def reminded_before(scene):
    """Reminders that were counted before there was a row for each."""
    Task.objects.filter(pk=scene.task(due=LATE).pk).update(reminders_sent=2)
    return scene.overview


def reminded_somebody_else(scene):
    """The reminders went to the owner of before."""
    task = scene.task(due=LATE)
    scene.remind(ON_THE_DAY, THREE_LATE)
    Task.objects.filter(pk=task.pk).update(owner=scene.dee, partner=scene.ports, reminders_sent=0)
    return scene.overview


def unreachable(scene):
    """The owner of a late task has no address."""
    scene.task(due=LATE)
    type(scene.anna).objects.filter(pk=scene.anna.pk).update(email=None)
    return scene.overview


def in_the_digest(scene):
    """The reminder was a line of a digest."""
    scene.anna.mail_preference = "digest"
    scene.anna.save()
    scene.task(due=LATE)
    scene.at(scene.midday(ON_THE_DAY - timedelta(days=1)))
    scene.digest(ON_THE_DAY)
    scene.at(scene.midday(TODAY))
    return scene.overview


# Asking


def task_added(scene, held=False, due="2026-12-18"):
    """A coordinator writes down a task for somebody, while mail is held or not."""
    SenderSettings.objects.update(held=held)
    data = {"title": "Book the hall", "owner": scene.anna.pk, "due_on": due}
    return scene.posted("/partnerships/koffie/tasks/new/", data)


def lead_asked(scene, state="sent", held=False):
    """The lead of a milestone is asked by mail; its page afterwards, when that became of the mail."""
    SenderSettings.objects.update(held=held)
    row = scene.milestone(lead_accepted_at=None)
    first = scene.posted(f"/milestones/{row.pk}/lead/request/", {})
    settle(state)
    return first if held else scene.page(row.get_absolute_url())


def lead_not_asked(scene):
    return scene.page(scene.milestone(lead_accepted_at=None).get_absolute_url())


def next_reminder(scene, held=False):
    """When the owner of a task is reminded next, while mail is held or not."""
    SenderSettings.objects.update(held=held)
    return scene.page(scene.task(due=TODAY + timedelta(days=20)).get_absolute_url())


def asked_lately(scene, state):
    """How many tasks a partner has, and how often its people were asked: one task, one mail."""
    task_added(scene)
    settle(state)
    return scene.page("/partnerships/koffie/partners/")


def invited(scene, state="sent", where="meeting"):
    """Two people are invited to a meeting, and that became of the mails."""
    meeting = factories.meeting(scene.of, "Steering committee", starts_at=scene.midday(date(2026, 12, 18)))
    factories.attendance(meeting, scene.anna, partner=scene.coop)
    address = f"/meetings/{meeting.pk}/invitation/"
    seen = scene.client().get(address).context["seen"]
    said = scene.posted(address, {"seen": seen, "to": [scene.anna.pk]})
    settle(state)
    return (
        said
        if where == "flash"
        else scene.page(f"/meetings/{meeting.pk}/" if where == "meeting" else address)
    )


# The plan


def late(scene, days=3, where="plan", **fields):
    """A milestone that was due so many days ago."""
    row = scene.milestone(due=TODAY - timedelta(days=days), **fields)
    return {
        "plan": lambda: scene.plan,
        "overview": lambda: scene.overview,
        "own": lambda: scene.page(row.get_absolute_url()),
        "document": lambda: scene.plan_document,
    }[where]()


def led(scene, **fields):
    """A milestone that is due soon; what the coordinator reads of its lead."""
    scene.milestone(due=TODAY + timedelta(days=5), **fields)
    return scene.overview


def modes(scene, chosen, where="plan"):
    """Milestones with these modes."""
    for mode in chosen:
        scene.milestone(f"With “{mode}”", mode=mode)
    return scene.plan if where == "plan" else scene.plan_document


def reached(scene, where="plan", **fields):
    row = scene.milestone(state="reached", reached_on=TODAY, **fields)
    places = {
        "plan": lambda: scene.plan,
        "document": lambda: scene.plan_document,
        "report": lambda: scene.report,
    }
    return places.get(where, lambda: scene.page(row.get_absolute_url()))()


# Agreements


def issued(scene, where="page"):
    """An agreement of two partners, issued and not accepted by anybody."""
    version = writing.issue(writing.write(scene.of), by=scene.ruth)
    if where == "document":
        return words_of(version_page(version))
    return scene.page(
        f"/verify/{version.sha256[:16]}/" if where == "verify" else "/partnerships/koffie/agreement/"
    )


# Mails


def footer(scene):
    """The foot of a mail in a partnership's name."""
    task_added(scene)
    return scene.mail(scene.anna, "task_proposed")


def renamed(scene):
    """A mail that waits, after the sender got another name; read as text and as a page."""
    task_added(scene, held=True)
    sender.change_sender(name="Havenkantoor", address="info@haven.example")
    message = Message.objects.get()
    assert "Havenkantoor" in message.html
    return footer_of(message.text)


def footer_of(text):
    return " ".join(text.rpartition("\n-- \n")[2].split())


def proposal(scene, due):
    """The mail that asks somebody to take on a task."""
    task_added(scene, due=due)
    return scene.mail(scene.anna, "task_proposed")


def lead_mail(scene):
    """The mail that asks the lead of a milestone."""
    lead_asked(scene)
    return scene.mail(scene.anna, "task_lead")


def numbered(scene, where):
    """A second milestone, with a task."""
    scene.milestone("First")
    row = scene.milestone("Second", lead_accepted_at=None, due=TODAY + timedelta(days=5))
    scene.task(milestone=row, due=TODAY)
    places = {
        "plan": lambda: scene.plan,
        "overview": lambda: scene.overview,
        "document": lambda: scene.plan_document,
        "own": lambda: scene.page(row.get_absolute_url()),
        "link": lambda: scene.link_page(scene.anna),
        "form": lambda: scene.page("/partnerships/koffie/tasks/new/"),
    }
    return places[where]()


def at(function, **fields):
    """The same with other circumstances, under a name that a failure shows."""
    made = partial(function, **fields)
    made.__name__ = f"{function.__name__} {fields}"
    return made
