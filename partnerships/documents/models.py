"""Documents and their frozen versions; numbers people say aloud."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from pgtrigger import Delete, F, Protect, ReadOnly, Update
from pgtrigger import Q as Row

from backbone.database.fields import same_partnership
from backbone.files.models import StoredFile
from partnerships.models.partnership import Partnership


class Document(models.Model):
    """What versions belong to: an agreement, a plan, minutes, a story or a report."""

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("Partnering agreement")
        PLAN = "plan", _("Joint work plan")
        MINUTES = "minutes", _("Minutes")
        STORY = "story", _("ROI story")
        REPORT = "report", _("Report")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = same_partnership("document")

    def __str__(self):
        return self.title


class VersionQuerySet(models.QuerySet):
    def public(self) -> QuerySet[Version]:
        """Versions whose issuing can't be undone any more: those that everybody may see."""
        return self.filter(Q(undoable_until=None) | Q(undoable_until__lte=Now()))


class Version(models.Model):
    """Frozen content with its number; the content can't change any more, only its file is made again."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    html = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    issued_at = models.DateTimeField(default=now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("what changed"), max_length=300, blank=True)
    file = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="version")
    # Until this moment issuing it can be undone, and only coordinators see it.
    undoable_until = models.DateTimeField(null=True, blank=True)
    # A partner accepted it once: from then on the database lets nothing of it be changed or removed.
    is_accepted = models.BooleanField(default=False, db_default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            *same_partnership("version", "document"),
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
        ]
        triggers = [
            ReadOnly(name="frozen", fields=["document", "number", "data", "html", "sha256", "issued_at"]),
            Protect(name="accepted_stays", operation=Delete, condition=Row(old__is_accepted=True)),
            Protect(
                name="accepted_unchanged",
                operation=Update,
                condition=Row(old__is_accepted=True)
                & (Row(new__is_accepted=False) | Row(old__reason__df=F("new__reason"))),
            ),
        ]

    def __str__(self):
        return f"{self.document} v{self.number}"

    @property
    def can_be_undone(self) -> bool:
        """Whether issuing it can still be undone."""
        return self.undoable_until is not None and self.undoable_until > now()


class Counter(models.Model):
    """The last number given out for a kind of thing in a partnership; locked while it is taken."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    value = models.PositiveIntegerField(default=0)
    # Numbers up to `value` that were given back unseen; they are given first.
    free = models.JSONField(default=list, db_default=[])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="counter_once")]
