"""What proves an acceptance: scans, and what was mailed and typed at that moment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from pgtrigger import Before, Delete, F, Insert, Protect, Q, ReadOnly, Trigger, Update

from backbone.database.fields import same_partnership
from backbone.database.history import track
from partnerships.attachments.models import AttachedFile
from partnerships.models import Partnership
from partnerships.signing.models.acceptances import Acceptance
from partnerships.signing.models.rounds import SigningRound

PERSON = settings.AUTH_USER_MODEL


class AcceptanceEvidence(models.Model):
    """What was said by mail, as it was: no key to a person, so that it stays as long as the version."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    acceptance = models.OneToOneField(Acceptance, models.CASCADE, related_name="evidence")
    address = models.CharField(_("from the address"), max_length=254)
    moment = models.DateTimeField(default=now)
    sha256 = models.CharField(max_length=64)
    said_by = models.CharField(_("said by"), max_length=120)
    # The mailbox belongs to more than one person.
    is_shared = models.BooleanField(default=False)
    # Or to somebody who coordinated here at that moment: with the code it is the partner's own act, and it is said.
    from_coordinator = models.BooleanField(default=False)

    class Meta:
        constraints = [*same_partnership("evidence", "acceptance")]
        triggers = [
            Protect(name="evidence_stays", operation=Delete),
            # Its row may become another's when two partners turn out to be one; what was said never changes.
            ReadOnly(
                name="evidence_unchanged",
                fields=["address", "moment", "sha256", "said_by", "is_shared", "from_coordinator"],
            ),
        ]

    def __str__(self):
        return self.address


class AcceptanceCode(models.Model):
    """A code that was mailed to confirm an acceptance: only its digest is kept, and the words that it was sent for."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="codes")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    address = models.CharField(max_length=254)
    digest = models.CharField(max_length=128)
    # Of the form, until the code is used, or goes: whoever comes back from the mail finds them.
    said = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField(default=now)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [*same_partnership("accept_code", "acceptance")]

    def __str__(self):
        return self.address


@track()
class SignedScan(AttachedFile):
    """A scan of what was signed: one signature, or the page of a ceremony with several."""

    round = models.ForeignKey(SigningRound, models.CASCADE, related_name="files")
    # Since its version is in force it stays, in the database too.
    is_kept = models.BooleanField(default=False)

    class Meta(AttachedFile.Meta):
        constraints = [*same_partnership("signed_scan", "round", "upload")]
        triggers = [
            # One that is added once its version is in force; whoever puts it in force meanwhile is waited for.
            Trigger(
                name="kept_when_in_force",
                operation=Insert,
                when=Before,
                declare=[("since", "date")],
                func="""
                    SELECT in_force_on INTO since FROM signing_signinground
                    WHERE id = NEW.round_id FOR KEY SHARE;
                    NEW.is_kept := NEW.is_kept OR since IS NOT NULL;
                    RETURN NEW;
                """,
            ),
            Protect(name="kept_scan_stays", operation=Delete, condition=Q(old__is_kept=True)),
            Protect(
                name="kept_scan_unchanged",
                operation=Update,
                condition=Q(old__is_kept=True)
                & (
                    Q(new__is_kept=False)
                    | Q(old__upload__df=F("new__upload"))
                    | Q(old__round__df=F("new__round"))
                ),
            ),
        ]


@track()
class ScanCover(models.Model):
    """A partner whose signature stands on a scan."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    scan = models.ForeignKey(SignedScan, models.CASCADE, related_name="covers")
    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="covers")

    class Meta:
        ordering = ["pk"]
        constraints = [
            *same_partnership("scan_cover", "scan", "acceptance"),
            models.UniqueConstraint(fields=["scan", "acceptance"], name="scan_covers_once"),
        ]

    def __str__(self):
        return f"{self.scan}, {self.acceptance}"
