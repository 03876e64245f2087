"""A meeting, its agenda, who was invited and who was there."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.accounts.models import check_timezone
from backbone.database.fields import same_partnership
from backbone.database.history import track
from backbone.database.search import words_index
from backbone.time import dates
from backbone.time.days import day_of
from partnerships.documents.models import Document
from partnerships.models import Body, Partner, Partnership

PERSON = settings.AUTH_USER_MODEL
NOBODY_YET = {"on_delete": models.SET_NULL, "null": True, "blank": True, "related_name": "+"}
# An address that mails, pages and calendars may link to.
WEB_ADDRESS = URLValidator(schemes=["http", "https"])


class MeetingQuerySet(models.QuerySet):
    def locked(self, pk: int) -> Meeting:
        """The meeting as it stands now, locked until the transaction ends; DoesNotExist when it is not here.

        Whoever locks more than a meeting locks in this order: the meeting, its lines or its attendance, people.
        """
        self.model.objects.select_for_update().filter(pk=pk).values_list("pk").first()
        # Read after the wait: what is joined to a row that was waited for comes from before the wait.
        return self.get(pk=pk)

    def over(self) -> QuerySet[Meeting]:
        """Meetings that were held and closed, their minutes issued or not."""
        return self.filter(state__in=[Meeting.State.CLOSED, Meeting.State.ISSUED])

    def locked_if_free(self, pk: int) -> Meeting | None:
        """The same for what comes again by itself: None while somebody else has the meeting."""
        return self.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()


@track()
class Meeting(models.Model):
    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", pgettext_lazy("meeting", "Under way")
        CLOSED = "closed", pgettext_lazy("meeting", "Closed")
        ISSUED = "issued", _("Minutes issued")
        CANCELLED = "cancelled", _("Cancelled")

    class Previous(models.TextChoices):
        APPROVED = "approved", _("Approved")
        CORRECTED = "corrected", _("Approved with corrections")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="meetings")
    body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name=_("group")
    )
    title = models.CharField(_("title"), max_length=120)
    goal = models.CharField(
        _("goal"), max_length=300, blank=True, help_text=_("What will be different at the end?")
    )
    starts_at = models.DateTimeField(_("starts"))
    minutes_planned = models.PositiveSmallIntegerField(
        _("length in minutes"), default=90, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )
    timezone = models.CharField(
        _("time zone"), max_length=64, default="Europe/Amsterdam", validators=[check_timezone]
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    host = models.ForeignKey(Partner, verbose_name=_("host"), **NOBODY_YET)
    online_url = models.URLField(_("link to the call"), blank=True, validators=[WEB_ADDRESS])
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    chair = models.ForeignKey(PERSON, verbose_name=_("chair"), **NOBODY_YET)
    minute_taker = models.ForeignKey(PERSON, verbose_name=_("minute-taker"), **NOBODY_YET)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    current_item = models.ForeignKey("AgendaItem", models.SET_NULL, null=True, blank=True, related_name="+")
    interests = models.TextField(_("declared interests"), blank=True)
    previous_minutes = models.CharField(
        _("minutes of the previous meeting"), max_length=10, choices=Previous, blank=True
    )
    previous_words = models.CharField(_("corrections to them"), max_length=500, blank=True)
    # The meeting whose issued minutes this one approved.
    approved = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="approvals"
    )
    minutes_due_on = models.DateField(null=True, blank=True)
    # Given when they are first issued, where the group numbers its minutes, and kept.
    minutes_number = models.CharField(max_length=20, blank=True, editable=False, default="", db_default="")
    clock_told = models.PositiveSmallIntegerField(default=0)
    # Set when the clock could not be read, so that it is not tried again every quarter of an hour.
    clock_rests_until = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(Document, models.RESTRICT, null=True, blank=True, related_name="meeting")
    issued_at = models.DateTimeField(null=True, blank=True)
    # Since when attendance, times, place or another fact differ from the last issued minutes.
    facts_unissued_since = models.DateTimeField(null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            *same_partnership("meeting", "body", "host", "document", "current_item", "approved"),
            models.CheckConstraint(
                condition=models.Q(approved=None) | ~models.Q(previous_minutes=""),
                name="approved_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None)
                | models.Q(started_at=None)
                | models.Q(ended_at__gte=models.F("started_at")),
                name="meeting_times",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="issued") | models.Q(issued_at__isnull=False),
                name="issued_has_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(online_url="") | models.Q(online_url__iregex="^https?://[^[:space:]]+$"),
                name="online_url_is_web",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "-starts_at"], name="meeting_by_date"),
            models.Index(
                fields=["approved", "state"],
                condition=models.Q(approved__isnull=False),
                name="meeting_approves",
            ),
            words_index("title", "goal", name="meeting_words"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes_planned)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def day(self) -> date:
        """The day of the meeting where it is held: the day it began when it was held earlier than planned."""
        return day_of(min(self.starts_at, self.started_at or self.starts_at), self.zone)

    @property
    def when(self) -> str:
        """Its time where it is held, and for whom the clock shows another one also the name of the zone and their own."""
        with timezone.override(self.zone):
            there = f"{dates.moment(self.starts_at)}–{dates.clock(self.ends_at)}"
        if not dates.other_zone(self.starts_at, self.zone):
            return there
        names = {"there": there, "zone": self.timezone, "here": dates.moment(self.starts_at)}
        return _("%(there)s (%(zone)s; for you %(here)s)") % names

    @property
    def begins(self) -> str:
        """In a few words when it begins where it is held, with the name of the zone for whom the clock shows another time."""
        with timezone.override(self.zone):
            there = dates.moment(self.starts_at)
        return f"{there} ({self.timezone})" if dates.other_zone(self.starts_at, self.zone) else there

    @property
    def is_issued(self) -> bool:
        return self.state == self.State.ISSUED

    @property
    def last_issued_at(self) -> datetime | None:
        """When the version of the minutes that holds now was issued."""
        return self.document.versions.values_list("issued_at", flat=True).first() if self.document else None


@track()
class AgendaItem(models.Model):
    class Purpose(models.TextChoices):
        INFORM = "inform", _("inform")
        DISCUSS = "discuss", _("discuss")
        DECIDE = "decide", _("decide")
        PARTNERSHIP = "on", _("how we work together")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("item"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose, default=Purpose.DISCUSS)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10, validators=[MaxValueValidator(600)])
    presenter = models.ForeignKey(
        Partner, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("brought by")
    )
    # The yearly question whether the purpose still holds.
    is_purpose = models.BooleanField(default=False, db_default=False, editable=False)
    # When the room came to it; from this it is known how far behind the meeting runs.
    begun_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = same_partnership("agenda_item", "meeting", "presenter")

    def __str__(self):
        return self.title


@track()
class Attendance(models.Model):
    class State(models.TextChoices):
        PRESENT = "present", _("Present")
        PARTLY = "partly", _("Partly")
        APOLOGIES = "apologies", _("Apologies")
        ABSENT = "absent", _("Absent")
        OBSERVER = "observer", _("Observer")

    class Expected(models.TextChoices):
        COMING = "coming", pgettext_lazy("answer to an invitation", "Coming")
        APOLOGIES = "apologies", pgettext_lazy("answer to an invitation", "Can’t come")

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="attendance", verbose_name=_("person"))
    partner = models.ForeignKey(
        Partner,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="attendance",
        verbose_name=_("organisation"),
    )
    # Empty until somebody recorded it: nobody is present or absent by default.
    state = models.CharField(_("attendance"), max_length=10, choices=State, blank=True)
    from_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("from item")
    )
    capacity = models.CharField(max_length=10, blank=True)
    # What the person said beforehand, when asked; no answer stays no answer.
    asked_at = models.DateTimeField(null=True, blank=True)
    expected = models.CharField(max_length=10, choices=Expected, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    replacement = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["person__sort_name", "pk"]
        constraints = [
            *same_partnership("attendance", "meeting", "partner", "from_item"),
            models.CheckConstraint(
                condition=models.Q(expected="", answered_at=None)
                | (~models.Q(expected="") & models.Q(answered_at__isnull=False)),
                name="expected_has_a_moment",
            ),
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
        ]
        indexes = [
            # How many partners were there is counted for each meeting of a list.
            models.Index(
                fields=["meeting", "partner"],
                condition=models.Q(state__in=["present", "partly"]),
                name="attendance_here",
            ),
        ]


class Invitation(models.Model):
    """One round of mails about a meeting to come: the invitation, a change of it, or word that it is off."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    number = models.PositiveSmallIntegerField()
    # The same in all rounds: by it calendars know the meeting again.
    uid = models.UUIDField(default=uuid.uuid4)
    # Title, time and place as they were told; what differs from them is a change to send.
    told = models.JSONField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["number"]
        constraints = [
            *same_partnership("invitation", "meeting"),
            models.UniqueConstraint(fields=["meeting", "number"], name="invitation_round_once"),
        ]
