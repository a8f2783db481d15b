"""What are the world's currencies called in each language, after the Unicode CLDR?

Run after a new currency came into use or a language was added; it needs Babel:

    .venv/bin/python tools/build_currency_names.py

It writes `src/firsthand/lang/<xx>/currencies.toml` for every language that names units: the forms
that CLDR gives for one and for several of each currency of `lang/xx/units.toml`.
"""

import json
import sys
from pathlib import Path

from babel import Locale

from firsthand.lang import ANY, languages, lexicon

LANG = Path(__file__).resolve().parents[1] / "src" / "firsthand" / "lang"
HEAD = "# Names of currencies, from the Unicode CLDR (Unicode License v3); written by {script}.\n"


def main() -> int:
    """Write one file for every language.

    Returns:
        0.
    """
    codes = [str(code) for code in lexicon(ANY, "units")["currency"]]
    for language in languages("units"):
        names = {code: forms for code in codes if (forms := _forms(language, code))}
        lines = [
            f"{code} = {json.dumps(names[code], ensure_ascii=False)}" for code in sorted(names)
        ]
        head = HEAD.format(script=f"tools/{Path(__file__).name}")
        text = "\n".join([head + "[names]", *lines, ""])
        (LANG / language / "currencies.toml").write_text(text, encoding="utf-8")
        print(f"{language}: {len(names)} currencies")
    return 0


def _forms(language: str, code: str) -> list[str]:
    """List the distinct names of one currency; empty where CLDR has only its code."""
    locale = Locale.parse(language)
    plural = locale._data["currency_names_plural"].get(code, {})  # noqa: SLF001 - no public way to all forms
    forms = [locale.currencies.get(code, code), *(plural[form] for form in sorted(plural))]
    names = {name.casefold(): name for form in forms for name in [str(form).partition(" (")[0]]}
    return [name for name in names.values() if name != code]


if __name__ == "__main__":
    sys.exit(main())
