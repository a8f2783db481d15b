"""Is every listed outlet complete, is it found, and do people's own rows win?"""

from dataclasses import fields

import pytest

from firsthand.analyse.places.gazetteer import by_code
from firsthand.compare.families import credit_links
from firsthand.compare.outlets import KINDS, Outlet, bundled, outlet_of, read_rows
from firsthand.errors import LexiconError
from firsthand.lang import ANY, lexicon
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Metadata, Report
from firsthand.text.terms import plain

ROWS = lexicon(ANY, "outlets")["outlets"]

LANGUAGES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy
    hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li
    ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa
    pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"""
"""ISO 639-1."""


def make(name: str, outlet: str = "", url: str = "") -> Report:
    slot = Slot(outlet, (), Provenance.EXPLICIT) if outlet else Slot()
    given = (("url", url),) if url else ()
    return Report(
        name, name, name, "", "text/plain", "plain@1", given=given, metadata=Metadata(outlet=slot)
    )


def named(report: Report) -> str:
    found = outlet_of(report)
    return found.name if found else ""


def test_the_list_is_long_and_every_row_is_complete() -> None:
    assert len(ROWS) >= 300
    keys = [field.name for field in fields(Outlet)]
    for row in ROWS:
        assert sorted(row) == sorted(keys), row
        assert row["kind"] in KINDS, row
        assert row["domains"], row
        assert row["check"], row
        assert row["languages"], row
        assert set(row["languages"]) <= set(LANGUAGES.split()), row
        assert by_code(row["country"]) is not None, row
    assert {row["kind"] for row in ROWS} == set(KINDS)


def test_no_spelling_and_no_domain_stands_for_two() -> None:
    spellings: dict[str, str] = {}
    domains: dict[str, str] = {}
    for row in ROWS:
        for name in (row["name"], *row["aliases"]):
            assert plain(name)
            assert spellings.setdefault(plain(name), row["name"]) == row["name"]
        assert len(row["domains"]) == len(set(row["domains"]))
        for domain in row["domains"]:
            assert domain == domain.casefold().strip("/. ")
            assert domains.setdefault(domain, row["name"]) == row["name"]


def test_one_owner_has_one_spelling() -> None:
    spellings: dict[str, str] = {}
    for row in ROWS:
        owner = row["owner"]
        if owner:
            assert spellings.setdefault(plain(owner), owner) == owner


def test_listed_agencies_are_credited_under_one_name() -> None:
    agencies = {row["name"] for row in ROWS if row["kind"] == "agency"}
    for one, other in [("AP", "Associated Press"), ("ТАСС", "TASS"), ("新华社", "Xinhua")]:
        found = bundled().named(one)
        assert found is not None
        assert found.name == other
        assert other in agencies


def test_an_outlet_is_known_by_name_alias_script_and_address() -> None:
    assert named(make("a", "PEOPLE'S DAILY")) == named(make("a", "人民日报")) != ""
    assert named(make("a", url="https://www.bbc.co.uk/news/1")) == "BBC"
    assert named(make("a", url="https://bbc.co.uk.example.org/")) == ""
    assert named(make("https://rus.err.ee/1609")) == "ERR"
    assert named(make("a", url="http://[broken")) == ""
    assert named(make("a")) == ""


def test_a_local_government_is_not_the_national_one() -> None:
    assert named(make("a", url="https://www.gov.uk/news")) == "GOV.UK"
    assert named(make("a", url="https://www.leeds.gov.uk/news")) == ""


def test_an_outlet_without_a_known_owner_joins_nobody() -> None:
    blank = [row["name"] for row in ROWS if not row["owner"]]
    assert len(blank) > 10
    assert credit_links([make(f"r{n}", name) for n, name in enumerate(blank)]) == ()


def test_an_added_row_overrides_what_it_states_and_keeps_the_rest() -> None:
    known = bundled().named("Le Monde")
    assert known is not None
    rows = read_rows(
        """
        outlets = [
          { name = "Le Monde", owner = "Fjordlund Media", check = "fjordlund.example" },
          { name = "Oldhaven Courier", domains = ["courier.example"], owner = "Fjordlund Media" },
        ]
        """,
        "ours.toml",
    )
    register = bundled().having(rows)
    changed = register.named("le monde")
    assert changed is not None
    assert (changed.owner, changed.domains) == ("Fjordlund Media", known.domains)
    assert register.at("https://www.lemonde.fr/x") == changed
    reports = [make("a", "Le Monde"), make("b", url="https://courier.example/1")]
    assert credit_links(reports) == ()
    (link,) = credit_links(reports, register)
    assert "Fjordlund Media" in link.reason.detail
    assert "to check: fjordlund.example" in link.reason.detail


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("outlets = [", "ours.toml"),
        ("papers = []", "no list"),
        ("outlets = [{ owner = 'X' }]", "outlet 1: it has no name"),
        (
            "outlets = [{ name = 'A' }, { name = 'B', boss = 'X' }]",
            "outlet 2: unknown field 'boss'",
        ),
        ("outlets = [{ name = 'A', state = 'yes' }]", "state must be true or false"),
        ("outlets = [{ name = 'A', domains = 'a.example' }]", "domains must be a list of texts"),
        ("outlets = [{ name = 'A', aliases = [1] }]", "aliases must be a list of texts"),
        ("outlets = [{ name = 'A', kind = 'blog' }]", "unknown kind 'blog'"),
        ("outlets = [3]", "outlet 1"),
    ],
)
def test_a_row_in_another_shape_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(LexiconError, match=said):
        read_rows(text, "ours.toml")
