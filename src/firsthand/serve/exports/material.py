"""What is an export made of, and what is a format?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from firsthand.errors import DossierError
from firsthand.model.findings import Findings
from firsthand.model.story import Decision


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to export.

    `decisions` is None where nobody could decide, as in a study that keeps nothing; `raw` gives a
    report's bytes as received by its id, None where they are not at hand.
    """

    findings: Findings
    decisions: tuple[Decision, ...] | None = None
    title: str = ""
    raw: Callable[[str], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an export, in chunks that are made as they are read."""

    name: str
    chunks: Iterable[bytes]


Writer = Callable[[Material], Iterator[Member]]
"""Gives the files of an export; one file unless the format is a folder."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format that findings can leave in.

    `writer` names the function as "module:function", so that no format is imported before it is
    asked for; `needs` are the libraries it imports. A `folder` has several files; as one stream it
    is a ZIP archive.
    """

    name: str
    ending: str
    media_type: str
    title: str
    writer: str
    folder: bool = False
    needs: tuple[str, ...] = ()

    def members(self, material: Material) -> Iterator[Member]:
        """Give the files of an export.

        Args:
            material: what there is to export.

        Returns:
            The files, one by one.

        Raises:
            DossierError: when a library that the format needs is not installed.
        """
        for library in self.needs:
            if find_spec(library) is None:
                raise DossierError(
                    f"{self.name}: the library {library} is not installed; "
                    "install firsthand[exports]"
                )
        module, _, function = self.writer.partition(":")
        write = cast("Writer", getattr(import_module(module), function))
        return write(material)
