"""ROI stories: facts and figures made into something a partner can tell."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backbone.pages.bounded import first_rows
from backbone.pages.form_pages import show_form
from impact import stories
from impact.access import get_story
from impact.forms import StoryForm
from impact.models import Story
from partnerships.access import get_partnership
from partnerships.views.removals import remove

FORM = ["GET", "HEAD", "POST"]
CITED_SHOWN = 30


@require_safe
def story(request: Any, pk: int) -> HttpResponse:
    """A story as its readers see it, each cited figure with its source and what became of it since."""
    row = get_story(request.user, pk)
    context = {
        "partnership": row.partnership,
        "nav": "impact",
        "story": row,
        "citations": first_rows(stories.citations(row), request.GET, "page", CITED_SHOWN),
        "citable": stories.citable(row) if row.partnership.access.coordinate else [],
    }
    return render(request, "impact/story.html", context)


@require_http_methods(FORM)
def story_new(request: Any, slug: str) -> HttpResponse | None:
    """Write a story; what the partnership has already said is there to begin with."""
    partnership = get_partnership(request.user, slug, "coordinate")
    row = Story(partnership=partnership, by=request.user, **stories.known(partnership))
    return _edit(request, row, _("Write a story"))


@require_http_methods(FORM)
def story_edit(request: Any, pk: int) -> HttpResponse | None:
    """Change a story; issued reports keep the words they were issued with."""
    return _edit(request, get_story(request.user, pk, "coordinate"), _("Edit the story"))


@require_POST
def story_removal(request: Any, pk: int) -> HttpResponse:
    """Remove a story that no issued report tells."""
    row = get_story(request.user, pk, "coordinate")
    back = reverse("impact", args=[row.partnership.slug])
    return remove(request, row, back=back, page=reverse("story", args=[pk]))


@require_POST
def citations(request: Any, pk: int) -> HttpResponse:
    """Cite a figure, with the value it has now; or take a citation out."""
    row = get_story(request.user, pk, "coordinate")
    stories.cite(row, request.POST.get("measurement", ""), take_out="take_out" in request.POST)
    return redirect("story", row.pk)


def _edit(request, row, title):
    form = StoryForm(request.POST or None, instance=row, partnership=row.partnership)
    if request.method == "POST" and form.is_valid() and (saved := form.save_or_conflict()):
        messages.success(request, _("Story saved."))
        return redirect("story", saved.pk)
    page = {
        "title": title,
        "kicker": _("Impact"),
        "lead": _(
            "Short: what a partner can say in two minutes. A person’s words need their consent, with its date."
        ),
        "submit": _("Save the story"),
        "back": reverse("story", args=[row.pk]) if row.pk else reverse("impact", args=[row.partnership.slug]),
        "nav": "impact",
        "removal": reverse("story_removal", args=[row.pk]) if row.pk else "",
    }
    return show_form(request, form, row.partnership, **page)
