"""How a partnership shows itself: its logo, letterhead and public page, and the words that it uses."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backbone.database.fields import same_partnership, sort_key
from backbone.database.history import track
from backbone.database.search import words_index
from partnerships.attachments.models import AttachedFile
from partnerships.models import Partnership


@track()
class Identity(models.Model):
    """What stands on letters and on the public page; a partnership without a row has nothing of it."""

    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="identity")
    letterhead = models.TextField(
        _("address lines"),
        blank=True,
        max_length=400,
        help_text=_("Street, town, telephone, website: as they stand at the top of a letter."),
    )
    about = models.TextField(
        _("a paragraph about us"),
        blank=True,
        max_length=1200,
        help_text=_("For whoever writes about the partnership. Ready to be copied."),
    )
    credit = models.CharField(
        _("how to credit"),
        blank=True,
        max_length=300,
        help_text=_("The line that stands below what the partnership made or paid for."),
    )
    is_public = models.BooleanField(
        _("show the public page"),
        default=False,
        db_default=False,
        help_text=_("Anybody who has its address can read it then, without signing in."),
    )
    is_indexed = models.BooleanField(_("search engines may list it"), default=False, db_default=False)
    contact_name = models.CharField(pgettext_lazy("public page", "whom to ask"), blank=True, max_length=120)
    contact_address = models.EmailField(pgettext_lazy("public page", "their email address"), blank=True)
    published = models.TextField(
        _("what else you publish"),
        blank=True,
        max_length=20_000,
        help_text=_("Shown below the partners. Headings with ##, lists with -, links as [word](address)."),
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "identities"

    def __str__(self):
        return str(self.partnership)


@track()
class Logo(AttachedFile):
    """A partnership's logo as it was uploaded; `upload.picture` is what pages, mails and documents show."""

    class Meta(AttachedFile.Meta):
        constraints = [
            *same_partnership("logo", "upload"),
            models.UniqueConstraint("partnership", name="logo_one"),
        ]


@track()
class Word(models.Model):
    """A word of the partnership with what it means there."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="words")
    word = models.CharField(_("word"), max_length=80)
    meaning = models.CharField(_("what it means here"), max_length=500)
    revision = models.PositiveIntegerField(default=0)
    sort_word = sort_key("word")

    class Meta:
        ordering = ["sort_word", "pk"]
        constraints = [
            *same_partnership("word"),
            models.UniqueConstraint(
                "partnership",
                Lower("word"),
                name="word_once",
                violation_error_message=_("This word is in the list already."),
            ),
        ]
        indexes = [words_index("word", "meaning", name="word_words")]

    def __str__(self):
        return self.word

    def get_absolute_url(self) -> str:
        """Where it is read."""
        return f"{reverse('glossary', args=[self.partnership.slug])}#word-{self.pk}"
