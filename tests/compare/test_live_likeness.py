import numpy as np
import pytest

from firsthand.compare.likeness import SHARES, Evidence, Likeness
from firsthand.compare.live_likeness import LiveLikeness
from firsthand.compare.nearest import Nearest
from tests.compare.test_growing import EVERY, NAMES, card


def standing(texts: tuple[str, ...]) -> tuple[LiveLikeness, list[Evidence]]:
    live, every = LiveLikeness(), [Evidence.of(text) for text in texts]
    for name, evidence in zip(NAMES, every, strict=False):
        live.add(evidence, card(name))
    return live, every


def test_reports_that_came_one_by_one_are_as_alike_as_those_of_a_pile() -> None:
    live, every = standing(EVERY)
    batch = Likeness.of(every)
    for a in range(len(EVERY)):
        others = [n for n in range(len(EVERY)) if n != a]
        rows = live.kinds(a, others)
        assert rows[:, 0] == pytest.approx(batch.row(a)[others], abs=1e-5)
        for kind in range(len(SHARES)):
            assert rows[:, kind + 1] == pytest.approx(
                batch.vectors[kind].similar(a)[others], abs=1e-5
            )


def test_likeness_does_not_depend_on_which_report_asks_nor_on_who_else_is_asked() -> None:
    live, _ = standing(EVERY)
    alone = np.concatenate([live.kinds(2, [n]) for n in (0, 1, 5)])
    assert live.kinds(2, [0, 1, 5]) == pytest.approx(alone, abs=1e-6)
    back = np.concatenate([live.kinds(n, [2]) for n in (0, 1, 5)])
    assert back == pytest.approx(alone, abs=1e-6)
    assert live.kinds(2, []).shape == (0, alone.shape[1])


def test_a_report_without_names_lacks_them_and_is_not_unlike_for_it() -> None:
    texts = ("rain fell on slow trams", "rain fell on slow trams", EVERY[0])
    live, _ = standing(texts)
    rows = live.kinds(0, [1, 2])
    assert rows[0, 0] == pytest.approx((0.35 + 0.2) / 0.7, abs=1e-5)
    assert rows[1, 0] == 0


def test_reports_with_rare_names_in_common_are_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firsthand.compare.nearest.FEW", 2)
    monkeypatch.setattr("firsthand.compare.nearest.CANDIDATES", 2)
    live = LiveLikeness()
    index = Nearest(live)
    for name, text in zip(NAMES, EVERY, strict=True):
        live.add(Evidence.of(text), card(name))
        index.add(card(name))
    assert set(index.near(NAMES.index("o2"))) == {NAMES.index("o0"), NAMES.index("o1")}
    assert set(index.near(NAMES.index("h2"))) <= {n for n in range(8) if NAMES[n][0] == "h"}


def test_what_nearly_every_report_holds_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firsthand.compare.nearest.FEW", 0)
    monkeypatch.setattr("firsthand.compare.nearest.HOLDERS", 2)
    live = LiveLikeness()
    index = Nearest(live)
    for number in range(8):
        live.add(Evidence.of(f"fog near {chr(97 + number) * 5}"), card(str(number)))
        index.add(card(str(number)))
    assert index.near(7) == []
