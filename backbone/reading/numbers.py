"""Numbers as people write them, in English and in Dutch: `12,5`, `1.250`, `1 250`, `€ 25.000,-`, `1.2 million`.

The text is matched as a whole: what is not understood to its last letter is no number at all, and the result
says why. Where "." and "," could each stand before decimals (`1.250`), both readings are kept. The text is
bounded and each pattern reads it once, so that time is linear in its length.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_noop

MOST = 60
COMMA_LANGUAGES = ("nl",)
SIGNS = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "£": "GBP", "US$": "USD", "¥": "JPY", "₹": "INR"}
CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BND BOB BRL BSD BTN BWP BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT "
    "MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS "
    "VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW"
)
SCALES = {
    3: "k thousand duizend",
    6: "million millions miljoen mln mln. mio mio. M",
    9: "billion billions miljard mld mld. mrd mrd. bn",
}
POWERS = {word: power for power, words in SCALES.items() for word in words.split()}
ABSENT_WORDS = (
    "- -- --- . .. ... … ? ?? ??? / x n/a n.a. n.a na nvt n.v.t. n.v.t n/v/t nb n.b. n.b nnb n.n.b. ntb n.t.b. "
    "tbd t.b.d. tbc t.b.c. tba t.b.a. pm p.m. none null unknown onbekend geen leeg empty volgt"
)
ABSENT_PHRASES = (
    "not available, not applicable, not known, not known yet, not yet known, no data, to be determined, "
    "to be decided, to be confirmed, niet beschikbaar, niet van toepassing, niet bekend, nog niet bekend, "
    "nog onbekend, geen gegevens, nog te bepalen, nog in te vullen, volgt nog"
)
ABSENT = frozenset(ABSENT_WORDS.split()) | frozenset(ABSENT_PHRASES.split(", "))
# #N/A, #DIV/0!, #NAME? and their Dutch names: a formula's mistake, copied along with the table.
FORMULA_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?", re.ASCII | re.I)

TOO_LONG = gettext_noop("This is too long for a number. Write the number alone.")
NOT_A_NUMBER = gettext_noop("“%(text)s” is not a number. Write digits only, such as 1250 or 12.5.")
IS_A_RANGE = gettext_noop("“%(text)s” is a range. Write one number.")
IS_NOT_EXACT = gettext_noop(
    "“%(text)s” is not one exact number. Write the number alone, and the rest in words."
)
IS_A_RATIO = gettext_noop("“%(text)s” is a fraction, a ratio or a time. Write it as one number.")
IS_MORE = gettext_noop("“%(text)s” is not understood as one number. Write the number alone.")

CURRENCY = rf"(?:us\$|{CODES.replace(' ', '|')}|euros?|[€£$¥₹₩₦₵₱₫₴₪])"
SCALE = "|".join(
    f"(?-i:{word})" if word == "M" else re.escape(word) for word in sorted(POWERS, key=len, reverse=True)
)
PERCENT = r"%|per ?cent|procent|pct\.?"
PARTS = re.compile(
    rf"(?P<open>\()? ?(?P<sign>[-+])? ?(?P<before>{CURRENCY})? ?(?P<inner>[-+])? ?"
    rf"(?P<digits>[\d., ']*\d)(?P<cash>[.,](?:--?|=))?"
    rf"(?: ?(?P<scale>{SCALE}))?(?: ?(?P<after>{CURRENCY}|{PERCENT}))? ?(?P<close>\))?",
    re.ASCII | re.IGNORECASE,
)
NUMBERS_IN = re.compile(r"\d[\d.,]*")
RANGE = re.compile(r"\d[^\d]{0,12}(?:-|\.\.|…|\bto\b|\btot\b|\bt/m\b|\band\b|\ben\b)[^\d]{0,12}\d", re.I)
RATIO = re.compile(r"\d ?[/:⁄] ?\d|[½⅓⅔¼¾⅛⅜⅝⅞]|\d (?:of|op|out of|van|in) (?:de )?\d", re.I)
INEXACT = re.compile(
    r"[<>≤≥~≈±]|\+$|\b(?:approx|approximately|about|around|circa|ca|ongeveer|plm|nearly|almost|bijna|ruim|over|some|"
    r"more|less|least|most|fewer|than|up|under|above|meer|minder|minstens|hoogstens|maximaal|minimaal|boven|onder|"
    r"max|min|tot|zo'n)\b",
    re.I,
)
DASHES = dict.fromkeys(map(ord, "−‐‑‒–—―﹣－"), "-")
APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ＇`´"), "'")
WIDE = {
    ord("％"): "%",
    ord("﹪"): "%",
    ord("٪"): "%",
    ord("，"): ",",
    ord("．"): ".",
    ord("（"): "(",
    ord("）"): ")",
}
ALIKE = DASHES | APOSTROPHES | WIDE


@dataclass(frozen=True)
class Number:
    """What was read of `text`.

    `value` is None when it is empty or no number: then either `is_absent` ("", "n/a", "tbd", "-") or `reason`
    says why, marked with gettext_noop and with a gap for %(text)s. `other` is the second reading of what is
    ambiguous. `is_percent` and `currency` ("EUR", "$") say which sign was written: 45 % is the value 45.
    """

    text: str
    value: Decimal | None = None
    other: Decimal | None = None
    is_percent: bool = False
    currency: str = ""
    is_absent: bool = False
    reason: str = ""

    @property
    def is_ambiguous(self) -> bool:
        return self.other is not None

    @property
    def sign(self) -> str:
        """The sign that says in what the number is, "%" or a currency; empty without one."""
        return "%" if self.is_percent else self.currency


def read(text: str, *, language: str, decimal_mark: str | None = None) -> Number:
    """The number that the text is.

    The text itself tells which of "." and "," stands before decimals; when it can be either, `decimal_mark`
    does (what the other texts of a column told), or else `language`.
    """
    if len(text) > MOST:
        return Number(text[:MOST], reason=TOO_LONG)
    plain = _plain(text)
    if not plain or plain.casefold() in ABSENT or FORMULA_ERROR.fullmatch(plain):
        return Number(text.strip(), is_absent=True)
    parts = _parts(plain)
    readings = _readings(parts) if parts else {}
    if not parts or not readings:
        return Number(text.strip(), reason=_reason(plain))
    return _number(text.strip(), parts, readings, decimal_mark or _mark(language))


def ends_of(text: str, *, language: str, decimal_mark: str | None = None) -> tuple[Decimal, Decimal] | None:
    """(lower, higher) of a range, such as 50-60; None where its two numbers are not read, or do not rise."""
    found = NUMBERS_IN.findall(_plain(text)) if len(text) <= MOST else []
    low, high = (
        [read(digits.rstrip(".,"), language=language, decimal_mark=decimal_mark).value for digits in found]
        if len(found) == 2
        else [None, None]
    )
    return (low, high) if low is not None and high is not None and low < high else None


def decimal_mark_of(texts: Iterable[str]) -> str | None:
    """ "." or ",": what stands before decimals in a column; None when its texts don't tell, or contradict."""
    marks = {mark for text in texts if (mark := _told_mark(text))}
    return marks.pop() if len(marks) == 1 else None


def write(value: Decimal | int, *, language: str) -> str:
    """A value as `read` reads it back in this language: ungrouped, `1.255` as `1.2550`, which is no thousand."""
    text = f"{Decimal(value):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = text.replace(".", _mark(language))
    return f"{text}0" if read(text, language=language).is_ambiguous else text


def decimals(value: Decimal) -> int:
    """How many digits were written behind the decimal mark, zeros included."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def meaningful_decimals(value: Decimal) -> int:
    """How many digits behind the mark say something; exact, while Decimal.normalize() rounds long numbers."""
    return len(f"{value:f}".partition(".")[2].rstrip("0"))


def sign_fits(number: Number, unit: str) -> bool:
    """Whether the number's own sign (%, €, USD) says the same as the unit that it is counted in, or is not there."""
    if number.is_percent:
        return counts_in_percent(unit)
    found = re.search(rf"(?<![a-z]){CURRENCY}(?![a-z])", unit, re.I)
    return not number.currency or bool(found and _is_same_currency(number.currency, _currency(found[0])))


def counts_in_percent(unit: str) -> bool:
    """Whether a unit, such as "%" or "percent of pupils", says percent."""
    return bool(re.search(PERCENT + "|perc", unit, re.I))


# The text


def _plain(text: str) -> str:
    """The text with digits, dashes, spaces and apostrophes of any kind as plain ones, invisible letters left out."""
    letters = (_letter(letter) for letter in text.strip().translate(ALIKE))
    return re.sub(" +", " ", "".join(letters)).strip(" ")


def _letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Zs":
        return " "
    return "" if category == "Cf" else letter


def _parts(plain: str) -> dict[str, str] | None:
    """Sign, digits, scale and so on by name, or None when they don't go together."""
    found = PARTS.fullmatch(plain)
    if not found:
        return None
    parts = {name: text or "" for name, text in found.groupdict().items()}
    signs = [name for name in ("open", "sign", "inner") if parts[name]]
    ends = [name for name in ("cash", "scale") if parts[name]]
    is_twice = len(signs) > 1 or len(ends) > 1 or (parts["before"] and parts["after"])
    is_open = bool(parts["open"]) != bool(parts["close"])
    is_scaled_share = parts["scale"] and _is_percent(parts)
    return None if is_twice or is_open or is_scaled_share else parts


def _is_percent(parts: dict[str, str]) -> bool:
    return bool(re.fullmatch(PERCENT, parts["after"], re.I))


def _reason(plain: str) -> str:
    """Why this is no number."""
    count = len(NUMBERS_IN.findall(plain))
    if count == 2 and RANGE.search(plain):
        return IS_A_RANGE
    if RATIO.search(plain):
        return IS_A_RATIO
    if count and INEXACT.search(plain):
        return IS_NOT_EXACT
    return IS_MORE if count else NOT_A_NUMBER


# The value


def _digits(mark: str) -> re.Pattern[str]:
    """A number that has `mark` before its decimals, thousands in threes, or in twos as in India."""
    other = re.escape("," if mark == "." else ".")
    grouped = rf"[1-9]\d{{0,2}}(?P<gap>[{other} '])\d{{3}}(?:(?P=gap)\d{{3}})*"
    indian = rf"[1-9]\d?(?:{other}\d\d)+{other}\d{{3}}"
    return re.compile(rf"(?P<whole>{grouped}|{indian}|\d+)?(?:{re.escape(mark)}(?P<rest>\d+))?", re.ASCII)


DIGITS = {mark: _digits(mark) for mark in ".,"}


def _readings(parts: dict[str, str]) -> dict[str, Decimal]:
    """{decimal mark: value} for each mark with which the digits are a number."""
    cash = parts["cash"][:1]
    found = {mark: DIGITS[mark].fullmatch(parts["digits"]) for mark in cash or ".,"}
    return {
        mark: _value(parts, match["whole"] or "0", match["rest"] or "")
        for mark, match in found.items()
        if match and not (cash and match["rest"])
    }


def _value(parts: dict[str, str], whole: str, rest: str) -> Decimal:
    """The exact value: made of text, because arithmetic rounds to the context's precision."""
    power = POWERS.get(parts["scale"]) or POWERS.get(parts["scale"].lower(), 0)
    is_negative = parts["open"] or "-" in (parts["sign"], parts["inner"])
    digits = re.sub("[., ']", "", whole) + (f".{rest}" if rest else "")
    return Decimal(f"{'-' if is_negative else ''}{digits}E{power}")


def _number(text: str, parts: dict[str, str], readings: dict[str, Decimal], mark: str) -> Number:
    value = readings[mark] if mark in readings else next(iter(readings.values()))
    others = [other for other in readings.values() if other != value]
    is_percent = _is_percent(parts)
    currency = parts["before"] or ("" if is_percent else parts["after"])
    return Number(text, value, next(iter(others), None), is_percent, _currency(currency))


def _mark(language: str) -> str:
    return "," if language[:2] in COMMA_LANGUAGES else "."


def _told_mark(text: str) -> str | None:
    """What one text tells of the sign before decimals, or None."""
    parts = _parts(_plain(text)) if len(text) <= MOST else None
    if not parts or not re.search("[.,]", parts["digits"] + parts["cash"]):
        return None
    readings = _readings(parts)
    return next(iter(readings)) if len(readings) == 1 else None


def _currency(text: str) -> str:
    return SIGNS.get(text.upper(), text.upper())


def _is_same_currency(sign: str, other: str) -> bool:
    """ "$" is any dollar."""
    return sign == other or ("$" in (sign, other) and (sign + other).strip("$").endswith("D"))
