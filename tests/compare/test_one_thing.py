"""Are two values held against each other only where they may be readings of one thing?"""

from dataclasses import replace

import pytest

from firsthand.compare.figure_claims import figure_claims
from firsthand.compare.one_thing import is_part, is_pieced, names_in, names_meet
from firsthand.compare.propositions import Proposition
from firsthand.model.items import Bound, Moment, MomentKind, Name, NameKind
from firsthand.model.story import Verdict
from tests.compare.builders import case, cut, figure, found, make_report, statement


@pytest.mark.parametrize(
    ("text", "quote", "pieced"),
    [
        ("Call 0845 125 222 now.", "125", True),
        ("Call 0845 125 222 now.", "222", True),
        ("It fell 2, 000 ft.", "000 ft", True),
        ("It fell 2, 000 ft.", "2", True),
        ("In 2024, 12 people came.", "12 people", False),
        ("It cost 12 euros.", "12 euros", False),
    ],
)
def test_a_piece_of_a_run_of_digits_is_no_number(text: str, quote: str, *, pieced: bool) -> None:
    report = make_report("a.txt", text)
    assert is_pieced(report, figure(report, quote, 1, "")) is pieced


@pytest.mark.parametrize(
    ("language", "text", "quote", "part"),
    [
        ("en", "The two other drivers slept.", "two other drivers", True),
        ("en", "The other two drivers slept.", "two drivers", True),
        ("en", "The two drivers slept.", "two drivers", False),
        ("de", "Die zwei anderen Fahrer schliefen.", "zwei anderen Fahrer", True),
        ("fr", "Les deux autres dormaient.", "deux autres", True),
        ("zh", "另外两名司机睡着了。", "两名司机", True),
    ],
)
def test_what_is_left_beside_others_is_a_part(
    language: str, text: str, quote: str, *, part: bool
) -> None:
    report = make_report("a.txt", text, language=language)
    assert is_part(report, figure(report, quote, 2, "driver")) is part


def test_sentences_that_name_others_speak_of_other_things() -> None:
    assert names_meet(frozenset({"nunes"}), frozenset({"nunes", "ormsby"}))
    assert names_meet(frozenset(), frozenset({"ormsby"}))
    assert not names_meet(frozenset({"nunes"}), frozenset({"ormsby"}))


def test_two_values_of_two_named_persons_do_not_differ() -> None:
    one = make_report("a.txt", "Ada Nunes is offered a deal over 75 million crowns.")
    two = make_report("b.txt", "Tom Brandel is offered a deal over 140 million crowns.")
    pairs = []
    for report, who, quote, value in (
        (one, "Ada Nunes", "75 million crowns", 75e6),
        (two, "Tom Brandel", "140 million crowns", 140e6),
    ):
        name = Name(f"{report.id}-n", cut(report, who), NameKind.PERSON, "test@1")
        told = found(report, figure(report, quote, value, "crown", "deal"))
        pairs.append((report, replace(told, names=(name,))))
    assert {c.verdict for c in figure_claims(case(*pairs))} == {Verdict.ONLY_HERE}
    unnamed = [(report, replace(told, names=())) for report, told in pairs]
    assert Verdict.DIFFER in {c.verdict for c in figure_claims(case(*unnamed))}


@pytest.mark.parametrize(("value", "verdict"), [(612, Verdict.MORE_DETAIL), (650, Verdict.DIFFER)])
def test_a_count_in_full_hundreds_may_be_rounded(value: int, verdict: Verdict) -> None:
    one = make_report("a.txt", "The flood of Ormsby destroyed 600 houses in one night.")
    two = make_report("b.txt", f"The flood of Ormsby destroyed {value} houses in one night.")
    told = [
        (report, found(report, figure(report, quote, number, "house", "houses", Bound.EXACT)))
        for report, quote, number in ((one, "600 houses", 600), (two, f"{value} houses", value))
    ]
    (claim,) = figure_claims(case(*told))
    assert claim.verdict is verdict


def test_the_whole_of_a_ratio_and_a_mixed_fraction_are_no_readings() -> None:
    report = make_report("a.txt", "She hit 28 of 41 targets in 2-1/2 years.")
    assert is_part(report, figure(report, "41 targets", 41, "target"))
    dated = make_report("b.txt", "Построить до конца 2031 года 41 мост.", language="ru")
    assert not is_part(dated, figure(dated, "41 мост", 41, "мост"))
    assert is_pieced(report, figure(report, "2-1/2 years", 2, "year"))


@pytest.mark.parametrize(("language", "differs"), [("en", False), ("zh", True)])
def test_a_sentence_that_names_nobody_must_be_the_more_alike(
    language: str, *, differs: bool
) -> None:
    one = make_report(
        "a.txt", "Ada Nunes hired 90 masons and many carpenters for the wall.", language=language
    )
    two = make_report(
        "b.txt", "They hired 60 masons for the tower that year, people say.", language=language
    )
    name = Name("n", cut(one, "Ada Nunes"), NameKind.PERSON, "test@1")
    left = replace(found(one, figure(one, "90 masons", 90, "mason", "masons")), names=(name,))
    right = found(two, figure(two, "60 masons", 60, "mason", "masons"))
    groups = [
        (
            0.34,
            [
                Proposition(one.span(0, len(one.text)), figures=left.figures),
                Proposition(two.span(0, len(two.text)), figures=right.figures),
            ],
        )
    ]
    claims = figure_claims(case((one, left), (two, right)), groups)
    assert (Verdict.DIFFER in {c.verdict for c in claims}) is differs


def test_two_speakers_may_tell_of_one_thing() -> None:
    report = make_report("a.txt", "The railway hired 90 masons, Ada Nunes told people in Ormsby.")
    told = statement(report, "The railway hired 90 masons", "Ada Nunes")
    told = replace(told, source=cut(report, "Ada Nunes"))
    spans = {who: cut(report, who) for who in ("Ada Nunes", "Ormsby")}
    names = tuple(Name(who, span, NameKind.PERSON, "test@1") for who, span in spans.items())
    everything = replace(found(report, told), names=names)
    assert names_in(everything, report.span(0, len(report.text))) == {"ormsby"}


def test_a_year_before_the_words_of_a_number_leaves_it_whole() -> None:
    report = make_report("a.txt", "By the end of 2031 at least 40 pilots must be trained.")
    assert not is_pieced(report, figure(report, "at least 40 pilots", 40, "pilot"))
    phone = make_report("b.txt", "Call 555 40 pilots.")
    assert is_pieced(phone, figure(phone, "40 pilots", 40, "pilot"))


def readings(left: tuple[str, str, float], right: tuple[str, str, float]) -> set[Verdict]:
    """Compare two counts of votes that sentences of two reports hold."""
    pairs = []
    for number, (text, quote, value) in enumerate((left, right)):
        report = make_report(f"{number}.txt", text)
        pairs.append((report, found(report, figure(report, quote, value, "vote", "votes"))))
    return {claim.verdict for claim in figure_claims(case(*pairs))}


@pytest.mark.parametrize(
    ("text", "quote", "value", "differs"),
    [
        ("In Ormsby Ada Nunes won 9,400 votes after all.", "9,400 votes", 9400, True),
        ("In Ormsby Ada Nunes led by 170 votes after all.", "170 votes", 170, False),
    ],
)
def test_values_of_other_sizes_are_of_other_things(
    text: str, quote: str, value: float, *, differs: bool
) -> None:
    verdicts = readings(
        ("In Ormsby Ada Nunes won 9,100 votes in the end.", "9,100 votes", 9100),
        (text, quote, value),
    )
    assert (Verdict.DIFFER in verdicts) is differs


def test_one_of_several_counts_in_a_sentence_is_no_reading_of_another_whole() -> None:
    text = "The jury found Nunes guilty on two counts of fraud and five counts of theft."
    one = make_report("a.txt", text)
    two = make_report("b.txt", "The jury found Nunes guilty on eight counts, her lawyers said.")
    left = found(
        one,
        figure(one, "two counts", 2, "count", "counts"),
        figure(one, "five counts", 5, "count", "counts"),
    )
    right = found(two, figure(two, "eight counts", 8, "count", "counts"))
    claims = figure_claims(case((one, left), (two, right)))
    assert Verdict.DIFFER not in {claim.verdict for claim in claims}


def test_a_toll_below_an_earlier_year_is_of_another_time() -> None:
    one = make_report("a.txt", "In 1999 a storm struck Ormsby. It killed 36 people.")
    two = make_report("b.txt", "The storm in Ormsby killed 24 people.")
    span = cut(one, "1999")
    year = Moment(
        "m", span, MomentKind.DATE, "1999", "test@1", first="1999-01-01", last="1999-12-31"
    )
    left = found(one, figure(one, "36 people", 36, "people"))
    right = found(two, figure(two, "24 people", 24, "people"))
    told = replace(case((one, left), (two, right)), day="2031-05-02")
    assert Verdict.DIFFER in {claim.verdict for claim in figure_claims(told)}
    founds = {**told.founds, one.id: replace(left, moments=(year,))}
    dated = figure_claims(replace(told, founds=founds))
    assert {claim.verdict for claim in dated} == {Verdict.ONLY_HERE}
