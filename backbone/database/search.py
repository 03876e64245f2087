"""Finding rows by words: in any of our languages, by their beginnings, whatever accents or punctuation were typed.

The functions `search_words` and `search_query` stand in the database (migrations 0002 and 0004), immutable, so that an index
can hold what they make of a row's texts:

    indexes = [words_index("title", "activity", name="milestone_words")]

    Milestone.objects.filter(has_words("children school", "title", "activity"))

Name the same columns in the same order as the index does.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, Lookup, Value

# What PostgreSQL makes of a text before it looks for words: as `fields.FoldedSortKey`, signs as spaces.
FOLDED = (
    "regexp_replace(lower("
    "replace(replace(replace(replace(replace(replace(replace(replace(translate("
    r"regexp_replace(normalize({text}, NFKD), '[\u0300-\u036f]', '', 'g'), "
    "'øđðłħıŧØĐÐŁĦŦ', 'oddlhitoddlht'), "
    "'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th')"
    r"), '[[:punct:][:space:]–—“”„‘’«»…·•]+', ' ', 'g')"
)
# A tsvector holds a megabyte at most; who writes more than this is found by how it begins. Cut twice, since a sign may
# become several when it is folded.
LONGEST = 100_000
WORDS_FUNCTION = f"""
CREATE OR REPLACE FUNCTION search_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple'::regconfig, folded)
      || to_tsvector('pg_catalog.english'::regconfig, folded)
      || to_tsvector('pg_catalog.dutch'::regconfig, folded)
  FROM (SELECT left({FOLDED.format(text=f"left($1, {LONGEST})")}, {LONGEST}) AS folded) AS one
$$
"""
# Each word has to be there: as it begins, or as it is bent in one of the languages.
QUERY_FUNCTION = f"""
CREATE FUNCTION search_query(text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  word text;
  one tsquery;
  whole tsquery;
BEGIN
  FOREACH word IN ARRAY string_to_array(trim({FOLDED.format(text="$1")}), ' ') LOOP
    CONTINUE WHEN word = '';
    one := to_tsquery('pg_catalog.simple'::regconfig, quote_literal(word) || ':*')
        || plainto_tsquery('pg_catalog.english'::regconfig, word)
        || plainto_tsquery('pg_catalog.dutch'::regconfig, word);
    whole := CASE WHEN whole IS NULL THEN one ELSE whole && one END;
  END LOOP;
  RETURN whole;
END
$$
"""


class Words(Func):
    """The words of some text columns together."""

    function = "search_words"
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


class Has(Lookup):
    """Whether words are among others; usable as a condition."""

    lookup_name = "has_words"
    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        left, left_parameters = self.process_lhs(compiler, connection)
        right, right_parameters = self.process_rhs(compiler, connection)
        return f"{left} @@ search_query({right})", [*left_parameters, *right_parameters]

    def get_prep_lookup(self) -> Any:
        """The typed words as they are."""
        return self.rhs


def has_words(words: str, *columns: str) -> Has:
    """A condition: all the words stand in these columns, in their order as in the index."""
    return Has(Words(*(F(column) for column in columns)), Value(words))


def words_index(*columns: str, name: str) -> GinIndex:
    """The index in which `has_words` looks."""
    return GinIndex(Words(*(F(column) for column in columns)), name=name)
