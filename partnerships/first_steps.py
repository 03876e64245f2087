"""The first thirty minutes: which steps there are, which is next, what can wait."""

from dataclasses import dataclass

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from backbone.asking import with_rows
from backbone.outbox.models import Message, SenderSettings
from backbone.panels import SetupStep, registry
from partnerships.models import Agreement


@dataclass
class Step:
    """A step as a page shows it; `state` is done, next, later or wait."""

    step: SetupStep
    state: str
    url: str


def steps_of(partnership):
    """The registered steps with their state; without a partnership only its own beginning has an address."""
    steps = registry.sorted("setup")
    done = _done(steps, partnership)
    following = _next(steps, done)
    return [Step(step, _state(step, done, following), _url(step, partnership)) for step in steps]


def next_step(partnership):
    """The step that comes next, or None when nothing is left to set up."""
    steps = registry.sorted("setup")
    return _next(steps, _done(steps, partnership))


def and_next(partnership, said):
    """What was done, in words, and during the first steps the way on to the next one: for a message on the page."""
    step = next_step(partnership)
    if step is None or step.can_wait:
        return said
    words = _("Next: %(step)s") % {"step": step.title}
    return format_html('{} <a href="{}">{}</a>', said, reverse("setup", args=[partnership.slug]), words)


def _done(steps, partnership):
    """The keys of the steps that are done; all that are done once there are rows are asked about in one query."""
    said = {s.key: s.done(partnership) for s in steps if partnership is not None or s.key in BEFORE}
    rows = {key: answer for key, answer in said.items() if isinstance(answer, QuerySet)}
    return with_rows(rows) | {key for key, answer in said.items() if key not in rows and answer}


def _next(steps, done):
    left = [step for step in steps if step.key not in done]
    return next((step for step in left if not step.can_wait), left[0] if left else None)


def _state(step, done, following):
    if step.key in done:
        return "done"
    if step is following:
        return "next"
    return "wait" if step.can_wait else "later"


def _url(step, partnership):
    return step.url(partnership) if partnership is not None or step.key in BEFORE else ""


# The steps of partnerships itself. Those before a partnership is there:

BEFORE = ("you", "mail", "partnership")


def _partnership_address(partnership):
    return reverse("partnership_edit", args=[partnership.slug]) if partnership else reverse("partnership_new")


def _for_administrators(name):
    """Installation pages are an administrator's; others see the step without a link."""
    return lambda partnership: reverse(name) if partnership is None or partnership.access.administer else ""


def _held(partnership):
    name, arguments = ("held", [partnership.slug]) if partnership else ("held_everywhere", [])
    return reverse(name, args=arguments)


def _has_people(partnership):
    return partnership.representatives.exclude(partner__organisation__is_backbone=True)


def _was_looked_at(partnership):
    """Samples were sent, or sending was released, which nobody does before a mail was there."""
    released = Exists(SenderSettings.objects.filter(held=False))
    return Message.objects.filter(Q(released) | Q(key__startswith="sample:"))


STEPS = [
    SetupStep(
        "you",
        _("Your name and language"),
        _(
            "Partners see your name under mails and minutes. A second step when you sign in is asked for where it is required."
        ),
        lambda partnership: reverse("settings"),
        lambda partnership: True,
        10,
    ),
    SetupStep(
        "mail",
        _("Who your mail comes from"),
        _(
            "Set the sender’s address and send a test mail to yourself. Nothing else leaves before you release it."
        ),
        _for_administrators("mail_settings"),
        lambda partnership: SenderSettings.objects.filter(tested_at__isnull=False),
        20,
    ),
    SetupStep(
        "partnership",
        _("The partnership"),
        _("Its name, one sentence of purpose, a colour, and a deputy for when you are away."),
        _partnership_address,
        lambda partnership: partnership is not None,
        30,
    ),
    SetupStep(
        "people",
        _("The people"),
        _("Paste them from your address book or from the header of a mail; their organisations are guessed."),
        lambda partnership: reverse("people_paste", args=[partnership.slug]),
        _has_people,
        40,
    ),
    SetupStep(
        "look",
        _("See what would go out"),
        _("Send everything that waits to yourself first, and look at it as each recipient would see it."),
        _held,
        _was_looked_at,
        70,
    ),
    SetupStep(
        "release",
        _("Release the mail"),
        _("From then on requests, minutes and reminders leave by themselves."),
        _for_administrators("held_everywhere"),
        lambda partnership: SenderSettings.objects.filter(held=False),
        80,
    ),
    SetupStep(
        "agreement",
        _("The partnering agreement"),
        _("Who does what on which terms. It can wait until you have met once or twice."),
        lambda partnership: reverse("agreement", args=[partnership.slug]),
        lambda partnership: Agreement.objects.filter(partnership=partnership),
        90,
        can_wait=True,
    ),
    SetupStep(
        "bodies",
        _("Steering committee and working groups"),
        _("Who meets, how it decides, how many must be there. A first meeting needs none of it."),
        lambda partnership: reverse("bodies", args=[partnership.slug]),
        lambda partnership: partnership.bodies.all(),
        95,
        can_wait=True,
    ),
]
