"""Which errors can Firsthand raise, and how do they descend from one another?

FirsthandError
├── InputRefused          one input cannot be read; it is listed and the rest goes on
├── SpanError             a span does not fit the text it points into
│   └── OrphanedSpan      the text changed: its hash or the quote no longer agrees
├── LexiconError          a language data file is missing or malformed
├── ModelError            a language model is missing or is not the pinned one
└── DossierError          the case file cannot be used
    ├── DossierNotFound   no dossier at that path
    ├── SchemaMismatch    the file was written by a newer Firsthand
    └── DossierBusy       another process is writing to it
"""


class FirsthandError(Exception):
    """Say what is wrong, where, and what to do."""


class InputRefused(FirsthandError):
    """Refuse one input alone.

    Args:
        name: the input's file name or address.
        reason: one of the codes of `firsthand.model.report.RefusalReason`.
        detail: what exactly was found, and where.
    """

    def __init__(self, name: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{name}: {reason}" + (f" ({detail})" if detail else ""))
        self.name = name
        self.reason = reason
        self.detail = detail


class SpanError(FirsthandError):
    """Reject a span that does not fit its text."""


class OrphanedSpan(SpanError):
    """Report that a stored span's text has changed under it."""


class LexiconError(FirsthandError):
    """Name the language data file and the key at fault."""


class ModelError(FirsthandError):
    """Name the language model that is missing or differs from the pinned one."""


class DossierError(FirsthandError):
    """Report that a dossier cannot be used."""


class DossierNotFound(DossierError):
    """Report that there is no dossier at the path."""


class SchemaMismatch(DossierError):
    """Report a dossier written by a newer version."""


class DossierBusy(DossierError):
    """Report that another process holds the dossier."""
