"""Pauses: somebody, or a partner, is only informed until a day and asked nothing."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import same_partnership
from backbone.database.history import track
from partnerships.models.dated import DatedQuerySet
from partnerships.models.partners import Partner
from partnerships.models.partnership import Partnership

PERSON = settings.AUTH_USER_MODEL
# The longest that the form takes, and the rest of the first and the last day.
LONGEST = timedelta(days=733)


class PauseQuerySet(DatedQuerySet):
    def not_ended(self) -> QuerySet[Pause]:
        """Those that last, and those that are over while nobody has said how to go on."""
        return self.filter(ended_at=None)


@track(exclude=["next_ask_at"])
class Pause(models.Model):
    """From `since` to `until`, the morning after its last day, nothing is asked of a person or of a partner's people."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="pauses")
    person = models.ForeignKey(
        PERSON, models.CASCADE, null=True, blank=True, related_name="pauses", verbose_name=_("person")
    )
    partner = models.ForeignKey(
        Partner, models.CASCADE, null=True, blank=True, related_name="pauses", verbose_name=_("partner")
    )
    since = models.DateTimeField(default=now)
    until = models.DateTimeField()
    until_on = models.DateField(_("paused until"))
    words = models.CharField(pgettext_lazy("of a pause", "why"), max_length=300, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    # When it is asked whether they go on; then the moment at which a mail asked it.
    next_ask_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    # Somebody ended it, or said how to go on after it.
    ended_at = models.DateTimeField(pgettext_lazy("of a pause", "ended"), null=True, blank=True)

    objects = PauseQuerySet.as_manager()

    class Meta:
        ordering = ["until", "pk"]
        indexes = [
            models.Index(fields=["next_ask_at"], name="pause_next_ask"),
            models.Index(fields=["partnership", "until"], name="pause_until"),
        ]
        constraints = [
            *same_partnership("pause", "partner"),
            models.CheckConstraint(
                condition=models.Q(person=None, partner__isnull=False)
                | models.Q(person__isnull=False, partner=None),
                name="pause_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since"), until__lte=models.F("since") + LONGEST),
                name="pause_period_of_at_most_two_years",
            ),
            models.UniqueConstraint(
                fields=["person", "partnership"], condition=models.Q(ended_at=None), name="person_paused_once"
            ),
            models.UniqueConstraint(
                fields=["partner"], condition=models.Q(ended_at=None), name="partner_paused_once"
            ),
        ]

    def __str__(self):
        return str(self.person or self.partner)
