"""What one body asks of another, and what it was told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import same_partnership
from backbone.database.history import track
from meetings.models.meeting import AgendaItem, Meeting
from partnerships.models import Body, Partnership


@track()
class BodyAsk(models.Model):
    """A question of a body to another of its partnership: it becomes an agenda item there, and comes back answered."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, related_name="asks")
    to = models.ForeignKey(
        Body, models.CASCADE, related_name="asked_of_it", verbose_name=_("which group is asked")
    )
    text = models.CharField(_("what is asked"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=now)
    # Empty while no meeting is planned, or when it was taken off the agenda.
    item = models.OneToOneField(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="ask")
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_in = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    # When somebody of the body that asked has read the answer.
    read_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            *same_partnership("body_ask", "body", "to", "item", "answered_in"),
            models.CheckConstraint(
                condition=~Q(to=F("body")),
                name="body_asks_another",
                violation_error_message=_("A group asks another one."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""),
                name="body_ask_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership"], condition=Q(read_at=None), name="body_ask_open"),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("body_ask_answer", args=[self.pk])
