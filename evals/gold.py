"""How good are the answers about annotated stories, all questions at once?"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evals.apart import Told, grouped, rates
from evals.bindings import check
from evals.open_rows import check_open
from evals.row import Row
from evals.shared import ROOT

PART = "gold"
STORY_PART = "stories"
STORIES = ROOT / "evals" / "stories"
"""Fictional stories in many languages, written and annotated for the project."""
LATER = {
    "later": frozenset(
        {
            "ar-en-water",
            "de-fr-schiene",
            "en-grid",
            "es-en-vivienda",
            "fr-ar-sahel",
            "id-ko-banjir",
            "it-en-scuola",
            "ja-en-minato",
            "pl-tr-most",
            "pt-en-floresta",
            "ru-agro",
            "zh-en-corridor",
        }
    ),
    "unread": frozenset({"nl-sv-wind", "vi-en-dap"}),
}
"""Stories annotated after the program had been tuned on the first ones, scored apart; the errors
of the unread ones are never looked at."""

TIME_LIMIT = 600
"""Seconds for one story."""

WORKERS = 2
"""Stories answered at a time."""

PEERS: dict[str, tuple[str, float]] = {
    "figures.full": ("CQE", 0.875),
    "times.value": ("HeidelTime", 0.81),
    "statements.speaker": ("Citron retrained, triple", 0.628),
}
"""The nearest measured figure of another system on these texts; its rule differs a little."""

Measures = dict[str, dict[str, float | None]]


def clusters(shared: Path) -> list[Path]:
    """List the annotated stories.

    Args:
        shared: the evaluation material.

    Returns:
        Folders with an events.json.
    """
    return sorted(path.parent for path in (shared / "gold").glob("*/events.json"))


def score_gold(shared: Path) -> Iterator[Row]:
    """Answer every annotated story and score the answers.

    Args:
        shared: the evaluation material.

    Yields:
        One row for each measure of each story.
    """
    for name, measures in _score(shared, shared / "gold", clusters(shared)).items():
        if name != "all":
            yield from _rows(f"{PART}-{name}", measures, PEERS)


def score_stories(shared: Path) -> Iterator[Row]:
    """Answer the project's own annotated stories and score those of one time together.

    Args:
        shared: the evaluation material, for its scorer.

    Yields:
        One row for each measure of each set.
    """
    for part, chosen in story_sets().items():
        yield from _rows(part, _score(shared, STORIES, chosen)["all"], {})


def story_sets() -> dict[str, list[Path]]:
    """List the project's own annotated stories by the set they are scored in.

    Returns:
        Part to the folders of its stories.
    """
    sets: dict[str, list[Path]] = {}
    for path in sorted(STORIES.glob("*/events.json")):
        name = next((one for one, members in LATER.items() if path.parent.name in members), "")
        sets.setdefault("-".join(filter(None, (STORY_PART, name))), []).append(path.parent)
    return sets


def _score(shared: Path, gold: Path, folders: list[Path]) -> dict[str, Measures]:
    with tempfile.TemporaryDirectory() as made:
        out = Path(made)
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(lambda folder: answer(folder, out / folder.name), folders))
        return measure(shared, gold, folders, out)


def measure(shared: Path, gold: Path, folders: list[Path], out: Path) -> dict[str, Measures]:
    """Score answers about stories.

    Args:
        shared: the evaluation material, for its scorer.
        gold: the folder of the stories.
        folders: those that were answered.
        out: a folder with the answers about each, under its name.

    Returns:
        The measures of each story, and of all together as "all".
    """
    scorer = shared / "eval" / "score.py"
    names = [folder.name for folder in folders]
    asked = ("--gold", gold, "--cluster", *names, "--json")
    printed = _run(sys.executable, scorer, out, *asked, accepted=(0,))
    scored: dict[str, Measures] = dict(json.loads(printed))
    checked = [
        {**check(folder, out / folder.name), **check_open(folder, out / folder.name)}
        for folder in folders
    ]
    told = {folder: _read_told(folder, out / folder.name) for folder in folders}
    for folder, measures in zip(folders, checked, strict=True):
        scored.setdefault(folder.name, {}).update(measures)
        scored[folder.name].update(_errors([told[folder]] if told[folder] else []))
    scored.setdefault("all", {}).update(_weakest(checked))
    scored["all"].update(_errors(story for story in told.values() if story))
    return scored


def answer(folder: Path, out: Path) -> None:
    """Have the program answer about a story, in a process of its own.

    Args:
        folder: the reports.
        out: the folder to write to.
    """
    _run(sys.executable, "-m", "firsthand", "answers", folder, out)


def _read_told(gold: Path, answers: Path) -> list[Told]:
    """Read the true and the told origin of each report; none where the gold tells not all."""
    true, told = (
        json.loads((folder / "events.json").read_text(encoding="utf-8"))
        for folder in (gold, answers)
    )
    if not true.get("source_groups_complete"):
        return []
    names = sorted(report["file"] for report in true["reports"])
    origins = [grouped(names, events.get("source_groups", ())) for events in (true, told)]
    return [(origins[0][name], origins[1][name]) for name in names]


def _errors(stories: Iterable[list[Told]]) -> Measures:
    """Measure both errors of the count of independent sources."""
    return {
        f"lineage.{name}": dict.fromkeys(("p", "r", "f1"), value)
        for name, value in rates(stories).items()
    }


def _weakest(checked: list[Measures]) -> Measures:
    """Take the lowest figure of any story for each measure."""
    found: Measures = {}
    for measures in checked:
        for name, values in measures.items():
            found.setdefault(name, values)
            if (values["r"] or 0.0) < (found[name]["r"] or 0.0):
                found[name] = values
    return found


def _rows(part: str, measures: Measures, peers: dict[str, tuple[str, float]]) -> Iterator[Row]:
    for metric, values in sorted(measures.items()):
        side = "r" if "(recall)" in metric or "(acc)" in metric else "f1"
        side = "p" if "(precision)" in metric else side
        peer, peer_value = peers.get(metric, ("", None))
        yield Row(part, metric, values[side], peer=peer, peer_value=peer_value)


def _run(*command: object, accepted: tuple[int, ...] = (0, 3)) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        check=False,
    )
    if done.returncode not in accepted:
        raise RuntimeError(f"{command[1:4]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout
