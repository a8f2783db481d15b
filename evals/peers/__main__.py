"""How does a peer score on a benchmark, and how fast is it beside Firsthand?"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from evals.peers import speed, venvs
from evals.peers.known import PEERS, documents, predict
from evals.peers.peer import KEYS
from evals.shared import shared_folder

OK, FAILED = 0, 1


def main() -> int:
    """List the peers, install one, score one or time one beside Firsthand.

    Returns:
        0 when it could be done, 1 when not.
    """
    options = _options()
    if options.name is None:
        for peer in PEERS.values():
            print(f"{peer.name:17} {' '.join(peer.benches)}")
            print(f"{'':17} pip install {' '.join(peer.requirements)}  # {peer.licence}")
        return OK
    if options.install:
        return venvs.install(PEERS[options.name], options.install)
    folder = options.data or _folder(options.bench)
    if options.timed:
        print(speed.timed(options.name, options.bench, folder))
        return OK
    python = venvs.python_of(options.venv) if options.venv else Path(sys.executable)
    if options.speed:
        with tempfile.TemporaryDirectory() as made:
            some = Path(made)
            speed.take(folder, some, options.first)
            print(_speed(options.name, options.bench, some, python))
        return OK
    if not options.venv:
        return _score(options.name, options.bench, folder, options.write)
    words = [options.name, "--bench", options.bench, "--data", str(folder.absolute())]
    words += ["--write", str(options.write.absolute())] if options.write else []
    print(venvs.run_in(python, *words), end="")
    return OK


def _score(name: str, bench: str, folder: Path, path: Path | None) -> int:
    """Write predictions and run the benchmark's own scorer on them."""
    with tempfile.TemporaryDirectory() as made:
        predictions = path or Path(made) / "predictions.jsonl"
        with predictions.open("w", encoding="utf-8") as file:
            try:
                for line in predict(PEERS[name], bench, folder):
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
            except ModuleNotFoundError as error:
                wanted = " ".join(PEERS[name].requirements)
                print(f"{error.name} is not installed here: pip install {wanted}", file=sys.stderr)
                return FAILED
        command = [sys.executable, str(folder / "score.py"), str(predictions)]
        return subprocess.run(command, check=False).returncode


def _speed(name: str, bench: str, folder: Path, python: Path) -> str:
    """Time both in turns, each in a process of its own."""
    from firsthand.text.sentences import split_sentences  # not in a peer's venv

    runs = [(name, python), (speed.OURS, Path(sys.executable))]
    if bench in speed.PARSED:
        runs.append((speed.PARSE, Path(sys.executable)))
    timings = []
    for _ in range(speed.ROUNDS):
        for who, interpreter in runs:
            words = [who, "--bench", bench, "--data", str(folder.absolute()), "--timed"]
            seconds = json.loads(venvs.run_in(interpreter, *words))["seconds"]
            timings.append(speed.Timing(who, seconds))
    sentences = sum(len(split_sentences(row["text"])) for row in documents(folder))
    return speed.compare(timings, name, sentences)


def _folder(bench: str) -> Path:
    shared = shared_folder()
    if shared is None or not (shared / "bench" / bench).is_dir():
        raise SystemExit(f"the benchmark {bench} is not here: name its folder with --data")
    return shared / "bench" / bench


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.peers", description=__doc__)
    parser.add_argument("name", nargs="?", help="the peer; without it, all are listed")
    parser.add_argument("--install", type=Path, metavar="DIR", help="install it into a venv")
    parser.add_argument("--venv", type=Path, metavar="DIR", help="run it in that venv")
    parser.add_argument("--bench", choices=list(KEYS), help="the benchmark to answer")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the benchmark is")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the predictions")
    parser.add_argument("--speed", action="store_true", help="time it beside Firsthand")
    parser.add_argument(
        "--first", type=int, default=speed.FIRST, metavar="N", help="documents to time it on"
    )
    parser.add_argument("--timed", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    known = [*PEERS, speed.OURS, speed.PARSE] if options.timed else [*PEERS]
    if options.name and options.name not in known:
        parser.error(f"{options.name} is not among {', '.join(known)}")
    if options.name and not options.install and not options.bench:
        parser.error("--bench or --install is needed")
    peer = PEERS.get(options.name or "")
    if peer and options.bench and options.bench not in peer.benches:
        parser.error(f"{peer.name} does not answer {options.bench}")
    return options


if __name__ == "__main__":
    sys.exit(main())
