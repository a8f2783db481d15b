"""Under which name is an uploaded file kept until it is read?"""

from pathlib import Path, PurePosixPath

LONGEST = 180
"""Characters of a name that are kept, from its end."""

UNSAFE = '<>:"|?*'
"""Characters that some file systems do not take."""


def free_place(folder: Path, given: str) -> Path:
    """Find a harmless name in a folder that is not taken.

    Args:
        folder: where the file is to be kept.
        given: the name that came with it, perhaps with a path of another computer.

    Returns:
        A path right inside the folder: the last part of the name, without what may be unsafe.
    """
    name = PurePosixPath(given.replace("\\", "/")).name
    kept = "".join(c for c in name if c.isprintable() and c not in UNSAFE)
    name = kept.lstrip(".")[-LONGEST:] or "unnamed"
    path = folder / name
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path
