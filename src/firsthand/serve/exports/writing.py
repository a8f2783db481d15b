"""How does an export reach a file, a folder or a stream?"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from firsthand.serve.exports.material import Format, Material, Member
from firsthand.serve.exports.pipe import CHUNK
from firsthand.serve.exports.zipping import zipped


def stream(material: Material, form: Format) -> Iterator[bytes]:
    """Write an export as one stream of bytes.

    Args:
        material: what there is to export.
        form: the format; a folder becomes a ZIP archive.

    Returns:
        Chunks, made as they are read. What can be known to be wrong is raised before the first.
    """
    members = form.members(material)
    if form.folder:
        return zipped((member.name, member.chunks) for member in members)
    return _gathered(_only(members))


def save(material: Material, form: Format, path: Path) -> tuple[Path, ...]:
    """Write an export to a file or a folder.

    Args:
        material: what there is to export.
        form: the format.
        path: the file; for a folder of tables the folder, made if it is not there, or a file whose
            name ends with ".zip".

    Returns:
        The files written.
    """
    if form.folder and path.suffix.lower() != ".zip":
        path.mkdir(parents=True, exist_ok=True)
        return tuple(_write(path / member.name, member.chunks) for member in form.members(material))
    return (_write(path, stream(material, form)),)


def _write(path: Path, chunks: Iterable[bytes]) -> Path:
    with path.open("wb") as file:
        file.writelines(chunks)
    return path


def _only(members: Iterator[Member]) -> Iterable[bytes]:
    return next(members).chunks


def _gathered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Hand small chunks on together."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) >= CHUNK:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
