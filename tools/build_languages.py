"""How do languages without files of their own write dates, numbers, units and money, after CLDR?

Run after a new release of the Unicode CLDR, on the folder into which the packages
`cldr-dates-full`, `cldr-numbers-full`, `cldr-units-full` and `cldr-rbnf` of cldr-json were put:

    .venv/bin/python tools/build_languages.py FOLDER
    .venv/bin/python tools/build_currency_names.py

It writes calendar, numerals, units and times of the languages below into
`src/firsthand/lang/<xx>/`, but never over a file that people wrote.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

LANG = Path(__file__).resolve().parents[1] / "src" / "firsthand" / "lang"
HEAD = (
    "# {what}, from the Unicode CLDR {version} (Unicode License v3); written by tools/{script}.\n"
)
LANGUAGES = (
    *("be", "bg", "ca", "cs", "da", "el", "et", "fi", "he", "hr", "hu", "is", "lt", "lv", "mk"),
    *("ms", "no", "ro", "sk", "sl", "sq", "sr"),
)
"""Languages with blanks between words, and no signs in them that Python holds for no letters."""
OTHERWISE = {"sr": ("sr", "sr-Latn"), "no": ("no", "nn")}
"""Languages written in two ways, with the names that CLDR has for both."""
FURTHER = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""What CLDR does not give."""
MEASURES = {
    "length-kilometer": "km",
    "length-meter": "m",
    "length-centimeter": "cm",
    "area-square-kilometer": "km2",
    "area-square-meter": "m2",
    "area-hectare": "ha",
    "volume-cubic-meter": "m3",
    "volume-liter": "L",
    "mass-kilogram": "kg",
    "mass-tonne": "t",
    "power-megawatt": "MW",
    "power-kilowatt": "kW",
    "energy-kilowatt-hour": "kWh",
    "concentr-percent": "percent",
    "duration-year": "year",
    "duration-month": "month",
    "duration-week": "week",
    "duration-day": "day",
    "duration-hour": "hour",
    "duration-minute": "minute",
}
PERIODS = {"year": "Y", "quarter": "Q", "month": "M", "week": "W", "day": "D"}
HOURS = {"hour": "TH", "minute": "TM"}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STEM = 3
"""Letters that the cases of a weekday have in common at least."""
SCALES = {10**k for k in range(3, 13)}
SPELT = {*range(2, 21), *range(30, 100, 10)}
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_OF = re.compile(r"(?:de |d['’])")
"""What Catalan sets before the names of months, which CLDR takes for a part of them."""
_PLACE = re.compile(r"[0¤\s\u00a0\u200e\u200f']+")


@cache
def read(folder: Path, package: str, locale: str, name: str) -> Any:  # noqa: ANN401 - JSON
    """Read one file of cldr-json.

    Args:
        folder: with the packages.
        package: "dates", "numbers" or "units".
        locale: a language.
        name: of the file, which is also the key inside it.

    Returns:
        What is below the language.
    """
    found = next(folder.glob(f"**/*{package}*/**/main/{locale}/{name}.json"))
    return json.loads(found.read_text(encoding="utf-8"))["main"][locale]


def months(folder: Path, locale: str) -> dict[str, Any]:
    """Take the names of months and weekdays and the order of a date's parts."""
    dates = read(folder, "dates", locale, "ca-gregorian")["dates"]["calendars"]["gregorian"]
    wide = {
        key: [list(dates[key][way]["wide"].values()) for way in ("format", "stand-alone")]
        for key in ("months", "days")
    }
    named = [_distinct(_bare(names)) for names in zip(*wide["months"], strict=True)]
    days = [_distinct(names) for names in zip(*wide["days"], strict=True)]
    days = [*days[1:], days[0]]
    fields = read(folder, "dates", locale, "dateFields")["dates"]["fields"]
    for day, names in zip(DAYS, days, strict=True):
        names.extend(_distinct(_cases(fields[day], names[0]), names))
    abbreviated = dates["months"]["format"]["abbreviated"].values()
    short_months = []
    for names, shown in zip(named, abbreviated, strict=True):
        (short,) = _bare([str(shown).lower().rstrip(".")])
        if str(shown).endswith(".") and _WORDS.fullmatch(short) and short not in names:
            names.append(short)
            short_months.append(short)
        # "mai" and "maj" are words as well: a day or a year must stand beside them.
        short_months += [n for n in names if len(n) <= STEM and n not in short_months]
    pattern, digits = dates["dateFormats"]["long"], dates["dateFormats"]["short"]
    glued = "".join(re.findall(r"([\u05d0-\u05ea])MMMM", pattern))
    for names in named:
        names.extend([f"{glued}{name}" for name in names] if glued else [])
    of = [str(name)[:2] for name in wide["months"][0] if _OF.match(str(name))]
    between = [*re.findall(r"'([^'\W\d_]+)'", pattern), *sorted(set(of))]
    return {
        "months": named,
        "weekdays": days,
        "short_months": short_months,
        "capital_months": str(wide["months"][0][0])[0].isupper(),
        "orders": ["dmy"],
        "day_first": "yes" if digits.index("d") < digits.index("y") else "unknown",
        "dot_dates": False,
        "particles": list(dict.fromkeys(between)),
        "ordinals": ["."] if re.search(r"d\.", pattern) else [],
        "ranges": [],
        "at": [],
        "clock_suffixes": [],
    }


def _bare(names: Iterable[object]) -> list[str]:
    return [_OF.sub("", str(name).lower(), count=1) for name in names]


def _distinct(names: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """Write names small, each once; those that are no words are left out."""
    small = dict.fromkeys(str(name).lower() for name in names)
    return [name for name in small if _WORDS.fullmatch(name) and name not in known]


def _cases(field: dict[str, Any], name: str) -> Iterator[str]:
    """Take the other cases of a weekday out of "last Monday" and "three Mondays ago"."""
    phrases = [field.get(f"relative-type-{step}", "") for step in (-1, 0, 1)]
    for way in ("past", "future"):
        phrases.extend(field.get(f"relativeTime-type-{way}", {}).values())
    if " " not in name:
        for phrase in phrases:
            words = str(phrase).lower().split()
            yield from (word for word in words if word.startswith(name[: max(STEM, len(name) - 2)]))


def numerals(folder: Path, locale: str) -> tuple[dict[str, list[str]], dict[str, dict[str, float]]]:
    """Take the marks in numbers, the words for numbers and those for thousands and millions."""
    numbers = read(folder, "numbers", locale, "numbers")["numbers"]
    marks = numbers["symbols-numberSystem-latn"]
    group = "," if marks["decimal"] == "." else "."
    shown = {"decimal": [marks["decimal"]], "group": [group, "\u00a0", "\u202f", "\u2009"]}
    scale: dict[str, float] = {}
    for width in ("long", "short"):
        formats = numbers["decimalFormats-numberSystem-latn"][width]["decimalFormat"]
        for key, pattern in formats.items():
            size = int(key.partition("-")[0])
            zeros = pattern.count("0")
            word = _PLACE.sub(" ", pattern.partition(";")[0]).strip().rstrip(".")
            value = size / 10 ** (zeros - 1) if zeros else 0
            if value in SCALES and _WORDS.fullmatch(word) and len(word) > 2:  # noqa: PLR2004
                scale.setdefault(word.lower(), value)
    # "250 de milioane": a word between the two that belongs to neither.
    joints = {w.split()[0] for w in scale if " " in w and w.split()[-1] in scale}
    shown["scale_joints"] = sorted(joints)
    scale = {word: value for word, value in scale.items() if word.split()[0] not in joints}
    cardinal: dict[str, float] = {}
    for value, word in _spelt(folder, locale):
        if value in SCALES:
            scale.setdefault(word, value)
        elif value in SPELT:
            cardinal.setdefault(word, value)
    return shown, {"cardinal": cardinal, "scale": scale}


def _spelt(folder: Path, locale: str) -> Iterator[tuple[int, str]]:
    """Read the words that stand for one number alone out of the rules for spelling numbers out."""
    path = next(folder.glob(f"**/rbnf/{locale}.json"), None)
    if path is None:
        return
    rules = json.loads(path.read_text(encoding="utf-8"))["rbnf"]["rbnf"]["SpelloutRules"]
    for name, lines in rules.items():
        if not name.startswith("%spellout-cardinal"):
            continue
        for value, text in lines:
            bare = re.sub(r"\[.*?\]|←[^←]*←|→[^→]*→|[\u00ad;']", "", text).strip()
            whole = "←" not in text or " " in text.partition("[")[0].rpartition("←")[2][:1]
            size = int(value.partition("/")[0]) if value.partition("/")[0].isdecimal() else 0
            lowest = 10 ** (len(str(size)) - 1)
            if whole and _WORDS.fullmatch(bare):
                yield (lowest if "←" in text else size), bare.lower()


def units(folder: Path, locale: str) -> dict[str, list[str]]:
    """Take the words for units."""
    named = read(folder, "units", locale, "units")["units"]["long"]
    return {
        symbol: forms
        for key, symbol in MEASURES.items()
        if (forms := list(_forms(named.get(key, {}))))
    }


def _forms(patterns: dict[str, Any]) -> Iterator[str]:
    for key, pattern in patterns.items():
        if key.startswith(("unitPattern-count", "unitPattern-case")):
            word = _PLACE.sub(" ", str(pattern).replace("{0}", "")).strip()
            if _WORDS.fullmatch(word):
                yield word.lower()


def spoken(folder: Path, locale: str) -> tuple[list[str], dict[str, dict[str, str]]]:
    """Take how a language says yesterday, last year and three weeks ago."""
    fields = read(folder, "dates", locale, "dateFields")["dates"]["fields"]
    rules: list[str] = []
    words: dict[str, dict[str, str]] = {"_num": {}, "_unit": {}, "_units": {}, "_rel": {}}
    for name, code in (PERIODS | HOURS).items():
        field = fields[name]
        words["_unit"].setdefault(str(field["displayName"]).lower(), code)
        words["_rel"] |= _relative(field, [_shifted(code, step) for step in range(-2, 3)])
        for way, call in (("past", "ago"), ("future", "ahead")):
            for pattern in field.get(f"relativeTime-type-{way}", {}).values():
                before, _, after = str(pattern).lower().replace(".", "").partition("{0}")
                unit = _WORDS.fullmatch(f"{before.strip()} {after.strip()}".strip())
                if unit and "{0}" in pattern and (not before or before.endswith((" ", "\u00a0"))):
                    rules.append(
                        f"date: {before.strip()} <_q> {after.strip()} => {call}($1,{code})"
                    )
        for word in _forms(
            read(folder, "units", locale, "units")["units"]["long"][f"duration-{name}"]
        ):
            words["_units"].setdefault(word, code)
    for number, day in enumerate(DAYS, 1):
        near = ["", *(f"near(weekday({number}),{step})" for step in (-1, 0, 1)), ""]
        words["_rel"] |= _relative(fields[day], near)
    numbers = numerals(folder, locale)[1]["cardinal"]
    words["_num"] = {word: str(int(value)) for word, value in numbers.items() if " " not in word}
    return [re.sub(" +", " ", rule) for rule in dict.fromkeys(rules)], words


def _shifted(code: str, step: int) -> str:
    calls = {-1: f"last({code})", 0: f"this({code})", 1: f"next({code})"}
    return calls.get(step) or (f"ago(2,{code})" if step < 0 else f"ahead(2,{code})")


def _relative(field: dict[str, Any], meant: list[str]) -> dict[str, str]:
    said = {}
    for step, value in zip(range(-2, 3), meant, strict=True):
        phrase = str(field.get(f"relative-type-{step}", "")).lower()
        if value and _WORDS.fullmatch(phrase):
            said[phrase] = value
    return said


GENERAL = (
    "_int: <_digits> => $1",
    "_int: <_num> => $1",
    "_q: <_int> => $1",
    "_q: <_decimal> => $1",
    "_any: <_unit> => $1",
    "_any: <_units> => $1",
    "date: <_printed> => $1",
    "time: <_printedtime> => $1",
    "_year: <_yearnum> => $1",
    "date: <_year> => $1",
    "date: <_yearnum> - <_yearnum> => range($1,$2)",
    "date: <_yearnum> – <_yearnum> => range($1,$2)",
    "date: <_yearnum> / <_digits> => shortrange($1,$2)",
    "date: <_month> => month($1)",
    "date: <_weekday> => weekday($1)",
    "date: <_rel> => $1",
    "_clock: <_clocknum> => $1",
    "time: <_clock> => clock($1)",
    "dur: <_q> <_any> => dur($1,$2)",
)
"""Rules of every language: what is printed in figures, and the words that are listed."""


def main() -> int:
    """Write the files of every language that has none.

    Returns:
        0.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where cldr-json was unpacked")
    folder = parser.parse_args().folder
    for language in LANGUAGES:
        written = [name for name, text in _files(folder, language) if _write(language, name, text)]
        print(f"{language}: {', '.join(written)}")
    return 0


def _files(folder: Path, language: str) -> Iterator[tuple[str, str]]:
    locales = OTHERWISE.get(language, (language,))
    calendars = [months(folder, locale) for locale in locales]
    calendar = calendars[0]
    for key in ("months", "weekdays"):
        calendar[key] = [
            list(dict.fromkeys(name for names in every for name in names))
            for every in zip(*(one[key] for one in calendars), strict=True)
        ]
    further = FURTHER["months"].get(language, "").split()
    for place, name in enumerate(further):
        names = calendar["months"][place % 12]
        names.extend([name] if name not in names else [])
    calendar |= FURTHER["calendar"].get(language, {})
    yield "calendar", "\n".join(f"{key} = {_toml(value)}" for key, value in calendar.items())
    counted = [numerals(folder, locale) for locale in locales]
    tables = _joined(tables for _, tables in counted)
    tables["scale"] |= FURTHER["scale"].get(language, {})
    marks = [f"{key} = {_toml(value)}" for key, value in counted[0][0].items()]
    yield "numerals", "\n".join([*marks, "blank_groups = 1", _tables(tables)])
    named: dict[str, list[str]] = {}
    for locale in locales:
        for symbol, forms in units(folder, locale).items():
            named[symbol] = list(dict.fromkeys([*named.get(symbol, ()), *forms]))
    named["t"] = [*FURTHER["tonnes"].get(language, ()), *named.get("t", ())]
    yield (
        "units",
        "plural = []\n" + _tables({"words": named, "money": FURTHER["money"].get(language, {})}),
    )
    said = [spoken(folder, locale) for locale in locales]
    rules = [*GENERAL, *dict.fromkeys(rule for found, _ in said for rule in found)]
    lines = "\n".join(f"  {_toml(rule)}," for rule in rules)
    words = {f"words.{k}": v for k, v in _joined(words for _, words in said).items()}
    short = [name for one in calendars for name in one["short_months"]]
    lists = f"scripted = false\nfuture = []\npast = []\nrisky_months = {_toml(_distinct(short))}\n"
    yield "times", f"{lists}rules = [\n{lines}\n]\n{_tables(words)}"


def _joined(every: Iterable[dict[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    joint: dict[str, dict[str, Any]] = {}
    for tables in every:
        for name, table in tables.items():
            joint[name] = table | joint.get(name, {})
    return joint


def _tables(tables: dict[str, Any]) -> str:
    return "\n".join(
        "\n".join([f"\n[{name}]", *(f"{_toml(k)} = {_toml(v)}" for k, v in table.items())])
        for name, table in tables.items()
        if table
    )


def _toml(value: Any) -> str:  # noqa: ANN401 - a value of TOML, which JSON is for these types
    return f"{value:g}" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


def _write(language: str, name: str, text: str) -> bool:
    """Write a file unless people wrote one."""
    path, script = LANG / language / f"{name}.toml", Path(__file__).name
    if path.exists() and script not in path.read_text(encoding="utf-8").partition("\n")[0]:
        return False
    what = {"calendar": "Months and weekdays", "numerals": "Numbers", "units": "Units"}
    head = HEAD.format(what=what.get(name, "Days and years"), version="48", script=script)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{head}{text}\n", encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
