"""What takes bytes from a library that writes files, and hands them on?"""

import io

CHUNK = 65_536
"""Bytes after which a stream is handed on."""


class Pipe(io.RawIOBase):
    """Take what is written and give it back once; nothing can be sought in it."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()
        self._given = 0

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def write(self, data: object) -> int:
        """Take bytes.

        Args:
            data: bytes or what can be read as bytes.

        Returns:
            How many.
        """
        taken = bytes(memoryview(data))  # type: ignore[arg-type]
        self._held += taken
        return len(taken)

    def tell(self) -> int:
        """Tell how many bytes were written so far."""
        return self._given + len(self._held)

    def held(self) -> int:
        """Tell how many bytes wait to be taken."""
        return len(self._held)

    def take(self) -> bytes:
        """Give back what waits."""
        taken = bytes(self._held)
        self._given += len(taken)
        self._held.clear()
        return taken
