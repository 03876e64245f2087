"""The partnering agreement and its clauses."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import same_partnership
from backbone.database.history import track
from partnerships.documents.models import Document
from partnerships.models.partnership import Partnership

# How the key of a clause begins that comes from no pattern.
OWN = "own-"


@track()
class Agreement(models.Model):
    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="agreement")
    document = models.OneToOneField(Document, models.RESTRICT, related_name="agreement")
    binding = models.BooleanField(_("legally binding"), default=False)
    review_on = models.DateField(_("check again on"), null=True, blank=True)
    end_on = models.DateField(_("ends on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = same_partnership("agreement", "document")


@track()
class Clause(models.Model):
    class Group(models.TextChoices):
        WHO = "who", _("Who")
        WHY = "why", _("Why")
        WHAT = "what", _("What")
        HOW = "how", _("How")
        ACCEPTANCE = "sign", _("Acceptance")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    group = models.CharField(max_length=4, choices=Group)
    key = models.CharField(max_length=40)
    heading = models.CharField(_("heading"), max_length=120)
    text = models.TextField(
        _("text"), blank=True, help_text=_("You can use Markdown for lists and emphasis.")
    )
    position = models.PositiveSmallIntegerField()
    written_from = models.CharField(max_length=12, default="known", help_text="known, standard or hand")
    left_out = models.BooleanField(_("leave this clause out"), default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            *same_partnership("clause", "agreement"),
            models.UniqueConstraint(fields=["agreement", "key"], name="clause_once"),
        ]

    def __str__(self):
        return self.heading

    def get_absolute_url(self) -> str:
        return f"{reverse('agreement', args=[self.partnership.slug])}#clause-{self.key}"

    @property
    def is_own(self) -> bool:
        """Whether the partners wrote it themselves, so that no record and no standard wording is behind it."""
        return self.key.startswith(OWN)
