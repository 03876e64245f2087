"""Who gets what from every address: the table that tests/walks/test_access.py holds against the URL resolver.

Statuses are for one request each, on the demo's coffee partnership, as its own people and as others:
a visitor, an outsider (coordinator of another partnership), a partner's representative, an observer,
leadership, the coordinator and an administrator.
"""

from itertools import chain

from django.urls import URLPattern, get_resolver

from tests.access_table import backbone, impact, meetings, partnerships, workplans


def addresses(resolver=None, prefix=""):
    """(name, names of its parameters) of every address, ours and our libraries'."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name, tuple(entry.pattern.regex.groupindex)
        else:
            yield from addresses(entry)


# What a button sends along where an empty form means nothing.
SENT = {
    "attendance_rest": {"state": "present"},
    "line_day": {"day": "2026-12-11"},
    "line_kind": {"kind": "note"},
    "link_language": {"language": "nl"},
    "link_mail_preference": {"mail_preference": "each"},
    "link_task_answer": {"answer": "done", "evidence": "A list"},
    "link_milestone_answers": {"answer": "holds"},
    "person_role": {"kind": "leader"},
}


def rows():
    """(method, name, policy) of each row of the table."""
    # The frame last: signing out is among it.
    tables = chain.from_iterable(app.TABLE for app in (partnerships, workplans, meetings, impact, backbone))
    return [(method, name, statuses) for method, statuses, names in tables for name in names.split()]
