"""What of the results is found by its words: stories."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backbone.database.search import has_words
from backbone.registered.searched import Hit, Searched
from impact.models import Story


def _stories(person, where, words):
    found = Story.objects.filter(has_words(words, "title", "need", "what_changed"), partnership__in=where)
    return found.select_related("partnership").order_by("-created_at", "pk")


def _hit(row):
    return Hit(row.title, reverse("story", args=[row.pk]), str(row.partnership))


KINDS = [Searched("stories", _("ROI stories"), _stories, _hit, 90)]
