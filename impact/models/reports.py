"""Stories that partners tell, and the reports that leadership asks for."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import same_partnership
from backbone.database.history import track
from backbone.database.search import words_index
from impact.models.figures import Measurement
from partnerships.documents.models import Document
from partnerships.models import Partnership

PERSON = settings.AUTH_USER_MODEL


@track()
class Story(models.Model):
    """Facts and figures made into a short story a partner can tell."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="stories")
    title = models.CharField(_("title"), max_length=120)
    need = models.TextField(_("the need"), blank=True)
    only_together = models.TextField(_("what could only be done together"), blank=True)
    what_we_did = models.TextField(_("what we did"), blank=True)
    what_changed = models.TextField(_("what changed"), blank=True)
    quote = models.TextField(_("one person’s story"), blank=True)
    quote_by = models.CharField(_("who tells it"), max_length=120, blank=True)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    consent_how = models.CharField(_("how consent was given"), max_length=200, blank=True)
    limits = models.TextField(_("what we claim, and its limits"), blank=True)
    ask = models.TextField(_("what we ask"), blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "stories"
        indexes = [words_index("title", "need", "what_changed", name="story_words")]
        constraints = [
            *same_partnership("story"),
            models.CheckConstraint(
                condition=models.Q(quote="") | models.Q(consent_on__isnull=False),
                name="quote_needs_consent",
                violation_error_message=_("A person’s story needs the date of their consent."),
            ),
        ]

    def __str__(self):
        return self.title


class Citation(models.Model):
    """A figure a story uses, with the value it had when it was cited."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    story = models.ForeignKey(Story, models.CASCADE, related_name="citations")
    measurement = models.ForeignKey(
        Measurement, models.RESTRICT, related_name="citations", verbose_name=_("figure")
    )
    value = models.DecimalField(max_digits=18, decimal_places=4)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            *same_partnership("citation", "story", "measurement"),
            models.UniqueConstraint(fields=["story", "measurement"], name="cited_once"),
        ]


@track()
class Report(models.Model):
    """An ROI report (or a results report, when no ratio can be computed) over a period."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="reports")
    document = models.OneToOneField(Document, models.RESTRICT, related_name="report")
    story = models.ForeignKey(
        Story, models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("story")
    )
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    asked_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            *same_partnership("report", "document", "story"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")),
                name="report_period",
                violation_error_message=_("The period ends before it starts."),
            ),
        ]
