"""Every kind of document has a structure tree that a screen reader can follow."""

from collections import Counter

import pytest

from backbone.paper import pdf, structure
from impact.models import Report
from impact.reports import issue_report
from meetings.minutes import issuing
from meetings.models import Meeting
from partnerships.agreements import writing
from tests.walks.paper.structure import faults
from workplans import printing


def a_pdf(body):
    return pdf.render(
        f'<!doctype html><html lang="en"><head><title>x</title></head><body>{body}</body></html>'
    )


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>One</li></ul><table><tr><th>a</th><td>b</td></tr></table>",
        "<h2>One</h2><h3>Two</h3>",
        "<dl><div><dt>a</dt><dd>b</dd></div><div><dt>c</dt><dd>d</dd><dd>e</dd></div></dl>",
    ],
)
def test_it_is_put_right(body):
    assert faults(a_pdf(body)) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", {"/Div in /L", "/LI in /Div"}),
        ("<h2>One</h2>", {"/H2 in /H2"}),
    ],
)
def test_without_that_the_walk_finds_what_is_wrong(body, found, monkeypatch):
    monkeypatch.setattr(structure, "put_right", lambda document, pdf: None)
    assert set(faults(a_pdf(body))) == found


@pytest.mark.django_db
def test_no_element_stands_where_it_must_not(world):
    by, meeting = world.people["coordinator"], world.one(Meeting, state="closed")
    versions = [
        issuing.issue(meeting, number=1, to=[by.pk], by=by)[0],
        writing.issue(writing.agreement_of(world.of), by=by),
        issue_report(world.one(Report), by),
        printing.issue_plan(world.of, by),
    ]
    found = {str(version.document): Counter(faults(pdf.render(version.html))) for version in versions}
    assert {name: dict(wrong) for name, wrong in found.items() if wrong} == {}
