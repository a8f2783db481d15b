"""What can others add without changing Firsthand? Exports, through an entry point.

A package adds a format under the group "firsthand.exports"; the entry point names a
`firsthand.serve.exports.Format`.
"""

from importlib.metadata import entry_points
from typing import Any

EXPORTS = "firsthand.exports"
"""The group of entry points under which packages add formats."""


def export_formats() -> tuple[Any, ...]:
    """Load the formats that installed packages add.

    Returns:
        The formats, by the names of their entry points.
    """
    found = sorted(entry_points(group=EXPORTS), key=lambda entry: entry.name)
    return tuple(entry.load() for entry in found)
