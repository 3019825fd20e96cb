"""Search by words: SQLite's FTS5 with BM25, or PostgreSQL's full text search.

Both index the folded words of a passage (lower case, no accents, stemmed as English) and, with less weight,
its context: the heading above it and the title of its source. Where a query's words stand in more passages
than can be ranked at once, the rarest of them choose the passages and the others take part in the order: see
`sources.rarity`.

References: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009);
sqlite.org/fts5.html; postgresql.org/docs/15/textsearch-controls.html.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Subquery, bindparam, column, select, text

from sources.among import listed, numbers_in
from sources.words import fold

if TYPE_CHECKING:
    from sources.among import Numbers

#: How many passages a search by words gives at most.
DEPTH = 1000

_CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE passage_search USING fts5"
        "(words, context, tokenize = 'porter unicode61 remove_diacritics 2')",
    ),
    "postgresql": (
        "CREATE TABLE passage_search (rowid BIGINT PRIMARY KEY, words TEXT NOT NULL, context TEXT NOT NULL, "
        "vector TSVECTOR GENERATED ALWAYS AS (setweight(to_tsvector('english', words), 'A') "
        "|| setweight(to_tsvector('english', context), 'D')) STORED)",
        "CREATE INDEX passage_search_vector ON passage_search USING gin (vector)",
    ),
}

_QUERY = {
    "sqlite": (
        "SELECT passage_search.rowid FROM passage_search JOIN passage ON passage.id = passage_search.rowid "
        "WHERE passage_search MATCH :query {within} "
        "ORDER BY round(bm25(passage_search, 1.0, 0.2), 9), passage_search.rowid LIMIT :depth"
    ),
    # 1 divides by 1 + log(length), so that long passages do not win by length alone.
    "postgresql": (
        "SELECT passage_search.rowid FROM passage_search JOIN passage ON passage.id = passage_search.rowid, "
        "websearch_to_tsquery('english', :query) AS asked WHERE vector @@ asked {within} "
        "ORDER BY round(ts_rank_cd('{{0.2, 0.2, 0.2, 1.0}}', vector, asked, 1)::numeric, 9) DESC, "
        "passage_search.rowid LIMIT :depth"
    ),
}

_HOLDING = {
    "sqlite": "SELECT rowid FROM passage_search WHERE passage_search MATCH :query ORDER BY rowid LIMIT :most",
    "postgresql": (
        "SELECT rowid FROM passage_search WHERE vector @@ websearch_to_tsquery('english', :query) "
        "ORDER BY rowid LIMIT :most"
    ),
}

_COUNTED = {
    "sqlite": (
        "SELECT asked.value, (SELECT count(*) FROM (SELECT 1 FROM passage_search "
        "WHERE passage_search MATCH asked.value LIMIT :most)) FROM json_each(:queries) AS asked"
    ),
    "postgresql": (
        "SELECT asked.value, (SELECT count(*) FROM (SELECT 1 FROM passage_search "
        "WHERE vector @@ websearch_to_tsquery('english', asked.value) LIMIT :most) AS held) "
        "FROM json_array_elements_text(CAST(:queries AS json)) AS asked"
    ),
}


#: The databases that can hold a store.
DIALECTS = tuple(sorted(_CREATE))


def create(connection: Connection) -> None:
    """Make the search table."""
    for statement in _CREATE[connection.dialect.name]:
        connection.execute(text(statement))


def insert(connection: Connection, entries: Sequence[tuple[int, str, str]]) -> None:
    """Index passages, each given as its number, its words and its context."""
    if entries:
        connection.execute(
            text("INSERT INTO passage_search (rowid, words, context) VALUES (:number, :words, :context)"),
            [{"number": n, "words": fold(words), "context": fold(context)} for n, words, context in entries],
        )


def delete(connection: Connection, numbers: Sequence[int]) -> None:
    """Take the passages with these numbers out of the index."""
    if numbers:
        connection.execute(
            text("DELETE FROM passage_search WHERE rowid = :number"), [{"number": n} for n in numbers]
        )


def ranked(
    connection: Connection, words: Sequence[str], *, within: Collection[str] | None = None
) -> list[int]:
    """Numbers of the passages that hold one of `words`, best first as the database ranks, `DEPTH` at most.

    `within` keeps to the sources with these ids. Words are never read as search syntax. Every passage that
    holds one of them is ranked, at some microseconds each.
    """
    restriction = "AND passage.source_id IN :within" if within is not None else ""
    statement = text(_QUERY[connection.dialect.name].format(within=restriction))
    values: dict[str, object] = {"query": any_of(connection, words), "depth": DEPTH}
    if within is not None:
        statement = statement.bindparams(bindparam("within", expanding=True))
        values["within"] = sorted(within)
    return list(connection.execute(statement, values).scalars().all())


def holding(connection: Connection, query: str, *, most: int) -> Numbers:
    """Numbers of the passages that `query` of `any_of`, `all_of` or `phrase` finds, the `most` lowest.

    Returns:
        An array of shape (passages,), ascending.
    """
    import numpy as np

    held = _held(connection.dialect.name)
    statement = select(listed(held.c.rowid))
    return np.sort(numbers_in(connection.execute(statement, {"query": query, "most": most}).scalar_one()))


@lru_cache
def _held(dialect: str) -> Subquery:
    return text(_HOLDING[dialect]).columns(column("rowid")).subquery("held")


def counted(connection: Connection, words: Sequence[str], *, most: int) -> dict[str, int]:
    """In how many passages each of `words` stands, counted up to `most`."""
    if not words:
        return {}
    queries = {any_of(connection, [word]): word for word in words}
    values = {"queries": json.dumps(list(queries)), "most": most}
    found = connection.execute(text(_COUNTED[connection.dialect.name]), values)
    return {queries[row[0]]: row[1] for row in found}


def any_of(connection: Connection, words: Sequence[str]) -> str:
    """The query for passages that hold one of `words`."""
    return " OR ".join(_quoted(connection, words))


def all_of(connection: Connection, words: Sequence[str]) -> str:
    """The query for passages that hold all of `words`."""
    return (" AND " if connection.dialect.name == "sqlite" else " ").join(_quoted(connection, words))


def any_with(connection: Connection, words: Sequence[str], other: str) -> str:
    """The query for passages that hold one of `words` and `other` as well."""
    if connection.dialect.name == "sqlite":
        return f"({any_of(connection, words)}) AND {any_of(connection, [other])}"
    # Here OR binds less than the space that stands for AND, and there are no brackets.
    return " OR ".join(f"{word} {other}" for word in words)


def phrase(words: Sequence[str]) -> str:
    """The query for passages that hold `words`, folded, one after the other; endings are not told apart."""
    return '"' + " ".join(words) + '"'


def _quoted(connection: Connection, words: Sequence[str]) -> list[str]:
    return [f'"{word}"' for word in words] if connection.dialect.name == "sqlite" else list(words)
