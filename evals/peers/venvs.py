"""How is a peer kept apart? In a virtual environment of its own, with pinned requirements."""

import os
import subprocess
import sys
import venv
from pathlib import Path

from evals.peers.peer import Peer
from evals.shared import ROOT


def python_of(folder: Path) -> Path:
    """Name the interpreter of a virtual environment.

    Args:
        folder: of the environment.

    Returns:
        Its path.
    """
    inside = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    return folder.joinpath(*inside).absolute()


def install(peer: Peer, folder: Path) -> int:
    """Make a virtual environment, or take the one that is there, and install a peer into it.

    Args:
        peer: the peer.
        folder: of the environment; never the project's own.

    Returns:
        The exit code of pip.

    Raises:
        SystemExit: when the folder is the environment that runs the project.
    """
    if folder.resolve() == Path(sys.prefix).resolve():
        raise SystemExit("a peer needs an environment of its own: name another folder")
    if not python_of(folder).exists():
        venv.create(folder, with_pip=True)
    command = [str(python_of(folder)), "-m", "pip", "install", "--quiet", *peer.requirements]
    return subprocess.run(command, check=False).returncode


def run_in(python: Path, *words: str) -> str:
    """Run this package with another interpreter.

    Args:
        python: the interpreter.
        words: the command line after `python -m evals.peers`.

    Returns:
        What it wrote on stdout; stderr is passed through.

    Raises:
        SystemExit: when it failed.
    """
    done = subprocess.run(
        [str(python), "-m", "evals.peers", *words],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.returncode)
    return done.stdout
