"""Is a reworked copy told from a second author's text, however much both were cut?"""

import pytest

from evals.plain_reports import make_report
from firsthand.analyse.lineage import overlaps_of
from firsthand.analyse.lineage.fingerprints import take_prints
from firsthand.analyse.lineage.passages import Overlap
from firsthand.analyse.lineage.settle import HANGS_TOGETHER, _bridges, settle
from firsthand.analyse.lineage.wording import FEATURES, LIMIT, features_of, weigh_wordings
from firsthand.model.story import LinkKind

FIRST = """\
The ferry to the northern islands will not sail before Thursday, the harbour office said.
A crane tore the ramp of the terminal from its hinges when a cable broke on Monday evening.
Nobody was hurt, but forty lorries with fish and mail are waiting on the quay.
Divers will look for damage to the piles as soon as the swell allows it.
The island council has asked for two smaller boats to carry medicine and passengers.
Shops on the outer islands still have flour and fuel for about ten days.
"""
EDITED = """\
The ferry to the northern islands will not sail before Thursday, the port office said.
A crane tore the ramp of the terminal from its hinges when a rope broke on Monday night.
Nobody was hurt, but some forty lorries with fish and mail now wait on the quay.
The island council wants two smaller boats to carry medicine and passengers.
"""
SECOND = """\
No ferry will leave for the northern islands before Thursday, according to the harbour office.
On Monday evening a broken cable let a crane rip the terminal's ramp off its hinges.
There were no injuries; forty lorries loaded with fish and mail are waiting on the quay.
Once the swell allows it, divers are to inspect the piles for damage.
The council of the islands asks for two smaller boats for passengers and medicine.
For about ten days there is still flour and fuel in the shops of the outer islands.
"""
ELSEWHERE = """\
Nobody was hurt, but forty lorries with fish and mail are waiting on the quay.
Our correspondent spent the night with the drivers, who share soup and cards in their cabs.
One of them, a grandfather from the hills, has never seen the sea so grey.
He carries seedlings for the school garden, and they will not last another frost.
The baker at the corner opens at four and sells out within the hour.
By noon the church hall was full of children drawing boats on paper plates.
"""


def weigh(one: str, two: str) -> tuple[dict[str, float], float]:
    prints = [take_prints(make_report({"id": n, "text": t})) for n, t in (("1", one), ("2", two))]
    overlap = overlaps_of(prints)["1", "2"]
    features = features_of(prints, [(0, 1)])[0].tolist()
    odds = weigh_wordings(prints, [(0, 1)], [overlap])[0]
    return dict(zip(FEATURES, features, strict=True)), odds


def test_an_edited_and_cut_copy_keeps_its_wording() -> None:
    features, odds = weigh(FIRST, EDITED)
    assert odds > 0
    assert features["anew"] < 0.5
    assert features["unmet"] == 0


def test_a_second_author_tells_every_sentence_anew() -> None:
    features, odds = weigh(FIRST, SECOND)
    edited, _ = weigh(FIRST, EDITED)
    assert odds < HANGS_TOGETHER
    assert features["anew_least"] > edited["anew_least"] + 0.1


def test_two_texts_that_share_a_sentence_only_were_not_made_from_each_other() -> None:
    features, odds = weigh(FIRST, ELSEWHERE)
    assert features["unmet"] > 0.2
    assert odds < HANGS_TOGETHER


@pytest.mark.parametrize("text", [FIRST, EDITED, ELSEWHERE])
def test_the_same_text_twice_is_surely_one(text: str) -> None:
    features, odds = weigh(text, text)
    assert odds == LIMIT
    assert (features["runs"], features["anew"], features["whole"]) == (1, 0, 1)


def test_nothing_to_compare_is_no_row() -> None:
    assert features_of([], []).shape == (0, len(FEATURES))


def test_what_hangs_together_as_a_whole_is_joined_by_its_likeliest_pair() -> None:
    shown = overlaps_of([take_prints(make_report({"id": n, "text": FIRST})) for n in "ab"])[
        "a", "b"
    ]
    bare = Overlap(0.3, 0.3, 3, ())
    overlaps = {("a", "b"): shown, ("a", "c"): shown, ("b", "c"): shown, ("b", "d"): bare}
    odds = {("a", "b"): 3.0, ("a", "c"): -0.9, ("b", "c"): -0.5, ("b", "d"): 1.0}
    kinds = {("a", "b"): LinkKind.NEAR_COPY}
    group = dict.fromkeys("abcd", 0)
    # "d" has no passage to show, so that no link could tell of it.
    assert list(_bridges(kinds, odds, overlaps, group)) == [("b", "c")]
    assert list(_bridges(kinds, odds, overlaps, {**group, "c": 1})) == []


def test_every_report_of_a_group_is_joined_to_it_by_a_link() -> None:
    texts = {"1": FIRST, "2": EDITED, "3": FIRST + ELSEWHERE, "4": SECOND}
    prints = [take_prints(make_report({"id": n, "text": t})) for n, t in texts.items()]
    settled = settle(prints, overlaps_of(prints))
    assert ("1", "2", "3") in settled.groups
    assert ("4",) in settled.groups
    assert {name for pair in settled.kinds for name in pair} == {"1", "2", "3"}
