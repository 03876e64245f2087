"""Organisations, whether they are partners somewhere or not."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import sort_key
from backbone.database.hidden_signs import nothing_hides_in
from backbone.database.history import track
from backbone.database.search import words_index


class Sector(models.TextChoices):
    PUBLIC = "public", _("Public")
    PRIVATE = "private", _("Private")
    CIVIL = "civil", _("Civil society")
    ACADEMIC = "academic", _("Academic")


@track()
class Organisation(models.Model):
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, such as NL.")
    )
    website = models.URLField(_("website"), blank=True)
    # Of several partnerships with one organisation: who looks after all of it, and is asked before an agreement.
    wider_lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leads the wider relationship"),
    )
    domains = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    is_backbone = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    sort_name = sort_key("name")

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_backbone"],
                condition=models.Q(is_backbone=True, is_demo=False),
                name="one_backbone",
            )
        ]
        indexes = [words_index("name", "short_name", name="organisation_words")]
        triggers = [nothing_hides_in("name", "short_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.pk])

    @property
    def short(self) -> str:
        """The name that people use."""
        return self.short_name or self.name
