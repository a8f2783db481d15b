"""What does each language look like as data, and how is it loaded?

One folder a language, the same file names in each; `xx` holds what holds for all languages.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from firsthand.errors import LexiconError

ANY = "xx"
"""The folder of what holds for every language."""


@cache
def lexicon(language: str, name: str) -> dict[str, Any]:
    """Load one language data file.

    Args:
        language: an ISO 639-1 code, or "xx" for what holds in every language.
        name: the file's name without ending.

    Returns:
        The parsed table; empty when the language has no such file.

    Raises:
        LexiconError: when the file is no valid TOML.
    """
    path = files("firsthand.lang").joinpath(language, f"{name}.toml")
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        msg = f"lang/{language}/{name}.toml: {error}"
        raise LexiconError(msg) from error


@cache
def languages(name: str) -> tuple[str, ...]:
    """List the languages that have a data file of a name.

    Args:
        name: the file's name without ending.

    Returns:
        Language codes in alphabetical order, without "xx".
    """
    root = files("firsthand.lang")
    found = (
        entry.name
        for entry in root.iterdir()
        if entry.is_dir() and entry.name != ANY and entry.joinpath(f"{name}.toml").is_file()
    )
    return tuple(sorted(found))
