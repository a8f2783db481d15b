"""How are the reports cited: BibTeX, RIS and CSL-JSON?"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from firsthand.model.report import Report, Role
from firsthand.serve.exports.material import Material, Member

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
KEY_DIGITS = 8
"""Digits of a report's id in the key of its entry."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a report is cited by; an empty field means that the report does not say."""

    key: str
    title: str
    author: str
    outlet: str
    date: tuple[str, ...]
    """year, month and day as far as they are known"""
    language: str
    url: str
    agency: str
    hash: str
    file: str


def cite(report: Report) -> Citation:
    """Gather what a report is cited by.

    Args:
        report: labelled.

    Returns:
        The citation; the file's name stands in for a missing title.
    """
    given = dict(report.given)
    metadata = report.metadata
    blocks = sorted(report.blocks, key=lambda block: (not block.inline, block.span))
    quotes = dict.fromkeys(Role, "")
    for block in reversed(blocks):
        quotes[block.role] = " ".join(block.span.quote.split())
    dated = _DAY.match(metadata.published.value or metadata.dateline_date.value)
    outlet = metadata.outlet.value
    author = given.get("author", "") or _BY.sub("", quotes[Role.BYLINE])
    date = tuple(part for part in dated.groups() if part) if dated else ()
    return Citation(
        key=_key(outlet or metadata.agency.value or "report", date, report.id),
        title=quotes[Role.TITLE] or given.get("title", "") or report.name,
        author=" ".join(author.split()),
        outlet=outlet,
        date=date,
        language=metadata.language if metadata.language != "und" else "",
        url=_address(given.get("url", "")),
        agency=metadata.agency.value,
        hash=report.id,
        file=report.name,
    )


def _address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""


def _key(outlet: str, date: tuple[str, ...], report: str) -> str:
    """Make a key of ASCII letters and digits that two reports never share."""
    plain = unicodedata.normalize("NFKD", outlet).encode("ascii", "ignore").decode()
    word = "".join(letter for letter in plain.lower() if letter.isalnum()) or "report"
    return f"{word[:24]}{''.join(date[:1])}-{report[:KEY_DIGITS]}"


# --- BibTeX -----------------------------------------------------------------------------------

_TEX = {
    "\\": r"{\textbackslash}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"{\textasciicircum}", "~": r"{\textasciitilde}",
}  # fmt: skip


def bibtex(material: Material) -> Iterator[Member]:
    """Write an entry for each report, in UTF-8 as biber reads it.

    Args:
        material: what there is to export.

    Yields:
        One file.
    """
    reports = material.findings.reports
    yield Member("reports.bib", (_entry(cite(report)).encode() for report in reports))


def _entry(one: Citation) -> str:
    day = one.date[2:3]
    fields = {
        "title": f"{{{_tex(one.title)}}}",
        "author": f"{{{_tex(one.author)}}}" if one.author else "",
        "journal": _tex(one.outlet),
        "year": "".join(one.date[:1]),
        "month": "".join(one.date[1:2]),
        "day": "".join(day),
        "date": "-".join(one.date),
        "language": one.language,
        "url": one.url,
        "note": _tex(f"SHA-256 {one.hash}" + (f"; credited to {one.agency}" if one.agency else "")),
        "file": _tex(one.file),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{one.key},", *lines, "}", "", ""])


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)


# --- RIS --------------------------------------------------------------------------------------


def ris(material: Material) -> Iterator[Member]:
    """Write a record for each report.

    Args:
        material: what there is to export.

    Yields:
        One file.
    """
    reports = material.findings.reports
    yield Member("reports.ris", (_record(cite(report)).encode() for report in reports))


def _record(one: Citation) -> str:
    tags = (
        ("TY", "NEWS"),
        ("ID", one.key),
        ("TI", one.title),
        ("AU", one.author),
        ("T2", one.outlet),
        ("PY", "".join(one.date[:1])),
        ("DA", "/".join(one.date)),
        ("LA", one.language),
        ("UR", one.url),
        ("N1", f"SHA-256 {one.hash}"),
        ("C1", f"credited to {one.agency}" if one.agency else ""),
        ("L1", one.file),
    )
    lines = [f"{tag}  - {_line(value)}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _line(text: str) -> str:
    return " ".join(text.split())


# --- CSL --------------------------------------------------------------------------------------


def csl(material: Material) -> Iterator[Member]:
    """Write an item of CSL-JSON for each report.

    Args:
        material: what there is to export.

    Yields:
        One file: a JSON array.
    """
    yield Member("reports.csl.json", _items(material))


def _items(material: Material) -> Iterator[bytes]:
    before = "[\n"
    for report in material.findings.reports:
        yield (before + json.dumps(_item(cite(report)), ensure_ascii=False)).encode()
        before = ",\n"
    yield b"\n]\n" if material.findings.reports else b"[]\n"


def _item(one: Citation) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": one.key,
        "type": "article-newspaper",
        "title": one.title,
        "author": [{"literal": one.author}] if one.author else [],
        "container-title": one.outlet,
        "issued": {"date-parts": [[int(part) for part in one.date]]} if one.date else {},
        "language": one.language,
        "URL": one.url,
        "source": one.agency,
        "note": f"SHA-256 {one.hash}",
        "archive_location": one.file,
    }
    return {name: value for name, value in fields.items() if value}
