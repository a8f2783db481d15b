"""Which part of a long list does a page show?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request  # noqa: TID253 - imported when a desk opens

Row = TypeVar("Row")

SIZE = 100
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """The rows of one page of a list."""

    rows: tuple[Row, ...]
    number: int
    last: int
    total: int
    size: int
    path: str
    query: tuple[tuple[str, str], ...]

    @property
    def first_shown(self) -> int:
        """The place of the first row in the list, from 1."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last_shown(self) -> int:
        """The place of the last row."""
        return (self.number - 1) * self.size + len(self.rows)

    def to(self, number: int) -> str:
        """Give the address of another page of the list.

        Args:
            number: of the page.

        Returns:
            Its address.
        """
        return f"{self.path}?{urlencode([*self.query, ('page', str(number))])}"


def part_of(rows: Sequence[Row], request: Request, size: int = SIZE) -> Part[Row]:
    """Cut out the rows of the page that is asked for.

    Args:
        rows: the whole list.
        request: with the number of the page as `page`.
        size: rows of a page.

    Returns:
        The part; a number beyond the list gives its last page.
    """
    last = max(1, -(-len(rows) // size))
    asked = request.query_params.get("page", "1")
    number = min(last, max(1, int(asked) if asked.isdecimal() and len(asked) < 9 else 1))  # noqa: PLR2004
    shown = tuple(rows[(number - 1) * size : number * size])
    query = tuple((k, v) for k, v in request.query_params.multi_items() if k != "page")
    return Part(shown, number, last, len(rows), size, request.url.path, query)
