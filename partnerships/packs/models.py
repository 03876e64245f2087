"""Packs that were given: to whom, about which seat, with which parts, and how."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import one_of, same_partnership
from backbone.files.models import StoredFile
from backbone.registered.pack_parts import HANDOVER, NEWCOMER
from partnerships.models import Partnership, Representative


class Pack(models.Model):
    """A pack for who starts (`newcomer`), or from who leaves for the successor (`handover`).

    What was in it stands in the mail, or in the file that was printed.
    """

    class Kind(models.TextChoices):
        NEWCOMER = NEWCOMER, _("Newcomer’s pack")
        HANDOVER = HANDOVER, _("Handover pack")

    class Way(models.TextChoices):
        MAIL = "mail", pgettext_lazy("way of a pack", "By email")
        PAPER = "paper", pgettext_lazy("way of a pack", "On paper")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="packs")
    seat = models.ForeignKey(Representative, models.CASCADE, related_name="packs")
    kind = models.CharField(max_length=10, choices=Kind)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    parts = models.JSONField()
    way = models.CharField(max_length=10, choices=Way)
    file = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="pack")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            *same_partnership("pack", "seat"),
            one_of("kind", "newcomer handover", "pack_kind"),
            one_of("way", "mail paper", "pack_way"),
        ]

    def __str__(self):
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        """Where it is seen what was given."""
        return reverse("pack", args=[self.pk])
