"""How does a bench's bare text become a report, without reading or cleaning?"""

import hashlib
from collections.abc import Mapping
from typing import Any

from firsthand.model.reason import EMPTY, Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text


def make_report(row: Mapping[str, Any]) -> Report:
    """Wrap one row of a bench as a report that keeps the bench's id.

    Args:
        row: a document with "id", "text" and, where the bench gives them, "lang" and "published".

    Returns:
        The report; nothing in it is labelled.
    """
    text = str(row["text"])
    published = str(row.get("published") or "")
    slot = Slot(published, (), Provenance.DOCUMENT) if published else EMPTY
    language = str(row.get("lang") or "en")
    return Report(
        id=str(row["id"]),
        name=str(row["id"]),
        text=text,
        text_hash=hash_text(text) if text else hashlib.sha256(b"").hexdigest(),
        media_type="text/plain",
        reader="bench@1",
        metadata=Metadata(published=slot, language=language, language_score=1.0),
    )
