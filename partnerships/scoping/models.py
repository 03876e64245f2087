"""The canvas of a round: what partners want to achieve, what it needs, what each can bring, what only together can do."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from backbone.database.fields import one_of, same_partnership
from backbone.database.history import track
from partnerships.models import Partner, Partnership

PERSON = settings.AUTH_USER_MODEL
MOST_WORDS = 1000
# What the first round of a partnership is called where nobody says otherwise, and was before that.
FIRST, BEFORE = _("Start of the partnership"), "start"


@cache
def first_names() -> frozenset[str]:
    """What the first round is called in each language."""
    names = {BEFORE}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.add(str(FIRST))
    return frozenset(names)


@track()
class Canvas(models.Model):
    """One round in which partners say what they want: at the start, or of a year; open until somebody closes it."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="canvases")
    name = models.CharField(_("what this round is called"), max_length=60, help_text=_("Such as: a year."))
    opened_on = models.DateField(_("opened on"))
    # What it needs in the words that were made of the answers; the agreement says it while nothing is agreed.
    needed = models.TextField(_("what it needs, in common"), blank=True, max_length=2000)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("opened by"))
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            *same_partnership("canvas"),
            models.UniqueConstraint(
                "partnership",
                Lower("name"),
                name="canvas_once",
                violation_error_message=_("There is a round with this name already."),
            ),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(closed_at=None), name="one_open_canvas"
            ),
        ]

    def __str__(self):
        return str(FIRST) if self.name == BEFORE else self.name

    def get_absolute_url(self) -> str:
        """Where its answers stand side by side."""
        return reverse("canvas", args=[self.pk])

    @property
    def is_named(self) -> bool:
        """Whether it is called otherwise than the first round by itself; partners read only such a name."""
        return self.name not in first_names()


@track()
class CanvasAnswer(models.Model):
    """What one partner says in a round, or an organisation that is none yet; it can be changed until the round closes."""

    QUESTIONS = ("achieve", "need", "bring", "only_together")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="canvas_answers")
    canvas = models.ForeignKey(Canvas, models.CASCADE, related_name="answers", verbose_name=_("round"))
    partner = models.ForeignKey(
        Partner, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    achieve = models.TextField(_("What do we want to achieve?"), blank=True, max_length=MOST_WORDS)
    need = models.TextField(_("What does it need?"), blank=True, max_length=MOST_WORDS)
    bring = models.TextField(
        _("What can we bring?"), blank=True, max_length=MOST_WORDS, help_text=_("One thing a line.")
    )
    only_together = models.TextField(_("What can we do only together?"), blank=True, max_length=MOST_WORDS)
    # "link" or "page", or how it came to whoever noted it.
    way = models.CharField(_("how it came"), max_length=8)
    told_on = models.DateField(_("told on"), null=True, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by"))
    answered_at = models.DateTimeField(_("answered"), default=now)
    # Begins at one, so that a form which was opened before there was an answer meets it as a conflict.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            *same_partnership("canvas_ans", "canvas", "partner"),
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | ~Q(organisation=""),
                name="canvas_answer_of_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(achieve="", need="", bring="", only_together=""),
                name="canvas_answer_says_something",
                violation_error_message=_("Write a word about at least one of the questions."),
            ),
            one_of("way", "link page phone paper chat talk mail", "canvas_answer_way"),
            models.UniqueConstraint(fields=["canvas", "partner"], name="one_canvas_answer_a_partner"),
            models.UniqueConstraint(
                "canvas",
                Lower("organisation"),
                condition=Q(partner=None),
                name="one_canvas_answer_a_name",
                violation_error_message=_("There is an answer of this organisation already."),
            ),
        ]

    def __str__(self):
        return str(self.partner) if self.partner_id else self.organisation

    def get_absolute_url(self) -> str:
        """Where a coordinator changes it."""
        if self.partner_id:
            return reverse("own_canvas", args=[self.partner_id])
        return reverse("canvas_answer_edit", args=[self.pk])

    @property
    def said(self) -> list[tuple[Any, str]]:
        """Each question to which it says something, with the words."""
        fields = ((self._meta.get_field(name).verbose_name, getattr(self, name)) for name in self.QUESTIONS)
        return [(label, words) for label, words in fields if words]


class CanvasAsk(models.Model):
    """Somebody is asked for their partner's answer, once, and reminded once; `next_ask_at` while it waits for room."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="canvas_asks")
    canvas = models.ForeignKey(Canvas, models.CASCADE, related_name="asks")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    next_ask_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            *same_partnership("canvas_ask", "canvas", "partner"),
            models.UniqueConstraint(fields=["canvas", "person"], name="one_canvas_ask_a_person"),
        ]
        indexes = [models.Index(fields=["next_ask_at"], name="canvas_next_ask")]

    def __str__(self):
        return f"{self.person}"
