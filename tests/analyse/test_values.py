from firsthand.analyse.lineage.values import PLURAL, shared_values, values_of


def test_numbers_are_read_the_same_in_every_language() -> None:
    wanted = {"3.2e+09"}
    assert values_of("拨款32亿元用于修路。", "zh") == wanted
    assert values_of("Some 3.2 billion yuan go into roads.", "en") == wanted
    assert values_of("3,2 Milliarden Yuan fließen in Straßen.", "de") == wanted


def test_small_numbers_count_only_where_they_are_asked_for() -> None:
    text = "Four trucks brought 85 beds in two days."
    assert values_of(text, "en") == {"85"}
    assert values_of(text, "en", PLURAL) == {"4", "85", "2"}


def test_a_number_that_one_sentence_of_either_text_holds_ties_them() -> None:
    left = [values_of("Der Damm ist 61 Meter hoch.", "de"), values_of("Er kostet viel.", "de")]
    right = [values_of("Nobody was hurt.", "en"), values_of("The dam is 61 metres high.", "en")]
    told = shared_values(left, right)
    assert told[0, 1] == 1.0
    assert told.sum() == 1.0


def test_a_number_that_stands_everywhere_ties_nothing() -> None:
    year = [values_of(f"Sentence {n} tells of 2031.", "en") for n in range(4)]
    assert shared_values(year, year).sum() == 0
