"""Disputes between partners: a private note each, with its parties, who handles it and the steps that were agreed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import JoinQuerySet, between, same_partnership
from partnerships.models import Partner, Partnership

PERSON = settings.AUTH_USER_MODEL
MOST_STEPS = 20


class Dispute(models.Model):
    """What partners disagree about. In a table of its own, without history, for coordinators who are no party."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="disputes")
    words = models.TextField(_("what it is about"), max_length=4000)
    parties = models.ManyToManyField(
        Partner, through="DisputeParty", related_name="+", verbose_name=_("parties")
    )
    opened_on = models.DateField(_("opened on"))
    handler = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who handles it")
    )
    handler_name = models.CharField(_("or somebody from outside"), max_length=120, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    # Of a dispute that was reopened, how it had ended before.
    outcome = models.TextField(_("how it ended"), blank=True, max_length=2000)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "-opened_on", "-pk"]
        constraints = [
            *same_partnership("dispute"),
            models.CheckConstraint(
                condition=Q(handler=None) | Q(handler_name=""),
                name="dispute_one_handler",
                violation_error_message=_("Choose one above or write a name, not both."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | (Q(ended_on__gte=F("opened_on")) & ~Q(outcome="")),
                name="dispute_ends_with_words",
                violation_error_message=_("It ends on a day after it was opened, and with words."),
            ),
        ]

    def __str__(self):
        # It says nothing of its content, wherever it is named.
        return gettext("Private note")

    def get_absolute_url(self) -> str:
        return reverse("dispute", args=[self.pk])

    @property
    def handled_by(self) -> str:
        """The name of whoever handles it; empty while nobody does."""
        return str(self.handler) if self.handler else self.handler_name


class DisputeParty(models.Model):
    """A partner that is a party to a dispute."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="sides")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+")

    objects = JoinQuerySet.as_manager()

    class Meta:
        ordering = ["partner__organisation__sort_name", "pk"]
        constraints = [
            *same_partnership("party", "dispute", "partner"),
            models.UniqueConstraint(fields=["dispute", "partner"], name="party_once"),
        ]

    def __str__(self):
        return gettext("Private note")


class DisputeStep(models.Model):
    """What is done about a dispute, in order: who does what, by when, and what came of it."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="steps")
    # From 1, which bounds how many there are.
    place = models.PositiveSmallIntegerField()
    what = models.CharField(_("who does what"), max_length=300)
    due_on = models.DateField(pgettext_lazy("a date", "by"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True, max_length=1000)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            *same_partnership("dispute_step", "dispute"),
            between("place", 1, MOST_STEPS, "dispute_step_place"),
            models.UniqueConstraint(
                fields=["dispute", "place"],
                name="dispute_step_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_on=None), name="dispute_step_due")]

    def __str__(self):
        return gettext("Private note")

    def get_absolute_url(self) -> str:
        """Its place on the page of its dispute."""
        return f"{reverse('dispute', args=[self.dispute_id])}#step-{self.pk}"
