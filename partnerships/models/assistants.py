"""Assistants: whoever gets copies of what a representative or director is sent, and may answer whether they come."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from backbone.database.history import track
from partnerships.models.dated import Dated
from partnerships.models.partnership import Partnership

PERSON = settings.AUTH_USER_MODEL


@track()
class Assistant(Dated):
    """Somebody assists another person in a partnership, as long as that one takes part in it.

    Triggers of the database end the row with the last seat or role of whom they assist, and let it go on with it.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="assistants")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="assists", verbose_name=_("assistant"))
    assisted = models.ForeignKey(
        PERSON, models.CASCADE, related_name="assistants", verbose_name=_("assistant of")
    )
    # Ended because whom they assist takes part no more; goes on when they do again.
    ended_with = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        ordering = ["person__sort_name", "pk"]
        indexes = [models.Index(fields=["assisted", "partnership"], name="assistant_of")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(person=models.F("assisted")),
                name="assistant_of_another",
                violation_error_message=_("Nobody is an assistant of their own."),
            ),
            models.UniqueConstraint(
                fields=["partnership", "person", "assisted"],
                condition=models.Q(until=None),
                name="assistant_once",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.assisted}"
