"""What of agreements needs a coordinator: another's word, a version that may enter into force, days, and whether it still fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.needs import Kind, Need
from backbone.time import dates
from backbone.time.days import today_of
from partnerships.access import coordinated_by
from partnerships.models import Representative
from partnerships.signing import days_to_know, looking, without_changes
from partnerships.signing.days_to_know import AGAIN, FIRST
from partnerships.signing.models import Acceptance, ScanCover, SigningRound

if TYPE_CHECKING:
    from backbone.accounts.models import Person
    from partnerships.models import Partnership

AGREEMENTS = Kind("agreements", gettext_lazy("Agreements"))
GIVEN = Acceptance.GIVEN


def of_agreements(person: Person, partnership: Partnership | None = None) -> Iterator[Need]:
    """All of them, of the partnerships that the person coordinates."""
    of = {one.pk: one for one in coordinated_by(person, partnership)}
    if not of:
        return
    is_here = partnership is not None
    yield from _to_confirm(person, of, is_here)
    yield from _may_enter(of, is_here)
    yield from _no_longer_fit(of, is_here)
    yield from _days(of, is_here)


def _to_confirm(person, of, is_here):
    for row in _unconfirmed(person, list(of)):
        yield Need(
            kind=AGREEMENTS,
            state="open",
            word=_("to be confirmed"),
            title=row.name,
            url=row.get_absolute_url(),
            detail=_where(of[row.partnership_id], _recorded(row), is_here),
            action=_("Confirm it"),
            action_url=reverse("acceptance_confirmation", args=[row.pk]),
            is_post=True,
        )


def _recorded(row):
    if row.state == Acceptance.State.NO_OBJECTION:
        return _("its own coordinator recorded that it takes part by letter of no objection")
    return _("its own coordinator recorded that it accepts")


def _where(partnership, words, is_here):
    return words if is_here else f"{partnership.name} · {words}"


def _unconfirmed(person: Person, partnerships: list[int]) -> QuerySet[Acceptance]:
    own = Representative.objects.filter(
        person=person, partner__organisation=OuterRef("partner__organisation")
    )
    rows = Acceptance.objects.filter(
        partnership__in=partnerships, needs_second=True, confirmed_at=None, state__in=GIVEN
    )
    rows = rows.filter(round__state__in=(SigningRound.State.PROPOSED, SigningRound.State.IN_FORCE))
    rows = rows.exclude(recorded_by=person).filter(
        ~Exists(own), ~Exists(ScanCover.objects.filter(acceptance=OuterRef("pk")))
    )
    return rows.order_by("recorded_at", "pk")


def _may_enter(of, is_here):
    ready = list(_ready(list(of)))
    waits = without_changes.of_rounds(ready)
    for round in ready:
        waiting = waits.get(round.pk)
        yield Need(
            kind=AGREEMENTS,
            state="risk" if waiting else "part",
            word=_("accepted, and changes wait") if waiting else _("accepted as its rule asks"),
            title=str(round),
            url=round.get_absolute_url(),
            detail=_where(
                of[round.partnership_id], waiting.words() if waiting else round.rule_in_words(), is_here
            ),
            action=_("Issue a new version, or let this one enter into force as it is")
            if waiting
            else _("Let it enter into force"),
            action_url=reverse("signing_round_in_force", args=[round.pk]),
        )


def _ready(partnerships: list[int]) -> QuerySet[SigningRound]:
    scanned = ScanCover.objects.filter(acceptance=OuterRef("acceptances__pk"))
    counts = (
        Q(acceptances__needs_second=False) | Q(acceptances__confirmed_at__isnull=False) | Q(Exists(scanned))
    )
    accepted = Q(acceptances__state=Acceptance.State.ACCEPTED)
    accepted |= Q(acceptances__state=Acceptance.State.NO_OBJECTION, no_objection_counts=True)
    asked = Q(acceptances__is_needed=True) & ~Q(acceptances__state=Acceptance.State.LEFT)
    rows = SigningRound.objects.filter(partnership__in=partnerships, state=SigningRound.State.PROPOSED)
    rows = rows.annotate(
        asked=Count("acceptances", filter=asked), given=Count("acceptances", filter=asked & accepted & counts)
    )
    rows = rows.filter(given__gt=0, given__gte=Coalesce(F("count"), F("asked")))
    return rows.select_related("version").defer("version__html", "version__data").order_by("pk")


def _no_longer_fit(of, is_here):
    rows = looking.no_longer_looked_at(SigningRound.objects.filter(partnership__in=list(of)))
    for round in rows.select_related("version").defer("version__html", "version__data").order_by("pk"):
        yield Need(
            kind=AGREEMENTS,
            state="risk",
            word=_("look whether it still fits"),
            title=str(round),
            url=round.get_absolute_url(),
            detail=_where(of[round.partnership_id], what_changed(round), is_here),
            action=_("Look, and say that it fits or change it"),
        )


def what_changed(round: SigningRound) -> str:
    """What changed since somebody looked whether the agreement fits, of a round that `looking` found."""
    words = {
        "new_purpose": _("the purpose changed"),
        "has_joined": _("a partner joined"),
        "has_left": _("a partner left"),
    }
    return ", ".join(said for name, said in words.items() if getattr(round, name))


def _days(of, is_here):
    titles = {"review_on": _("Check the agreement again"), "end_on": _("The agreement ends")}
    for agreement, days in days_to_know.days_of(list(of)):
        where = of[agreement.partnership_id]
        today = today_of(where)
        for day, title in ((days[column], title) for column, title in titles.items()):
            if day and day <= today + FIRST:
                yield _day_need(where, title, day, today, is_here)


def _day_need(where, title, day, today, is_here):
    # The second time it is asked it is another state, which whoever put the first one off sees again.
    state = "late" if day < today else "risk" if day <= today + AGAIN else "open"
    return Need(
        kind=AGREEMENTS,
        state=state,
        word=_("by %(day)s") % {"day": dates.short(day)},
        title=title,
        url=reverse("agreement", args=[where.slug]),
        detail="" if is_here else where.name,
        action=_("Change the day, or the agreement"),
        action_url=reverse("agreement_edit", args=[where.slug]),
        due=day,
    )
