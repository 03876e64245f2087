"""A page's bare page: the least that the same answer costs with the same sign-in, statements and markup.

Our own session, person and access code; every further statement of the page, as it was sent, through a cursor;
its HTML from one template over plain values, without translations, addresses or filters worked out anew.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.translation import trans_real

from partnerships.access import get_partnership
from partnerships.correspondence.views.links import with_link

TAG = re.compile(r"(<[^>]*>)")
WORKED_OUT = re.compile(r'\b(href|action|value|id|for|datetime|title|aria-label|aria-labelledby)="([^"]+)"')


@dataclass
class Bare:
    """What the bare view answers with: statements of (SQL, parameters), a template and its values."""

    slug: str = ""
    statements: list = field(default_factory=list)
    template: object = None
    values: dict = field(default_factory=dict)


shown = Bare()


def signed_in(request):
    """The bare page of somebody who is signed in, of a partnership's page when it has one."""
    if request.user.is_authenticated and shown.slug:
        get_partnership(request.user, shown.slug)
    return _answer(request)


@with_link
def linked(request, link, token):
    """The bare page of a mailed link."""
    return _answer(request)


urlpatterns = [
    path("bare/", signed_in),
    path("l/<str:token>/bare/", linked),
    path("", include("backbone.urls")),
]


def show(client, address, slug, page):
    """Let the bare address answer as this page did; returns the bare address.

    page: bytes. The statements are those of one more request, without those that sign-in and access send.
    """
    bare = f"{address}bare/" if address.startswith("/l/") else "/bare/"
    shown.slug, shown.statements = slug, []
    shown.template, shown.values = template_of("")
    own = Counter(sql for sql, _parameters in _sent(client, bare))
    for sql, parameters in _sent(client, address):
        if own[sql]:
            own[sql] -= 1
        else:
            shown.statements.append((sql, parameters))
    shown.template, shown.values = template_of(page.decode())
    return bare


def template_of(page):
    """A template that writes this HTML, and its values: what a page works out is a value, what it says of itself is not."""
    values = {}

    def value(text):
        name = f"v{len(values)}"
        values[name] = html.unescape(text)
        return "{{ " + name + " }}"

    constant = _constant_words()
    parts = []
    for part in TAG.split(page):
        if part.startswith("<"):
            part = WORKED_OUT.sub(lambda found: f'{found[1]}="{value(found[2])}"', part)
        elif part.strip() and html.unescape(part.strip()) not in constant:
            part = value(part)
        parts.append(part.replace("{%", "{ %"))
    return engines["django"].from_string("".join(parts)), values


def _constant_words():
    """The catalogue's words: a template would have them as they are."""
    words = trans_real.translation("en")._catalog
    keys = (key[0] if isinstance(key, tuple) else key for key, _words in words.items())
    return {str(key).rpartition("\x04")[2] for key in keys}


def _sent(client, address):
    """The (SQL, parameters) that a request sends."""
    sent = []

    def note(execute, sql, parameters, many, context):
        sent.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        client.get(address)
    return sent


def _answer(request):
    with connection.cursor() as cursor:
        for sql, parameters in shown.statements:
            cursor.execute(sql, parameters)
            if cursor.description:
                cursor.fetchall()
    return HttpResponse(shown.template.render(shown.values))
