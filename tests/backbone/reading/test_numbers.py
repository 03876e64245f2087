"""Numbers as people write them: a table of right results, and thousands written and read back."""

import random
from decimal import Decimal

import pytest

from backbone.reading import numbers
from tests.backbone.reading.written import LANGUAGES, texts_of

pytestmark = pytest.mark.fast

READ = [
    ("12,5", "12.5"),
    ("1250,5", "1250.5"),
    ("12.5", "12.5"),
    (".5", "0.5"),
    (",5", "0.5"),
    ("1 250", "1250"),
    ("1\u00a0250", "1250"),
    ("1\u202f250,75", "1250.75"),
    ("1 250.500", "1250.5"),
    ("1 000 000", "1000000"),
    ("1'250", "1250"),
    ("1’250.50", "1250.5"),
    ("1.250.000", "1250000"),
    ("1,250,000.5", "1250000.5"),
    ("1,00,000", "100000"),
    ("1,250.75", "1250.75"),
    ("1.250,75", "1250.75"),
    ("0.250", "0.25"),
    ("0,250", "0.25"),
    ("1250.500", "1250.5"),
    ("007", "7"),
    ("(200)", "-200"),
    ("(1.250,50)", "-1250.5"),
    ("-4,5", "-4.5"),
    ("−4", "-4"),
    ("–4", "-4"),
    ("+4", "4"),
    ("- 5", "-5"),
    ("1.2 million", "1200000"),
    ("1,2 miljoen", "1200000"),
    ("1,5 mln.", "1500000"),
    ("1.5M", "1500000"),
    ("3 mld", "3000000000"),
    ("2 duizend", "2000"),
    ("10k", "10000"),
    ("10 K", "10000"),
    ("١٢٣", "123"),
    ("१२३", "123"),
    ("１２．５", "12.5"),
    ("\u200e12,5\u200f", "12.5"),
    ("  12,5 \t", "12.5"),
    ("9999999999999999999999.9999", "9999999999999999999999.9999"),
]
SIGNED = [
    ("45 %", "45", "%"),
    ("45%", "45", "%"),
    ("12,5 procent", "12.5", "%"),
    ("7 per cent", "7", "%"),
    ("(45 %)", "-45", "%"),
    ("€ 1.250,50", "1250.5", "EUR"),
    ("€ 25.000,-", "25000", "EUR"),
    ("€25.000,--", "25000", "EUR"),
    ("€ 12,=", "12", "EUR"),
    ("25.-", "25", ""),
    ("-€ 5", "-5", "EUR"),
    ("€ -5", "-5", "EUR"),
    ("5 euro", "5", "EUR"),
    ("EUR 1 250,00", "1250", "EUR"),
    ("1250 eur", "1250", "EUR"),
    ("$90.50", "90.5", "$"),
    ("US$ 5", "5", "USD"),
    ("UGX 12,000,000", "12000000", "UGX"),
    ("€ 1,2 mln", "1200000", "EUR"),
    ("€10k", "10000", "EUR"),
    ("1,2 miljoen euro", "1200000", "EUR"),
]
AMBIGUOUS = [
    ("1.250", "1.25", "1250"),
    ("1,250", "1250", "1.25"),
    ("-12.500", "-12.5", "-12500"),
    ("45.125 %", "45.125", "45125"),
    ("1.250 mln", "1250000", "1250000000"),
]
ABSENT = [
    "",
    "  ",
    "n/a",
    "N/A",
    "n.v.t.",
    "-",
    "–",
    "—",
    "?",
    "tbd",
    "TBD",
    "onbekend",
    "Nog niet bekend",
    "#N/A",
]
ABSENT += ["#DIV/0!", "#VERW!", "to be determined", "p.m.", "…", "..."]
UNREAD = [
    ("50-60", numbers.IS_A_RANGE),
    ("50 – 60", numbers.IS_A_RANGE),
    ("10 tot 20", numbers.IS_A_RANGE),
    ("between 5 and 10", numbers.IS_A_RANGE),
    ("<5", numbers.IS_NOT_EXACT),
    ("> 1.250", numbers.IS_NOT_EXACT),
    ("approx. 300", numbers.IS_NOT_EXACT),
    ("ca. 300", numbers.IS_NOT_EXACT),
    ("~300", numbers.IS_NOT_EXACT),
    ("300+", numbers.IS_NOT_EXACT),
    ("± 300", numbers.IS_NOT_EXACT),
    ("minstens 300", numbers.IS_NOT_EXACT),
    ("1:30", numbers.IS_A_RATIO),
    ("3/5", numbers.IS_A_RATIO),
    ("1 op 5", numbers.IS_A_RATIO),
    ("1½", numbers.IS_A_RATIO),
    ("12 kg", numbers.IS_MORE),
    ("12 50", numbers.IS_MORE),
    ("1\t250", numbers.IS_MORE),
    ("1\n250", numbers.IS_MORE),
    ("1.25.0", numbers.IS_MORE),
    ("1.250,5.3", numbers.IS_MORE),
    ("3-4-2027", numbers.IS_MORE),
    ("10²", numbers.IS_MORE),
    ("1e5", numbers.IS_MORE),
    ("0x10", numbers.IS_MORE),
    ("--5", numbers.IS_MORE),
    ("(-5)", numbers.IS_MORE),
    ("(5", numbers.IS_MORE),
    ("5.", numbers.IS_MORE),
    ("5 %%", numbers.IS_MORE),
    ("€ 5 %", numbers.IS_MORE),
    ("€ 5 EUR", numbers.IS_MORE),
    ("10m", numbers.IS_MORE),
    ("Q3", numbers.IS_MORE),
    ("five", numbers.NOT_A_NUMBER),
    ("€", numbers.NOT_A_NUMBER),
    ("%", numbers.NOT_A_NUMBER),
    ("NaN", numbers.NOT_A_NUMBER),
    ("Infinity", numbers.NOT_A_NUMBER),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "value"), READ)
def test_a_number_is_read_alike_in_both_languages(text, value, language):
    number = numbers.read(text, language=language)
    assert (number.value, number.other, number.sign, number.reason) == (Decimal(value), None, "", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "value", "sign"), SIGNED)
def test_a_sign_is_told(text, value, sign, language):
    number = numbers.read(text, language=language)
    assert (number.value, number.sign, number.reason) == (Decimal(value), sign, "")


@pytest.mark.parametrize(("text", "english", "dutch"), AMBIGUOUS)
def test_what_can_be_thousands_or_decimals_has_both_readings_that_of_the_language_first(text, english, dutch):
    for language, value, other in [("en", english, dutch), ("nl", dutch, english), ("nl-be", dutch, english)]:
        number = numbers.read(text, language=language)
        assert (number.value, number.other) == (Decimal(value), Decimal(other))
        assert number.is_ambiguous
    assert numbers.read(text, language="en", decimal_mark=",").value == Decimal(dutch)
    assert numbers.read(text, language="nl", decimal_mark=".").value == Decimal(english)


@pytest.mark.parametrize("text", ABSENT)
def test_words_for_no_number_are_told_from_mistakes(text):
    number = numbers.read(text, language="en")
    assert (number.value, number.is_absent, number.reason) == (None, True, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "reason"), UNREAD)
def test_half_a_number_is_none_and_it_is_said_why(text, reason, language):
    number = numbers.read(text, language=language)
    assert (number.value, number.is_absent, number.reason) == (None, False, reason)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read_back(language):
    """However a value is grouped, signed and scaled, one of the readings is the value, and the only one if told."""
    dice = random.Random(f"numbers in {language}")
    for _ in range(3000):
        value = Decimal(dice.randint(-(10 ** dice.randint(1, 12)), 10 ** dice.randint(1, 12))).scaleb(
            -dice.randint(0, 4)
        )
        for text in texts_of(value, language, dice):
            number = numbers.read(text, language=language)
            assert number.value == value, (text, value, number)


def test_what_surrounds_a_number_makes_it_none_or_is_a_sign():
    """No text of letters around digits ever yields the digits alone."""
    dice = random.Random("letters around")
    for _ in range(3000):
        digits = str(dice.randint(0, 10**6))
        letters = "".join(
            dice.choice("abcdefghijlnopqrstuvwxyz<>/:;=_&@!") for _ in range(dice.randint(1, 4))
        )
        text = dice.choice([letters + digits, digits + letters, digits + letters + digits])
        number = numbers.read(text, language="nl")
        assert number.value is None or number.sign or Decimal(digits) != number.value, text


@pytest.mark.parametrize("letter", ["9", ".", ",", "1,", "9 ", "(", "-", "€", "n/a ", "'", "\u200e", "9.999"])
def test_nothing_longer_than_the_bound_is_looked_into(letter):
    """The patterns see at most MOST letters, however long the text is."""
    for size in (numbers.MOST + 1, 2 * numbers.MOST, 4_000, 8_000):
        text = (letter * size)[:size]
        number = numbers.read(text, language="en")
        assert (number.reason, number.value, len(number.text)) == (numbers.TOO_LONG, None, numbers.MOST)
        assert numbers.decimal_mark_of([text]) is None


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.250", "12,5", ""], ","),
        (["1.250", "12.5"], "."),
        (["1,250", "1,250.75"], "."),
        (["1.250.000"], ","),
        (["€ 25.000,-"], ","),
        (["1.250", "1,250", "1250", "n/a"], None),
        (["12,5", "12.5"], None),
        ([], None),
    ],
)
def test_a_column_tells_its_decimal_mark_unless_its_texts_contradict(texts, mark):
    assert numbers.decimal_mark_of(texts) == mark


@pytest.mark.parametrize(
    ("text", "unit", "fits"),
    [
        ("12", "", True),
        ("12 %", "%", True),
        ("12 %", "percent of pupils", True),
        ("12 %", "pupils", False),
        ("12 %", "", False),
        ("€ 12", "EUR", True),
        ("€ 12", "€ per year", True),
        ("€ 12", "USD", False),
        ("€ 12", "europallets", False),
        ("$ 12", "CAD", True),
        ("US$ 12", "CAD", False),
        ("US$ 12", "$", True),
        ("€ 12", "", False),
    ],
)
def test_a_sign_fits_the_unit_that_says_the_same(text, unit, fits):
    assert numbers.sign_fits(numbers.read(text, language="en"), unit) is fits


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("50-60", (50, 60)),
        ("1,5 – 2,25 kg", (Decimal("1.5"), Decimal("2.25"))),
        ("between 5 and 10.", (5, 10)),
        ("60-50", None),
        ("50", None),
        ("1-2-3", None),
        ("9" * 70 + "-1", None),
    ],
)
def test_the_ends_of_a_range(text, ends):
    assert numbers.ends_of(text, language="nl") == ends
