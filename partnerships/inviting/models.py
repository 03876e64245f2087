"""Invitations of organisations to become a partner: what was asked, how it went out, and what came back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import one_of, same_partnership
from backbone.database.history import track
from partnerships.attachments.models import AttachedFile
from partnerships.models import Partner, Partnership
from partnerships.prospects.models import Prospect

PERSON = settings.AUTH_USER_MODEL


@track()
class PartnerInvitation(models.Model):
    """An organisation is asked to become a partner, by mail to a person or by letter to an office."""

    class State(models.TextChoices):
        WRITTEN = "written", pgettext_lazy("invitation", "Written")
        SENT = "sent", pgettext_lazy("invitation", "Sent")
        YES = "yes", pgettext_lazy("invitation", "Yes")
        NO = "no", pgettext_lazy("invitation", "No")
        OTHER = "other", pgettext_lazy("invitation", "Somebody else there")
        OBSERVER = "observer", pgettext_lazy("invitation", "Only as an observer")
        WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "Withdrawn")

    class Way(models.TextChoices):
        LINK = "link", pgettext_lazy("way of an answer", "From the email")
        LETTER = "letter", pgettext_lazy("way of an answer", "By letter")
        PHONE = "phone", pgettext_lazy("way of an answer", "By telephone")
        MESSENGER = "messenger", pgettext_lazy("way of an answer", "By messenger")
        MEETING = "meeting", pgettext_lazy("way of an answer", "In person")

    # What is not settled: one such invitation an organisation.
    OPEN = (State.WRITTEN, State.SENT, State.OTHER)
    ANSWERS = (State.YES, State.NO, State.OTHER, State.OBSERVER)

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="partner_invitations")
    organisation = models.CharField(_("organisation"), max_length=200)
    prospect = models.ForeignKey(Prospect, models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    office = models.TextField(
        _("address of the letter"),
        blank=True,
        max_length=400,
        help_text=_("Line by line, such as: The Permanent Secretary, attn the desk for coffee, its address."),
    )
    role = models.CharField(_("as what"), blank=True, max_length=120)
    meetings = models.CharField(
        _("meetings"), blank=True, max_length=200, help_text=_("How many, how long, where.")
    )
    until_words = models.CharField(_("for how long"), blank=True, max_length=120)
    benefit = models.TextField(
        _("what it gets from it"),
        blank=True,
        max_length=1000,
        help_text=_("In its own terms, from the talk."),
    )
    words = models.TextField(_("a word of your own"), blank=True, max_length=2000)
    # Empty: that of its person, or without one that of the partnership's documents.
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, blank=True, default="", db_default=""
    )
    state = models.CharField(max_length=10, choices=State, default=State.WRITTEN)
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    delivered_how = models.CharField(_("delivered how"), blank=True, max_length=120)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    received_on = models.DateField(_("received and stamped on"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    told_on = models.DateField(_("told on"), null=True, blank=True)
    # When a coordinator had seen the answer: until then a new partner is not shown to the public.
    looked_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField(_("how the answer came"), max_length=10, choices=Way, blank=True, default="")
    answer_words = models.CharField(_("in its words"), blank=True, max_length=500)
    other_name = models.CharField(_("who else there"), blank=True, max_length=120)
    other_email = models.EmailField(_("their email address"), blank=True)
    who_else = models.CharField(_("who else should be invited"), blank=True, max_length=300)
    best_voice = models.CharField(_("who speaks best for you"), blank=True, max_length=200)
    partner = models.ForeignKey(Partner, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            *same_partnership("partner_invitation", "prospect", "partner"),
            one_of("state", "written sent yes no other observer withdrawn", "partner_invitation_state"),
            models.CheckConstraint(
                condition=Q(way="") | Q(way__in=["link", "letter", "phone", "messenger", "meeting"]),
                name="partner_invitation_way",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["written", "withdrawn"])
                | Q(sent_at__isnull=False)
                | Q(way__in=["letter", "phone", "messenger", "meeting"]),
                name="partner_invitation_sent_before_answered",
            ),
            models.UniqueConstraint(
                "partnership",
                Lower("organisation"),
                condition=Q(state__in=["written", "sent", "other"]),
                name="partner_invitation_once",
            ),
        ]

    def __str__(self):
        return self.organisation

    def get_absolute_url(self) -> str:
        """Where coordinators see it."""
        return reverse("partner_invitation", args=[self.pk])

    @property
    def spoken(self) -> str:
        """The language of its mail and its letter."""
        return self.language or (self.person.language if self.person else self.partnership.language)


@track()
class PartnerInvitationFile(AttachedFile):
    """The letter as it was stamped, or what came back on paper."""

    invitation = models.ForeignKey(PartnerInvitation, models.CASCADE, related_name="files")

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("invitation_file", "invitation", "upload")]
