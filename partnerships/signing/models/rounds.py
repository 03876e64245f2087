"""A round in which the partners accept one version of the agreement."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from backbone.database.fields import between, one_of, same_partnership
from backbone.database.history import track
from backbone.numbers import number
from partnerships.agreements.models import Agreement
from partnerships.documents.models import Version
from partnerships.models import Partnership

PERSON = settings.AUTH_USER_MODEL
MOST_NEEDED = 500
# What was signed on paper, and has held, before its version was proposed here.
EARLIER = timedelta(days=60)


@track()
class SigningRound(models.Model):
    """One version before the partners: by which rule it enters into force, and what became of it."""

    class Rule(models.TextChoices):
        ALL = "all", _("all partners accept it")
        NAMED = "named", _("all of the partners named accept it")
        COUNT = "count", _("a number of partners accept it")

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("agreement", "Proposed")
        IN_FORCE = "in_force", pgettext_lazy("agreement", "In force")
        REPLACED = "replaced", pgettext_lazy("agreement", "Replaced")
        TAKEN_BACK = "taken_back", pgettext_lazy("agreement", "Taken back")
        ENDED = "ended", pgettext_lazy("agreement", "Ended")

    # Partners may accept its version: late, too, once it is in force.
    GOING = (State.PROPOSED, State.IN_FORCE)

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="rounds")
    version = models.OneToOneField(Version, models.RESTRICT, related_name="signing_round")
    rule = models.CharField(_("enters into force when"), max_length=8, choices=Rule, default=Rule.ALL)
    count = models.PositiveSmallIntegerField(
        _("how many partners"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_NEEDED)],
    )
    # Whether its rule is about some of its partners alone, as it was made; who joins later changes nothing in that.
    names_some = models.BooleanField(default=False)
    no_objection_counts = models.BooleanField(
        _("a letter of no objection counts as an acceptance"), default=True
    )
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_on = models.DateField(_("proposed on"))
    proposed_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    # When somebody last looked whether it fits: from then on a change of purpose or partners is told.
    looked_at = models.DateTimeField(default=now)
    # What the partnership's purpose was then: whoever changes it looks whether the agreement still fits.
    purpose_then = models.TextField(blank=True, default="")
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)
    in_force_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    in_force_reason = models.CharField(_("why it is in force"), max_length=300, blank=True, default="")
    # What waited when somebody let it enter into force as it was: changes taken for the next version, or not decided.
    left_taken = models.PositiveIntegerField(_("changes taken that waited"), default=0)
    left_undecided = models.PositiveIntegerField(_("changes not decided that waited"), default=0)
    # The day and the reason of its end, whichever it was: replaced, taken back or ended.
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True, default="")
    # The round whose version this one changes.
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-version__number"]
        constraints = [
            *same_partnership("signinground", "agreement", "version", "follows"),
            one_of("rule", "all named count", "signing_round_rule"),
            one_of("state", "proposed in_force replaced taken_back ended", "signing_round_state"),
            between("count", 1, MOST_NEEDED, "signing_round_count"),
            models.CheckConstraint(
                condition=~Q(rule="count") | Q(count__isnull=False), name="signing_round_says_how_many"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "ended"]) | Q(in_force_on__isnull=False),
                name="signing_round_in_force_since",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["replaced", "taken_back", "ended"]) | Q(ended_on__isnull=False),
                name="signing_round_ended_on",
            ),
            models.CheckConstraint(
                condition=Q(left_taken=0, left_undecided=0)
                | (Q(in_force_on__isnull=False) & ~Q(in_force_reason="")),
                name="signing_round_as_it_is_why",
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state="proposed"), name="one_proposed_round"
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state="in_force"), name="one_round_in_force"
            ),
        ]

    def __str__(self):
        return str(_("Version %(n)s of the agreement") % {"n": self.version.number})

    def get_absolute_url(self) -> str:
        """Where everybody sees who has accepted."""
        return reverse("signing_round", args=[self.pk])

    def rule_in_words(self) -> str:
        """When it enters into force, such as `3 partners accept it`; a statement where it names partners."""
        if self.rule == self.Rule.COUNT:
            words = ngettext("%(n)s partner accepts it", "%(n)s partners accept it", self.count)
            return words % {"n": number(self.count)}
        if self.rule == self.Rule.NAMED:
            names = self.acceptances.filter(is_needed=True).order_by("pk").values_list("name", flat=True)
            return _("these accept it: %(partners)s") % {"partners": ", ".join(names)}
        return str(self.get_rule_display())

    @property
    def is_proposed(self) -> bool:
        """Whether partners are still asked."""
        return self.state == self.State.PROPOSED

    @property
    def is_going(self) -> bool:
        """Whether a partner may accept its version: it is proposed, or in force."""
        return self.state in self.GOING

    @property
    def is_in_force(self) -> bool:
        """Whether its version is the one that binds the partners."""
        return self.state == self.State.IN_FORCE

    @cached_property
    def in_force_before(self) -> dict[int, int]:
        """{key of a round: number of its version} of those in force that it changes, one after the other."""
        if self.follows_id is None:
            return {}
        columns = ("follows", "in_force_on", "version__number")
        rows = type(self).objects.filter(agreement=self.agreement_id).values_list("pk", *columns)
        known = {pk: of for pk, *of in rows}
        found, key = {}, self.follows_id
        while key in known:
            follows, since, version = known.pop(key)
            if since:
                found[key] = version
            key = follows
        return found

    def amends(self) -> bool:
        """Whether it is proposed as a change of a version that is in force."""
        others = type(self).objects.filter(agreement=self.agreement_id, state=self.State.IN_FORCE)
        return self.is_proposed and others.exists()
