"""What one wants to know of a partner from the beginning: how it decides, who pays, how news travels in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import same_partnership
from backbone.database.history import track
from partnerships.attachments.models import AttachedFile
from partnerships.models import Partner, Partnership


@track()
class Card(models.Model):
    """A partner's card. Nothing on it has to be filled in."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    partner = models.OneToOneField(Partner, models.CASCADE, related_name="card", verbose_name=_("partner"))
    decides_how = models.CharField(
        _("how it decides"),
        max_length=300,
        blank=True,
        help_text=_("Such as: the board, on the first Monday."),
    )
    decides_within = models.CharField(_("how long a decision takes"), max_length=100, blank=True)
    budget_year = models.CharField(
        _("budget year"),
        max_length=100,
        blank=True,
        help_text=_("And how late something can still go into the next one."),
    )
    who_pays = models.CharField(_("who pays"), max_length=200, blank=True)
    news_travels = models.CharField(
        _("how news travels inside"),
        max_length=300,
        blank=True,
        help_text=_("Such as: a Friday email by the director, the canteen, a team chat."),
    )
    forums = models.CharField(
        _("forums to which it has access"),
        max_length=300,
        blank=True,
        help_text=_("Where it can put something on the table that others can’t."),
    )
    channel = models.CharField(_("channel that it likes best"), max_length=100, blank=True)
    form_of_address = models.CharField(_("form of address"), max_length=100, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [*same_partnership("card", "partner")]

    def __str__(self):
        return str(self.partner)


@track()
class CardFile(AttachedFile):
    """A partner's organisation chart, or another paper about how it works."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("card_file", "card", "upload")]
