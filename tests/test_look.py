"""The look: contrast of identities, markup, charts, documents, pieces, and forms that lose nothing."""

import re
import subprocess
import threading
import time
import zlib
from datetime import date

import pytest
from django import forms as django_forms
from django.db import connection
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe
from weasyprint.urls import FatalURLFetchingError

from backbone import assets, charts, dates, forms, identity, markup, numbers, pdf, pdf_renderer
from partnerships.models import Partner, Partnership
from tests import factories
from workplans.models import Objective

LIGHT_GROUNDS = ("#fcfbf9", "#ffffff")
DARK_GROUNDS = ("#14171c", "#1b1f26")


# Identity


@pytest.mark.parametrize(("dark", "grounds"), [(False, LIGHT_GROUNDS), (True, DARK_GROUNDS)])
def test_every_hue_is_legible_as_text_and_shape_and_under_the_mark(dark, grounds):
    for hue in range(360):
        tones = identity.tones(hue, dark)
        assert min(identity.contrast(tones.ink, ground) for ground in (*grounds, tones.soft)) >= 4.5, hue
        assert identity.contrast(tones.on, tones.ink) >= 4.5, hue


def test_contrast_agrees_with_the_published_extremes():
    assert identity.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert identity.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_plain_colours_of_pages_are_legible_in_light_and_dark():
    css = assets.stylesheet()
    found = dict(re.findall(r"--(\w+): (light-dark\([^)]+\))", css))
    for name in ("ink", "muted", "accent", "good", "warn", "bad"):
        light, dark = re.findall(r"#[0-9a-f]{6}", found[name])
        assert identity.contrast(light, LIGHT_GROUNDS[0]) >= 4.5, name
        assert identity.contrast(dark, DARK_GROUNDS[1]) >= 4.5, name
    light, dark = re.findall(r"#[0-9a-f]{6}", found["edge"])
    assert min(identity.contrast(light, "#fcfbf9"), identity.contrast(dark, "#1b1f26")) >= 3


def test_a_hue_has_a_public_stylesheet_that_caches_keep(client):
    answer = client.get("/identity/45.css")
    assert answer["Content-Type"] == "text/css"
    assert "public" in answer["Cache-Control"]
    assert "--identity:light-dark(" in answer.content.decode()


def test_a_hue_beyond_the_circle_has_no_stylesheet(client):
    assert client.get("/identity/360.css").status_code == 404


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Uganda Coffee Platform", "UC"),
        ("gezonde wijken", "GW"),
        ("Water", "W"),
        ("🌱", "•"),
        ("שלום עולם", "שע"),
    ],
)
def test_a_name_has_initials(name, mark):
    assert identity.initials(name) == mark


# Dates, numbers, text


def test_dates_are_short_and_carry_their_year_only_when_it_is_another():
    this_year = date.today().year
    assert dates.short(date(this_year, 12, 12)) == "12 Dec"
    assert dates.short(date(2019, 1, 30)) == "30 Jan 2019"
    with translation.override("nl"):
        assert dates.long(date(2026, 3, 1)) == "1 maart 2026"


def test_numbers_and_money_read_in_the_language():
    assert numbers.number(412000) == "412,000"
    assert numbers.money("412000") == "€\u00a0412,000"
    assert numbers.money("90.5", "USD") == "$90.50"
    with translation.override("nl"):
        assert numbers.number(3180.5) == "3.180,5"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](http://example.org/a.png)",
    '<a href="x" onclick="alert(1)">x</a>',
    "<style>body{display:none}</style>",
    "<svg><use href='http://example.org/#x'/></svg>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_becomes_plain_text(text):
    html = markup.to_html(f"before {text} after")
    tags = set(re.findall(r"<\s*(\w+)", html))
    assert tags <= {"p", "a"}
    assert not re.search(r'<a href="(?!https?:|mailto:)', html)
    assert "before" in html
    assert "after" in html


def test_markdown_keeps_its_lists_and_starts_below_the_page_s_headings():
    html = markup.to_html("# Head\n\n- one\n- **two**")
    assert "<h3>Head</h3>" in html
    assert "<strong>two</strong>" in html


# Charts


def test_markdown_of_any_length_is_set_in_good_time():
    began = time.process_time()
    html = markup.to_html("[" * 100_000 + "<script>")
    assert time.process_time() - began < 1
    assert html.startswith("<p>[[[")
    assert "&lt;script&gt;" in html


def test_a_line_breaks_where_nothing_was_measured_and_says_so():
    chart = charts.Line("Survival", [("Q1", 41), ("Q2", 45), ("Q3", None), ("Q4", 60), ("Q5", 63)], unit="%")
    assert chart.svg.count("<polyline") == 2
    assert "no data" in chart.svg
    assert ("Q3", "no data") in chart.rows


@pytest.mark.parametrize(
    "chart",
    [
        charts.Line("<b>", [("<i>", 1), ("<u>", 2)], unit="<s>", target=3, baseline=0),
        charts.Line("empty", []),
        charts.Line("none", [("a", None)]),
        charts.Line("one", [("a", 0)]),
        charts.Spark("spark", [None, 3, 3], target=5),
    ],
)
def test_a_chart_has_a_title_and_lets_no_markup_through(chart):
    assert f"<title>{chart.title}</title>".replace("<b>", "&lt;b&gt;") in chart.svg
    assert not set(re.findall(r"<(\w+)", chart.svg)) - {
        "svg",
        "title",
        "line",
        "polyline",
        "circle",
        "text",
    }
    assert "nan" not in chart.svg


# Documents


@pytest.fixture(scope="module")
def document():
    partnership = Partnership(name="Coffee <Platform>", hue=45, language="nl")
    chart = charts.Line("Survival", [("Q1", 41), ("Q2", None), ("Q3", 63)], unit="%", target=75, hue=45)
    rows = "".join(f"<tr><th>Row {n}</th><td>{n}</td></tr>" for n in range(60))
    text = markup.to_html("**bold** *slanted* ![no](http://example.org/x.png)")
    table = f"<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>{rows}</tbody></table>"
    body = mark_safe(f"<h2>One</h2>{text}<figure>{chart.svg}</figure>{table}")
    html = pdf.compose("pdf/base.html", {"title": "Report", "body": body}, partnership)
    control = pdf.Control(
        2, date(2026, 1, 22), "Ruth <b>", "Issued", "ab" * 32, "http://testserver/verify/x/"
    )
    return pdf.render(pdf.stamp(html, control, "nl"))


def test_a_document_is_tagged_has_a_language_and_says_what_it_is(document):
    inside = document + b"".join(_streams(document))
    assert b"/MarkInfo" in inside
    assert b"/StructTreeRoot" in inside
    assert re.search(rb"/Lang ?\(nl\)", inside)
    assert b"pdfuaid:part" in inside


def _streams(document):
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            yield packed


def test_a_document_is_small(document):
    assert len(document) < 300_000


def test_a_document_carries_its_fonts(document, tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(document)
    names = _run("pdffonts", path).splitlines()[2:]
    assert names
    assert all("Source-Sans-3" in line and " yes yes " in line for line in names)


def test_a_document_runs_its_head_and_ends_with_its_control_block(document, tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(document)
    words = _run("pdftotext", "-layout", path)
    assert "Coffee <Platform>" in words.split("\f")[1]
    assert "ab" * 16 in words
    assert "22 januari 2026" in words


def _run(program, *arguments):
    try:
        return subprocess.run(
            [program, *map(str, arguments), *(["-"] if "text" in program else [])],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except FileNotFoundError:
        pytest.skip(f"{program} (poppler-utils) is not on this machine")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/x.png", "https://example.org/x.png", "file:///etc/passwd", "ftp://example.org/x"],
)
def test_a_document_fetches_nothing_from_anywhere(address):
    with pytest.raises(ValueError, match="disallowed protocol"):
        pdf_renderer.OwnFetcher().fetch(address)
    with pytest.raises(FatalURLFetchingError):
        pdf.render(f'<html lang="en"><title>x</title><img src="{address}" alt="x">')


def test_our_own_addresses_name_known_files_only():
    assert pdf_renderer.OwnFetcher().fetch("app:font/regular").read(4)
    with pytest.raises(KeyError):
        pdf_renderer.OwnFetcher().fetch("app:font/../../etc/passwd")


# Static files


def test_the_font_of_pages_is_a_small_latin_subset(tmp_path):
    target = tmp_path / "font.woff2"
    assets.make_font(assets.font_file("SourceSans3[wght].ttf"), target)
    assert target.read_bytes()[:4] == b"wOF2"
    assert target.stat().st_size < 90_000


def test_pages_have_one_stylesheet_that_begins_with_the_layers():
    css = assets.stylesheet()
    assert css.startswith("@layer ")
    assert ".beads" in css
    assert "@page" not in css


# Pieces


def _html(source, **context):
    return engines["django"].from_string(source).render(context, RequestFactory().get("/x/"))


def test_beads_are_read_aloud_as_one_sentence():
    html = _html('{% beads kinds "Present at one of two" %}', kinds=["done", "open"])
    assert 'role="img" aria-label="Present at one of two"' in html
    assert html.count("<i ") == 2


def test_pieces_escape_what_people_typed():
    html = _html(
        '{% state "late" word %}{% empty word word "/x/" word %}{% spine items %}{% beads k word %}',
        word="<script>",
        k=["done"],
        items=[{"title": "<script>", "meta": "<script>"}],
    )
    assert "<script>" not in html


def test_a_dialog_holds_what_stands_between_its_tags():
    html = _html('{% dialog "end" "End it" %}<p>{{ word }}</p>{% enddialog %}', word="<b>")
    assert '<dialog id="end"' in html
    assert "<p>&lt;b&gt;</p>" in html


# Forms


class ObjectiveForm(forms.ModelForm):
    class Meta:
        model = Objective
        fields = ["title"]


class PartnerForm(forms.ModelForm):
    class Meta:
        model = Partner
        fields = ["organisation"]


class DayForm(forms.Form):
    name = django_forms.CharField()
    day = django_forms.DateField(required=False)


def _post(form, **changes):
    data = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].value()
        data[name] = "" if value is None else str(value)
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def test_control_characters_are_left_out_and_lines_kept():
    form = DayForm({"name": "a\x00b\x07\tc\nd"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "ab\tc\nd"


def test_an_empty_field_says_what_to_do_beside_it_and_on_top():
    form = DayForm({"name": ""})
    html = _html("{% form form %}", form=form)
    assert html.count("Fill this in.") == 2
    assert 'href="#id_name"' in html
    assert 'aria-describedby="id_name_error"' in html


def test_what_was_typed_wrong_is_still_there():
    html = _html("{% form form %}", form=DayForm({"name": "kept <b>", "day": "31/31/31"}))
    assert "kept &lt;b&gt;" in html
    assert "31/31/31" in html


@pytest.mark.django_db
def test_a_second_partner_of_the_same_organisation_is_refused_beside_its_field():
    partner = factories.partner()
    form = PartnerForm({"organisation": partner.organisation_id}, partnership=partner.partnership)
    assert not form.is_valid()
    assert "organisation" in form.errors


@pytest.mark.django_db
def test_a_save_goes_to_the_next_revision():
    row = factories.objective()
    form = ObjectiveForm(
        _post(ObjectiveForm(instance=row), title="New"), instance=row, partnership=row.partnership
    )
    assert form.is_valid()
    assert form.save_or_conflict() == row
    row.refresh_from_db()
    assert (row.title, row.revision) == ("New", 1)


@pytest.mark.django_db
def test_a_name_that_the_plan_has_already_is_refused_beside_its_field():
    first = factories.objective(title="Taken")
    second = factories.objective(first.partnership)
    form = ObjectiveForm(_post(ObjectiveForm(instance=second), title="Taken"), instance=second)
    assert not form.is_valid()
    assert "title" in form.errors


def _two_people_save():
    row = factories.objective(title="Old")
    opened = _post(ObjectiveForm(instance=row))
    Objective.objects.filter(pk=row.pk).update(title="Theirs", revision=1)
    mine = Objective.objects.get(pk=row.pk)
    opened["title"] = "Mine"
    form = ObjectiveForm(opened, instance=mine, partnership=row.partnership)
    assert form.is_valid()
    assert form.save_or_conflict() is None
    return row, form


@pytest.mark.django_db
def test_the_second_of_two_people_sees_both_texts_and_nothing_is_overwritten():
    row, form = _two_people_save()
    html = _html("{% form form %}", form=form)
    assert "Mine" in html
    assert "Theirs" in html
    assert Objective.objects.get(pk=row.pk).title == "Theirs"


@pytest.mark.django_db
def test_the_next_save_after_a_conflict_goes_through():
    row, form = _two_people_save()
    again = ObjectiveForm(form.data, instance=Objective.objects.get(pk=row.pk), partnership=row.partnership)
    assert again.is_valid()
    assert again.save_or_conflict()
    assert Objective.objects.get(pk=row.pk).title == "Mine"


@pytest.mark.django_db
def test_their_text_can_be_taken_without_javascript():
    row, form = _two_people_save()
    data = form.data.copy()
    data.setlist("take", ["title"])
    again = ObjectiveForm(data, instance=Objective.objects.get(pk=row.pk), partnership=row.partnership)
    assert again.is_valid()
    assert again.save_or_conflict()
    assert Objective.objects.get(pk=row.pk).title == "Theirs"


@pytest.mark.django_db
def test_a_row_that_was_removed_meanwhile_leaves_the_text_on_the_page():
    row = factories.objective(title="Old")
    opened = _post(ObjectiveForm(instance=row), title="Mine")
    form = ObjectiveForm(opened, instance=Objective.objects.get(pk=row.pk), partnership=row.partnership)
    assert form.is_valid()
    Objective.objects.filter(pk=row.pk).delete()
    assert form.save_or_conflict() is None
    html = _html("{% form form %}", form=form)
    assert "removed this" in html
    assert "Mine" in html


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_goes_through():
    row = factories.objective(title="Old")
    answers, start = [], threading.Barrier(2)

    def save(title):
        mine = Objective.objects.get(pk=row.pk)
        form = ObjectiveForm(_post(ObjectiveForm(instance=mine), title=title), instance=mine)
        form.is_valid()
        start.wait()
        answers.append(form.save_or_conflict() is not None)
        connection.close()

    both = [threading.Thread(target=save, args=(title,)) for title in ("One", "Two")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(answers) == [False, True]
    assert Objective.objects.get(pk=row.pk).revision == 1
