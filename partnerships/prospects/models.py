"""Organisations that might join, and the sectors that a partnership still looks for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import one_of, same_partnership, sort_key
from backbone.database.history import track
from backbone.database.search import words_index
from partnerships.models import Partner, Partnership
from partnerships.models.organisation import Sector


@track()
class Prospect(models.Model):
    """An organisation that might become a partner: who knows it, what it would bring, and what comes next."""

    class State(models.TextChoices):
        CONSIDERED = "considered", pgettext_lazy("prospect", "To be approached")
        TALKING = "talking", pgettext_lazy("prospect", "In talks")
        JOINED = "joined", pgettext_lazy("prospect", "Joined")
        DECLINED = "declined", pgettext_lazy("prospect", "Not now")

    OPEN = (State.CONSIDERED, State.TALKING)

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="prospects")
    name = models.CharField(_("organisation"), max_length=200)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector, blank=True)
    brings = models.CharField(_("what it would bring"), max_length=1000, blank=True)
    known_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who knows them"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CONSIDERED)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("by when"), null=True, blank=True)
    words = models.CharField(
        _("why not now"),
        max_length=300,
        blank=True,
        help_text=_("So that nobody asks again without knowing."),
    )
    partner = models.ForeignKey(Partner, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)
    sort_name = sort_key("name")

    class Meta:
        ordering = [models.F("next_on").asc(nulls_last=True), "sort_name", "pk"]
        constraints = [
            *same_partnership("prospect", "partner"),
            one_of("state", "considered talking joined declined", "prospect_state"),
            models.CheckConstraint(
                condition=models.Q(sector="")
                | models.Q(sector__in=["public", "private", "civil", "academic"]),
                name="prospect_sector",
            ),
            models.UniqueConstraint(
                "partnership",
                Lower("name"),
                name="prospect_once",
                violation_error_message=_("This organisation is on the list already."),
            ),
        ]
        indexes = [words_index("name", name="prospect_words")]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("prospect_edit", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether something can still come of it."""
        return self.state in self.OPEN


@track()
class SectorWish(models.Model):
    """What a partnership lacks of a sector, in words."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="sector_wishes")
    sector = models.CharField(_("sector"), max_length=10, choices=Sector)
    words = models.CharField(_("who is still missing"), max_length=300)

    class Meta:
        ordering = ["sector"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "sector"], name="one_wish_a_sector"),
            one_of("sector", "public private civil academic", "wish_sector"),
        ]

    def __str__(self):
        return f"{self.get_sector_display()}: {self.words}"
