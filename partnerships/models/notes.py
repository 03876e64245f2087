"""Private notes: in a table of their own, which no search, export or shared history reads."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import same_partnership
from partnerships.models.partners import Partner
from partnerships.models.partnership import Partnership


class PrivateNote(models.Model):
    class About(models.TextChoices):
        BARRIER = "barrier", _("Barrier")
        TENSION = "tension", _("Tension")
        CALL = "call", _("Call")
        ACCESS = "access", _("Access need")
        PRACTICAL = "limits", _("Practical constraint")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="private_notes")
    partner = models.ForeignKey(
        Partner,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="private_notes",
        verbose_name=_("partner"),
    )
    about = models.CharField(_("about"), max_length=8, choices=About, default=About.CALL)
    text = models.TextField(_("note"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    outcome = models.CharField(
        _("what came of the call"), max_length=300, blank=True, default="", db_default=""
    )
    next_call_on = models.DateField(_("next call"), null=True, blank=True)
    # Then it is asked whether it is still needed, and a month later it is gone.
    review_on = models.DateField(_("needed until"), null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = same_partnership("private_note", "partner")
        indexes = [models.Index(fields=["review_on"], name="note_review")]
