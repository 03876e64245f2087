"""The demo's report, read from its PDF alone: every total follows from its rows of sources, to the last printed digit."""

import re
from decimal import ROUND_HALF_UP
from decimal import Decimal as D

import pytest

from backbone.paper import pdf
from impact.models import Report
from partnerships.documents.versions import version_page
from tests.pdfs import pages_of

pytestmark = pytest.mark.django_db

MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
MONEY = r"€ (-?[\d,]+(?:\.\d\d)?)"
NOTES = r"\d+(?:(?:–|, )\d+)*"
SHARES = ("deadweight", "displacement", "attribution to others", "drop-off per year")
ANSWERS = ("quantity of change", "financial proxy per unit", *SHARES, "years it lasts")


class Paper:
    """What a reader has: the words of the document, and the rows of its last table by their numbers."""

    def __init__(self, content, kind="ROI report"):
        words = " ".join(_without_margins(page, kind) for page in pages_of(content))
        words = words.replace("\N{NO-BREAK SPACE}", " ")
        self.body, _, table = words.partition("No. Figure Value Source Recorded")
        table = table.replace("No. Figure Value Source Recorded", " ").split(" Version 1 Status")[0]
        self.rows = _rows(f"x {' '.join(table.split())} ")

    def one(self, pattern):
        """The only place in the document where this stands."""
        found = re.findall(pattern, self.body)
        assert len(set(found)) == 1, (pattern, found)
        return found[0]

    def numbers(self, words):
        """The values of the rows in which these words stand, in their order."""
        return [_value(row, words) for row in self.rows.values() if words in row]


def _without_margins(page, kind):
    page = re.sub(r"\d+ \w+ \d{4} Page \d+ of \d+$", "", page)
    return re.sub(rf"Highland Coffee Platform {kind} [^·]*· version 1\s*$", "", page.strip())


def _rows(table):
    """Each row begins with its number; a number before the name of a month is a day."""
    rows, place, number = {}, 0, 1
    while found := re.compile(rf"(?<=\w) {number} (?!(?:{MONTHS}) \d)").search(table, place):
        if number > 1:
            rows[number - 1] = table[place : found.start()]
        place, number = found.end() - 1, number + 1
    rows[number - 1] = table[place:]
    return rows


def _value(row, words):
    text = re.search(rf"{re.escape(words)}\D*?(?:€ )?([\d,]+(?:\.\d+)?)", row)[1]
    return D(text.replace(",", ""))


def _amount(text):
    return D(text.replace(",", ""))


def _whole(value):
    return value.quantize(D(1), ROUND_HALF_UP)


@pytest.fixture(scope="module")
def kept(django_db_setup):
    """The PDF is made once for all tests of this file."""
    return {}


@pytest.fixture
def paper(kept, world):
    if "paper" not in kept:
        version = Report.objects.get(partnership=world.of).document.versions.get()
        kept["paper"] = Paper(pdf.render(version_page(version)))
    return kept["paper"]


def test_each_number_beside_a_figure_is_a_row(paper):
    assert list(paper.rows) == list(range(1, len(paper.rows) + 1))
    assert len(paper.rows) > 60
    for row in paper.rows.values():
        assert re.search(rf"\d+ (?:{MONTHS}) \d{{4}} [A-Z]\w+ [A-Z]\w+", row), f"no day or no person: {row}"


def expanded(notes):
    """{1, 2, 3, 7} of "1–3, 7"."""
    runs = [part.split("–") for part in notes.split(", ")]
    return {number for run in runs for number in range(int(run[0]), int(run[-1]) + 1)}


def rows_with(paper, pattern):
    return {number for number, row in paper.rows.items() if re.search(pattern, row)}


def test_the_three_figures_of_the_first_page_lead_to_all_of_their_rows(paper):
    inputs = set(contributions(paper)) | rows_with(paper, r" h at €")
    together = paper.one(rf"All that went in: {MONEY}")
    assert expanded(paper.one(rf"Put in € {together}({NOTES}) \d+ % in kind")) == inputs
    assert expanded(paper.one(rf"hours in meetings included\.({NOTES}) ")) == inputs
    out = paper.one(rf"{MONEY} ÷")
    answers = rows_with(paper, "|".join(f": {re.escape(name)}" for name in ANSWERS))
    assert len(answers) == 3 * len(ANSWERS)
    assert expanded(paper.one(rf"Value created \(present value\) € {out}({NOTES}) after")) == answers
    (rate,) = rows_with(paper, "Discount rate")
    assert paper.one(rf"Return, as a range [\d.]+ to \d\.\d({NOTES}) ") == str(rate)


def contributions(paper):
    """{number: value} of what partners gave, those with a value."""
    rows = {n: row for n, row in paper.rows.items() if "Partner talks" in row or "Annual accounts" in row}
    return {n: _amount(found[1]) for n, row in rows.items() if (found := re.search(MONEY, row))}


def hours(paper):
    """(hours, value of one, worth) of each meeting."""
    rows = [re.search(rf"([\d.]+) h at {MONEY}: {MONEY}", row) for row in paper.rows.values()]
    return [tuple(_amount(text) for text in row.groups()) for row in rows if row]


def test_the_hours_of_each_meeting_are_worth_what_was_decided(paper):
    assert len(hours(paper)) == 9
    decided = paper.numbers("Value of an hour: Everybody else")[0]
    for spent, each, worth in hours(paper):
        assert each == decided
        assert worth == (spent * each).quantize(D("0.01"), ROUND_HALF_UP)
    assert D(paper.one(r"time in meetings, ([\d.]+) hours")) == sum(row[0] for row in hours(paper))


def test_what_went_in_is_the_sum_of_its_rows(paper):
    spent = sum(row[2] for row in hours(paper))
    total = sum(contributions(paper).values()) + spent
    assert _amount(paper.one(rf"All that went in: {MONEY}")) == total
    assert _amount(paper.one(rf"organisations put in {MONEY},")) == total
    assert _amount(paper.one(rf"Put in {MONEY}(?=\d|–| )")[: len(f"{total:,}")]) == total
    cash, in_kind = paper.one(rf"Together {MONEY} {MONEY} All")
    assert _amount(cash) + _amount(in_kind) == total
    assert _amount(in_kind) == total - sum_of_cash(paper)
    percent = D(paper.one(r"(\d+) % in kind and hours"))
    assert percent == _whole(100 * (total - sum_of_cash(paper)) / total)


def sum_of_cash(paper):
    """What the table of partners has in its first column, each cell recomputed from its rows."""
    table = paper.body.split("What it got", 1)[1].split("People’s time in meetings", 1)[0]
    known, cash = contributions(paper), D(0)
    cell = rf"(?:–|{MONEY} ({NOTES}))"
    for first, notes, second, more in re.findall(rf"{cell} {cell}", table):
        for value, numbers in ((first, notes), (second, more)):
            if value:
                assert _amount(value) == sum(known[int(n)] for n in re.findall(r"\d+", numbers))
        cash += _amount(first) if first else 0
    assert cash > 0
    return cash


def outcomes(paper):
    """The answers of each outcome, in the order of the rows."""
    columns = [paper.numbers(f": {name}") for name in ANSWERS]
    return list(zip(*columns, strict=True))


def impact(answers, year=1):
    quantity, proxy, *shares, drop_off, _years = answers
    value = quantity * proxy
    for share in shares:
        value *= 1 - share / 100
    return value * (1 - drop_off / 100) ** (year - 1)


def present_value(answers, rate):
    return sum(impact(answers, year) / (1 + rate) ** year for year in range(1, int(answers[-1]) + 1))


def varied(answers, step):
    """Proxies 20 percent, deadweight and attribution 10 points the other way."""
    quantity, proxy, deadweight, displacement, attribution, *rest = answers
    taken = (min(max(share - 10 * step, D(0)), D(100)) for share in (deadweight, attribution))
    return quantity, proxy * (1 + step * D("0.2")), next(taken), displacement, next(taken), *rest


def test_what_came_out_and_the_ratio_follow_from_the_answers(paper):
    rate = paper.numbers("Discount rate")[0] / 100
    assert len(outcomes(paper)) == 3
    values = [_whole(present_value(answers, rate)) for answers in outcomes(paper)]
    impacts = [_whole(impact(answers)) for answers in outcomes(paper)]
    table = paper.body.split("Impact of the first year Present value", 1)[1].split("The discount rate", 1)[0]
    printed = [tuple(map(_amount, pair)) for pair in re.findall(rf"{MONEY} {MONEY}", table)]
    assert printed == [*zip(impacts, values, strict=True), (sum(impacts), sum(values))]
    out, went_in, ratio, net = paper.one(rf"{MONEY} ÷ {MONEY} is a ratio of ([\d.]+) : 1, net ([\d.]+) : 1")
    exact = _amount(out) / _amount(went_in)
    assert _amount(out) == sum(values)
    assert D(ratio) == exact.quantize(D("0.01"), ROUND_HALF_UP)
    assert D(net) == (exact - 1).quantize(D("0.01"), ROUND_HALF_UP)


def test_the_range_follows_from_the_answers(paper):
    rate = paper.numbers("Discount rate")[0] / 100
    went_in = _amount(paper.one(rf"All that went in: {MONEY}"))
    ends = [
        sum(_whole(present_value(varied(answers, step), rate)) for answers in outcomes(paper)) / went_in
        for step in (-1, 1)
    ]
    low, high = paper.one(r"the change is worth between ([\d.]+) and (\d\.\d)")
    assert [D(low), D(high)] == [end.quantize(D("0.1"), ROUND_HALF_UP) for end in ends]


def test_the_months_of_payback_follow_from_the_answers(paper):
    left, month = _amount(paper.one(rf"All that went in: {MONEY}")), D(0)
    for year in (1, 2, 3):
        in_year = sum(impact(a, year) for a in outcomes(paper) if year <= a[-1])
        if in_year >= left:
            month = 12 * (year - 1 + left / in_year)
            break
        left -= in_year
    assert D(paper.one(r"paid back after (\d+) months")) == _whole(month)


def test_the_latest_figures_baselines_and_targets_are_those_of_their_rows(paper):
    table = paper.body.split("Measure Baseline Latest When Target", 1)[1]
    cells = re.findall(
        r"([\d,]+) (\d+) ([\d,]+) (\d+) Q\d \d{4} ([\d,]+) (\d+) end of next year \(31 Dec \d{4}\)", table
    )
    assert len(cells) == 3
    for baseline, b, latest, latest_row, target, t in cells:
        assert _amount(baseline) == _value(paper.rows[int(b)], ")")
        assert re.search(rf"\) {latest} ", paper.rows[int(latest_row)])
        assert re.search(rf"\) {target} ", paper.rows[int(t)])
