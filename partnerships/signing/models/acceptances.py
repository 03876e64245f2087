"""What one partner says to one version of the agreement."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pgtrigger import After, Deferred, Trigger, Update
from pgtrigger import F as Column
from pgtrigger import Q as Changed

from backbone.database.fields import one_of, same_partnership
from backbone.database.hidden_signs import nothing_hides_in
from backbone.database.history import track
from partnerships.models import Organisation, Partner, Partnership
from partnerships.signing.models.rounds import SigningRound

PERSON = settings.AUTH_USER_MODEL


class AcceptanceQuerySet(models.QuerySet):
    def in_own_order(self) -> QuerySet[Acceptance]:
        """In the order that the partnership gave its partners; those without a place follow by name, as everywhere."""
        by_name = Coalesce("partner__organisation__sort_name", "name")
        return self.order_by(models.F("partner__place").asc(nulls_last=True), by_name, "pk")

    def keys_in_own_order(self) -> list[int]:
        """The keys of all rows in that order; joined, PostgreSQL looks up each of many organisations by itself."""
        rows = list(self.order_by().values_list("pk", "partner", "name"))
        known = Partner.objects.filter(pk__in={partner for _pk, partner, _name in rows}).order_by()
        places = {pk: of for pk, *of in known.values_list("pk", "place", "organisation")}
        organisations = Organisation.objects.filter(pk__in={of for _place, of in places.values()}).order_by()
        sorted_as = dict(organisations.values_list("pk", "sort_name"))

        def place_of(row: tuple[int, int, str]) -> tuple:
            place, organisation = places.get(row[1], (None, None))
            return place is None, place or 0, sorted_as.get(organisation, row[2]), row[0]

        return [row[0] for row in sorted(rows, key=place_of)]

    def standing(self) -> QuerySet[Acceptance]:
        """Those that need nobody else's word: recorded by an outsider to the partner, confirmed, or with its scan."""
        scanned = self.model._meta.get_field("covers").related_model.objects.filter(acceptance=OuterRef("pk"))
        return self.filter(Q(needs_second=False) | Q(confirmed_at__isnull=False) | Exists(scanned))

    def of_rounds_in(self, partnerships: list[int]) -> QuerySet[Acceptance]:
        """The rows as they are; said once more of their rounds, PostgreSQL starts at the few that go on.

        After hundreds of versions a partnership has tens of thousands of rows, and two such rounds.
        """
        return self.filter(round__partnership__in=partnerships)

    def to_answer(self) -> QuerySet[Acceptance]:
        """Those whose partner has not said its last word."""
        return self.filter(state__in=Acceptance.WAITING)


SAID = ("answered_on", "signer_name", "way", "remark", "remark_counts")
# Of what came from the mail; a partner may leave, and stay after all. It is looked at when the transaction ends: who
# takes a merge back writes the row first, and then moves the proof to the other one.
WITH_PROOF_IT_STAYS = Trigger(
    name="said_with_proof_stays",
    operation=Update,
    when=After,
    timing=Deferred,
    condition=Changed(old__way="mail")
    & (
        Changed(*((f"old__{name}__df", Column(f"new__{name}")) for name in SAID), _connector=Changed.OR)
        | (
            Changed(old__state__df=Column("new__state"))
            & ~Changed(old__state="left")
            & ~Changed(new__state="left")
        )
    ),
    func="""
        IF EXISTS (SELECT FROM signing_acceptanceevidence WHERE acceptance_id = NEW.id) THEN
            RAISE EXCEPTION 'Cannot change what was said with a code' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    """,
)


@track()
class Acceptance(models.Model):
    """One partner's row of a signing round.

    Whoever accepted the version before starts as open with `carried_from`: it is asked once whether that still holds.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("acceptance", "Open")
        ACCEPTED = "accepted", pgettext_lazy("acceptance", "Accepted")
        NO_OBJECTION = "no_objection", _("Takes part by letter of no objection")
        WISHES_CHANGE = "wishes_change", _("Wishes a change")
        REFUSED = "refused", pgettext_lazy("acceptance", "Refused")
        LEFT = "left", _("Left the partnership")

    class Way(models.TextChoices):
        PAPER = "paper", pgettext_lazy("way of an acceptance", "Signed on paper")
        MAIL = "mail", pgettext_lazy("way of an acceptance", "From the email, with a code")
        LINK = "link", pgettext_lazy("way of an acceptance", "From the email")
        LETTER = "letter", pgettext_lazy("way of an acceptance", "By letter")
        SAID = "said", pgettext_lazy("way of an acceptance", "Said in a meeting or on the phone")

    class Counts(models.TextChoices):
        NOTE = "note", _("A note: it changes nothing")
        UNDERSTANDING = "understanding", _("How it reads the agreement: it binds this partner alone")
        CONDITION = "condition", _("A condition: the acceptance holds only with it")

    WAITING = (State.OPEN, State.WISHES_CHANGE)
    GIVEN = (State.ACCEPTED, State.NO_OBJECTION)

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    round = models.ForeignKey(SigningRound, models.CASCADE, related_name="acceptances")
    partner = models.ForeignKey(Partner, models.SET_NULL, null=True, related_name="acceptances")
    # As the version says it.
    name = models.CharField(max_length=200)
    is_needed = models.BooleanField(_("needed for it to enter into force"), default=True)
    state = models.CharField(_("what it says"), max_length=14, choices=State, default=State.OPEN)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_how = models.CharField(_("sent how"), max_length=120, blank=True, default="")
    received_on = models.DateField(_("received on"), null=True, blank=True)
    legal_since = models.DateField(_("with legal since"), null=True, blank=True)
    legal_with = models.CharField(_("with whom"), max_length=200, blank=True, default="")
    answered_on = models.DateField(_("signed or said on"), null=True, blank=True)
    signer_name = models.CharField(_("by whom"), max_length=120, blank=True, default="")
    signer_office = models.CharField(
        _("office"),
        max_length=160,
        blank=True,
        default="",
        help_text=_("Such as: Permanent Secretary. Whoever signs need not be a contact here."),
    )
    signer_address = models.EmailField(_("email address of who signs"), blank=True, default="")
    # "Not me": who was asked and says that somebody else signs, at which address, and who reads that mailbox, too.
    not_me_on = models.DateField(_("said “not me” on"), null=True, blank=True)
    not_me_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    not_me_address = models.CharField(_("sent to the address"), max_length=254, blank=True, default="")
    not_me_readers = models.CharField(_("who reads it there, too"), max_length=300, blank=True, default="")
    # Named by whoever was asked, and no more than that: who said something is `signer_name`.
    to_sign_name = models.CharField(_("who is to sign"), max_length=120, blank=True, default="")
    to_sign_office = models.CharField(_("office of who is to sign"), max_length=160, blank=True, default="")
    way = models.CharField(_("how"), max_length=6, choices=Way, blank=True, default="")
    decision_number = models.CharField(_("number of the decision"), max_length=80, blank=True, default="")
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    remark = models.TextField(_("remark"), max_length=2000, blank=True, default="")
    remark_counts = models.CharField(
        _("what the remark counts as"), max_length=13, choices=Counts, blank=True, default=""
    )
    wish = models.TextField(_("wish for a change"), max_length=2000, blank=True, default="")
    # What it said to the version before, and whether that still holds.
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    still_asked_on = models.DateField(null=True, blank=True)
    still_holds = models.BooleanField(null=True, blank=True)
    # Of what still holds: when, by whom and how it was said first, whichever version that was.
    first_on = models.DateField(_("first accepted on"), null=True, blank=True)
    first_by = models.CharField(_("first accepted by"), max_length=300, blank=True, default="")
    first_way = models.CharField(_("first accepted how"), max_length=6, choices=Way, blank=True, default="")
    # Its version entered into force without this partner: it joined since, or had left before.
    stands_apart = models.BooleanField(default=False)
    # An amendment that concerns others; whom it was sent to was told by that.
    told_on = models.DateField(_("told on"), null=True, blank=True)
    recorded_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    # Recorded by somebody of the partner itself: counts once another confirms it or a scan lies with it.
    needs_second = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_reason = models.CharField(_("what follows from it"), max_length=300, blank=True, default="")
    reminded_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            *same_partnership("acceptance", "round", "partner", "carried_from"),
            models.UniqueConstraint(fields=["round", "partner"], name="acceptance_once"),
            one_of("state", "open accepted no_objection wishes_change refused left", "acceptance_state"),
            models.CheckConstraint(
                condition=Q(way="") | Q(way__in=["paper", "mail", "link", "letter", "said"]),
                name="acceptance_way",
            ),
            models.CheckConstraint(
                condition=Q(first_way="") | Q(first_way__in=["paper", "mail", "link", "letter", "said"]),
                name="acceptance_first_way",
            ),
            # With a code a partner accepts, and without one it does not.
            models.CheckConstraint(
                condition=~Q(way="link") | ~Q(state__in=["accepted", "no_objection"]),
                name="acceptance_asks_for_a_code",
            ),
            models.CheckConstraint(
                condition=~Q(way="mail") | Q(state__in=["accepted", "no_objection", "left"]),
                name="acceptance_with_a_code",
            ),
            models.CheckConstraint(
                condition=Q(remark_counts="") | Q(remark_counts__in=["note", "understanding", "condition"]),
                name="acceptance_remark_counts",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "no_objection"]) | Q(answered_on__isnull=False),
                name="acceptance_has_a_day",
                violation_error_message=_("Say on which day it was."),
            ),
            models.CheckConstraint(
                condition=~Q(state="left") | Q(left_on__isnull=False), name="acceptance_left_on"
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership"],
                condition=Q(needs_second=True, confirmed_at=None),
                name="acceptance_to_confirm",
            ),
            models.Index(fields=["partnership"], condition=Q(state="wishes_change"), name="acceptance_wish"),
            models.Index(fields=["partnership"], condition=Q(state="refused"), name="acceptance_refused"),
            models.Index(
                fields=["partnership"], condition=Q(remark_counts="condition"), name="acceptance_condition"
            ),
        ]
        triggers = [
            nothing_hides_in("signer_name", "signer_office", "to_sign_name", "to_sign_office"),
            WITH_PROOF_IT_STAYS,
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        """Its row on the page of the round."""
        return f"{reverse('signing_round', args=[self.round_id])}#partner-{self.pk}"

    @property
    def is_given(self) -> bool:
        """Whether the partner takes part: accepted, or by a letter of no objection."""
        return self.state in self.GIVEN
