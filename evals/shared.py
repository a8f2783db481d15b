"""Where is the evaluation material, and is it the one the floors were measured on?"""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path | None:
    """Find the evaluation material.

    Returns:
        The folder named by FIRSTHAND_SHARED, or "shared" beside the project; None where it is
        absent, as on a user's machine.
    """
    folder = Path(os.environ.get("FIRSTHAND_SHARED") or ROOT.parent / "shared")
    return folder if folder.is_dir() else None


def digest(folder: Path) -> str:
    """Name the gold and the texts of a folder.

    Args:
        folder: of a benchmark or of a gold cluster.

    Returns:
        The first 12 digits of a SHA-256 over its data files.
    """
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix not in (".md", ".py"):
            found.update(path.name.encode() + b"\x00" + path.read_bytes())
    return found.hexdigest()[:12]
