import numpy as np
import pytest

from firsthand.analyse.lineage import find_copies, overlaps_of
from firsthand.analyse.lineage.fingerprints import Prints, take_prints
from firsthand.analyse.lineage.giving import FEATURES, MANY, Pile, weigh_sides
from firsthand.analyse.lineage.passages import Overlap
from firsthand.model.report import Metadata, Report
from firsthand.model.span import hash_text
from firsthand.model.story import Direction

ORCHARD = (
    "The apple growers of Hallmoor lost a third of their harvest to the late frost in April. ",
    "Growers had lit small fires between the trees on four nights to keep the blossom alive. ",
    "The harvest of early apples will be the smallest since the growers began to count it. ",
    "The frost hit the low orchards along the river harder than those on the slopes. ",
    "Apple growers on the slopes expect to sell what is left of the harvest at a better price. ",
    "The growers want the county to pay for half of the fires that they lit against frost. ",
)
TRAINS = (
    "Trains between Osterby and the coast will be replaced by buses for two weekends. ",
    "The railway renews the track and the signals on nine kilometres of the coast line. ",
    "Passengers need forty minutes more by bus than they do by train on the coast line. ",
    "The railway says that trains will run ten minutes faster on the renewed track. ",
    "Bicycles cannot be taken on the buses that replace the trains to the coast. ",
)
FILLER = (
    "In village {n} the people that own the wells of stone on the hill will be paid for half of "
    "them by the state, and it is more than they had in {n} from the sale of wood to the mill. "
)


def make(name: str, text: str) -> Report:
    return Report(
        id=name,
        name=name,
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        metadata=Metadata(),
    )


def take(name: str, *sentences: str) -> Prints:
    return take_prints(make(name, "".join(sentences)))


def weigh(one: Prints, two: Prints, *others: Prints) -> tuple[float, str]:
    overlap = overlaps_of([one, two])[one.report.id, two.report.id]
    return weigh_sides(Pile([one, two, *others]), one, two, overlap)


def crowd() -> list[Prints]:
    return [take(f"x{n}", FILLER.format(n=n), FILLER.format(n=n + 1000)) for n in range(MANY)]


def test_a_passage_fits_the_rest_of_its_source_better_than_the_rest_of_its_host() -> None:
    host = take("b", *TRAINS[:2], *ORCHARD[1:4], *TRAINS[2:])
    odds, why = weigh(take("a", *ORCHARD), host)
    assert odds > 0
    assert "fit the rest" in why


def test_a_text_into_which_another_was_put_is_not_its_source() -> None:
    host = take("b", *ORCHARD[:3], *TRAINS, *ORCHARD[3:])
    odds, why = weigh(take("a", *ORCHARD), host, *crowd())
    assert odds > 0
    assert "does not fit" in why


def test_short_texts_in_a_small_pile_do_not_show_what_fits_them() -> None:
    assert weigh(take("a", *ORCHARD), take("b", *ORCHARD[:3])) == (0.0, "")


def test_the_two_sides_weigh_the_same_from_either_end() -> None:
    first, second = take("a", *ORCHARD), take("b", *TRAINS[:2], *ORCHARD[3:0:-1], *TRAINS[2:])
    overlap = overlaps_of([first, second])["a", "b"]
    back = overlaps_of([take("b", *ORCHARD), take("a", *TRAINS[:2], *ORCHARD[3:0:-1], *TRAINS[2:])])
    pile = Pile([first, second, *crowd()])
    forth = pile.compare(first, second, overlap)
    assert forth == pytest.approx(-pile.compare(second, first, back["a", "b"]), abs=0.02)
    assert np.count_nonzero(forth)


def test_misread_letters_show_the_copy_in_a_large_pile_only() -> None:
    source = take("a", *ORCHARD)
    text = "".join(ORCHARD).replace("small fires", "smoll firps").replace("expect", "expwct")
    text = text.replace("slopes", "slqpes").replace("county", "cxunty").replace("price", "pribe")
    # Other reports use the words of the source, none those of the copy.
    known = [take(f"y{n}", *ORCHARD[n % 3 :: 3]) for n in range(6)]
    overlap = overlaps_of([source, take("b", text)])["a", "b"]
    many = Pile([source, take("b", text), *known, *crowd()])
    row = dict(zip(FEATURES, many.compare(source, take("b", text), overlap), strict=True))
    assert row["noise"] > 0
    few = Pile([source, take("b", text), *known])
    row = dict(zip(FEATURES, few.compare(source, take("b", text), overlap), strict=True))
    assert row["noise"] == 0


def test_a_passage_of_a_few_words_is_not_weighed() -> None:
    one, two = take("a", *ORCHARD), take("b", *TRAINS)
    assert weigh_sides(Pile([one, two]), one, two, Overlap(0.0, 0.0, 0, ())) == (0.0, "")


def test_two_equal_texts_have_no_direction() -> None:
    odds, _ = weigh(take("a", *ORCHARD), take("b", *ORCHARD))
    assert odds == 0


def test_a_lifted_passage_links_from_its_source() -> None:
    host = "".join((*TRAINS[:2], *ORCHARD[1:4], *TRAINS[2:]))
    reports = [make("b", "".join(ORCHARD)), make("a", host)]
    ((link, _),) = find_copies(reports)
    assert link.direction is Direction.B_TO_A
    assert "fit the rest" in link.reason.detail
