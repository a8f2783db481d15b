import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.lineage.meetings import meet

ROWS = st.lists(st.lists(st.integers(0, 6), max_size=12), min_size=2, max_size=4)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_many_pairs_meet_as_each_pair_alone_would(
    rows: list[list[int]], dice: random.Random
) -> None:
    texts = [np.array(row, np.uint64) for row in rows]
    counting = [np.array([dice.random() < 0.7 for _ in row], np.bool_) for row in rows]
    pairs = [(a, b) for a in range(len(rows)) for b in range(len(rows)) if a != b]
    met = meet(texts, pairs, counting)
    own = [
        {value for value, counts in zip(row, mask.tolist(), strict=True) if counts}
        for row, mask in zip(rows, counting, strict=True)
    ]
    assert met.size.tolist() == [len(values) for values in own]
    assert met.common.tolist() == [len(own[a] & own[b]) for a, b in pairs]
    found = [
        (pair, place, sorted(met.places[first : first + count].tolist()))
        for pair, place, first, count in zip(
            *(part.tolist() for part in (met.pair, met.place, met.first, met.count)), strict=True
        )
    ]
    expected = [
        (number, place, [p for p, other in enumerate(rows[b]) if other == value])
        for number, (a, b) in enumerate(pairs)
        for place, value in enumerate(rows[a])
        if value in own[a] & own[b]
    ]
    assert sorted(found) == expected
