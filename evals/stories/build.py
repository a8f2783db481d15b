"""Which gold files follow from the quotes in each story's gold.toml.

A reference is `FILE|quote`: `1|Dhaka` the first whole-word occurrence in 001.txt, `1#2|Dhaka` the
second, `1*|Dhaka` all of them outside longer places, `1?|Dhaka` an optional one (also `1#2?|`,
`1*?|`), and `1|from ~~ to` the passage that begins and ends with the two quotes.

    python evals/stories/build.py            write the gold of every story
    python evals/stories/build.py --check    fail when a written file is out of date
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REFERENCE = re.compile(
    r"(?P<file>\d+)(?P<all>\*)?(?:#(?P<nth>\d+))?(?P<optional>\?)?\|(?P<quote>.*)"
)
ALPHABETIC = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
WORD = re.compile(r"[^\W\u3400-\u9fff]+|[\u3400-\u9fff]")

Row = dict[str, Any]


class BadReference(Exception):
    """A reference names a quote that its report does not hold."""


def whole(quote: str) -> re.Pattern[str]:
    """Return the pattern of a quote that does not begin or end inside a word."""
    head = r"(?<![^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])" if ALPHABETIC.match(quote) else ""
    tail = (
        r"(?![^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])" if ALPHABETIC.match(quote[-1]) else ""
    )
    return re.compile(head + re.escape(quote) + tail)


class Story:
    """The reports of one story and the spans that references to them stand for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts = {
            path.name: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))
        }
        self.gold: Row = tomllib.loads((folder / "gold.toml").read_text("utf-8"))

    def name(self, number: str) -> str:
        """Return the file name of a report's number."""
        return f"{int(number):03d}.txt"

    def span(self, file: str, start: int, end: int) -> Row:
        """Return the span between two offsets of a file."""
        text = self.texts[file][start:end]
        assert text
        return {"file": file, "start": start, "end": end, "text": text}

    def spans(self, reference: str) -> list[tuple[Row, bool]]:
        """Return the spans a reference stands for, each with whether it is optional."""
        parts = REFERENCE.fullmatch(reference)
        if parts is None:
            raise BadReference(reference)
        file, quote = self.name(parts["file"]), parts["quote"]
        first, _, last = quote.partition(" ~~ ")
        found = list(whole(first).finditer(self.texts[file]))
        nth = int(parts["nth"] or 1)
        if len(found) < nth:
            raise BadReference(f"{self.folder.name}: {reference}")
        ends = []
        for hit in found if parts["all"] else found[nth - 1 : nth]:
            end = hit.end()
            if last:
                tail = whole(last).search(self.texts[file], end)
                if tail is None:
                    raise BadReference(f"{self.folder.name}: {reference}")
                end = tail.end()
            ends.append((self.span(file, hit.start(), end), bool(parts["optional"])))
        return ends

    def one(self, reference: str) -> Row:
        """Return the first span a reference stands for."""
        return self.spans(reference)[0][0]

    def maybe(self, reference: str) -> Row | None:
        """Return the span of a reference, or nothing for an empty one."""
        return self.one(reference) if reference else None

    def many(self, references: Iterable[str]) -> list[Row]:
        """Return one span for each reference."""
        return [self.one(reference) for reference in references]

    def optional(self, reference: str) -> bool:
        """Return whether a reference is marked optional."""
        return self.spans(reference)[0][1]


def events(story: Story) -> Row:
    """Return events.json."""
    gold = story.gold
    files = sorted(story.texts)
    return {
        "cluster": story.folder.name,
        "events": [
            {"date_end": None, "date_basis": "text", "description": "", "programme": "", **event}
            for event in gold["event"]
        ],
        "reports": [
            {
                "file": story.name(str(row["file"])),
                "main": row["main"],
                "status": row.get("status", "happened"),
                "also": row.get("also", []),
                "date_evidence": story.many(row.get("evidence", [])),
            }
            for row in gold["report"]
        ],
        "lineage": [
            {
                "file": story.name(str(row["file"])),
                "origin": row["origin"],
                "derived_from": [story.name(str(n)) for n in row.get("from", [])],
                "credit_spans": story.many(row.get("credit", [])),
                "direction": row.get("direction", "unknown"),
            }
            for row in gold["report"]
        ],
        "source_groups": [[story.name(str(n)) for n in group] for group in gold["source_groups"]],
        "source_groups_complete": True,
        "links": gold.get("links", []),
        "complete_files": dict.fromkeys(
            ("figures", "times", "places", "people", "statements", "copies", "discrepancies"), files
        ),
    }


def figures(story: Story) -> list[Row]:
    """Return figures.jsonl from rows of reference, value, unit, bound, measure, place, period."""
    rows = []
    for reference, value, unit, bound, *rest in story.gold["figures"]:
        low, high = value if isinstance(value, list) else (value, None)
        measures, place, period = (*rest, "", "", "")[:3]
        rows.append(
            {
                **story.one(reference),
                "value": low,
                "value_max": high,
                "bound": bound,
                "unit": unit,
                "measures": measures,
                "place": place,
                "period": period,
                "attributed": "",
                "optional": story.optional(reference),
            }
        )
    return ordered(rows)


def times(story: Story) -> list[Row]:
    """Return times.jsonl from rows of reference, type, value, role, basis, other right forms."""
    rows = []
    for reference, kind, value, role, basis, *accept in story.gold["times"]:
        row = {
            **story.one(reference),
            "type": kind,
            "value": value or None,
            "edtf": value or None,
            "timex": value or None,
            "role": role,
            "basis": basis,
            "optional": story.optional(reference),
        }
        rows.append(row | ({"accept": accept} if accept else {}))
    return ordered(rows)


def places(story: Story) -> list[Row]:
    """Return places.jsonl from rows of name, id, type, other right forms, references."""
    taken: dict[str, list[tuple[int, int]]] = {name: [] for name in story.texts}
    wanted = [(row, ref) for row in story.gold["places"] for ref in row[4]]
    # the single references first, then the longest of the others: "all" means all that are left
    wanted.sort(key=lambda pair: ("*" in pair[1].partition("|")[0], -len(pair[1])))
    rows = []
    for (name, key, kind, accept, _), reference in wanted:
        for span, optional in story.spans(reference):
            free = all(
                span["end"] <= start or end <= span["start"] for start, end in taken[span["file"]]
            )
            if not free and "*" in reference.partition("|")[0]:
                continue
            assert free, reference
            taken[span["file"]].append((span["start"], span["end"]))
            rows.append(
                {
                    **span,
                    "name": name,
                    "resolved": key,
                    "type": kind,
                    "accept": accept,
                    "optional": optional,
                }
            )
    return ordered(rows)


def people(story: Story) -> list[Row]:
    """Return people.jsonl; a form that ends in "!" stands inside another name."""
    rows = []
    for entity in story.gold["people"]:
        mentions = [
            {**story.one(ref), "form": form.rstrip("!")}
            | ({"nested": True} if form.endswith("!") else {})
            for form, ref in entity["mentions"]
        ]
        row = {
            "name": entity["name"],
            "kind": entity["kind"],
            "mentions": mentions,
            "roles": story.many(entity.get("roles", [])),
        }
        rows.append(row | ({"optional": True} if entity.get("optional") else {}))
    return rows


def statements(story: Story) -> list[Row]:
    """Return statements.jsonl from rows of speaker, name, cue, content, act, mode, "optional"."""
    rows = []
    for speaker, name, cue, content, act, mode, *flags in story.gold["statements"]:
        spans = story.many(content)
        rows.append(
            {
                "file": spans[0]["file"],
                "speaker": story.maybe(speaker),
                "speaker_name": name,
                "cue": story.maybe(cue),
                "content": spans,
                "act": act,
                "mode": mode,
                "optional": "optional" in flags,
            }
        )
    return rows


def discrepancies(story: Story) -> list[Row]:
    """Return discrepancies.jsonl from rows of claim, kind, verdict and its versions."""
    rows = []
    for claim, kind, verdict, *versions in story.gold["claims"]:
        listed = [{"value": value, "mentions": story.many(refs)} for value, refs in versions]
        assert len({m["file"] for v in listed for m in v["mentions"]}) > 1, claim
        assert verdict == "agree" or len(listed) > 1, claim
        rows.append({"claim": claim, "kind": kind, "verdict": verdict, "versions": listed})
    return rows


def copies(story: Story) -> list[Row]:
    """Return copies.jsonl from rows of two references, kind, direction and basis."""
    rows = []
    for first, second, kind, direction, basis in story.gold["copies"]:
        a, b = story.one(first), story.one(second)
        words = len(WORD.findall(a["text"]))
        rows.append(
            {"a": a, "b": b, "words": words, "kind": kind, "direction": direction, "basis": basis}
        )
    return rows


def clean(story: Story) -> list[Row]:
    """Return clean.jsonl."""
    return [
        {
            "file": story.name(str(row["file"])),
            **{
                key: story.maybe(row.get(key, ""))
                for key in ("title", "subtitle", "dateline", "stated_date")
            },
            "boilerplate": [
                {"kind": kind, **story.one(ref)} for kind, ref in row.get("boilerplate", [])
            ],
            "language": row["language"],
            "published": row.get("published"),
            "outlet": row.get("outlet"),
            "agency": row.get("agency"),
        }
        for row in story.gold["clean"]
    ]


def tracking(story: Story) -> list[Row]:
    """Return tracking.jsonl."""
    rows = []
    for item in story.gold.get("tracking", []):
        outcomes = [
            {
                "what": outcome["what"],
                "date": outcome.get("date", ""),
                "spans": story.many(outcome["spans"]),
                "place": outcome.get("place", ""),
                "by": outcome.get("by", ""),
                "period": outcome.get("period", ""),
                "caution": outcome.get("caution", ""),
            }
            for outcome in item.get("outcomes", [])
        ]
        rows.append(
            {
                "theme": item["theme"],
                "also_themes": item.get("also", []),
                "directive": item["directive"],
                "kind": item.get("kind", "directive"),
                "by": item["by"],
                "date": item["date"],
                "made": story.many(item["made"]),
                "outcomes": outcomes,
                "mentions": story.many(item.get("mentions", [])),
                "status": item["status"],
                "optional": item.get("optional", False),
            }
        )
    return rows


def ordered(rows: list[Row]) -> list[Row]:
    """Return span rows in text order."""
    return sorted(rows, key=lambda row: (row["file"], row["start"], row["end"]))


def lines(prefix: str, story: str, rows: list[Row]) -> str:
    """Return JSON lines with ids in front."""
    return "".join(
        json.dumps({"cluster": story, "id": f"{story}-{prefix}{n:02d}", **row}, ensure_ascii=False)
        + "\n"
        for n, row in enumerate(rows, 1)
    )


def check_spans(texts: Mapping[str, str], value: object) -> None:
    """Assert that every span's text stands at its offsets."""
    if isinstance(value, dict):
        if {"file", "start", "end", "text"} <= set(value):
            assert texts[value["file"]][value["start"] : value["end"]] == value["text"]
        for part in value.values():
            check_spans(texts, part)
    elif isinstance(value, list):
        for part in value:
            check_spans(texts, part)


def build(folder: Path) -> dict[str, str]:
    """Return the content of every gold file of a story by its name."""
    story = Story(folder)
    tables = {
        "figures": ("F", figures(story)),
        "times": ("TM", times(story)),
        "places": ("L", places(story)),
        "people": ("P", people(story)),
        "statements": ("S", statements(story)),
        "discrepancies": ("D", discrepancies(story)),
        "copies": ("C", copies(story)),
        "clean": ("R", clean(story)),
        "tracking": ("T", tracking(story)),
    }
    found = events(story)
    check_spans(story.texts, [found, *(rows for _, rows in tables.values())])
    written = {"events.json": json.dumps(found, ensure_ascii=False, indent=1) + "\n"}
    for name, (prefix, rows) in tables.items():
        written[f"{name}.jsonl"] = lines(prefix, folder.name, rows)
    return written


def main(arguments: list[str]) -> int:
    stale = []
    for gold in sorted(HERE.glob("*/gold.toml")):
        for name, content in build(gold.parent).items():
            path = gold.parent / name
            if "--check" in arguments:
                if not path.exists() or path.read_text("utf-8") != content:
                    stale.append(str(path.relative_to(HERE)))
            else:
                path.write_text(content, "utf-8")
    print(*stale, sep="\n", end="\n" if stale else "")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
