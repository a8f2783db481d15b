"""Where in reports and findings do given words stand?"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from firsthand.model.findings import Findings
from firsthand.model.report import Report
from firsthand.store.migrations import read_value, write_value
from firsthand.store.store import Store

KEY = "search"
"""Under which the dossier keeps what its index was made from."""

SHAPE = "1"
"""Of the index; a new one has every dossier indexed anew."""

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Letters of scripts that set no blanks between words: each is found by itself."""

TERM = re.compile(r'"([^"]*)"|(\S+)')
WORD = re.compile(r"\w+")
MOST_TERMS = 12
"""Terms of one search."""
LONGEST = 2_000
"""Characters of one line of a report that go into one row."""

SQLITE = """
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(
  kind UNINDEXED, ref UNINDEXED, report UNINDEXED, first UNINDEXED, last UNINDEXED, words,
  tokenize = 'unicode61 remove_diacritics 2')
"""
POSTGRES = (
    """
    CREATE TABLE IF NOT EXISTS search (
      kind text, ref text, report text, first integer, last integer, words text)
    """,
    "CREATE INDEX IF NOT EXISTS search_words ON search USING gin (to_tsvector('simple', words))",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of a report, or an item, that holds the words looked for."""

    kind: str
    """reports, or the table of the item"""
    ref: str
    """id of the report or of the item"""
    report: str
    """where its words stand; empty for what stands in many reports"""
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Row:
    hit: Hit
    words: str


def index(store: Store, findings: Findings, basis: str) -> None:
    """Make the index fit the last study; reports that are in it already are not written again.

    Args:
        store: of the dossier.
        findings: of the study.
        basis: names what they were drawn from.
    """
    wanted = f"{SHAPE} {basis}"
    with store.transaction() as connection:
        _make(connection)
        before = read_value(connection, KEY) or ""
        if before == wanted:
            return
        if before.partition(" ")[0] != SHAPE:
            connection.execute(text("DELETE FROM search"))
        connection.execute(text("DELETE FROM search WHERE kind <> 'reports'"))
        known = set(connection.execute(text("SELECT DISTINCT ref FROM search")).scalars())
        fresh = (report for report in findings.reports if report.id not in known)
        _write(connection, [row for report in fresh for row in _lines(report)])
        _write(connection, list(_items(findings)))
        write_value(connection, KEY, wanted)


def find(
    store: Store, asked: str, kinds: Sequence[str] = (), limit: int = 50, offset: int = 0
) -> tuple[int, tuple[Hit, ...]]:
    """Find words in reports and findings.

    Args:
        store: of the dossier.
        asked: words, all of which must stand together; "in quotation marks" one after another.
            The last one may be the beginning of a word.
        kinds: tables to look in; none = all.
        limit: hits at most.
        offset: hits to pass over.

    Returns:
        How many there are, and the hits, the best first.
    """
    terms = terms_of(asked)
    if not terms:
        return 0, ()
    values: dict[str, object] = {"limit": limit, "offset": offset}
    among = ""
    if kinds:
        values.update({f"kind{n}": kind for n, kind in enumerate(kinds)})
        among = f" AND kind IN ({', '.join(f':kind{n}' for n in range(len(kinds)))})"
    with store.reading() as connection:
        if read_value(connection, KEY) is None:
            return 0, ()
        if connection.dialect.name == "sqlite":
            values["query"] = _fts5(terms)
            where, order = "search MATCH :query", "bm25(search), rowid"
        else:
            values["query"] = _tsquery(terms)
            where = "to_tsvector('simple', words) @@ to_tsquery('simple', :query)"
            order = (
                "ts_rank(to_tsvector('simple', words), to_tsquery('simple', :query)) DESC, "
                "kind, ref, first"
            )
        # Only names of our own go into the text of the query; what is asked goes in as values.
        counting = f"SELECT count(*) FROM search WHERE {where}{among}"  # noqa: S608
        listing = (
            f"SELECT kind, ref, report, first, last FROM search WHERE {where}{among} "  # noqa: S608
            f"ORDER BY {order} LIMIT :limit OFFSET :offset"
        )
        total = connection.execute(text(counting), values).scalar() or 0
        rows = connection.execute(text(listing), values).all()
    return int(total), tuple(Hit(r[0], r[1], r[2], int(r[3]), int(r[4])) for r in rows)


def terms_of(asked: str) -> tuple[tuple[str, ...], ...]:
    """Read what somebody looks for.

    Args:
        asked: as typed.

    Returns:
        Terms, each of words that stand one after another, folded as the index is.
    """
    terms = []
    for phrase, word in TERM.findall(asked):
        words = tuple(WORD.findall(spaced(phrase or word)))
        if words:
            terms.append(words)
    return tuple(terms[:MOST_TERMS])


def spaced(words: str) -> str:
    """Fold words for the index and set blanks around letters of unspaced scripts.

    Args:
        words: any text.

    Returns:
        Such as "he said 复 兴" for "He said 复兴".
    """
    folded = unicodedata.normalize("NFKC", words).casefold().replace("\x00", " ")
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not _is_accent(c))
    plain = unicodedata.normalize("NFC", plain)
    return UNSPACED.sub(r" \g<0> ", plain)


def _is_accent(letter: str) -> bool:
    """Tell accents of Latin, Greek and Cyrillic letters; vowel signs of other scripts stay."""
    return "\u0300" <= letter <= "\u036f"


def _fts5(terms: Iterable[tuple[str, ...]]) -> str:
    phrases = ['"' + " ".join(words) + '"' for words in terms]
    prefix = "" if UNSPACED.search(phrases[-1]) else "*"
    return " AND ".join(phrases) + prefix


def _tsquery(terms: Iterable[tuple[str, ...]]) -> str:
    phrases = [" <-> ".join(f"'{word}'" for word in words) for words in terms]
    prefix = "" if UNSPACED.search(phrases[-1]) else ":*"
    return " & ".join(f"({phrase})" for phrase in [*phrases[:-1], phrases[-1] + prefix])


def _make(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text(SQLITE))
        return
    for statement in POSTGRES:
        connection.execute(text(statement))


def _write(connection: Connection, rows: Sequence[_Row]) -> None:
    if rows:
        connection.execute(
            text(
                "INSERT INTO search (kind, ref, report, first, last, words) "
                "VALUES (:kind, :ref, :report, :first, :last, :words)"
            ),
            [
                {
                    "kind": row.hit.kind,
                    "ref": row.hit.ref,
                    "report": row.hit.report,
                    "first": row.hit.first,
                    "last": row.hit.last,
                    "words": spaced(row.words),
                }
                for row in rows
            ],
        )


def _lines(report: Report) -> Iterator[_Row]:
    """Cut a report's text into its lines, long ones into stretches."""
    start = 0
    for line in report.text.split("\n"):
        for at in range(0, max(1, len(line)), LONGEST):
            piece = line[at : at + LONGEST]
            if piece.strip():
                first = start + at
                hit = Hit("reports", report.id, report.id, first, first + len(piece))
                yield _Row(hit, piece)
        start += len(line) + 1


def _items(findings: Findings) -> Iterator[_Row]:
    """Say in words what can be found of each item."""
    for event in findings.events:
        said = f"{event.title} {event.where.value} {event.programme} {' '.join(event.who)}"
        yield _Row(Hit("events", event.id, "", 0, 0), said)
    for claim in findings.comparisons:
        said = " ".join([claim.claim, *(version.value for version in claim.versions)])
        yield _Row(Hit("comparisons", claim.id, "", 0, 0), said)
    for entity in findings.entities:
        said = " ".join([entity.name, *(spelling.text for spelling in entity.spellings)])
        yield _Row(Hit("entities", entity.id, "", 0, 0), said)
    for line in findings.progress:
        yield _Row(Hit("progress", line.id, "", 0, 0), f"{line.title} {line.issuer.value}")
    for figure in findings.figures:
        slots = (figure.measured, figure.place, figure.period)
        said = " ".join([figure.span.quote, figure.unit.canonical, *(s.value for s in slots)])
        span = figure.span
        yield _Row(Hit("figures", figure.id, span.report, span.start, span.end), said)
    for one in findings.statements:
        said = " ".join([one.speaker.value, *(span.quote for span in one.content)])
        first, last = one.content[0], one.content[-1]
        yield _Row(Hit("statements", one.id, first.report, first.start, last.end), said)
