"""What happened, who says so at first hand, and what came of what was promised?"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.dossier import Added, Dossier
    from firsthand.model.findings import Findings
    from firsthand.model.report import Report
    from firsthand.model.span import Span
    from firsthand.oneshot import read, study

__version__ = "0.1.0"

_HOMES = {
    "Added": "firsthand.dossier",
    "Dossier": "firsthand.dossier",
    "Findings": "firsthand.model.findings",
    "Report": "firsthand.model.report",
    "Span": "firsthand.model.span",
    "read": "firsthand.oneshot",
    "study": "firsthand.oneshot",
}

__all__ = ["Added", "Dossier", "Findings", "Report", "Span", "__version__", "read", "study"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Import a public name when it is first asked for, so that `import firsthand` stays light."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
