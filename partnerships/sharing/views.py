"""Choosing what is shared with the partnership above, and what came up from those below."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from backbone.numbers import number
from backbone.pages.bounded import first_rows
from backbone.panels import registry, shown
from backbone.typed_text import clean_text
from partnerships.access import access_to, get_partnership
from partnerships.sharing import choosing
from partnerships.sharing.forms import AT_ONCE, Ticks

LONGEST_WORDS = 120


@require_http_methods(["GET", "HEAD", "POST"])
def shared_upward(request: Any, slug: str) -> HttpResponse:
    """All rows of a kind that may be shared with the parent, ticked or not; a save changes what stands on the page."""
    child = get_partnership(request.user, slug, "look_back")
    kind = choosing.kind_called(request.GET.get("kind", ""))
    if request.method == "POST":
        _save(request, child, kind)
        return redirect(request.get_full_path())
    words = clean_text(request.GET.get("q", "")).strip()[:LONGEST_WORDS]
    context = {
        "partnership": child,
        "kind": kind,
        "kinds": _kinds(child),
        "words": words,
        "page": _offered(request, child, kind, words) if child.parent_id else None,
        "panels": shown(registry.sorted("upward_page"), partnership=child, person=request.user),
        "nav": "overview",
    }
    return render(request, "sharing/shared_upward.html", context)


def _save(request, child, kind):
    ticks = Ticks(request.POST)
    chosen = {"parent": ticks.parent, "share": ticks.share, "stop": ticks.stop}
    try:
        n = choosing.choose(child, kind, by=request.user, **chosen)
    except choosing.OtherParent:
        words = _("It is not part of that partnership any more, so nothing was changed. Look at it again.")
        messages.error(request, words)
        return
    said = ngettext("Saved: %(n)s row changed.", "Saved: %(n)s rows changed.", n) % {"n": number(n)}
    messages.success(request, said)


def _kinds(child):
    counts = choosing.counts(child) if child.parent_id else {}
    return [(kind, counts.get(kind.key, 0)) for kind in registry.sorted("shared_upward")]


def _offered(request, child, kind, words):
    """A page of rows, each with its line and whether it is shared."""
    rows = kind.rows([child.pk])
    page = first_rows(kind.find(rows, words) if words else rows, request.GET, "page", AT_ONCE)
    found = list(page)
    lines, ticked = kind.lines(found), choosing.shared_keys(child, kind, found)
    page.offered = [(row.pk, lines[row.pk], row.pk in ticked) for row in found]
    return page


@require_safe
def children(request: Any, slug: str) -> HttpResponse:
    """What came up from the partnerships that are part of this one, as it is now."""
    parent = get_partnership(request.user, slug, "see")
    page = first_rows(choosing.came_up(parent), request.GET, "page", AT_ONCE)
    below = first_rows(parent.children.order_by("sort_name", "pk"), request.GET, "below")
    context = {
        "partnership": parent,
        "page": page,
        "groups": _by_child(list(page), request.user),
        "below": [(child, access_to(request.user, child).see) for child in below],
        "below_page": below,
        "panels": shown(registry.sorted("children_page"), partnership=parent, person=request.user),
        "nav": "overview",
    }
    return render(request, "sharing/children.html", context)


def _by_child(page, person):
    """[(child, whether the reader takes part in it, {a kind's name: its rows with their lines})], in order."""
    lines, groups = choosing.lines_of(page), {}
    names = {kind.key: kind.label for kind in registry.shared_upward}
    for one in page:
        if one.pk in lines:
            kinds = groups.setdefault(one.partnership, {})
            kinds.setdefault(names[one.kind], []).append((one, lines[one.pk]))
    return [(child, access_to(person, child).see, kinds) for child, kinds in groups.items()]
