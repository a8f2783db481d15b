"""Which units are there, what are they in SI units, and which one does a word mean here?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from firsthand.lang import ANY, lexicon
from firsthand.model.items import Unit
from firsthand.text.numberlists import tidy

CJK = frozenset({"zh", "ja"})
FREEZING = 32
"""Degrees Fahrenheit of melting ice."""
_OWN_SIGN = re.compile(r"[A-Z]{3}|.*[A-Z].*\$|\$.*[A-Z].*")
"""A currency code, or a dollar sign with the letters of its country."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of the tables: canonical name, dimension, factor to the SI unit, identifiers.

    `key` is the name under which the tables keep other meanings of the same word, empty when
    the word means one unit everywhere.
    """

    name: str
    dimension: str
    factor: float = 1.0
    si: str = ""
    alternatives: tuple[str, ...] = ()
    qudt: str = ""
    ucum: str = ""
    key: str = ""

    @property
    def money(self) -> bool:
        """Whether it is a currency."""
        return self.dimension == "currency"


COUNT = Measure("", "count")
"""Stands for a counted noun where a unit is asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a word for several units means: by default, by country, by language; and the rest."""

    default: str
    country: Mapping[str, str]
    language: Mapping[str, str]
    members: tuple[str, ...]


@cache
def measures() -> dict[str, Measure]:
    """Load every unit and currency once.

    Returns:
        Canonical name or key of a choice to the unit; a key's unit is its default.
    """
    shared = lexicon(ANY, "units")
    found = {
        str(name): Measure(
            str(name), str(row[0]), float(row[1]), str(row[2]),
            qudt=str(row[3]), ucum=str(row[4]),
        )
        for name, row in shared["units"].items()
    }  # fmt: skip
    for code in shared["currency"]:
        found[code] = Measure(code, "currency", qudt=f"CCY_{code}", key=code)
    for name, codes in shared["money_names"].items():
        found[str(name)] = Measure(
            str(name), "currency", alternatives=tuple(map(str, codes)), key=str(name)
        )
    for key, choice in choices().items():
        found[key] = _chosen(found[choice.default], key, choice)
    return found


@cache
def choices() -> dict[str, Choice]:
    """Load the words that mean different units in different countries.

    Returns:
        Key to choice, such as "ton".
    """
    return {
        str(key): Choice(
            str(row["default"]), row.get("country", {}), row.get("language", {}),
            tuple(dict.fromkeys([str(row["default"]), *map(str, row["also"])])),
        )
        for key, row in lexicon(ANY, "units")["choices"].items()
    }  # fmt: skip


def _chosen(measure: Measure, key: str, choice: Choice) -> Measure:
    others = tuple(name for name in choice.members if name != measure.name)
    return replace(measure, alternatives=others, key=key)


@lru_cache(maxsize=1024)
def settle(measure: Measure, language: str, country: str, sign: str) -> Measure:
    """Decide which unit of its name is meant, by the story's country, then by its language.

    Args:
        measure: a unit or currency as its word says.
        language: the report's language.
        country: ISO 3166 code of the story, empty when unknown.
        sign: as printed.

    Returns:
        The unit meant, the others its word stands for as alternatives.
    """
    if measure.money:
        return _settle_money(measure, language, country, sign.strip())
    choice = choices().get(measure.key)
    if choice is None:
        return measure
    name = choice.country.get(country) or choice.language.get(language) or choice.default
    if measures()[name].money and sign.startswith("-"):
        name = choice.default  # "a 500-pound bomb"
    return _chosen(_plain(name), measure.key, choice)


@cache
def _plain(name: str) -> Measure:
    """Return a unit by its canonical name, whatever else a word of that name may mean."""
    found = measures()[name]
    return replace(found, alternatives=(), key="")


def _settle_money(measure: Measure, language: str, country: str, sign: str) -> Measure:
    table = lexicon(ANY, "units")["by_country"]
    # Chinese and Japanese names say whose money it is; signs such as 元 and $ do not.
    by_country = table.get(sign) or ({} if language in CJK else table.get(measure.name, {}))
    bare = len(sign.split()) == 1 and not _OWN_SIGN.fullmatch(sign)
    if not bare or not by_country:
        return measure
    code = str(by_country.get(country, measure.name))
    if code != measure.name:
        return replace(measures()[code], alternatives=(measure.name,), key="")
    others = dict.fromkeys([*measure.alternatives, *map(str, by_country.values())])
    return replace(measure, alternatives=tuple(c for c in others if c != code), key="")


@cache
def coined(name: str) -> frozenset[str]:
    """List the countries in which the name of a currency means their own.

    Args:
        name: canonical name.

    Returns:
        ISO 3166 codes; none for most codes.
    """
    return frozenset(map(str, lexicon(ANY, "units")["by_country"].get(name, {})))


def make_unit(measure: Measure, surface: str, value: float, per: str = "") -> Unit:
    """Write a unit with the amount in SI units and its identifiers.

    Args:
        measure: the unit.
        surface: as printed.
        value: the amount in that unit.
        per: what it is reckoned per, empty when nothing.

    Returns:
        The unit; without an SI value where it has none, as money and rates per counted things.
    """
    if per:
        return _rate(measure, surface, value, per)
    si_value, si_unit = None, ""
    if measure.name == "°F":
        si_value, si_unit = round((value - FREEZING) / 1.8, 6), "Cel"
    elif not measure.money and measure.dimension != "container":
        si_value, si_unit = tidy(value * measure.factor), measure.si
    return Unit(
        surface, measure.name, si_value, si_unit, measure.alternatives, measure.qudt, measure.ucum
    )


def _rate(measure: Measure, surface: str, value: float, per: str) -> Unit:
    """Write an amount per another unit; both must be measured for it to have an SI value."""
    name = f"{measure.name}/{per}"
    below = measures().get(per)
    measured = below is not None and not below.money and below.dimension not in {"share", "ratio"}
    plain = measure.money or measure.dimension in {"container", "count", "temperature", "share"}
    if below is None or not measured or plain or not measure.si:
        return Unit(surface, name, alternatives=measure.alternatives)
    known = measures().get(name)
    if known is not None:
        return replace(make_unit(known, surface, value), alternatives=measure.alternatives)
    qudt = f"{measure.qudt}-PER-{below.qudt}"
    return Unit(
        surface, name, tidy(value * measure.factor / below.factor), f"{measure.si}/{below.si}",
        measure.alternatives, qudt if qudt in _rates() else "", f"{measure.ucum}/{_below(below)}",
    )  # fmt: skip


@cache
def _rates() -> frozenset[str]:
    """List the rates that QUDT names."""
    return frozenset(str(name) for name in lexicon(ANY, "units")["rates"]["qudt"])


def _below(measure: Measure) -> str:
    """Write a UCUM code so that it can stand below a stroke."""
    return f"({measure.ucum})" if re.search(r"[./]", measure.ucum) else measure.ucum


def plain_unit(name: str, value: float) -> Unit:
    """Write a unit that no word of the text names: the percent of a half, the times of a double.

    Args:
        name: canonical name.
        value: the amount in SI units.

    Returns:
        The unit without a surface.
    """
    measure = measures()[name]
    return Unit("", name, value, measure.si, (), measure.qudt, measure.ucum)
