"""The patterns of dates as people write them in English and Dutch, and of figures that are none.

Each pattern is bounded, so that looking for it from every place of a text takes time in proportion to its length.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from backbone.reading import counted_dates as counted
from backbone.reading import date_spans as spans
from backbone.reading.calendar_words import (
    MONTH_OF,
    NUMBER_OF,
    ORDINAL_OF,
    SEASON_OF,
    SHORT_WEEKDAYS,
    WEEKDAY_OF,
    any_of,
)
from backbone.reading.date_context import DateContext, Span

Build = Callable[[spans.Parts, DateContext], Span]


@dataclass(frozen=True)
class Rule:
    """A pattern, and the days that it means; without `build` it is something else: a price, a time, a room."""

    pattern: re.Pattern[str]
    build: Build | None = None
    # "11-12": figures alone, which can be anything.
    is_bare_figures: bool = False
    # "May", "2027", "spring", "the 2nd": words that are dates only where something says so.
    is_bare: bool = False
    is_range: bool = False
    # "2-year", "14:00": understood, and nothing that a date would lack.
    is_aside: bool = False
    # "14:00", "in the morning": a time of the day.
    is_time: bool = False


def _rule(pattern: str, build: Build | None = None, **flags: bool) -> Rule:
    # Not inside a word, an address or a longer figure.
    return Rule(re.compile(rf"(?<![\w/@])(?<!\d[.,:])(?:{pattern})(?![\w/%]|[-.,:]\d)", re.I), build, **flags)


S = " {1,8}"
DAY = r"(?P<day>\d\d?)"
TH = "(?:st|nd|rd|th|de|ste|e)"
MONTH = rf"(?P<month_name>{any_of(MONTH_OF)})\b\.?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
# "2027", ", 2027", " '27", "-27": two figures only where a sign says that they are a year, or nothing follows.
A_YEAR = r",? {0,8}(?:of |van )?[-/']? {0,2}(?P<year>(?:19|20)\d\d|(?<=['/-])\d\d)"
AND_YEAR = f"(?:{A_YEAR})?"
SHORT_YEAR = rf"(?:{A_YEAR[:-1]}|(?<= )\d\d(?= {{0,3}}(?:$|[,.;)]))))?"
LONG_WEEKDAY = rf"(?P<weekday>{any_of(WEEKDAY_OF.keys() - SHORT_WEEKDAYS)})\b\.?"
ANY_WEEKDAY = rf"(?P<weekday>{any_of(WEEKDAY_OF)})\b\.?"
COUNT = rf"(?P<count>\d{{1,3}}|{any_of(NUMBER_OF)})"
WEEKS = "(?:weeks?|week|weken)"
THE = "(?:the |de |het |our |ons |onze )?"
NEXT = "(?:next|volgende?|komende?)"
TO = r" {0,8}(?:-|to|until|till|through|and|&|/|t/m|tot en met|tot|en) {0,8}"
NUMBER = r"(?P<number>[1-4])"
ORDINAL = rf"(?:(?P<number>[1-4]){TH}?|(?P<ordinal>{any_of(ORDINAL_OF)}))"
QUARTER = "(?:quarter|kwartaal|kw)"
FEAST = "christmas|xmas|kerst(?:mis)?|easter|pasen|new year|nieuwjaar|nieuwe jaar|jaarwisseling|pinksteren|pentecost|whitsun"
FIGURES = r"\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d"
UNIT = (
    "years?|yrs?|jaar|jaren|jarigen?|months?|maand(?:en)?|weeks?|weken|days?|dag(?:en)?|hours?|hrs?|uur|uren|minutes?|min|minuten|"
    "people|persons?|persons|personen|mensen|pers|chairs?|pages?|times?|keer|x|km|kg|m2|m|cm|ha|l|euro|eur|usd|gbp|cent|points?|"
    "punten|stuks|pcs|participants?|deelnemers"
)
AMOUNT = r"[\d][\d.,]{0,20}"

# Figures that are no date come first: of two readings of the same letters the earlier rule holds.
RULES = [
    _rule(r"24/7"),
    _rule(rf"(?:€|\$|£|eur|euro|usd|gbp|ugx|kes|chf)\.? {{0,2}}{AMOUNT}(?:,-)?"),
    _rule(
        r"(?:§|section|sections|room|chapter|version|paragraph|par|article|artikel|art|paragraaf|hoofdstuk|zaal|kamer|lokaal|"
        r"bijlage|annex|appendix|item|agenda item|agendapunt|point|punt|nr|no|number|nummer|page|pages|pagina|p|pp|blz|step|"
        r"stap|table|tabel|figure|figuur|release|versie|v|build|clause|floor|house|bus|line|lijn|phase|fase|unit|lot|form|iso|"
        r"option|optie|ticket|invoice|factuur|dossier|zaak|case|order|ref|reference|kenmerk|part|deel|level|niveau|grade|groep|group|class|klas|gate|channel|score|ratio|schaal|scale)\.? {0,2}"
        r"(?:\d[\d.,/-]{0,20}\d|\d)(?! {1,8}\w{3,9} {1,8}20\d\d)"
    ),
    _rule(rf"\d{{1,4}} {{0,2}}(?:-|–|to|tot|à|a) {{0,2}}\d{{1,4}} {{0,2}}-?(?:{UNIT})"),
    _rule(rf"{AMOUNT} {{0,2}}(?:%|percent|procent|€|euro|eur)"),
    # Years that begin in another month than January, nobody knows which.
    _rule(r"(?:f\.?y\.?|(?:fiscal|financial|tax|school|academic|college|study|season|crop|budget|water|marketing) year|(?:boek|school|studie|college|cursus|begrotings|oogst|subsidie)jaar|season|seizoen) {0,2}'?\d\d(?:\d\d)?(?:[-/]\d\d(?:\d\d)?)?"),
    _rule(r"q[1-4] {0,8}f\.?y\.? {0,2}'?\d\d(?:\d\d)?"),
    # "12 months to June 2026": more days than the date's.
    _rule(rf"{COUNT}[ -](?:months?|weeks?|years?|maand(?:en)?|weken|jaar){S}(?:(?:up )?to|until|till|ending|ended|before|after|tot(?: en met)?|t/m|voor|na)(?= )"),
    _rule(rf"\d{{1,3}}[ -]{{1,2}}(?:{UNIT})(?: old)?", is_aside=True),
    _rule(r"(?:at |om |@ {0,2})?\d\d?[:h]\d\d(?::\d\d)?(?: {0,2}(?:uur|u|h|hrs|am|pm))?", is_aside=True, is_time=True),
    _rule(r"(?:at |om )?\d\d?(?:\.\d\d)? {0,2}(?:uur|u|hrs|am|pm|a\.m\.|p\.m\.)", is_aside=True, is_time=True),
    _rule(
        r"(?:in the |at |by |'s )?(?:noon|midday|morning|afternoon|evening|ochtends?|middags?|avonds?)",
        is_aside=True,
        is_time=True,
    ),
    # One of two days.
    _rule(rf"\d\d?{TH}? {{0,8}}(?:or|of|,) {{0,8}}\d\d?{TH}? {{1,8}}{MONTH}"),
    # A whole date.
    _rule(r"(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?:[t ]{1,2}00:00(?::00(?:\.0{1,6})?)?z?|t\d\d:\d\d(?::\d\d)?z?)?", spans.iso_day),
    _rule(rf"(?<!\d-){DAY}(?P<sign>[-/.]| {{1,2}})(?P<month>\d\d?)(?P=sign)'?(?P<year>(?:19|20)\d\d|\d\d)", spans.day_in_figures),
    _rule(rf"(?P<first>{FIGURES}) {{0,3}}(?:-|to|t/m|tot|until) {{0,3}}(?P<last>{FIGURES})", spans.days_in_figures, is_range=True),
    _rule(rf"(?<!\d-){DAY}[-/](?P<month>\d\d?)(?P<year>)", spans.day_in_figures, is_bare_figures=True),
    _rule(rf"(?<!\d-){DAY}\.(?P<month>0[1-9]|1[0-2])\.?(?P<year>)", spans.day_in_figures, is_bare_figures=True),
    _rule(rf"(?P<first>\d\d?){TH}?{TO}(?P<last>\d\d?){TH}?[ -]{{1,8}}(?:of )?{MONTH}{AND_YEAR}", spans.days_of_month, is_range=True),
    _rule(
        rf"(?P<first>\d\d?){TH}?{S}(?P<first_month>{any_of(MONTH_OF)})\.?{TO}(?P<last>\d\d?){TH}?{S}{MONTH},?{S}{YEAR}",
        spans.days_of_months,
        is_range=True,
    ),
    _rule(rf"(?:{ANY_WEEKDAY},?{S})?(?:the |de )?{DAY}{TH}?[ -]{{0,8}}(?:of |van )?{MONTH}{SHORT_YEAR}", spans.day_of_month),
    _rule(rf"(?:{ANY_WEEKDAY},?{S})?{MONTH}{S}(?:the )?{DAY}(?:st|nd|rd|th)?(?:,?{S}{YEAR})?", spans.day_of_month),
    # Months and longer.
    _rule(rf"(?P<first>{any_of(MONTH_OF)})\.?{TO}(?P<last>{any_of(MONTH_OF)})\.?,?{S}{YEAR}", spans.months, is_range=True),
    _rule(rf"{MONTH}{A_YEAR}", spans.month),
    _rule(rf"{MONTH}(?P<year>)", spans.month, is_bare=True),
    _rule(rf"(?P<number>0?[1-9]|1[0-2])[/-]{YEAR}", spans.month_in_figures),
    _rule(rf"{YEAR}[-/](?P<number>0[1-9]|1[0-2])", spans.month_in_figures),
    _rule(rf"{ORDINAL}{S}(?:half|helft){S}(?:of |van )?{MONTH}{AND_YEAR}", spans.half_month),
    _rule(rf"winter(?: of| van)? {YEAR}[-/](?:20)?\d\d", spans.winter),
    _rule(rf"winter(?: of| van)? {YEAR}", spans.vague_winter),
    _rule(rf"(?P<season>{any_of(SEASON_OF)}){A_YEAR}", spans.season),
    _rule(rf"(?:{any_of(SEASON_OF)}) {{0,2}}(?:holidays?|vacation|break|recess|vakantie|reces|school|fair|camp|course)"),
    _rule(rf"(?P<season>{any_of(SEASON_OF)})(?P<year>)", spans.season, is_bare=True),
    _rule(rf"[qk]{NUMBER} {{0,8}}[-/'of]{{0,2}} {{0,8}}(?P<year>(?:19|20)\d\d|\d\d)", spans.quarter),
    _rule(rf"[qk]{NUMBER}(?P<year>)", spans.quarter),
    _rule(rf"{YEAR} {{0,8}}[-/']? {{0,8}}[qk]{NUMBER}", spans.quarter),
    _rule(rf"q(?P<first>[1-4]){TO}q?(?P<last>[1-4]) {{0,8}}[-/']? {{0,8}}(?P<year>(?:19|20)\d\d|\d\d)", spans.quarters, is_range=True),
    _rule(rf"{NUMBER}q {{0,3}}[-/']? {{0,3}}(?P<year>(?:19|20)\d\d|\d\d)", spans.quarter),
    _rule(rf"{ORDINAL}{S}{QUARTER}{AND_YEAR}", spans.quarter),
    _rule(rf"{QUARTER}{S}{NUMBER}{AND_YEAR}", spans.quarter),
    _rule(rf"(?:h(?P<number>[12])) {{0,8}}[-/']? {{0,8}}{YEAR}", spans.half_year),
    _rule(rf"(?P<number>[12])h {{0,8}}[-/']? {{0,8}}{YEAR}", spans.half_year),
    _rule(rf"{ORDINAL}{S}(?:half|helft|halfjaar){S}(?:of |van )?{YEAR}", spans.half_year),
    _rule(rf"(?:week|weken|weeks|wk|w)\.? {{0,3}}(?P<first>\d\d?){TO}(?P<last>\d\d?)(?:,?{S}{YEAR})?", spans.weeks, is_range=True),
    _rule(rf"(?:week|weeknr|weeknummer|wk|cw|w)\.? {{0,3}}(?P<number>\d\d?)(?:,?{S}(?:of |van )?| {{0,3}}[-/'] {{0,3}}|)(?P<year>(?:19|20)\d\d|(?<=')\d\d|)", spans.week),
    _rule(rf"{YEAR} {{0,3}}-? {{0,3}}(?:week |wk |w)(?P<number>\d\d?)", spans.week),
    _rule(rf"{YEAR}{TO}(?P<last>(?:19|20)\d\d)", spans.years, is_range=True),
    _rule(rf"{YEAR}[-/](?P<last>\d\d)", spans.years, is_range=True),
    _rule(rf"{YEAR}(?:\.0)?", spans.year, is_bare=True),
    _rule(rf"(?:christmas|xmas|kerst(?:mis)?){AND_YEAR}", spans.christmas, is_bare=True),
    _rule(rf"(?:new year(?:'s)?(?: day)?|nieuwjaar|nieuwe jaar|jaarwisseling){AND_YEAR}", spans.new_year, is_bare=True),
    _rule(rf"(?:easter|pasen){AND_YEAR}", spans.easter_sunday, is_bare=True),
    # Counted from today.
    _rule(rf"(?:this{S}coming|coming|this|komende|aanstaande|a\.s\.|deze){S}{ANY_WEEKDAY}", counted.weekday),
    _rule(rf"{LONG_WEEKDAY}(?:{S}(?:a\.s\.?|aanstaande))?", counted.weekday),
    _rule(rf"{LONG_WEEKDAY}{S}next(?! week)", counted.weekday),
    _rule(rf"{LONG_WEEKDAY}{S}(?:fortnight|over{S}veertien{S}dagen|over{S}14{S}dagen)", counted.weekday_in_a_fortnight),
    # Counted from another day than today, or gone by: which day that is must be asked.
    _rule(rf"{LONG_WEEKDAY}{S}(?:after next|after that|thereafter|last|past|ago|(?:daar|er)(?:op|na)|jl\b\.?|j\.l\.|jongstleden)"),
    _rule(rf"{LONG_WEEKDAY}{S}(?:before|after|voor|vóór|na){S}(?:the |de |het )?(?:{FEAST})"),
    _rule(rf"{LONG_WEEKDAY}{S}(?:this week|deze week)", counted.weekday_this_week),
    _rule(rf"(?:next|volgende|(?:next|volgende){S}week){S}(?:op |on )?{ANY_WEEKDAY}", counted.weekday_next_week),
    _rule(rf"{LONG_WEEKDAY}{S}(?:of |van )?(?:next|volgende){S}week", counted.weekday_next_week),
    _rule(rf"{LONG_WEEKDAY}{S}week", counted.weekday_later),
    _rule(rf"{LONG_WEEKDAY}{S}(?:over|in){S}{COUNT}{S}{WEEKS}", counted.weekday_later),
    _rule(rf"{COUNT}{S}weeks?{S}(?:on|from){S}{LONG_WEEKDAY}", counted.weekday_later),
    _rule(rf"(?:in|within|over|binnen){S}{COUNT}{S}(?P<unit>days?|weeks?|months?|dag(?:en)?|weken|maand(?:en)?|(?:working|work|business)[ -]?days?|werkdag(?:en)?)(?:'s? time| time| from now)?", counted.after_a_while),
    _rule(rf"{COUNT}{S}(?P<unit>days?|weeks?|months?|working days?){S}from{S}(?:now|today)", counted.after_a_while),
    _rule(r"(?:in )?(?:a fortnight|veertien dagen)(?:'s time)?", counted.fortnight),
    _rule(rf"(?:the |de ){DAY}{TH}", counted.numbered_day, is_bare=True),
    _rule(rf"{DAY}(?:st|nd|rd|th)", counted.numbered_day, is_bare=True),
    _rule(rf"(?:the |de )?{DAY}{TH}?{S}(?:of |van )?(?:next month|volgende maand)", counted.numbered_day_of_next_month),
    _rule(r"tomorrow|morgen", counted.tomorrow),
    _rule(r"(?:the )?day after tomorrow|overmorgen", counted.day_after_tomorrow),
    _rule(r"today|tonight|vandaag|vanavond", counted.today),
    _rule(r"(?:this|deze) week|(?:the )?end of the week|eind(?:e)?(?: van)? de week", counted.this_week),
    _rule(r"(?:the |this |het |dit |coming |komend )?weekend", counted.weekend),
    _rule(r"(?:next|volgende|komende) week", counted.next_week),
    _rule(r"(?:this|deze) (?:month|maand)|(?<=of )the month|(?<=van )de maand|(?<=eind )de maand|(?<=einde )de maand|(?<=eind )maand", counted.this_month),
    _rule(r"(?:next|volgende|komende) (?:month|maand)", counted.next_month),
    _rule(r"(?:this|dit) (?:quarter|kwartaal)|(?<=of )the quarter|(?<=van )het kwartaal|(?<=eind )het kwartaal", counted.this_quarter),
    _rule(r"(?:next quarter|volgend kwartaal|komend kwartaal)", counted.next_quarter),
    _rule(r"(?:this year|dit jaar)|(?<=of )the year|(?<=van )het jaar|(?<=eind )het jaar|year-end", counted.this_year),
    _rule(r"(?:next year|volgend jaar|komend jaar)", counted.next_year),
    _rule(rf"{THE}(?:next meeting|volgende? (?:overleg|vergadering|bijeenkomst))", counted.next_meeting),
    _rule(r"(?P<serial>[45]\d{4})(?:\.0{1,9})?", spans.excel_day, is_bare=True),
]  # fmt: skip
