"""The pieces that pages are made of; every template has them without {% load %}."""

import datetime

import heroicons
from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from backbone import numbers
from backbone.database.query_once import count_all
from backbone.pages import markup, partnership_colour
from backbone.pages.click_mark import MarkedCsrfTokenNode
from backbone.panels import registry
from backbone.time import dates

register = template.Library()


@register.tag
def csrf_token(parser, token):
    """Django's hidden field, and the one by which two clicks are known for one."""
    return MarkedCsrfTokenNode()


# Dates, numbers, text


def _of_day(write):
    return lambda value: write(value) if isinstance(value, datetime.date) else ""


def _of_moment(write):
    return lambda value: write(value) if isinstance(value, datetime.time | datetime.datetime) else ""


for name, write in (
    ("short", dates.short),
    ("weekday", dates.weekday),
    ("long", dates.long),
    ("wordy", dates.in_words),
):
    register.filter(f"{name}_date", _of_day(write))
register.filter("clock", _of_moment(dates.clock))
register.filter("moment", _of_moment(dates.moment))


@register.filter
def number(value, decimals=None):
    """`{{ 3180|number }}` → 3,180; empty for None."""
    return "" if value is None else numbers.number(value, decimals)


@register.filter
def money(amount, currency="EUR"):
    """`{{ amount|money:currency }}` → € 412,000; empty for None."""
    return "" if amount is None else numbers.money(amount, currency)


@register.filter
def percent(share):
    """`{{ 0.35|percent }}` → 35 %; empty for None."""
    return "" if share is None else numbers.percent(share)


@register.filter
def markdown(text):
    """Markdown that somebody typed, as harmless HTML."""
    return markup.to_html(text)


@register.filter
def iso(day):
    """A day or moment for `datetime=` and `value=`."""
    return day.isoformat() if day else ""


# Marks


@register.simple_tag
def state(kind, word):
    """Word + shape + colour: done, good, part, open, risk, late, dropped, quiet."""
    return format_html('<span class="state state--{}">{}</span>', kind, word)


@register.simple_tag
def beads(items, label):
    """A history in the width of a word; `label` is the sentence read aloud."""
    marks = format_html_join("", '<i class="{}"></i>', ((kind,) for kind in items))
    return format_html('<span class="beads" role="img" aria-label="{}">{}</span>', label, marks)


@register.simple_tag
def bead(kind, label=""):
    """One mark by itself, in a list of people for example."""
    return beads([kind], label)


@register.simple_tag
def mark(partnership):
    """The partnership's initials in its colour; decoration beside its name."""
    return format_html(
        '<span class="mark" aria-hidden="true">{}</span>', partnership_colour.initials(partnership.name)
    )


@register.filter
def initials(name):
    """`Uganda Coffee Platform` → UC."""
    return partnership_colour.initials(name)


@register.simple_tag
def icon(name):
    """A small Heroicon that stands beside a word, never instead of one."""
    return mark_safe(heroicons._render_icon("mini", str(name), 18, {"class": "icon", "aria-hidden": "true"}))


# Pieces with a template


@register.inclusion_tag("ui/spine.html")
def spine(items, label="", kind="ol"):
    """A line with marks for what runs in time; items have title, url, meta, state, current."""
    return {"items": items, "label": label, "kind": kind}


@register.inclusion_tag("ui/empty.html")
def empty(title, text="", url="", label=""):
    """An empty list: the practice in one sentence, and the first step."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context, page_obj):
    """Earlier and later pages of a list, other parameters of the address kept."""
    return {"page_obj": page_obj, "request": context.get("request")}


@register.inclusion_tag("ui/needs.html")
def need_rows(needs):
    """The "Needs you" list."""
    return {"needs": needs}


@register.inclusion_tag("ui/chart.html")
def chart(chart, caption=""):
    """A chart of backbone.paper.charts with its numbers behind "Show the numbers"."""
    return {"chart": chart, "caption": caption}


@register.simple_block_tag(takes_context=True)
def dialog(context, content, id, title):
    """`{% dialog "end-role" _("End this role") %}…{% enddialog %}`, opened by `data-dialog="end-role"`."""
    page = context.template.engine.get_template("ui/dialog.html")
    return page.render(template.Context({"id": id, "title": title, "content": content}))


@register.simple_tag(takes_context=True)
def panels(context, pairs):
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
def form(context, form, submit=None, cancel="", action="", draft="", danger=False):
    """A whole form; `cancel` is an address, `draft` a key under which what is typed is kept in the browser."""
    return {
        "form": form,
        "submit": submit or _("Save"),
        "cancel": cancel,
        "action": action,
        "draft": draft,
        "danger": danger,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_block_tag(takes_context=True)
def swap_form(context, content, url, target, css=""):
    """`{% swap_form url "#lines" %}…{% endswap_form %}`: a form that htmx sends; its answer takes `target`'s place.

    Without scripts it posts to the same address. `css` is its classes.
    """
    page = context.template.engine.get_template("ui/swap_form.html")
    own = {"content": content, "url": url, "target": target, "css": css}
    return page.render(template.Context({**own, "csrf_token": context.get("csrf_token")}))


@register.inclusion_tag("ui/form_head.html")
def form_errors(form):
    """The summary of what has to be put right, for a form that a page lays out itself."""
    return {"form": form}


@register.inclusion_tag("ui/field.html")
def field(field, wide=False):
    """Label, hint, field, error; for a conflicting row also the other text."""
    return {"field": field, "wide": wide}


@register.filter
def optional(field):
    """True when the label says that the field may stay empty."""
    boxes = ("checkbox", "checkboxselectmultiple", "radioselect")
    return not field.field.required and field.widget_type not in boxes


@register.filter
def theirs(field):
    """What somebody else saved in this field meanwhile: a dict with `text`, or None."""
    conflict = getattr(field.form, "conflict", None)
    if conflict is None or field.name not in conflict.texts:
        return None
    return {"text": conflict.texts[field.name]}


# The rail


@register.inclusion_tag("ui/rail_partnership.html", takes_context=True)
def partnership_rail(context, partnership):
    """The entries that apps registered for a partnership, the page's own marked."""
    access = getattr(partnership, "access", None)
    entries = [entry for entry in registry.sorted("nav") if access and entry.visible(access)]
    counts = count_all({entry.key: entry.counted(partnership) for entry in entries if entry.counted})
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
def current_page(context, url):
    """`aria-current` for a link of the rail that leads to this page."""
    path = getattr(context.get("request"), "path", None)
    return mark_safe(' aria-current="page"') if url and path == url else ""
