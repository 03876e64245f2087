"""What correspondence adds to the pages that span apps; the registry is backbone.panels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backbone.database.prepared import prepared
from backbone.needs import Kind, Need
from backbone.numbers import number
from backbone.outbox import samples
from backbone.outbox.models import Message, SenderSettings
from backbone.panels import NavEntry, Panel, PartnerColumn, partnership_page, registry
from backbone.registered.removable import Stays
from backbone.registered.setup_steps import SetupStep
from backbone.time.dates import moment
from backbone.tracked import Tracked, show_in_history
from partnerships.access import coordinated_by
from partnerships.correspondence import budget, digest_previews, held_questions, links, listing
from partnerships.correspondence.calling.calls import call_address
from partnerships.correspondence.models import Confirmation, Correspondence, MailWording
from partnerships.correspondence.pausing import returning
from partnerships.correspondence.reached import is_held
from partnerships.correspondence.wording import mail_kinds
from partnerships.taking_part import takes_part

if TYPE_CHECKING:
    from datetime import datetime

    from backbone.accounts.models import Person
    from partnerships.models import Partner, Partnership

registry.nav.append(
    NavEntry(
        "correspondence",
        gettext_lazy("Correspondence"),
        partnership_page("correspondence"),
        210,
        visible=lambda access: access.look_back,
    )
)

MAILS = Kind("mails", gettext_lazy("Emails"))


def troubled_mails(person: Person, partnership: Partnership | None = None) -> Iterator[Any]:
    """For coordinators: mails that were not delivered, that nobody knows about, and whose document could not be made."""
    for of, numbers in listing.troubled(person, partnership):
        for state, count in numbers.items():
            if count:
                yield _trouble(of, state, count, partnership)


def _trouble(of, state, count, partnership):
    word, title, detail = TROUBLE[state](count)
    url = f"{reverse('correspondence', args=[of.slug])}?state={state}"
    detail = detail if partnership else str(of)
    return Need(kind=MAILS, state="late", word=word, title=title, url=url, detail=detail, action=_("See why"))


def _given_up(n):
    title = ngettext("%(n)s email was not delivered", "%(n)s emails were not delivered", n) % {"n": n}
    return _("Not sent"), title, _("The address or the mail server refused it; see why and send again.")


def _perhaps(n):
    title = ngettext("%(n)s email was perhaps delivered", "%(n)s emails were perhaps delivered", n) % {"n": n}
    return _("Not known"), title, _("The mail server received it all and did not answer; ask, or send again.")


def _stuck(n):
    title = ngettext("%(n)s email waits for its document", "%(n)s emails wait for their document", n) % {
        "n": n
    }
    return _("Not sent"), title, _("The PDF could not be created; create it again or send without it.")


TROUBLE = {"given_up": _given_up, "perhaps": _perhaps, "stuck": _stuck}


def queue_at_rest(person: Person, partnership: Partnership | None = None) -> Iterator[Any]:
    """For coordinators and administrators: that nothing leaves, since no worker has looked for minutes."""
    everywhere = partnership is None and person.is_administrator
    where = coordinated_by(person, partnership)
    if not (everywhere or where) or not (sender := SenderSettings.load()).nobody_works:
        return
    since = {"moment": moment(sender.looked_at)}
    yield Need(
        kind=MAILS,
        state="late",
        word=_("Standing still"),
        title=_("Nobody works on emails and documents"),
        url=reverse("held_everywhere") if everywhere else reverse("correspondence", args=[where[0].slug]),
        detail=_("Since %(moment)s; your administrator starts the worker and beat again.") % since,
    )


def questions_that_wait(person: Person, partnership: Partnership | None = None) -> Iterator[Any]:
    """For coordinators: questions that are held back, since the person has been asked enough this month."""
    where = coordinated_by(person, partnership)
    found = list(_waiting_questions([one.pk for one in where], timezone.now())) if where else []
    for question in held_questions.not_resting(found) if found else ():
        words = _("%(who)s has reached this month’s limit of requests") % {"who": question.person}
        yield Need(
            kind=MAILS,
            state="open",
            word=_("On hold"),
            title=question.question,
            url=held_questions.kind_of(question).url(question.subject_id),
            detail=words if partnership else f"{question.partnership} · {words}",
            action=_("Ask in person"),
            action_url=call_address(question.person_id, question.partnership.slug),
            is_on_the_spot=True,
        )


@prepared
def _waiting_questions(partnerships: list[int], now: datetime) -> QuerySet[Confirmation]:
    return held_questions.waiting(partnerships, now)


def asked_label(partnership: Partnership) -> str:
    """The heading of the column."""
    return _("Requests in the last 30 days")


def asked_cells(partnership: Partnership, partners: list[Partner]) -> dict:
    """How much was asked of each partner's people lately, beside the budget that the coordinator set."""
    asked = budget.asked_by_partner(partners)
    return {partner.pk: number(asked.get(partner.pk, 0)) for partner in partners}


def on_partner_page(partnership: Partnership, partner: Partner, **page: Any) -> dict | None:
    """For coordinators, what its people were mailed last; each opens as they see it."""
    mails = listing.lately_to(partner) if partnership.access.look_back else []
    return {"partnership": partnership, "mails": mails, "is_held": is_held()} if mails else None


def is_for_who_left() -> Exists:
    """Of a mail: whether it speaks of a partnership that its person has left or that is closed; it goes after that."""
    parts = Correspondence.objects.filter(message=OuterRef("pk"), person__isnull=False)
    parts = parts.exclude(
        message__kind__in=[kind.key for kind in registry.mails.values() if kind.reaches_who_left]
    )
    return Exists(parts.exclude(takes_part("person")))


def is_for_a_wrong_address() -> Exists:
    """Of a mail: whether it is for a person whose address is somebody else's, or was taken away; it waits for another."""
    parts = Correspondence.objects.filter(message=OuterRef("pk"))
    is_denied = Q(person__in=links.denied().values("person"))
    return Exists(parts.filter(is_denied | Q(person__email=None, person__contact_email="")))


registry.mail_stops += [is_for_who_left, is_for_a_wrong_address]
registry.needs += [queue_at_rest, troubled_mails, questions_that_wait]
registry.partner_columns.append(PartnerColumn("asked", asked_label, asked_cells, 30, is_number=True))
registry.forthcoming += [digest_previews.forthcoming, held_questions.forthcoming]
registry.partner_page.append(Panel("mails", "correspondence/partner_panel.html", on_partner_page, 40))
registry.heard += [
    lambda partnership: (partnership.confirmations, "person", "answered_at"),
    lambda partnership: (links.used(partnership), "person", "last_used_at"),
]
registry.link_page.append(Panel("pauses", "correspondence/links/pauses.html", returning.on_link, 2))
registry.add_mails(*mail_kinds.KINDS)
show_in_history(Tracked(MailWording, gettext_lazy("Wording of an email"), ("kind", "language")))


def _for_administrators(name):
    """Installation pages are an administrator's; others see the step without a link."""
    return lambda partnership: reverse(name) if partnership is None or partnership.access.administer else ""


def _held(partnership):
    name, arguments = ("waiting_mail", [partnership.slug]) if partnership else ("waiting_mail_everywhere", [])
    return reverse(name, args=arguments)


def _was_looked_at(partnership):
    """Samples were sent, or sending was released, which nobody does before a mail was there."""
    released = Exists(SenderSettings.objects.filter(held=False))
    # Each is found by an index; with both in one condition PostgreSQL would read every mail.
    ones = [
        Message.objects.filter(condition).order_by("pk") for condition in (Q(released), samples.IS_SAMPLE)
    ]
    first, second = (Subquery(rows.values("pk")[:1]) for rows in ones)
    return Message.objects.filter(Q(pk=first) | Q(pk=second))


registry.setup += [
    SetupStep(
        "mail",
        gettext_lazy("Who your email comes from"),
        gettext_lazy(
            "Set the sender’s address and send a test email to yourself. While sending is on hold, nothing else is sent."
        ),
        _for_administrators("mail_settings"),
        lambda partnership: SenderSettings.objects.filter(tested_at__isnull=False),
        20,
        comes_before=True,
    ),
    SetupStep(
        "look",
        gettext_lazy("See what would be sent"),
        gettext_lazy(
            "Send everything that waits to yourself first, and look at it as each recipient would see it."
        ),
        _held,
        _was_looked_at,
        70,
    ),
    SetupStep(
        "release",
        gettext_lazy("Start sending"),
        gettext_lazy("From then on requests, minutes and reminders are sent automatically."),
        _for_administrators("waiting_mail_everywhere"),
        lambda partnership: SenderSettings.objects.filter(held=False),
        80,
    ),
]
registry.merge_changes.append(links.ended_by_merge)
registry.after_removal.append(links.ended_by_removal)
registry.stays.append(
    Stays(
        "correspondence.confirmation",
        ~Q(answer=""),
        gettext_lazy(
            "Somebody answered a question about it, so it stays: it can be ended or dropped instead."
        ),
    )
)
