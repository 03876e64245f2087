"""A Word file of the agreement that came back, and what a partner proposes with it, clause by clause."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import one_of, same_partnership
from backbone.database.history import track
from partnerships.agreements.models import Agreement, Clause
from partnerships.attachments.models import AttachedFile
from partnerships.models import Partner, Partnership

PERSON = settings.AUTH_USER_MODEL
MOST_REASON = 1000
OPEN = "open"


@track()
class WordReading(models.Model):
    """One file, read once. Whoever sent it, a coordinator says for which partner it speaks."""

    class Way(models.TextChoices):
        MAIL = "mail", _("by email")
        LAWYER = "lawyer", _("from their lawyer")
        HAND = "hand", _("by hand or otherwise")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="readings")
    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="word_readings", verbose_name=_("for which partner it speaks")
    )
    sent_by = models.CharField(
        _("from whom"),
        max_length=120,
        blank=True,
        help_text=_("The name of whoever sent it, if you know it."),
    )
    way = models.CharField(_("how it came"), max_length=8, choices=Way, default=Way.MAIL)
    came_on = models.DateField(_("on which day"), null=True, blank=True)
    # What it was made from: a version by its number, or the draft of a moment; neither for a file without our marks.
    version = models.PositiveIntegerField(null=True, blank=True)
    drafted_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            *same_partnership("word_reading", "agreement", "partner"),
            one_of("way", "mail lawyer hand", "word_reading_way"),
        ]

    def __str__(self):
        return str(self.partner)

    def get_absolute_url(self) -> str:
        """Where it is looked at."""
        return reverse("word_reading", args=[self.pk])


@track()
class ReadingFile(AttachedFile):
    """The file itself, as it came."""

    reading = models.OneToOneField(WordReading, models.CASCADE, related_name="file")

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("reading_file", "reading", "upload")]


@track()
class ClauseProposal(models.Model):
    """One thing that is proposed: to change a clause, to add or drop one, or a comment. Without a clause it has no place."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Other words")
        HEADING = "heading", _("Another heading")
        NEW = "new", _("A new clause")
        REMOVED = "removed", _("Without this clause")
        MOVED = "moved", _("In another place")
        COMMENT = "comment", _("Comment")

    class State(models.TextChoices):
        OPEN = OPEN, _("open")
        TAKEN = "taken", _("taken")
        REFUSED = "refused", _("not taken")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    reading = models.ForeignKey(WordReading, models.CASCADE, related_name="proposals")
    clause = models.ForeignKey(Clause, models.SET_NULL, null=True, blank=True, related_name="proposals")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    heading = models.CharField(max_length=120, blank=True)
    before = models.TextField(blank=True, max_length=30_000)
    after = models.TextField(blank=True, max_length=30_000)
    # The Markdown behind which something comes where nothing goes.
    anchor = models.TextField(blank=True, max_length=30_000)
    author = models.CharField(max_length=200, blank=True)
    dated = models.DateTimeField(null=True, blank=True)
    is_tracked = models.BooleanField(default=False)
    is_move = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=OPEN)
    reason = models.TextField(_("reason"), blank=True, max_length=MOST_REASON)
    # Which revision of the clause taking it made: while the clause is still that, taking it back brings its words back.
    clause_revision = models.PositiveIntegerField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            *same_partnership("clause_proposal", "reading", "clause"),
            one_of("kind", "text heading new removed moved comment", "clause_proposal_kind"),
            one_of("state", "open taken refused", "clause_proposal_state"),
            models.CheckConstraint(
                condition=Q(state=OPEN, decided_at=None) | (~Q(state=OPEN) & Q(decided_at__isnull=False)),
                name="clause_proposal_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="clause_proposal_refused_why"
            ),
        ]

    def __str__(self):
        return self.heading or self.get_kind_display()

    def get_absolute_url(self) -> str:
        """Where it stands among the others of its file."""
        return f"{reverse('word_reading', args=[self.reading_id])}#proposal-{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether nobody took or refused it yet."""
        return self.state == OPEN
