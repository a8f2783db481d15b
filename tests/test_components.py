"""Can spaCy pipelines ask one question alone, and does what they find survive their habits?"""

import pickle
import subprocess
import sys
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from firsthand.analyse.figures import find_figures
from firsthand.components.kept import LISTS, TOLD
from firsthand.model.items import Figure, Moment, MomentKind
from firsthand.model.schema import spans_of
from firsthand.text.parser import model_path

TEXT = (
    "“Grain output rose 6.3% in northern Jilin Province last year,” Minister Anna Lee said on "
    "Monday. The province’s exports fell by a third in the first half."
)
TIMES, PLACES, FIGURES = "firsthand_times", "firsthand_places", "firsthand_figures"
ALL = (TIMES, PLACES, FIGURES, "firsthand_names", "firsthand_statements")


def blank(language: str, *names: str, **told: str) -> Language:
    nlp = spacy.blank(language)
    for name in names:
        nlp.add_pipe(name, config=told)
    return nlp


@pytest.fixture(scope="module")
def english() -> Language:
    nlp = spacy.load(model_path())
    for name in ALL:
        nlp.add_pipe(name, config={"published": "2024-10-15"})
    return nlp


@pytest.fixture(scope="module")
def doc(english: Language) -> Doc:
    return english(TEXT)


def quotes(doc: Doc, name: str) -> list[str]:
    return [item.span.quote for item in getattr(doc._, name)]


# --- found by spaCy ---------------------------------------------------------------------------


def test_every_component_has_an_entry_point() -> None:
    ours = {e.name for e in entry_points(group="spacy_factories") if e.module.startswith("first")}
    assert ours == set(LISTS) == set(ALL)


def test_spacy_finds_the_components_alone_and_pays_for_them_when_they_are_added() -> None:
    code = (
        "import sys, spacy\n"
        "nlp = spacy.blank('en')\n"
        "ribs = [m for m in sys.modules if m.startswith('firsthand.analyse')]\n"
        "assert ribs == [], ribs\n"
        "nlp.add_pipe('firsthand_times')\n"
        "assert [m.span.quote for m in nlp('It rained in May 2024.')._.firsthand_times]\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_pipeline_analysis_knows_what_is_assigned() -> None:
    nlp = blank("en", TIMES, FIGURES)
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["summary"][FIGURES]["assigns"] == [f"doc._.{FIGURES}", "doc.spans"]
    assert not any(analysis["problems"].values())


# --- what is found ----------------------------------------------------------------------------


def test_offsets_are_those_of_the_text(doc: Doc) -> None:
    for name in ALL:
        items = getattr(doc._, name)
        assert items
        for span in spans_of(items):
            assert TEXT[span.start : span.end] == span.quote


def test_a_parse_binds_figures_without_another_parse(
    doc: Doc, english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firsthand.text.reading.parse", None)
    first, second = english(TEXT)._.firsthand_figures
    assert (first.measured.value, first.place.value, first.period.value) == (
        "Grain output", "North Jilin", "2023",
    )  # fmt: skip
    assert second.measured.value == "province’s exports"
    assert (first, second) == doc._.firsthand_figures


def test_a_statement_has_its_speaker(doc: Doc) -> None:
    (statement,) = (s for s in doc._.firsthand_statements if s.cue and s.cue.quote == "said")
    assert statement.speaker.value == "Anna Lee"
    assert statement.content[0].quote.startswith("“Grain")


def test_span_groups_hold_whole_tokens_with_label_and_id(doc: Doc) -> None:
    group = doc.spans[TIMES]
    assert [span.text for span in group] == quotes(doc, TIMES)
    assert {span.label_ for span in group} == {MomentKind.DATE.value}
    assert [span.id_ for span in group] == [m.id for m in doc._.firsthand_times]
    glued = blank("en", FIGURES)("The dam cost €400m.")
    assert quotes(glued, FIGURES) == ["€400m"]
    assert [span.text for span in glued.spans[FIGURES]] == ["€400m."]  # one token, for spaCy


@pytest.mark.parametrize(
    ("language", "text", "times", "figures"),
    [
        ("en", "Exports fell 7% in May 2023.", ["May 2023"], ["7%"]),
        ("de", "Die Ausfuhren sanken im Mai 2023 um 7 Prozent.", ["Mai 2023"], ["7 Prozent"]),
        ("es", "Las ventas cayeron un 7 % en mayo de 2023.", ["mayo de 2023"], ["7 %"]),
        ("zh", "2023年5月，出口下降7%。", ["2023年5月"], ["7%"]),
        ("xx", "2023年5月，出口下降7%。", ["2023年5月"], ["7%"]),
    ],
)
def test_blank_pipelines(language: str, text: str, times: list[str], figures: list[str]) -> None:
    nlp = blank(language, FIGURES, TIMES)
    nlp.add_pipe("sentencizer", first=True)
    doc = nlp(text)
    assert quotes(doc, TIMES) == times
    assert quotes(doc, FIGURES) == figures
    assert doc._.firsthand_figures[0].period.value == "2023-05"


def test_places_without_a_parser() -> None:
    doc = blank("fr", PLACES)("Le train relie Lyon à Marseille.")
    assert [span.text for span in doc.spans[PLACES]] == ["Lyon", "Marseille"]


def test_a_parse_of_another_scheme_is_not_read() -> None:
    nlp = blank("en", FIGURES)
    doc = Doc(
        nlp.vocab, ["It", "sold", "40", "trucks"], [True, True, True, False],
        tags=["PRP", "VBD", "CD", "NNS"], heads=[1, 1, 3, 1],
        deps=["nsubj", "ROOT", "nummod", "obj"],
    )  # fmt: skip
    plain = nlp("It sold 40 trucks")
    assert nlp(doc)._.firsthand_figures == plain._.firsthand_figures != ()


def test_figures_take_what_earlier_components_found(monkeypatch: pytest.MonkeyPatch) -> None:
    handed = []

    def find(reading: object, moments: tuple[Moment, ...], places: object) -> tuple[Figure, ...]:
        handed.append(moments)
        return find_figures(reading, moments, places)  # type: ignore[arg-type]

    def never(*_: object) -> None:
        raise AssertionError("sought again")

    monkeypatch.setattr("firsthand.components.ask.find_figures", find)
    nlp = blank("en", FIGURES)
    nlp("Sales rose 4% in 2021.")
    nlp.add_pipe(TIMES, first=True)
    nlp.add_pipe(PLACES, first=True)
    doc = nlp.get_pipe(TIMES)(nlp.get_pipe(PLACES)(nlp.make_doc("Sales rose 4% in 2021.")))
    monkeypatch.setattr("firsthand.components.ask.find_times", never)
    monkeypatch.setattr("firsthand.components.ask.find_places", never)
    nlp.get_pipe(FIGURES)(doc)
    assert handed == [doc._.firsthand_times] * 2


def test_nothing_in_nothing(english: Language) -> None:
    for text in ("", " ", "Yes"):
        doc = english(text)
        assert [getattr(doc._, name) for name in ALL] == [()] * len(ALL)
        assert [len(doc.spans[name]) for name in ALL] == [0] * len(ALL)


def test_a_component_that_has_not_run_answers_none() -> None:
    assert spacy.blank("en")("May 2023")._.firsthand_times is None


# --- what is told -----------------------------------------------------------------------------


def test_a_document_tells_its_own_day() -> None:
    nlp = blank("en", TIMES, published="2024-10-15")
    told = nlp.make_doc("It closed last year.")
    told._.firsthand_published = date(2019, 3, 1)
    assert told._.firsthand_published == "2019-03-01"
    assert [m.value for m in nlp(told)._.firsthand_times] == ["2018"]
    assert [m.value for m in nlp("It closed last year.")._.firsthand_times] == ["2023"]
    unknown = blank("en", TIMES)("It closed last year.")._.firsthand_times[0]
    assert (unknown.value, unknown.symbolic) == ("", "shift(Y,-1)")


def test_a_second_run_answers_anew() -> None:
    nlp = blank("en", TIMES)
    doc = nlp("It closed last year.")
    doc._.firsthand_published = "2019-03-01"
    nlp.get_pipe(TIMES)(doc)
    assert [m.value for m in doc._.firsthand_times] == ["2018"]


def test_a_document_tells_its_own_language() -> None:
    nlp = blank("en", FIGURES)
    doc = nlp.make_doc("Der Damm kostete 1,5 Millionen Euro.")
    doc._.firsthand_language = "de"
    assert [f.value for f in nlp(doc)._.firsthand_figures] == [1_500_000]


def test_settings_and_extensions_have_the_same_names() -> None:
    doc = Doc(spacy.blank("en").vocab, ["word"])
    blank("en", TIMES)
    assert [getattr(doc._, f"firsthand_{name}") for name in TOLD] == [None] * len(TOLD)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        blank("en", TIMES, published="yesterday")
    doc = blank("en", TIMES).make_doc("Sales rose.")
    with pytest.raises(ValueError, match="isoformat"):
        doc._.firsthand_published = "15/10/2024"
    with pytest.raises(AttributeError, match="add 'firsthand_times'"):
        doc._.firsthand_times = ()


# --- spaCy's habits ---------------------------------------------------------------------------


def test_batches_give_the_same_as_one_by_one(english: Language) -> None:
    texts = [TEXT, "", "Trade grew 2% in March 2022.", "No number here."] * 3
    for piped, text in zip(english.pipe(texts, batch_size=5), texts, strict=True):
        alone = english(text)
        assert [getattr(piped._, n) for n in ALL] == [getattr(alone._, n) for n in ALL]


def test_documents_survive_bytes(doc: Doc, english: Language) -> None:
    again = Doc(english.vocab).from_bytes(doc.to_bytes())
    (kept,) = DocBin(docs=[doc], store_user_data=True).get_docs(english.vocab)
    for name in ALL:
        assert getattr(again._, name) == getattr(kept._, name) == getattr(doc._, name)
        marks = [(s.start, s.end, s.label_, s.id_) for s in doc.spans[name]]
        assert [(s.start, s.end, s.label_, s.id_) for s in again.spans[name]] == marks
    assert doc.to_bytes() == again.to_bytes()
    assert doc.to_json()["text"] == TEXT


def test_a_pipeline_is_saved_with_its_settings(tmp_path: Path) -> None:
    blank("en", TIMES, FIGURES, published="2024-10-15").to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == [TIMES, FIGURES]
    assert [m.value for m in again("It closed last year.")._.firsthand_times] == ["2023"]
    pickle.dumps([component for _, component in again.pipeline])


def test_the_given_document_is_left_as_it_was(english: Language) -> None:
    with english.select_pipes(disable=list(ALL)):
        before = english(TEXT)
    asked = english(TEXT)
    for one, other in zip(before, asked, strict=True):
        assert (one.text, one.tag_, one.dep_, one.head.i, one.ent_type_) == (
            other.text, other.tag_, other.dep_, other.head.i, other.ent_type_,
        )  # fmt: skip
