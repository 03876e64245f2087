"""The partnering agreement and its clauses."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.database.fields import one_of, same_partnership
from backbone.database.history import track
from partnerships.documents.models import Document
from partnerships.models.partnership import Partnership

# How the key of a clause begins that comes from no pattern.
OWN = "own-"
# Of clauses, as the database knows them.
GROUPS = "who why what how sign"


@track()
class Agreement(models.Model):
    class Kind(models.TextChoices):
        PARTNERING = "partnering", _("Partnering agreement")
        COVENANT = "covenant", _("Covenant")
        MEMORANDUM = "memorandum", _("Memorandum")

    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="agreement")
    document = models.OneToOneField(Document, models.RESTRICT, related_name="agreement")
    kind = models.CharField(
        _("template"), max_length=10, choices=Kind, default=Kind.PARTNERING, db_default=Kind.PARTNERING
    )
    binding = models.BooleanField(_("legally binding"), default=False)
    review_on = models.DateField(_("check again on"), null=True, blank=True)
    end_on = models.DateField(_("ends on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            *same_partnership("agreement", "document"),
            one_of("kind", "partnering covenant memorandum", "agreement_kind"),
        ]


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
            one_of("group", GROUPS, "clause_group"),
        ]

    def __str__(self):
        return self.heading

    def get_absolute_url(self) -> str:
        return f"{reverse('agreement', args=[self.partnership.slug])}#clause-{self.key}"

    @property
    def is_own(self) -> bool:
        """Whether the partners wrote it themselves, so that no record and no standard wording is behind it."""
        return self.key.startswith(OWN)


@track()
class TemplateClause(models.Model):
    """How this installation words a clause of a template, or does without it; or a clause that it added.

    What has no row is as it was delivered. Agreements that have begun stay as they are.
    """

    kind = models.CharField(_("template"), max_length=10, choices=Agreement.Kind)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    key = models.CharField(max_length=40)
    group = models.CharField(_("where it stands"), max_length=4, choices=Clause.Group)
    heading = models.CharField(_("heading"), max_length=120)
    text = models.TextField(
        _("text"), max_length=6000, help_text=_("You can use Markdown for lists and emphasis.")
    )
    hint = models.TextField(
        _("for whoever writes it"), blank=True, max_length=500, help_text=_("Never printed.")
    )
    comes_left_out = models.BooleanField(
        _("comes left out"),
        default=False,
        help_text=_("New agreements have it only when somebody takes it in."),
    )
    is_dropped = models.BooleanField(
        _("not in this template"), default=False, help_text=_("New agreements begin without it.")
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language", "key"], name="template_clause_once"),
            one_of("kind", "partnering covenant memorandum", "template_clause_kind"),
            one_of("group", GROUPS, "template_clause_group"),
        ]

    def __str__(self):
        return self.heading
