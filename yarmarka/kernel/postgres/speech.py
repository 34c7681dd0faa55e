"""Whether a database knows the letters of Russian: sorting, search and similarity rest on it."""

from typing import Any

import psycopg

# Lower case, trigrams and words in one look: each of them was found to fail alone under some locale.
_SELF_CHECK = """
    SELECT lower('ЁЖ') = 'ёж'
       AND cardinality(show_trgm('кроссовки')) > 0
       AND to_tsvector('russian', 'КОЖАНЫЕ кроссовки') @@ to_tsquery('russian', 'кожаная')
"""


def knows_cyrillic(connection: psycopg.Connection[Any]) -> bool:
    """Test if lower case, trigrams and Russian word forms work; needs the extension pg_trgm."""
    row = connection.execute(_SELF_CHECK).fetchone()
    return bool(row and row[0])
