"""Which rows a partnership chose to share with the one of which it is a part."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.database.history import track
from backbone.panels import registry
from partnerships.models import Partnership


def kinds() -> list[tuple[str, str]]:
    """The kinds of rows that apps registered, as choices."""
    return [(kind.key, kind.one) for kind in registry.sorted("shared_upward")]


@track()
class SharedUpward(models.Model):
    """A row that a partnership shared with its parent, by its kind and key; what it says is read from the row.

    Nothing else of it is kept. What was shared with one parent ends when another takes its place: the database
    does that (migration 0001). A row that is removed is shown no more, and is again when it is brought back.
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="shared_upward")
    parent = models.ForeignKey(
        Partnership, models.CASCADE, related_name="came_up", verbose_name=_("shared with")
    )
    kind = models.CharField(_("what"), max_length=20, choices=kinds)
    row_id = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "kind", "row_id"], name="shared_upward_once"),
            models.CheckConstraint(condition=~Q(parent=F("partnership")), name="shared_upward_with_another"),
        ]

    def __str__(self):
        return str(self.get_kind_display())
