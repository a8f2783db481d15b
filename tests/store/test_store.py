"""Does a dossier keep what it is given, whole or not at all, and replace only what is derived?"""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from firsthand.errors import DossierBusy, DossierError, SchemaMismatch
from firsthand.model.findings import Findings, Found
from firsthand.model.items import Moment, MomentKind, Name, NameKind
from firsthand.model.report import Refusal, RefusalReason, Report
from firsthand.model.span import Span, hash_text
from firsthand.model.story import Decision, Weight
from firsthand.store import connect as connect_module
from firsthand.store import migrations, tables
from firsthand.store import store as store_module
from firsthand.store.store import Store


def make_report(name: str, body: str) -> tuple[Report, bytes]:
    data = body.encode()
    return (
        Report(
            id=hashlib.sha256(data).hexdigest(),
            name=name,
            text=body,
            text_hash=hash_text(body),
            media_type="text/plain",
            reader="plain@1",
        ),
        data,
    )


def make_found(report: Report) -> Found:
    span = report.span(0, 3)
    return Found(
        report.id,
        names=(Name(f"name-{report.id[:8]}", span, NameKind.PERSON, "names/test@1"),),
        moments=(
            Moment(f"moment-{report.id[:8]}", span, MomentKind.DATE, "last year", "times/test@1"),
        ),
    )


@pytest.fixture
def store(home: str | Path) -> Iterator[Store]:
    with closing(Store(home)) as store:
        yield store


def test_the_same_bytes_twice_change_nothing(store: Store) -> None:
    report, data = make_report("b.txt", "Ada spoke.")
    assert store.keep_report(report, data)
    assert not store.keep_report(report, data)
    assert store.reports() == (report,)
    assert store.raw_bytes(report.id) == data


def test_a_second_name_is_kept_and_the_first_in_the_alphabet_is_shown(store: Store) -> None:
    report, data = make_report("b.txt", "Ada spoke.")
    store.keep_report(report, data)
    store.keep_report(replace(report, name="a.txt"), data)
    assert [r.name for r in store.reports()] == ["a.txt"]
    assert store.names_of_reports() == {report.id: ("a.txt", "b.txt")}


def test_unknown_bytes_are_named(store: Store) -> None:
    with pytest.raises(DossierError, match="no report"):
        store.raw_bytes("0" * 64)


def test_a_refusal_is_listed_once(store: Store) -> None:
    refusal = Refusal("x.pdf", RefusalReason.ENCRYPTED, "needs a password")
    store.keep_refusal(refusal)
    store.keep_refusal(refusal)
    assert store.refusals() == (refusal,)


def test_what_was_found_is_replaced_as_a_whole(store: Store) -> None:
    report, data = make_report("a.txt", "Ada spoke.")
    store.keep_report(report, data)
    assert store.unstudied(1) == (report,)
    store.keep_found(report, make_found(report), 1)
    store.keep_found(report, Found(report.id), 2)
    assert store.founds() == {report.id: Found(report.id)}
    assert store.unstudied(1) == (report,)
    assert store.unstudied(2) == ()


def test_a_story_comes_back_only_for_its_basis(store: Store) -> None:
    report, data = make_report("a.txt", "Ada spoke.")
    store.keep_report(report, data)
    found = make_found(report)
    store.keep_found(report, found, 1)
    redated = (replace(found.moments[0], value="2024"),)
    weight = Weight((report.id,), 1, 1, 1, "one report")
    findings = Findings((report,), names=found.names, moments=redated, weights=(("all", weight),))
    store.keep_story(findings, "basis-1")
    assert store.story("basis-1") == findings
    assert store.story("basis-2") is None
    assert store.founds()[report.id].moments[0].value == ""


def test_decisions_are_numbered_in_order(store: Store) -> None:
    made = Decision("decision-1", 0, "note", "link-1", '"x"', "Ada", "2025-01-01", "why not")
    store.append_decision(made)
    store.append_decision(replace(made, id="decision-2"))
    assert [(d.number, d.id) for d in store.decisions()] == [(1, "decision-1"), (2, "decision-2")]


def test_a_write_that_fails_leaves_nothing_behind(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, data = make_report("a.txt", "Ada spoke.")
    torn = {"id": report.id, "name": "torn"}
    monkeypatch.setattr(store_module, "to_row", lambda _item: torn)
    with pytest.raises(DossierError):
        store.keep_report(report, data)
    monkeypatch.undo()
    assert store.reports() == ()
    assert store.keep_report(report, data)


def test_a_newer_dossier_is_refused(store: Store) -> None:
    with store.transaction() as connection:
        migrations.write_value(connection, "schema_version", "999")
    store.close()
    with pytest.raises(SchemaMismatch, match="newer Firsthand"):
        Store(store.address)


def test_a_changed_noun_drops_only_derived_tables(store: Store) -> None:
    report, data = make_report("a.txt", "Ada spoke.")
    store.keep_report(report, data)
    store.keep_found(report, make_found(report), 1)
    with store.transaction() as connection:
        migrations.write_value(connection, "derived", "of an older version")
    store.close()
    with closing(Store(store.address)) as again:
        assert again.founds() == {}
        assert again.unstudied(1) == (report,)


def test_a_file_that_is_no_dossier_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are only notes, long enough to be no database header at all " * 20)
    with pytest.raises(DossierError, match="not a database"):
        Store(path)


def test_a_second_writer_of_a_file_is_told_to_wait(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(connect_module, "BUSY_MS", 1)
    store, other = (Store(tmp_path / "case.firsthand") for _ in range(2))
    report, data = make_report("a.txt", "Ada spoke.")
    with store.transaction() as connection:
        migrations.write_value(connection, "held", "1")
        with pytest.raises(DossierBusy, match="another process"):
            other.keep_report(report, data)
    assert other.keep_report(report, data)


def test_foreign_keys_and_wal_are_on(tmp_path: Path) -> None:
    with Store(tmp_path / "case.firsthand").transaction() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_writers_at_once_lose_nothing(store: Store) -> None:
    made = Decision("decision-1", 0, "note", "link-1", '"x"', "Ada", "2025-01-01", "why not")

    def write(writer: int) -> None:
        with closing(Store(store.address)) as own:
            for number in range(5):
                own.append_decision(replace(made, id=f"decision-{writer}-{number}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert [decision.number for decision in store.decisions()] == list(range(1, 21))


def test_a_reader_sees_one_state_while_another_writes(store: Store) -> None:
    made = Decision("decision-1", 0, "note", "link-1", '"x"', "Ada", "2025-01-01", "why not")
    count = select(func.count()).select_from(tables.decisions)
    with store.reading() as connection:
        assert connection.execute(count).scalar() == 0
        with closing(Store(store.address)) as other:
            other.append_decision(made)
        assert connection.execute(count).scalar() == 0
    assert len(store.decisions()) == 1


def test_any_characters_come_back_and_sort_by_code_point(store: Store) -> None:
    names = ["a\0b.txt", "a\uf8fe0.txt", "a\uf8fe1\0.txt", "B.txt", "\u00e4.txt", "\U00020000.txt"]
    for name in names:
        store.keep_report(*make_report(name, f"Ada spoke to {name}."))
    assert [report.name for report in store.reports()] == sorted(names)
    assert [report.text for report in store.reports()] == [
        f"Ada spoke to {name}." for name in sorted(names)
    ]


def test_a_password_is_never_shown() -> None:
    address = "postgresql+psycopg://ada:secret@127.0.0.1:1/case"
    with pytest.raises(DossierError) as caught:
        Store(address)
    assert "secret" not in str(caught.value)
    assert "ada:***@127.0.0.1" in str(caught.value)


def test_a_dossier_in_memory_works() -> None:
    store = Store(None)
    report, data = make_report("a.txt", "Ada spoke.")
    assert store.keep_report(report, data)
    assert store.reports() == (report,)


def test_spans_keep_their_quotes(store: Store) -> None:
    report, data = make_report("a.txt", "Ada spoke.")
    store.keep_report(report, data)
    store.keep_found(report, make_found(report), 1)
    (name,) = store.founds()[report.id].names
    assert name.span == Span(report.id, 0, 3, "Ada")
