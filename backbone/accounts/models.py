"""Person: anyone we know, with or without a way to sign in; the address book and the user model in one."""

from __future__ import annotations

import uuid
import zoneinfo
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.dispatch import Signal
from django.utils.crypto import salted_hmac
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.accounts import duties
from backbone.database.fields import sort_key
from backbone.database.hidden_signs import nothing_hides_in
from backbone.database.history import track
from backbone.database.search import words_index
from backbone.time.time_zones import zone_names

# Sent after the save, with the person and the zone of before.
zone_changed = Signal()
# Sent after the save, with the person whose address to sign in with or for mail is another now, and where mail went
# before.
address_changed = Signal()


class MailPreference(models.TextChoices):
    EACH = "each", _("An email for each event")
    DIGEST = "digest", _("One digest a day")
    NEEDED = "needed", _("Only what needs me to act")


class Way(models.TextChoices):
    """How somebody likes to be reached."""

    MAIL = "mail", pgettext_lazy("a way to reach somebody", "Email")
    PHONE = "phone", _("Phone")
    MESSENGER = "messenger", _("Messenger")
    LETTER = "letter", _("Letter")


def check_timezone(name: str) -> None:
    """Refuse a time zone this machine does not know."""
    if name not in zone_names():
        raise ValidationError(_("Choose a time zone such as Europe/Amsterdam."))


class Click(models.Model):
    """A form that was sent, for backbone.accounts.once; while it is not done yet, a second click waits."""

    key = models.CharField(max_length=64, primary_key=True)
    is_done = models.BooleanField(default=True, db_default=True)
    location = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField(default=now, db_index=True)

    def __str__(self):
        return self.location


class PersonManager(BaseUserManager):
    def create_user(self, email: str | None = None, password: Any = None, **fields: Any) -> Person:
        """A person; without a password they sign in by a mailed code, without an address not at all."""
        person = self.model(email=self.normalise(email), **fields)
        person.set_password(password) if password else person.set_unusable_password()
        person.save()
        return person

    @staticmethod
    def normalise(email: str) -> str:
        """The stored form of an address: stripped, lower case, or None."""
        return (email or "").strip().lower() or None

    def get_by_natural_key(self, email: str) -> Person:
        return self.get(email=self.normalise(email))

    def zones_in_use(self) -> list[str]:
        """The time zones that most people here have, the most usual first."""
        rows = self.order_by().values_list("timezone").annotate(people=models.Count("pk"))
        return [zone for zone, _people in rows.order_by("-people", "timezone")[:5]]

    def with_address(self, email: str) -> Person | None:
        """The one person who signs in with this address, or None."""
        email = self.normalise(email)
        return self.filter(email=email).first() if email else None


@track(exclude=["password", "last_login", "sign_in_epoch"])
class Person(AbstractBaseUser):
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("sign-in address"), unique=True, null=True, blank=True)
    contact_email = models.EmailField(
        _("contact address"), blank=True, help_text=_("Email goes here instead; it may be a shared mailbox.")
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    salutation = models.CharField(
        _("form of address"),
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text=_("As a letter begins, such as “Dear Dr Okello”."),
    )
    # Empty: nobody has said.
    reached_by = models.CharField(
        _("prefers"), max_length=10, choices=Way, blank=True, default="", db_default=""
    )
    shows_address = models.BooleanField(_("my address"), default=False, db_default=False)
    shows_phone = models.BooleanField(_("my phone number"), default=False, db_default=False)
    language = models.CharField(
        _("language"), max_length=2, choices=[("en", "English"), ("nl", "Nederlands")], default="en"
    )
    timezone = models.CharField(
        _("time zone"), max_length=64, default="Europe/Amsterdam", validators=[check_timezone]
    )
    mail_preference = models.CharField(
        _("email"), max_length=8, choices=MailPreference, default=MailPreference.EACH
    )
    next_digest_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Where we have these details from.")
    )
    review_on = models.DateField(_("check again on"), null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    # Since then nothing says who this was.
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Counted up when address or second step change: sessions of before end.
    sign_in_epoch = models.PositiveIntegerField(default=0, db_default=0)
    revision = models.PositiveIntegerField(default=0)
    sort_name = sort_key("name")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=None) | models.Q(email=Lower("email")), name="person_email_lower"
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="person_email_not_empty"),
            models.CheckConstraint(
                condition=models.Q(reached_by__in=["", "mail", "phone", "messenger", "letter"]),
                name="person_reached_by",
            ),
        ]
        indexes = [
            models.Index(fields=["next_digest_at"], name="person_next_digest"),
            models.Index(fields=["sort_name", "id"], name="person_by_name"),
            models.Index(
                fields=["id"],
                condition=models.Q(email=None, contact_email=""),
                name="person_without_address",
            ),
            words_index("name", name="person_words"),
        ]
        triggers = [nothing_hides_in("name")]

    def __str__(self):
        return self.name or self.email or str(_("a person without a name"))

    @classmethod
    def from_db(cls, db: str, field_names: list[str], values: tuple) -> Person:
        """The row, which knows in which zone and with which addresses it was found."""
        person = super().from_db(db, field_names, values)
        person.zone_before = person.__dict__.get("timezone")
        if {"email", "contact_email"} <= person.__dict__.keys():
            person.addresses_before = person.email, person.contact_email
        return person

    def save(self, **kwargs: Any) -> None:
        """Save; whoever keeps a moment of this person's day hears of another zone, and who mails them of an address."""
        super().save(**kwargs)
        before, self.zone_before = getattr(self, "zone_before", None), self.timezone
        if before not in (None, self.timezone):
            zone_changed.send(Person, person=self, before=zoneinfo.ZoneInfo(before))
        now = self.email, self.contact_email
        had, self.addresses_before = getattr(self, "addresses_before", now), now
        if had != now:
            email, contact_email = had
            address_changed.send(Person, person=self, before=contact_email or email or "")

    def clean(self) -> None:
        self.email = Person.objects.normalise(self.email)

    def _get_session_auth_hash(self, secret=None):
        """What a session must carry to go on; another password ends it too."""
        whole = super()._get_session_auth_hash(secret)
        if not self.sign_in_epoch:
            return whole
        return salted_hmac(
            "backbone.accounts.epoch", f"{self.sign_in_epoch}:{whole}", secret=secret
        ).hexdigest()

    @property
    def mail_address(self) -> str:
        """Where mail for this person goes; empty when there is no way to reach them by mail."""
        return self.contact_email or self.email or ""

    @property
    def zone(self) -> ZoneInfo:
        return zoneinfo.ZoneInfo(self.timezone)

    @cached_property
    def standing(self) -> Any:
        """What this person is now, and where; asked once, and a request fetches its person anew."""
        return duties.standing(self)

    @property
    def duties(self) -> frozenset[str]:
        """The kinds of role this person has now, somewhere: administrator and coordinator bring duties."""
        return self.standing.kinds

    @property
    def is_administrator(self) -> bool:
        """Whether this person takes care of the installation."""
        return duties.ADMINISTRATOR in self.duties


class AddressProposal(models.Model):
    """Another address that somebody proposes for a person; it is theirs once the code mailed there was typed.

    Typed by somebody who is not signed in as the person, it waits some days for an objection from the old address.
    """

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in"
        CONTACT = "contact"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="address_proposals")
    kind = models.CharField(max_length=8, choices=Kind)
    address = models.EmailField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # A keyed hash; the code itself stands in the mail alone.
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["sign_in", "contact"]), name="address_proposal_kind"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(settled_at=None),
                name="address_proposed_once",
            ),
        ]

    def __str__(self):
        return self.address
