"""Are words found in texts and findings, in every script?"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from firsthand import Dossier
from firsthand.store.search import find, index, spaced, terms_of
from firsthand.store.store import Store

TEXTS = {
    "a.txt": "The Café at Orrin reopened.\n\nThe mayor of Orrin, Mira Castellan, said so.\n",
    "b.txt": "奥林市长周一说，新桥将于明年建成。\n",
}


@pytest.fixture
def store(tmp_path: Path, home: str | Path) -> Iterator[Store]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Dossier.new(home) as dossier:
        dossier.add([tmp_path / name for name in TEXTS])
        findings = dossier.study()
    with closing(Store(home)) as opened:
        index(opened, findings, opened.basis())
        yield opened


def found(store: Store, asked: str) -> list[str]:
    reports = {report.id: report for report in store.reports()}
    _, hits = find(store, asked, ["reports"])
    return [reports[hit.ref].text[hit.first : hit.last] for hit in hits]


def test_all_words_must_stand_in_one_line(store: Store) -> None:
    assert found(store, "mayor castellan") == ["The mayor of Orrin, Mira Castellan, said so."]
    assert found(store, "mayor reopened") == []


def test_accents_and_letters_of_either_case_are_one(store: Store) -> None:
    assert found(store, "CAFE") == ["The Café at Orrin reopened."]


def test_the_last_word_may_be_a_beginning(store: Store) -> None:
    assert found(store, "castel")
    assert found(store, "castel said") == []


def test_words_in_quotation_marks_follow_one_another(store: Store) -> None:
    assert found(store, '"mayor of Orrin"')
    assert found(store, '"Orrin mayor"') == []


def test_chinese_is_found_by_character(store: Store) -> None:
    assert found(store, "新桥") == ["奥林市长周一说，新桥将于明年建成。"]
    assert found(store, "桥新") == []


@pytest.mark.parametrize(
    "asked", ["", '"', "* AND (", "a* OR b", "NEAR(x y)", "'; --", "\x00", "{"]
)
def test_no_query_is_an_error(store: Store, asked: str) -> None:
    total, hits = find(store, asked)
    assert total == len(hits)


def test_what_is_in_the_index_already_is_not_written_again(store: Store) -> None:
    before = find(store, "orrin", ["reports"])
    with Dossier.open(store.target) as dossier:
        findings = dossier.study()
    index(store, findings, "another basis")
    assert find(store, "orrin", ["reports"]) == before


def test_nothing_is_found_before_anything_is_indexed(tmp_path: Path) -> None:
    Dossier.new(tmp_path / "empty.firsthand").close()
    assert find(Store(tmp_path / "empty.firsthand"), "word") == (0, ())


def test_letters_of_unspaced_scripts_stand_alone() -> None:
    assert spaced("He said 复兴").split() == ["he", "said", "复", "兴"]
    assert terms_of('a "b c" 复兴') == (("a",), ("b", "c"), ("复", "兴"))
