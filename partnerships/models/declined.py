"""What a coordinator says to an offer that is not taken up now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# Of what is not declined, or no more.
NOT_DECLINED = {"declined_at": None, "declined_words": "", "declined_by": None}


class DeclinedColumns(models.Model):
    """A coordinator said "not now" to what a partner offers or proposes: it stays an offer, which the partner may change."""

    declined_at = models.DateTimeField(_("not now, since"), null=True, blank=True)
    declined_words = models.CharField(_("why not now"), max_length=400, blank=True, default="", db_default="")
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("declined by"),
    )

    class Meta:
        abstract = True
