"""The pieces that pages are made of; every template has them without {% load %}."""

import datetime
from typing import Any

import heroicons
from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from backbone import numbers, rail
from backbone.pages import markup, partnership_colour
from backbone.pages.bounded import neighbours
from backbone.pages.click_mark import MarkedCsrfTokenNode
from backbone.panels import registry
from backbone.time import dates

register = template.Library()
MOST_BEADS = 60


@register.tag
def csrf_token(parser: Any, token: Any) -> MarkedCsrfTokenNode:
    """Django's hidden field, and the one by which two clicks are known for one."""
    return MarkedCsrfTokenNode()


# Dates, numbers, text


def _is_moment(value):
    return isinstance(value, datetime.time | datetime.datetime)


def _write_day(write, value):
    # Templates hand on "" for a value that is missing, which is written as nothing.
    return write(value) if isinstance(value, datetime.date) else ""


@register.filter
def short_date(day: Any) -> str:
    """`{{ day|short_date }}` → 23 Nov, with the year when it is not this year; empty for what is no day."""
    return _write_day(dates.short, day)


@register.filter
def weekday_date(day: Any) -> str:
    """`{{ day|weekday_date }}` → Mon 23 Nov; empty for what is no day."""
    return _write_day(dates.weekday, day)


@register.filter
def long_date(day: Any) -> str:
    """`{{ day|long_date }}` → 23 November 2026; empty for what is no day."""
    return _write_day(dates.long, day)


@register.filter
def wordy_date(day: Any) -> str:
    """`{{ day|wordy_date }}` → Monday 23 November 2026; empty for what is no day."""
    return _write_day(dates.in_words, day)


@register.filter
def clock(value: Any) -> str:
    """`{{ starts_at|clock }}` → 14:00; empty for what is no time."""
    return dates.clock(value) if _is_moment(value) else ""


@register.filter
def moment(value: Any) -> str:
    """`{{ sent_at|moment }}` → Fri 11 Dec, 14:03; empty for what is no time."""
    return dates.moment(value) if _is_moment(value) else ""


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """`{{ 3180|number }}` → 3,180; empty for None."""
    return "" if value is None else numbers.number(value, decimals)


@register.filter
def money(amount: Any, currency: str = "EUR") -> str:
    """`{{ amount|money:currency }}` → € 412,000; empty for None."""
    return "" if amount is None else numbers.money(amount, currency)


@register.filter
def percent(share: Any) -> str:
    """`{{ 0.35|percent }}` → 35 %; empty for None."""
    return "" if share is None else numbers.percent(share)


@register.filter
def markdown(text: str) -> str:
    """Markdown that somebody typed, as harmless HTML."""
    return markup.to_html(text)


@register.filter
def iso(day: datetime.date | None) -> str:
    """A day or moment for `datetime=` and `value=`."""
    return day.isoformat() if day else ""


# Marks


@register.simple_tag
def state(kind: str, word: str) -> str:
    """Word + shape + colour: done, good, part, open, risk, late, dropped, quiet."""
    return format_html('<span class="state state--{}">{}</span>', kind, word)


@register.simple_tag
def beads(items: list[str], label: str) -> str:
    """A history in the width of a word; `label` is the sentence read aloud. Of very many the first, and how many more."""
    marks = format_html_join("", '<i class="{}"></i>', ((kind,) for kind in items[:MOST_BEADS]))
    more = f" +{len(items) - MOST_BEADS}" if len(items) > MOST_BEADS else ""
    return format_html('<span class="beads" role="img" aria-label="{}">{}{}</span>', label, marks, more)


@register.simple_tag
def bead(kind: str, label: str = "") -> str:
    """One mark by itself."""
    return beads([kind], label)


@register.simple_tag
def mark(partnership: Any) -> str:
    """The partnership's logo, or its initials in its colour; decoration beside its name."""
    if partnership.logo_address:
        return format_html('<img class="logo" src="{}" alt="">', partnership.logo_address)
    return format_html('<span class="mark" aria-hidden="true">{}</span>', initials(partnership.name))


@register.filter
def initials(name: str) -> str:
    """`Uganda Coffee Platform` → UC."""
    return partnership_colour.initials(name)


@register.simple_tag
def icon(name: str) -> str:
    """A small Heroicon that stands beside a word, never instead of one."""
    return mark_safe(heroicons._render_icon("mini", str(name), 18, {"class": "icon", "aria-hidden": "true"}))


# Pieces with a template


@register.inclusion_tag("ui/spine.html")
def spine(items: list, label: str = "", kind: str = "ol") -> dict:
    """A line with marks for what runs in time; items have title, url, meta, state, current."""
    return {"items": items, "label": label, "kind": kind}


@register.inclusion_tag("ui/empty.html")
def empty(title: str, text: str = "", url: str = "", label: str = "") -> dict:
    """An empty list: the practice in one sentence, and the first step."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: dict, page_obj: Any, place: str = "") -> dict:
    """Earlier and later pages of a list, other parameters of the address kept; `place` is the id to go on at."""
    addresses = neighbours(page_obj, context["request"].GET, place)
    return {"page_obj": page_obj, "place": place, "key": getattr(page_obj, "name", "page"), **addresses}


@register.inclusion_tag("ui/needs.html", takes_context=True)
def need_rows(context: dict, needs: Page, place: str) -> dict:
    """A page of "Needs you", each row with what the page that puts it off is told; `place` is the section's id."""
    request = context["request"]
    rows = [(need, _later(need, request.path)) for need in needs]
    return {"rows": rows, "opened": needs.paginator.object_list.opened, "place": place, "request": request}


def _later(need, here):
    return urlencode({"address": need.url, "state": need.state, "title": need.title[:120], "back": here})


@register.inclusion_tag("ui/chart.html")
def chart(chart: Any, caption: str = "") -> dict:
    """A chart of backbone.paper.charts with its numbers behind "Show the numbers"."""
    return {"chart": chart, "caption": caption}


@register.simple_block_tag(takes_context=True)
def dialog(context: dict, content: str, id: str, title: str) -> str:
    """`{% dialog "end-role" _("End this role") %}…{% enddialog %}`, opened by `data-dialog="end-role"`."""
    page = context.template.engine.get_template("ui/dialog.html")
    return page.render(template.Context({"id": id, "title": title, "content": content}))


@register.simple_tag(takes_context=True)
def panels(context: dict, pairs: list) -> str:
    """What `backbone.panels.shown()` returned, each in its own template; two halves stand side by side."""
    pieces, half = [], []
    for panel, own in [*pairs, (None, None)]:
        if half and (panel is None or panel.width != "half" or len(half) == 2):
            pieces.append(format_html('<div class="columns">{}</div>', mark_safe("".join(half))))
            half = []
        if panel:
            (half if panel.width == "half" else pieces).append(_panel(context, panel, own))
    return mark_safe("".join(pieces))


def _panel(context, panel, own):
    return render_to_string(panel.template, {**context.flatten(), **own}, context.get("request"))


# Forms


@register.inclusion_tag("ui/form.html", takes_context=True)
def form(context: dict, form: Any, submit: str | None = None, **how: Any) -> dict:
    """A whole form; `submit` is its button's word.

    cancel: an address; action: where it is sent, if not to its page; draft: a key under which what is typed is kept
    in the browser; danger: its button takes something away; another: it can be saved and shown again for one more
    """
    own = {"form": form, "submit": submit or _("Save"), "csrf_token": context.get("csrf_token")}
    return {**own, **{name: how.get(name, "") for name in FORM_WORDS}}


FORM_WORDS = ("cancel", "action", "draft", "danger", "another")


@register.simple_block_tag(takes_context=True)
def swap_form(context: dict, content: str, url: str, target: str, css: str = "") -> str:
    """`{% swap_form url "#lines" %}…{% endswap_form %}`: a form that htmx sends; its answer takes `target`'s place.

    Without scripts it posts to the same address. `css` is its classes.
    """
    page = context.template.engine.get_template("ui/swap_form.html")
    own = {"content": content, "url": url, "target": target, "css": css}
    return page.render(template.Context({**own, "csrf_token": context.get("csrf_token")}))


@register.inclusion_tag("ui/form_head.html")
def form_errors(form: Any) -> dict:
    """The summary of what has to be put right, for a form that a page lays out itself."""
    return {"form": form}


@register.inclusion_tag("ui/field.html")
def field(field: Any, wide: bool = False) -> dict:
    """Label, hint, field, error; for a conflicting row also the other text."""
    return {"field": field, "wide": wide}


@register.filter
def optional(field: Any) -> bool:
    """True when the label says that the field may stay empty."""
    boxes = ("checkbox", "checkboxselectmultiple", "radioselect")
    return not field.field.required and field.widget_type not in boxes


@register.filter
def theirs(field: Any) -> dict | None:
    """What somebody else saved in this field meanwhile: a dict with `text`, or None."""
    conflict = getattr(field.form, "conflict", None)
    if conflict is None or field.name not in conflict.texts:
        return None
    return {"text": conflict.texts[field.name]}


# The rail


@register.inclusion_tag("ui/rail_partnership.html", takes_context=True)
def partnership_rail(context: dict, partnership: Any) -> dict:
    """The entries that apps registered for a partnership, the page's own marked."""
    access = getattr(partnership, "access", None)
    entries = [entry for entry in registry.sorted("nav") if access and entry.visible(access)]
    counts = rail.counts(partnership, tuple(entry for entry in entries if entry.counted))
    rows = [(entry, entry.url(partnership), counts.get(entry.key) or None) for entry in entries]
    current = _current(context, rows)
    return {"partnership": partnership, "rows": [(*row, row[0].key == current) for row in rows]}


def _current(context, rows):
    """The page's `nav` key, or the entry whose address is the longest beginning of this page's."""
    if context.get("nav"):
        return context["nav"]
    path = getattr(context.get("request"), "path", "")
    fitting = [(len(url), entry.key) for entry, url, count in rows if path.startswith(url)]
    return max(fitting)[1] if fitting else None


@register.simple_tag(takes_context=True)
def current_page(context: dict, url: str) -> str:
    """`aria-current` for a link of the rail that leads to this page."""
    path = getattr(context.get("request"), "path", None)
    return mark_safe(' aria-current="page"') if url and path == url else ""
