"""How do files become one ZIP archive while it is read?"""

import zipfile
from collections.abc import Iterable, Iterator

from firsthand.serve.exports.pipe import CHUNK, Pipe

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day a ZIP archive can name: equal files give equal bytes on every day."""


def zipped(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Write an archive.

    Args:
        files: name and chunks of each, in order.

    Yields:
        Chunks of the archive, made as they are read.
    """
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, chunks in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                for chunk in chunks:
                    file.write(chunk)
                    if pipe.held() >= CHUNK:
                        yield pipe.take()
    yield pipe.take()
