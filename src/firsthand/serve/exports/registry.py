"""Which formats are there? Our own as literals, then those of plug-ins."""

from firsthand.errors import DossierError
from firsthand.plugins import export_formats
from firsthand.serve.exports.material import Format

_HERE = "firsthand.serve.exports"

FORMATS: tuple[Format, ...] = (
    Format("json", ".json", "application/json", "everything as one document", f"{_HERE}.lines:one"),
    Format(
        "jsonl", ".jsonl", "application/jsonl", "an item a line, as JSON", f"{_HERE}.lines:lines"
    ),
    Format(
        "csv", ".csv", "text/csv", "a table for each kind of item, for spreadsheets",
        f"{_HERE}.csv_files:marked", folder=True,
    ),
    Format(
        "csv-plain", ".csv", "text/csv", "the same without a byte order mark",
        f"{_HERE}.csv_files:unmarked", folder=True,
    ),
    Format(
        "xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "one workbook, a sheet for each kind of item", f"{_HERE}.xlsx:workbook",
        needs=("openpyxl",),
    ),
    Format(
        "parquet", ".parquet", "application/vnd.apache.parquet",
        "a typed table for each kind of item", f"{_HERE}.parquet:tables", folder=True,
        needs=("pyarrow",),
    ),
    Format(
        "ftm", ".ftm.json", "application/json+ftm", "FollowTheMoney entities, one a line",
        f"{_HERE}.ftm:entities",
    ),
    Format(
        "annotations", ".jsonld",
        'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
        "W3C Web Annotations with both selectors", f"{_HERE}.annotations:collection",
    ),
    Format(
        "graphml", ".graphml", "application/graphml+xml", "reports, names and events as a graph",
        f"{_HERE}.graphs:graphml", needs=("networkx",),
    ),
    Format(
        "gexf", ".gexf", "application/gexf+xml", "the same graph for Gephi",
        f"{_HERE}.graphs:gexf", needs=("networkx",),
    ),
    Format(
        "bibtex", ".bib", "application/x-bibtex", "the reports as BibTeX entries",
        f"{_HERE}.citations:bibtex",
    ),
    Format(
        "ris", ".ris", "application/x-research-info-systems", "the reports as RIS records",
        f"{_HERE}.citations:ris",
    ),
    Format(
        "csl", ".csl.json", "application/vnd.citationstyles.csl+json",
        "the reports as CSL-JSON for citation managers", f"{_HERE}.citations:csl",
    ),
    Format(
        "stix", ".stix.json", "application/stix+json;version=2.1", "a STIX 2.1 report bundle",
        f"{_HERE}.stix:bundle",
    ),
    Format(
        "iati", ".iati.csv", "text/csv", "progress as rows of IATI results and indicators",
        f"{_HERE}.iati:results",
    ),
    Format(
        "html", ".html", "text/html", "the brief as one self-contained page", f"{_HERE}.pages:html"
    ),
    Format("pdf", ".pdf", "application/pdf", "the brief, printed", f"{_HERE}.pages:pdf"),
)  # fmt: skip


def formats() -> dict[str, Format]:
    """Give every format by name.

    Returns:
        Our own in the order listed, then those of plug-ins by name; a plug-in never takes the
        place of one of ours.
    """
    known = {form.name: form for form in FORMATS}
    for form in export_formats():
        known.setdefault(form.name, form)
    return known


def format_of(name: str) -> Format:
    """Find a format.

    Args:
        name: such as "xlsx".

    Returns:
        The format.

    Raises:
        DossierError: when there is none of that name.
    """
    known = formats()
    if name not in known:
        raise DossierError(f"unknown format {name!r}; known are {', '.join(known)}")
    return known[name]
